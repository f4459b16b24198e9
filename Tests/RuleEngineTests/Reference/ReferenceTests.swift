import Knowledge
import Testing

@testable import RuleEngine

/// The engine beside the reference: a rule that the index misses shows here.
@Suite struct ReferenceTests {
    private static let categories = CategoryTable(
        [("people", ["recruit", "retain"]), ("sales", ["new"])].map { top, subs in
            Category(
                id: Identifier(top),
                title: .same(top),
                label: .same(top),
                subs: subs.map { sub in
                    Subcategory(
                        id: CategoryReference("\(top).\(sub)"),
                        title: .same(sub),
                        label: .same(sub),
                        origin: .nowhere
                    )
                },
                origin: .nowhere
            )
        }
    )

    private static let numbers = Dictionary(
        uniqueKeysWithValues: RandomRules.concepts.enumerated().map { ($1, $0) }
    )

    /// A situation in the words of the reference and in those of the engine.
    private func situation(_ rules: inout RandomRules) -> (ReferenceSituation, Situation) {
        var slow = ReferenceSituation()
        slow.company = rules.company()
        slow.triedCount = rules.random.int(0...4)
        slow.stages = Set(rules.random.some(1...2, of: Condition.Stage.allCases))
        slow.isVague = rules.random.oneIn(2)
        slow.framing = rules.random.pick(RandomRules.framings)
        slow.barriers = Set(rules.random.some(0...2, of: RandomRules.barriers))
        slow.categories = Set(rules.random.some(0...3, of: RandomRules.categories))
        for _ in 0..<rules.random.int(0...4) {
            slow.sayings.append(
                .init(
                    concept: rules.random.pick(RandomRules.concepts),
                    isNeed: !rules.random.oneIn(4),
                    isAsked: rules.random.oneIn(3),
                    clause: rules.random.int(0...1)
                )
            )
        }
        var fast = Situation(
            company: slow.company,
            asOf: slow.asOf,
            triedCount: slow.triedCount,
            reading: .of(slow.sayings.map { mention($0) }, stages: slow.stages)
        )
        fast.categories = Set(
            slow.categories.filter { !$0.contains(".") }.compactMap {
                Self.categories.top(of: CategoryReference($0))
            }
        )
        fast.subs = Set(
            slow.categories.compactMap { Self.categories.sub(of: CategoryReference($0)) }
        )
        fast.framing = slow.framing
        fast.barriers = slow.barriers
        fast.isVague = slow.isVague
        return (slow, fast)
    }

    private func mention(_ saying: ReferenceSituation.Saying) -> Mention {
        var standing: Mention.Standing = saying.isNeed ? [] : .ruledOut
        if saying.isAsked { standing.insert(.asked) }
        return Mention(
            concept: Self.numbers[saying.concept] ?? -1,
            start: 0,
            end: 1,
            clause: saying.clause,
            sentence: 0,
            standing: standing
        )
    }

    @Test func `in small books of chance the same rules hold and wait as with the reference`() {
        var wrong: [String] = []
        var held = 0
        var waiting = 0
        for seed in 0..<2_000 {
            var rules = RandomRules(random: SeededGenerator(seed: UInt64(seed)))
            let sizes = [rules.size()]
            var conditions: [Condition] = []
            for _ in 0..<rules.random.int(1...12) { conditions.append(rules.condition(depth: 3)) }
            let compiled = conditions.map {
                CompiledCondition($0, concepts: Self.numbers, categories: Self.categories)
            }
            let postings = RulePostings(compiled, conceptCount: RandomRules.concepts.count)
            let evaluator = ConditionEvaluator(sizes: SizeTable(sizes))
            let reference = ReferenceEvaluator(sizes: sizes)
            for _ in 0..<5 {
                let (slow, fast) = situation(&rules)
                var found = [Bool?](repeating: false, count: conditions.count)
                for rule in postings.candidates(for: fast.reading.conceptsMentioned) {
                    found[rule] = evaluator.truth(of: compiled[rule], in: fast).known
                }
                let expected = conditions.map { reference.holds($0, in: slow) }
                held += expected.count { $0 == true }
                waiting += expected.count { $0 == nil }
                for rule in conditions.indices where found[rule] != expected[rule] {
                    wrong.append("book \(seed): \(conditions[rule]) in \(slow)")
                }
            }
        }
        #expect(wrong.prefix(3) == [])
        // The comparison means something only when much holds and much waits.
        #expect(held > 10_000 && waiting > 1_500, "\(held) hold, \(waiting) wait")
    }

    @Test func `a text meets every rule of a book as with the reference`() throws {
        var rules = RandomRules(random: SeededGenerator(seed: 99))
        var book = try WordBook.book()
        book.sizes = [rules.size()]
        for number in 0..<80 {
            let id = Identifier<Rule>("r\(number)")
            var effect = Effect()
            effect.cautions = [Identifier(id.text)]
            book.rules.append(
                Rule(
                    id: id,
                    title: .same(id.text),
                    condition: rules.condition(depth: 2, onlyWords: true),
                    effect: effect,
                    because: .same(id.text),
                    source: nil,
                    reviewBy: nil,
                    isEnabled: !rules.random.oneIn(10),
                    origin: .nowhere
                )
            )
        }
        let engine = RuleEngine(CompiledBook(book))
        let reference = ReferenceEvaluator(sizes: book.sizes)
        for _ in 0..<200 {
            let text = WordBook.text(&rules.random)
            let company = rules.company()
            let query = Query(
                problem: text,
                categories: [CategoryReference("people")],
                company: company,
                history: rules.random.some(0...3, of: [.tried])
            )
            let answer = engine.recommend(query, today: CalendarDate(dayNumber: 20_000))
            let situation = ReferenceSituation(
                query,
                engine.read(text, company: company),
                concepts: book.concepts
            )
            let expected = book.rules.filter {
                $0.isEnabled && reference.holds($0.condition, in: situation) == true
            }
            let found = answer.approach?.cautions.map(\.id.text) ?? []
            #expect(found.sorted() == expected.map(\.id.text).sorted(), "\(text)")
        }
    }
}

extension Truth {
    /// The value, or `nil` when it is not known.
    fileprivate var known: Bool? { self == .unknown ? nil : self == .yes }
}

extension HistoryEntry {
    fileprivate static let tried = HistoryEntry(partner: Identifier("p"), result: .declined)
}

extension ReferenceSituation {
    /// What a text says, by the engine's own reading of it.
    fileprivate init(_ query: Query, _ reading: Reading, concepts: [Concept]) {
        self.init()
        company = query.company
        triedCount = query.history.count
        stages = reading.stages
        sayings = reading.mentions.map { mention in
            Saying(
                concept: concepts[mention.concept].id,
                isNeed: mention.standing.isDisjoint(with: [.ruledOut, .others]),
                isAsked: mention.standing.contains(.asked),
                clause: mention.clause
            )
        }
    }
}
