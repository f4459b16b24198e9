package import Knowledge
import RuleEngine

/// Finds out why two answers differ by asking both books again for all they have.
///
/// An entry that was removed or changed is named first. Otherwise the sums behind the two scores
/// are laid side by side, and the parts that differ most name their rules, concepts and networks.
struct ChangeExplainer {
    /// The most reasons for one thing.
    private static let causeLimit = 3
    /// The most things of one list that are explained.
    private static let itemLimit = 5
    /// How deep the books are asked, to find what merely fell below the caller's limit.
    private static let depth = 1_000

    let old: ImpactSide
    let new: ImpactSide
    let difference: BookDifference
    let today: CalendarDate
    let names: EntryNames

    /// The changes of one example with their reasons.
    func explain(_ example: WorstExamples.Example) -> ExplainedExample {
        let item = example.item
        var changes: [ItemChange] = []
        if let refusal = item.query.refusal { changes.append(acceptance(item, refusal)) }
        if let before = item.query.old.map({ full(old, $0) }),
            let after = item.query.new.map({ full(new, $0) })
        {
            let pair = AnswerPair(before: before, after: after)
            changes += wholeAnswer(item)
            changes += issues(item, pair)
            changes += partners(item, pair)
            changes += policies(item, pair)
        }
        return ExplainedExample(item: item, alike: example.alike, changes: changes)
    }

    private func full(_ side: ImpactSide, _ query: Query) -> Recommendation {
        var query = query
        query.limit = Self.depth
        query.explain = .full
        return side.engine.recommend(query, today: today)
    }

    // MARK: The answer as a whole

    private func acceptance(_ item: ComparedQuery, _ refusal: String) -> ItemChange {
        let taken = Localized(ja: "受け付ける", en: "taken")
        let refused = Localized(ja: "受け付けない", en: "refused")
        let isRefused = item.change.acceptance == .refused
        return ItemChange(
            key: nil,
            title: Localized(ja: "質問", en: "query"),
            before: isRefused ? taken : refused,
            after: isRefused ? refused : taken,
            causes: [ChangeCause(.plain(refusal))]
        )
    }

    private func wholeAnswer(_ item: ComparedQuery) -> [ItemChange] {
        var changes: [ItemChange] = []
        if let outcome = item.change.outcome {
            changes.append(
                ItemChange(
                    key: nil,
                    title: ImpactMeasure.outcome.title,
                    before: .plain(outcome.before.rawValue),
                    after: .plain(outcome.after.rawValue),
                    causes: []
                )
            )
        }
        if item.change.isOtherStyle, let before = item.before, let after = item.after {
            changes.append(
                ItemChange(
                    key: nil,
                    title: ImpactMeasure.style.title,
                    before: .plain(before.styleWords),
                    after: .plain(after.styleWords),
                    causes: []
                )
            )
        }
        return changes
    }

    // MARK: Lists

    private func issues(_ item: ComparedQuery, _ pair: AnswerPair) -> [ItemChange] {
        var ids = item.change.issues.lost + item.change.issues.gained
        let first = [item.change.firstIssue?.before, item.change.firstIssue?.after]
        for category in first.compactMap({ $0 ?? nil }) {
            let isThere = ids.contains { CategoryReference($0).top.text == category }
            if !isThere { ids.append(category) }
        }
        return ids.prefix(Self.itemLimit).map { id in
            let key = EntryKey(.categories, CategoryReference(id).top.text)
            let category = key.id
            let before = pair.before.categories.first { $0.id.text == category }
            let after = pair.after.categories.first { $0.id.text == category }
            return ItemChange(
                key: EntryKey(.categories, id),
                title: names.title(EntryKey(.categories, id)),
                before: Self.issueWords(before),
                after: Self.issueWords(after),
                causes: causes(of: key, before?.parts, after?.parts)
            )
        }
    }

    private static func issueWords(_ issue: RankedCategory?) -> Localized {
        guard let issue else { return Localized(ja: "なし", en: "none") }
        return .plain(
            "\(issue.sub?.text ?? issue.id.text) \(ReportText.percent(issue.score))"
        )
    }

    private func partners(_ item: ComparedQuery, _ pair: AnswerPair) -> [ItemChange] {
        let ids = item.change.partners.lost + item.change.partners.gained
        return ids.prefix(Self.itemLimit).map { id in
            let key = EntryKey(.partners, id)
            let before = pair.before.partners.first { $0.id.text == id }
            let after = pair.after.partners.first { $0.id.text == id }
            let found = causes(
                of: key,
                before?.parts,
                after?.parts,
                rival: rival(of: id, before: before, after: after, pair)
            )
            return ItemChange(
                key: key,
                title: names.title(key),
                before: Self.placeWords(before?.order, shown: item.before?.partners.count),
                after: Self.placeWords(after?.order, shown: item.after?.partners.count),
                causes: found
            )
        }
    }

    /// What became of the one place that a network has, when a partner got it or lost it.
    private func rival(
        of id: String,
        before: RankedPartner?,
        after: RankedPartner?,
        _ pair: AnswerPair
    ) -> ChangeCause? {
        guard before == nil || after == nil, let network = names.network(of: id) else { return nil }
        let others = after == nil ? pair.after : pair.before
        guard
            let other = others.partners.first(where: {
                $0.id.text != id && names.network(of: $0.id.text) == network
            })
        else { return nil }
        let key = EntryKey(.partners, other.id.text)
        let title = names.title(key)
        let words =
            after == nil
            ? Localized(
                ja: "同じネットワークから\(title.ja)が出る",
                en: "its network is now represented by \(title.en)"
            )
            : Localized(
                ja: "同じネットワークの\(title.ja)に代わる",
                en: "it represents its network in place of \(title.en)"
            )
        return ChangeCause(
            words,
            origin: names.origin(key, inOld: after != nil),
            isInOld: after != nil
        )
    }

    private func policies(_ item: ComparedQuery, _ pair: AnswerPair) -> [ItemChange] {
        let ids =
            item.change.policies.lost + item.change.statuses.map(\.policy)
            + item.change.policies.gained
        return ids.prefix(Self.itemLimit).map { id in
            let key = EntryKey(.policies, id)
            let before = pair.before.policies.firstIndex { $0.id.text == id }
            let after = pair.after.policies.firstIndex { $0.id.text == id }
            let old = before.map { pair.before.policies[$0] }
            let new = after.map { pair.after.policies[$0] }
            var found = causes(of: key, old?.parts, new?.parts)
            if let new, new.status != old?.status { found += Self.gateWords(new) }
            return ItemChange(
                key: key,
                title: names.title(key),
                before: Self.policyWords(old, before, shown: item.before?.policies.count),
                after: Self.policyWords(new, after, shown: item.after?.policies.count),
                causes: Array(found.prefix(Self.causeLimit))
            )
        }
    }

    private static func gateWords(_ policy: RankedPolicy) -> [ChangeCause] {
        var causes: [ChangeCause] = []
        if let change = policy.change { causes.append(ChangeCause(change)) }
        if !policy.missing.isEmpty {
            let facts = policy.missing.map(\.text).joined(separator: ", ")
            causes.append(ChangeCause(Localized(ja: "要確認：\(facts)", en: "to check: \(facts)")))
        }
        return causes
    }

    private static func placeWords(_ place: Int?, shown: Int?) -> Localized {
        guard let place else { return Localized(ja: "なし", en: "none") }
        guard place > shown ?? 0 else { return Localized(ja: "\(place)位", en: "no. \(place)") }
        return Localized(ja: "圏外（\(place)位）", en: "below the limit (no. \(place))")
    }

    private static func policyWords(_ policy: RankedPolicy?, _ index: Int?, shown: Int?)
        -> Localized
    {
        let place = placeWords(index.map { $0 + 1 }, shown: shown)
        guard let policy else { return place }
        let standing = PolicyStanding(status: policy.status, phase: policy.window.phase)
        return place + .plain(" \(standing.text)")
    }

    // MARK: Reasons

    private func causes(
        of key: EntryKey,
        _ before: [ScorePart]?,
        _ after: [ScorePart]?,
        rival: ChangeCause? = nil
    ) -> [ChangeCause] {
        var causes: [ChangeCause] = []
        if let change = difference.change(key) {
            causes.append(cause(change))
            // Of what is not in both books there is nothing more to say.
            if change.kind != .changed { return causes }
        }
        if let rival { causes.append(rival) }
        causes += partCauses(before, after)
        if causes.isEmpty, key.section == .policies {
            // A gate may have moved although its policy has not.
            causes += [EntryKey.Section.sizes, .places, .industries, .certifications]
                .flatMap { difference.changes(in: $0) }.map(cause)
        }
        return Array(causes.prefix(Self.causeLimit))
    }

    private func cause(_ change: BookDifference.Change) -> ChangeCause {
        let words =
            switch change.kind {
            case .added: Localized(ja: "新しい記述", en: "the entry is new")
            case .removed: Localized(ja: "記述がなくなった", en: "the entry is gone")
            case .changed: Localized(ja: "記述が変わった", en: "the entry has changed")
            }
        return ChangeCause(
            words + .plain(" \(change.key.section.rawValue) \(change.key.id)"),
            origin: change.origin,
            isInOld: change.kind == .removed
        )
    }

    /// The parts of two sums that differ, most first.
    private func partCauses(_ before: [ScorePart]?, _ after: [ScorePart]?) -> [ChangeCause] {
        // A status and a window are told as such, and what closes a sum follows from its parts.
        // What only shades a sum is no reason where there is no other sum.
        var left: Set = [
            "status", "window", "sum", "share", "calibration", "cap", "second_kind",
        ]
        if before == nil || after == nil { left.formUnion(["area", "size", "unverified"]) }
        let old = PartSums(before ?? [], without: left)
        let new = PartSums(after ?? [], without: left)
        return old.differences(to: new).map { name in
            partCause(name.part, name.detail, before: old.values[name], after: new.values[name])
        }
    }

    private func partCause(
        _ part: String,
        _ detail: String,
        before: Double?,
        after: Double?
    ) -> ChangeCause {
        let values = "\(Self.decimal(before)) → \(Self.decimal(after))"
        let words = Localized.plain(detail.isEmpty ? part : "\(part) \(detail)")
        let key = EntryNames.sections(ofPart: part).map { EntryKey($0, detail) }
            .first { names.origin($0, inOld: after == nil) != nil }
        var text = words + .plain(": \(values)")
        if let key, let change = difference.change(key), change.kind != .changed || after != nil {
            text =
                text + Localized(ja: "（\(change.kind.title.ja)）", en: " (\(change.kind.rawValue))")
        }
        return ChangeCause(
            text,
            origin: key.flatMap { names.origin($0, inOld: after == nil) },
            isInOld: after == nil
        )
    }

    private static func decimal(_ value: Double?) -> String {
        guard let value else { return "–" }
        let hundredths = Int((abs(value) * 100).rounded())
        let sign = value < 0 ? "−" : "+"
        return "\(sign)\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}

/// The parts of a score, added up by name and detail.
private struct PartSums {
    struct Name: Hashable {
        var part: String
        var detail: String
    }

    private(set) var values: [Name: Double] = [:]

    init(_ parts: [ScorePart], without names: Set<String>) {
        for part in parts where !names.contains(part.name) {
            // What examples taught is one cause, not one for each run of letters.
            let detail = part.name == "learned" ? "" : part.detail
            values[Name(part: part.name, detail: detail), default: 0] += part.value
        }
    }

    /// The names of parts that differ, most first.
    func differences(to other: PartSums) -> [Name] {
        func gap(_ name: Name) -> Double {
            abs((values[name] ?? 0) - (other.values[name] ?? 0))
        }
        return Set(values.keys).union(other.values.keys).filter { gap($0) > 0.0005 }
            .sorted { left, right in
                let a = gap(left)
                let b = gap(right)
                if a != b { return a > b }
                return (left.part, left.detail) < (right.part, right.detail)
            }
    }
}

/// Two answers to one query, as deep as they go.
private struct AnswerPair {
    var before: Recommendation
    var after: Recommendation
}

extension BookDifference.Kind {
    /// The kind in a word.
    package var title: Localized {
        switch self {
        case .added: Localized(ja: "追加", en: "added")
        case .removed: Localized(ja: "削除", en: "removed")
        case .changed: Localized(ja: "変更", en: "changed")
        }
    }
}
