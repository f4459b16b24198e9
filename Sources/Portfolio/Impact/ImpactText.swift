import Answering
package import Knowledge

/// Writes an impact report for people.
package struct ImpactText {
    /// The most entries of one table.
    private static let rowLimit = 15
    /// The most changed entries that are named.
    private static let changeLimit = 20

    private let report: ImpactReport
    private let language: Language

    /// Prepares to write a report in a language.
    package init(_ report: ImpactReport, language: Language) {
        self.report = report
        self.language = language
    }

    /// The report, part by part.
    package var blocks: [ReportBlock] {
        var blocks = head
        blocks += difference
        blocks += totals
        if report.tally.total[.changed] > 0 {
            blocks += group(Localized(ja: "課題別", en: "By category"), report.categories)
            blocks += group(Localized(ja: "都道府県別", en: "By prefecture"), report.prefectures)
            blocks += entries
            blocks += statuses
            blocks += examples
        }
        return blocks
    }

    private func say(_ ja: String, _ en: String) -> String { language == .ja ? ja : en }

    // MARK: What was compared

    private var head: [ReportBlock] {
        let total = report.tally.total[.queries]
        let ends = report.days.map { [$0.lowerBound.iso, $0.upperBound.iso] } ?? []
        let day = Set(ends).count > 1 ? ends.joined(separator: say("〜", " to ")) : ends.first ?? ""
        let skipped = report.faultCount
        let heading = say("ルール変更の影響（\(day)、質問 \(total)件）", "Impact (\(day), \(total) queries)")
        var blocks: [ReportBlock] = [
            .heading(heading),
            .line(
                say("旧", "old") + " \(report.old.name)  \(report.old.answerer.ruleset.prefix(12))"
            ),
            .line(
                say("新", "new") + " \(report.new.name)  \(report.new.answerer.ruleset.prefix(12))"
            ),
        ]
        if skipped > 0 {
            blocks.append(.line(say("読めない行 \(skipped)", "lines not replayed: \(skipped)")))
        }
        return blocks
    }

    private var difference: [ReportBlock] {
        let changes = report.difference.changes
        var blocks: [ReportBlock] = [
            .gap, .heading(say("■ 変わった記述", "What the books say differently")),
        ]
        var rows = [[say("種別", "KIND"), say("区分", "SECTION"), "ID", say("名称と場所", "NAME, PLACE")]]
        for change in changes.prefix(Self.changeLimit) {
            let place = report.place(change.origin, inOld: change.kind == .removed)
            rows.append([
                change.kind.title[language], change.key.section.rawValue, change.key.id,
                "\(change.title[language])  \(place)",
            ])
        }
        if rows.count > 1 { blocks.append(.table(rows)) }
        let rest = changes.count - Self.changeLimit
        if rest > 0 { blocks.append(.line(say("ほか\(rest)件", "and \(rest) more"), level: 1)) }
        if report.difference.examples != 0 {
            let count = report.difference.examples
            let signed = count > 0 ? "+\(count)" : "−\(-count)"
            blocks.append(.line(say("学習例 \(signed)", "examples \(signed)"), level: 1))
        }
        if report.difference.isLearnedOtherwise {
            blocks.append(.line(say("学習した重みが異なる", "the learned weights differ"), level: 1))
        }
        if blocks.count == 2 { blocks.append(.line(say("なし", "nothing"), level: 1)) }
        return blocks
    }

    // MARK: Counts

    private var totals: [ReportBlock] {
        let counts = report.tally.total
        let measures: [ImpactMeasure] = [
            .same, .changed, .reordered, .gained, .lost, .lostOnly, .status, .issue, .outcome,
            .style, .refused, .accepted,
        ]
        var rows = [["", say("件数", "QUERIES"), "%"]]
        for measure in measures {
            let count = counts[measure]
            rows.append([
                measure.title[language], "\(count)",
                ReportText.percent(count, of: counts[.queries]),
            ])
        }
        let lists: [(Localized, [ImpactMeasure])] = [
            (
                Localized(ja: "課題", en: "issues"),
                [.issuesReordered, .issuesGained, .issuesLost]
            ),
            (
                Localized(ja: "連携先", en: "partners"),
                [.partnersReordered, .partnersGained, .partnersLost]
            ),
            (
                Localized(ja: "施策", en: "policies"),
                [.policiesReordered, .policiesGained, .policiesLost]
            ),
        ]
        var byList = [
            [""] + [ImpactMeasure.reordered, .gained, .lost].map { $0.title[language] }
        ]
        for (title, measures) in lists {
            byList.append([title[language]] + measures.map { "\(counts[$0])" })
        }
        return [
            .gap, .heading(say("■ 合計", "Totals")), .table(ReportText.numbers(rows)),
            .gap, .table(ReportText.numbers(byList)),
        ]
    }

    private func group(_ title: Localized, _ groups: [ImpactReport.Group]) -> [ReportBlock] {
        var rows = [["ID"] + ImpactMeasure.main.map { $0.title[language] } + [say("名称", "NAME")]]
        for group in groups {
            let counts = ImpactMeasure.main.map { "\(group.counts[$0])" }
            rows.append([group.id.isEmpty ? "–" : group.id] + counts + [group.title[language]])
        }
        let table = ReportText.numbers(rows, columns: 1..<ImpactMeasure.main.count + 1)
        return [.gap, .heading("\(say("■ ", ""))\(title[language])"), .table(table)]
    }

    private var entries: [ReportBlock] {
        let all = report.entries
        if all.isEmpty { return [] }
        var rows = [
            [
                say("減", "LOST"), say("増", "GAINED"), say("状態", "STATUS"), say("記述", "ENTRY"), "ID",
                say("名称", "NAME"),
            ]
        ]
        for row in all.prefix(Self.rowLimit) {
            rows.append([
                "\(row.counts.lost)", "\(row.counts.gained)", "\(row.counts.restated)",
                row.kind?.title[language] ?? "–", "\(row.key.section.rawValue) \(row.key.id)",
                report.names.title(row.key)[language],
            ])
        }
        var blocks: [ReportBlock] = [
            .gap, .heading(say("■ 出入りの多いもの", "What came and went most")),
            .table(ReportText.numbers(rows, columns: 0..<3)),
        ]
        let rest = all.count - Self.rowLimit
        if rest > 0 { blocks.append(.line(say("ほか\(rest)件", "and \(rest) more"), level: 1)) }
        return blocks
    }

    private var statuses: [ReportBlock] {
        let all = report.statuses
        if all.isEmpty { return [] }
        var rows = [
            [say("件数", "QUERIES"), say("旧", "OLD"), say("新", "NEW"), "ID", say("名称", "NAME")]
        ]
        for (change, count) in all.prefix(Self.rowLimit) {
            rows.append([
                "\(count)", change.standing.before.text, change.standing.after.text, change.policy,
                report.names.title(EntryKey(.policies, change.policy))[language],
            ])
        }
        var blocks: [ReportBlock] = [
            .gap, .heading(say("■ 施策の状態の変化", "Policies with another status")),
            .table(ReportText.numbers(rows, columns: 0..<1)),
        ]
        let rest = all.count - Self.rowLimit
        if rest > 0 { blocks.append(.line(say("ほか\(rest)件", "and \(rest) more"), level: 1)) }
        return blocks
    }

    // MARK: Examples

    private var examples: [ReportBlock] {
        if report.examples.isEmpty { return [] }
        var blocks: [ReportBlock] = [
            .gap, .heading(say("■ 変化の大きい例", "The worst examples")),
        ]
        for (index, example) in report.examples.enumerated() {
            blocks += lines(of: example, number: index + 1)
        }
        return blocks
    }

    private func lines(of example: ExplainedExample, number: Int) -> [ReportBlock] {
        let item = example.item
        let alike =
            example.alike > 1
            ? say("（同じ変化 \(example.alike)件）", " (\(example.alike) change so)") : ""
        var blocks: [ReportBlock] = [.line("\(number). \(item.query.source)\(alike)")]
        let query = item.query.any
        let text = query?.problem.map { "「\(ReportText.excerpt($0))」" }
        let named = query?.categories.map(\.text).joined(separator: ", ") ?? ""
        let place = item.prefecture.isEmpty ? nil : item.prefecture
        let size = query?.company.employees.map { say("\($0)人", "\($0) employees") }
        let words = [text ?? named, place, size].compactMap(\.self).joined(separator: "  ")
        blocks.append(.line(words, level: 2))
        for change in example.changes {
            blocks.append(
                .line(
                    "\(title(of: change)): \(change.before[language]) → \(change.after[language])",
                    level: 2
                )
            )
            for cause in change.causes {
                let place = cause.origin.map { "  " + report.place($0, inOld: cause.isInOld) }
                blocks.append(.line("\(cause.text[language])\(place ?? "")", level: 4))
            }
        }
        if let list = reordered(item.change) { blocks.append(.line(list, level: 2)) }
        return blocks
    }

    private func title(of change: ItemChange) -> String {
        guard let key = change.key else { return change.title[language] }
        let section: String? =
            switch key.section {
            case .categories: say("課題", "issue")
            case .partners: say("連携先", "partner")
            case .policies: say("施策", "policy")
            default: nil
            }
        return [section, change.title[language]].compactMap(\.self).joined(separator: " ")
    }

    /// The lists in another order, in one line; reasons for it would fill pages.
    private func reordered(_ change: AnswerChange) -> String? {
        let lists: [(Bool, String)] = [
            (change.issues.isReordered, say("課題", "issues")),
            (change.partners.isReordered, say("連携先", "partners")),
            (change.policies.isReordered, say("施策", "policies")),
        ]
        let names = lists.filter(\.0).map(\.1)
        if names.isEmpty { return nil }
        return say("順序の変化：", "in another order: ")
            + names.joined(separator: say("・", ", "))
    }
}
