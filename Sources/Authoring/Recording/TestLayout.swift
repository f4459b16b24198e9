package import Knowledge

/// Writes a test the way authors write tests.
package struct TestLayout: Sendable {
    private let test: BookTest

    /// Takes the test to be written.
    package init(_ test: BookTest) { self.test = test }

    /// The entry of `tests`, indented by two spaces, with a line feed at its end.
    package var text: String {
        var lines = ["  - id: \(YAMLText.text(test.id.text).flow)"]
        if !test.tags.isEmpty {
            lines += YAMLText.lines(
                [YAMLEntry("tags", .list(test.tags.map { .text($0) }))],
                indent: 4
            )
        }
        lines.append("    query:")
        lines += YAMLText.lines(query, indent: 6)
        if !test.isLearned { lines.append("    learned: false") }
        lines.append("    expect:")
        lines += YAMLText.lines(expectation, indent: 6)
        return lines.joined(separator: "\n") + "\n"
    }

    private var query: [YAMLEntry] {
        let query = test.query
        var pairs: [YAMLEntry] = []
        if let problem = query.problem { pairs.append(YAMLEntry("problem", .text(problem))) }
        if !query.categories.isEmpty {
            pairs.append(YAMLEntry("categories", .list(query.categories.map { .text($0.text) })))
        }
        if let base = test.firm.base {
            pairs.append(YAMLEntry("company", .text(base.text)))
        } else {
            let facts = Self.facts(query.company)
            if !facts.isEmpty { pairs.append(YAMLEntry("company", .mapping(facts))) }
        }
        if !query.history.isEmpty {
            pairs.append(YAMLEntry("history", .list(query.history.map(Self.visit))))
        }
        if !query.answers.isEmpty {
            pairs.append(YAMLEntry("answers", .list(query.answers.map(Self.answer))))
        }
        if let day = query.asOf { pairs.append(YAMLEntry("as_of", .plain(day.iso))) }
        if query.language != .ja {
            pairs.append(YAMLEntry("lang", .plain(query.language.rawValue)))
        }
        return pairs
    }

    private static func facts(_ company: Company) -> [YAMLEntry] {
        let facts: [(String, YAMLText?)] = [
            ("employees", company.employees.map { .plain(String($0)) }),
            ("capital", company.capital.map { .plain(String($0)) }),
            ("industry", company.industry.map { .text($0.text) }),
            ("prefecture", company.prefecture.map { .text($0) }),
            ("municipality", company.municipality.map { .text($0) }),
            ("founded", company.founded.map { .plain(String($0)) }),
            ("sole_proprietor", company.isSoleProprietor.map { .plain(String($0)) }),
            ("certified", company.certifications.map { .list($0.map { .text($0.text) }) }),
            ("corporate_number", company.corporateNumber.map { .text($0) }),
        ]
        return facts.compactMap { key, value in value.map { YAMLEntry(key, $0) } }
    }

    private static func visit(_ entry: HistoryEntry) -> YAMLText {
        .mapping([
            YAMLEntry("partner", .text(entry.partner.text)),
            YAMLEntry("result", .plain(entry.result.rawValue)),
        ])
    }

    private static func answer(_ given: AnswerGiven) -> YAMLText {
        let value: YAMLText =
            switch given.value {
            case nil: .plain("null")
            case .text(let text): .text(text)
            case .number(let number): .plain(String(number))
            case .boolean(let flag): .plain(String(flag))
            }
        var pairs: [YAMLEntry] = [
            YAMLEntry("key", .text(given.key.text)), YAMLEntry("value", value),
        ]
        if !given.offered.isEmpty {
            pairs.append(YAMLEntry("offered", .list(given.offered.map { .text($0.text) })))
        }
        return .mapping(pairs)
    }
}

extension TestLayout {
    private var expectation: [YAMLEntry] {
        var pairs: [YAMLEntry] = []
        var axes: [YAMLEntry] = []
        for promise in test.expected {
            switch promise.claim {
            case .outcome(let outcome): pairs.append(YAMLEntry("outcome", .plain(outcome.rawValue)))
            case .first(.categories, let name): pairs.append(YAMLEntry("first", .text(name)))
            case .framing(let id): pairs.append(YAMLEntry("framing", .text(id.text)))
            case .model(let id): pairs.append(YAMLEntry("model", .text(id.text)))
            case .axis(let axis, let range): axes.append(YAMLEntry(axis.text, Self.range(range)))
            case .present, .absent, .first, .order, .empty, .policy: continue
            }
        }
        if !axes.isEmpty { pairs.append(YAMLEntry("approach", .mapping(axes))) }
        for list in ResultList.allCases {
            let claims = test.expected.map(\.claim).filter { claim in
                if case .first(.categories, _) = claim { return false }
                return claim.list == list
            }
            if !claims.isEmpty {
                pairs.append(YAMLEntry(list.key, Self.selection(claims, of: list)))
            }
        }
        return pairs
    }

    private static func range(_ range: Interval) -> YAMLText {
        if let min = range.min, range.min == range.max { return .plain(String(min)) }
        let ends = [("min", range.min), ("max", range.max)]
        return .mapping(
            ends.compactMap { key, end in end.map { YAMLEntry(key, .plain(String($0))) } }
        )
    }

    private static func selection(_ claims: [Claim], of list: ResultList) -> YAMLText {
        var include: [YAMLText] = []
        var states: [YAMLEntry] = []
        var exclude: [YAMLText] = []
        var rest: [YAMLEntry] = []
        for claim in claims {
            switch claim {
            case .present(_, let name, let top):
                include.append(.text(name))
                if let top { rest.append(YAMLEntry("top", .plain(String(top)))) }
            case .absent(_, let name): exclude.append(.text(name))
            case .first(_, let name): rest.append(YAMLEntry("first", .text(name)))
            case .order(_, let names):
                rest.append(YAMLEntry("order", .list(names.map { .text($0) })))
            case .empty: rest.append(YAMLEntry("empty", .plain("true")))
            case .policy(let expected, let top):
                states.append(YAMLEntry(expected.policy.text, state(expected)))
                if let top { rest.append(YAMLEntry("top", .plain(String(top)))) }
            case .outcome, .framing, .model, .axis: continue
            }
        }
        if list == .rules, exclude.isEmpty { return .list(include) }
        var pairs: [YAMLEntry] = []
        if !include.isEmpty { pairs.append(YAMLEntry("include", .list(include))) }
        if !states.isEmpty { pairs.append(YAMLEntry("include", .mapping(states))) }
        if !exclude.isEmpty { pairs.append(YAMLEntry("exclude", .list(exclude))) }
        for pair in rest where !pairs.contains(where: { $0.key == pair.key }) { pairs.append(pair) }
        return .mapping(pairs)
    }

    private static func state(_ expected: ExpectedPolicy) -> YAMLText {
        var pairs: [YAMLEntry] = []
        if let status = expected.status {
            pairs.append(YAMLEntry("status", .plain(status.rawValue)))
        }
        if let window = expected.window {
            pairs.append(YAMLEntry("window", .plain(window.rawValue)))
        }
        if let day = expected.opens { pairs.append(YAMLEntry("opens", .plain(day.iso))) }
        if let day = expected.until { pairs.append(YAMLEntry("until", .plain(day.iso))) }
        if !expected.missing.isEmpty {
            pairs.append(YAMLEntry("missing", .list(expected.missing.map { .text($0.text) })))
        }
        if pairs.count == 1, let status = expected.status { return .plain(status.rawValue) }
        return .mapping(pairs)
    }
}

extension ResultList {
    /// The key of the list under `expect`.
    fileprivate var key: String { self == .rules ? "fired" : rawValue }
}
