import Knowledge
import TestSupport
import Testing

@testable import RuleEngine

/// Whole answers beside those of the reference, in books of chance: policies with their ranks, what
/// they wait for and what proposes them, questions, and the results that one fact keeps away.
@Suite struct AnswerReferenceTests {
    private static let topics = [
        ["people"], ["people.recruit"], ["people.retain"], ["sales"], ["sales.new", "people"],
    ].map { $0.map { CategoryReference($0) } }

    private static let days = ["2026-09-30", "2026-10-01", "2026-11-22", "2026-12-21"].map {
        CalendarDate(iso: $0) ?? CalendarDate(dayNumber: 0)
    }

    private static func book(_ rules: inout RandomRules) throws -> Book {
        var book = try WordBook.book()
        book.sizes = [rules.size()]
        book.questions = FactSet.keys.map {
            Question(id: $0, kind: .text, text: .same($0.text), origin: .nowhere)
        }
        let policies = rules.random.int(1...40)
        book.policies = (0..<policies).map { policy($0, &rules) }
        book.rules = (0..<rules.random.pick([5, 40, 150])).map { rule($0, policies, &rules) }
        return book
    }

    /// Ids whose order is that of the numbers.
    private static func padded(_ name: String, _ number: Int) -> String {
        "\(name)\(1_000 + number)"
    }

    private static func rule(_ number: Int, _ policies: Int, _ rules: inout RandomRules) -> Rule {
        let id = padded("r", number)
        var effect = Effect()
        for _ in 0..<rules.random.int(0...2) {
            effect.policies.append(
                Effect.PolicyProposal(
                    policy: Identifier(padded("p", rules.random.int(0...(policies - 1)))),
                    // One third is no whole number of thousandths.
                    weight: rules.random.oneIn(5)
                        ? 1.0 / 3 : Double(rules.random.int(1...30)) / 10
                )
            )
        }
        if rules.random.oneIn(3) || effect.policies.isEmpty {
            effect.cautions = [Identifier(id)]
        }
        return Rule(
            id: Identifier(id),
            title: .same(id),
            condition: rules.random.oneIn(3) ? rules.condition(depth: 2) : rules.gated(),
            effect: effect,
            because: .same(id),
            source: nil,
            reviewBy: nil,
            isEnabled: !rules.random.oneIn(10),
            origin: .nowhere
        )
    }

    private static func policy(_ number: Int, _ rules: inout RandomRules) -> Policy {
        let id = padded("p", number)
        var windows: [Window] = []
        for _ in 0..<rules.random.pick([0, 0, 1, 2]) {
            windows.append(
                Window(
                    label: nil,
                    opens: rules.random.oneIn(3) ? nil : rules.random.pick(days),
                    closes: rules.random.oneIn(3) ? nil : rules.random.pick(days),
                    gates: [],
                    origin: .nowhere
                )
            )
        }
        return Policy(
            id: Identifier(id),
            title: .same(id),
            kind: .subsidy,
            issuer: .same("i"),
            topics: rules.random.pick(topics),
            gate: rules.random.oneIn(5) ? nil : rules.gate(),
            requirements: [],
            exclusions: [],
            benefit: .same("b"),
            maximumYen: nil,
            pattern: rules.random.pick([.always, .rounds, .annual]),
            windows: windows,
            state: rules.random.pick([.current, .current, .current, .closed, .unverified]),
            stateNote: nil,
            applicant: rules.random.pick([.firm, .firm, .group, .municipality]),
            requiresPolicies: [],
            excludesPolicies: [],
            combinesWith: [],
            insteadOf: [],
            url: "",
            source: .seen,
            note: nil,
            origin: .nowhere
        )
    }

    private static func query(_ rules: inout RandomRules) -> Query {
        Query(
            problem: WordBook.text(&rules.random),
            categories: Set(
                rules.random.some(1...2, of: ["people", "people.recruit", "sales", "sales.new"])
            ).sorted().map { CategoryReference($0) },
            company: rules.company(),
            history: rules.random.some(
                0...3,
                of: [HistoryEntry(partner: Identifier("p"), result: .declined)]
            ),
            asOf: rules.random.pick(days),
            limit: rules.random.pick([3, 5, 100]),
            explain: rules.random.pick([.none, .whynot, .full])
        )
    }

    @Test(arguments: 0..<8)
    func `answers are those of the reference`(_ part: Int) throws {
        var wrong: [String] = []
        var told = (policies: 0, misses: 0, questions: 0)
        let vocabulary = CompiledBook(try WordBook.book())
        for seed in part * 50..<(part + 1) * 50 {
            var rules = RandomRules(random: SeededGenerator(seed: UInt64(100_000 + seed)))
            let book = try Self.book(&rules)
            let engine = RuleEngine(CompiledBook(book, readingLike: vocabulary))
            for _ in 0..<10 {
                let query = Self.query(&rules)
                let answer = engine.recommend(query, today: CalendarDate(dayNumber: 20_000))
                let chooser = ReferenceChooser(book, query, answer, engine)
                let choices = chooser.choices()
                let found = answer.policies.map { ReferenceChooser.Choice($0) }
                let expected = choices.prefix(query.limit).map(\.shown)
                if found != expected { wrong.append("\(seed): \(found) for \(expected)") }
                let settles = chooser.settles(choices)
                let most = settles.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
                let asked = answer.questions.filter { $0.key.text != "issue" }
                if asked.map(\.key.text) != most.map(\.key)
                    || asked.map(\.settles) != most.map(\.value)
                {
                    wrong.append("\(seed): \(asked) for \(settles)")
                }
                let cautions = answer.approach?.cautions.map(\.id.text) ?? []
                let wanted = chooser.held.flatMap(\.effect.cautions).map(\.text)
                if cautions != wanted { wrong.append("\(seed): \(cautions) for \(wanted)") }
                if query.explain != .none {
                    let misses = answer.misses.map(\.id)
                    let expected = chooser.misses(choices)
                    if misses != expected { wrong.append("\(seed): \(misses) for \(expected)") }
                    told.misses += misses.count
                }
                told.policies += found.count
                told.questions += asked.count
            }
        }
        #expect(wrong.prefix(2) == [])
        // The comparison means something only when there is much of everything.
        #expect(told.policies > 1_000 && told.misses > 300 && told.questions > 300, "\(told)")
    }
}

extension ReferenceChooser {
    /// Takes the issues from an answer: how probable they are is not the index's business.
    fileprivate init(
        _ book: Book,
        _ query: Query,
        _ answer: Recommendation,
        _ engine: RuleEngine
    ) {
        let reading = engine.read(query.problem ?? "", company: query.company)
        var situation = ReferenceSituation(query, reading, concepts: book.concepts)
        situation.asOf = answer.asOf
        let best = answer.categories.first?.score ?? 0
        let strong = answer.categories.prefix(3).filter { $0.score >= best * 0.25 }
        let sum = strong.reduce(0) { $0 + $1.score }
        for item in strong where item.score >= min(0.25, best) {
            situation.categories.insert(item.id.text)
            if let sub = item.sub { situation.categories.insert(sub.text) }
        }
        self.init(
            book: book,
            situation: situation,
            issues: strong.map { ($0.id.text, $0.sub?.text, $0.score / sum) }
        )
    }
}

extension ReferenceChooser.Choice {
    fileprivate init(_ policy: RankedPolicy) {
        self.init(
            id: policy.id.text,
            status: policy.status,
            missing: policy.missing,
            score: policy.score,
            because: policy.because
        )
    }

    private init(
        id: String,
        status: PolicyStatus,
        missing: [Identifier<Question>],
        score: Double,
        because: [Reason]
    ) {
        self.init(
            id: id,
            status: status,
            missing: missing.map(\.text),
            score: score,
            because: because.map(\.rule)
        )
    }

    /// The choice as it is shown: no score above 1.
    fileprivate var shown: Self {
        var shown = self
        shown.score = min(1, score)
        return shown
    }
}
