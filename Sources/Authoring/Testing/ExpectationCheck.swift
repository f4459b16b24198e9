import Knowledge

/// Compares what a test promises with what the engine answers.
struct ExpectationCheck {
    private let answer: Recommendation
    private let fired: Set<Identifier<Rule>>
    private let uncut: () -> Recommendation
    private let names: ResultNames

    /// Takes an answer as a caller sees it, and a way to the same answer with its lists uncut.
    init(_ book: Book, _ run: TestBench.Run, uncut: @escaping () -> Recommendation) {
        answer = run.answer
        fired = run.fired
        self.uncut = uncut
        names = ResultNames(book)
    }

    /// Every promise that is not kept, in the order in which promises are written.
    func misses(of expected: [Promise]) -> [TestMiss] { expected.compactMap { miss($0) } }

    private func miss(_ promise: Promise) -> TestMiss? {
        switch promise.claim {
        case .outcome(let wanted):
            single(promise, "outcome", wanted.rawValue, answer.outcome.rawValue)
        case .framing(let wanted):
            single(promise, "framing", wanted.text, answer.framing?.id.text)
        case .model(let wanted):
            single(promise, "model", wanted.text, answer.approach?.model.text)
        case .axis(let axis, let range): self.axis(promise, axis, range)
        case .present(let list, let name, let top): present(promise, list, name, top)
        case .absent(let list, let name): absent(promise, list, name)
        case .first(let list, let name): first(promise, list, name)
        case .order(let list, let wanted): order(promise, list, wanted)
        case .empty(let list): empty(promise, list)
        case .policy(let expected, let top): policy(promise, expected, top)
        }
    }

    private func found(_ list: ResultList) -> [[String]] {
        list == .rules ? fired.map { [$0.text] } : names.found(list, in: answer)
    }

    private func single(
        _ promise: Promise,
        _ subject: String,
        _ wanted: String,
        _ got: String?
    ) -> TestMiss? {
        wanted == got ? nil : TestMiss(promise, subject, wanted: wanted, got: got)
    }

    private func axis(_ promise: Promise, _ axis: Identifier<Axis>, _ range: Interval) -> TestMiss?
    {
        let value = answer.approach?.axes.first { $0.id == axis }?.value
        if let value, range.contains(value) { return nil }
        return TestMiss(
            promise,
            "approach \(axis.text)",
            wanted: range.words,
            got: value.map(String.init)
        )
    }

    private func present(
        _ promise: Promise,
        _ list: ResultList,
        _ name: String,
        _ top: Int?
    ) -> TestMiss? {
        let found = found(list)
        let rank = found.firstIndex { $0.contains(name) }
        if let rank, rank < top ?? .max { return nil }
        // Of the rules that held only those count that the test speaks of.
        let got = list == .rules ? "not fired" : found.summary
        if let rank, let top {
            return TestMiss(
                promise,
                list.subject,
                wanted: "\(name) among the first \(top)",
                got: "\(got) (it is number \(rank + 1))"
            )
        }
        let low = names.found(list, in: uncut()).firstIndex { $0.contains(name) }
        let far = low.map { " (it would be number \($0 + 1))" } ?? ""
        let wanted = list == .rules ? name : "\(name) among them"
        return TestMiss(promise, list.subject, wanted: wanted, got: got + far)
    }

    private func absent(_ promise: Promise, _ list: ResultList, _ name: String) -> TestMiss? {
        let found = found(list)
        guard found.contains(where: { $0.contains(name) }) else { return nil }
        let got = list == .rules ? "fired" : found.summary
        return TestMiss(promise, list.subject, wanted: "not \(name)", got: got)
    }

    private func first(_ promise: Promise, _ list: ResultList, _ name: String) -> TestMiss? {
        let first = found(list).first
        if first?.contains(name) == true { return nil }
        let subject = list == .categories ? "first" : "first \(list.singular)"
        return TestMiss(promise, subject, wanted: name, got: first?.joined(separator: ", "))
    }

    private func order(_ promise: Promise, _ list: ResultList, _ wanted: [String]) -> TestMiss? {
        let found = found(list)
        var rest = found[...]
        for name in wanted {
            guard let index = rest.firstIndex(where: { $0.contains(name) }) else {
                return TestMiss(
                    promise,
                    list.subject,
                    wanted: wanted.joined(separator: " before "),
                    got: found.summary
                )
            }
            rest = rest[(index + 1)...]
        }
        return nil
    }

    private func empty(_ promise: Promise, _ list: ResultList) -> TestMiss? {
        let found = found(list)
        return found.isEmpty
            ? nil : TestMiss(promise, list.subject, wanted: "none at all", got: found.summary)
    }

    private func policy(_ promise: Promise, _ expected: ExpectedPolicy, _ top: Int?) -> TestMiss? {
        let id = expected.policy
        if let miss = present(promise, .policies, id.text, top) { return miss }
        guard let found = answer.policies.first(where: { $0.id == id }) else { return nil }
        var wanted: [String] = []
        var got: [String] = []
        func compare<Value: Equatable>(_ want: Value?, _ have: Value?, _ words: (Value) -> String) {
            guard let want, want != have else { return }
            wanted.append(words(want))
            got.append(have.map(words) ?? "no such day")
        }
        compare(expected.status, found.status) { $0.rawValue }
        compare(expected.window, found.window.phase) { "window \($0.rawValue)" }
        compare(expected.opens, found.window.opens) { "opens \($0.iso)" }
        compare(expected.until, found.window.until) { "until \($0.iso)" }
        let lacking = expected.missing.filter { !found.missing.contains($0) }
        if !lacking.isEmpty {
            wanted.append("waiting for " + lacking.map(\.text).joined(separator: ", "))
            let waits = found.missing.map(\.text).joined(separator: ", ")
            got.append(waits.isEmpty ? "waiting for nothing" : "waiting for \(waits)")
        }
        guard !wanted.isEmpty else { return nil }
        return TestMiss(
            promise,
            "policy \(id.text)",
            wanted: wanted.joined(separator: " and "),
            got: got.joined(separator: " and ")
        )
    }
}

/// The names that the items of an answer's lists go by, most precise first.
struct ResultNames {
    private let networks: [Identifier<Partner>: String]

    init(_ book: Book) {
        networks = Dictionary(
            book.partners.map { ($0.id, $0.network.text) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The items of a list, each with its names; no rules, which stand in no answer.
    func found(_ list: ResultList, in answer: Recommendation) -> [[String]] {
        switch list {
        case .categories:
            answer.categories.map { [$0.sub?.text, $0.id.text].compactMap(\.self) }
        case .partners:
            answer.partners.map { [$0.id.text, networks[$0.id]].compactMap(\.self) }
        case .policies: answer.policies.map { [$0.id.text] }
        case .questions: answer.questions.map { [$0.key.text] }
        case .cautions: answer.approach?.cautions.map { [$0.id.text] } ?? []
        case .barriers: answer.approach?.barriers.map { [$0.id.text] } ?? []
        case .outcomes: answer.outcomes.map { [$0.id.text] }
        case .rules: []
        }
    }
}

extension [[String]] {
    /// The items by their most precise names.
    fileprivate var summary: String {
        isEmpty ? "none" : compactMap(\.first).joined(separator: ", ")
    }
}

extension ResultList {
    /// What a promise about the list is said to be about.
    var subject: String { self == .rules ? "fired" : rawValue }

    /// What one item is called.
    var singular: String {
        switch self {
        case .categories: "category"
        case .partners: "partner"
        case .policies: "policy"
        case .questions: "question"
        case .cautions: "caution"
        case .barriers: "barrier"
        case .outcomes: "result"
        case .rules: "rule"
        }
    }
}

extension Interval {
    /// The numbers inside, in words.
    var words: String {
        switch (min, max) {
        case (let low?, let high?): low == high ? "\(low)" : "\(low) to \(high)"
        case (let low?, nil): "at least \(low)"
        case (nil, let high?): "at most \(high)"
        case (nil, nil): "any"
        }
    }
}
