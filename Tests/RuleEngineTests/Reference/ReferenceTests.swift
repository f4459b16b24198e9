import Knowledge
import TestSupport
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
        fast.categories = slow.categories.filter { !$0.contains(".") }.compactMap {
            Self.categories.top(of: CategoryReference($0))
        }
        fast.subs = slow.categories.compactMap {
            Self.categories.sub(of: CategoryReference($0))
        }
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

    /// What a book of conditions comes to in a situation: the rules that hold, in the order in
    /// which they are found, and how many wait for each fact.
    private struct Found: Equatable {
        var held: [Int] = []
        var waiting = [Int](repeating: 0, count: FactSet.keys.count)
    }

    /// The conditions as the index of a compiled book holds them.
    private func indexed(
        _ conditions: [Condition],
        _ sizes: [SizeClass]
    ) -> (RuleIndex, ConditionPrograms) {
        var draft = ProgramDraft(
            concepts: Self.numbers,
            categories: Self.categories,
            sizes: SizeTable(sizes)
        )
        let index = RuleIndex(
            conditions,
            draft: &draft,
            conceptCount: RandomRules.concepts.count
        )
        return (index, ConditionPrograms(draft))
    }

    /// The conditions with the reference.
    private func found(
        _ conditions: [Condition],
        _ situation: ReferenceSituation,
        _ sizes: [SizeClass]
    )
        -> Found
    {
        let reference = ReferenceEvaluator(sizes: sizes)
        var found = Found()
        for phase in Phase.allCases {
            for (number, condition) in conditions.enumerated() where condition.phase == phase {
                if reference.holds(condition, in: situation) == true { found.held.append(number) }
                for key in reference.missing(condition, in: situation) {
                    if let fact = FactSet.keys.firstIndex(of: key) { found.waiting[fact] += 1 }
                }
            }
        }
        return found
    }

    @Test(arguments: 0..<8)
    func `in books of chance the same rules hold and wait as with the reference`(_ part: Int) {
        var wrong: [String] = []
        var (held, waiting) = (0, 0)
        for seed in part * 500..<(part + 1) * 500 {
            var rules = RandomRules(random: SeededGenerator(seed: UInt64(seed)))
            let sizes = [rules.size()]
            var conditions: [Condition] = []
            for _ in 0..<rules.random.pick([3, 12, 12, 130]) {
                conditions.append(rules.random.oneIn(2) ? rules.gated() : rules.condition(depth: 3))
            }
            let (index, programs) = indexed(conditions, sizes)
            for _ in 0..<5 {
                var (slow, fast) = situation(&rules)
                fast.enter(programs, slow)
                let expected = found(conditions, slow, sizes)
                var scratch = RuleScratch(index.count)
                var counts = FactCounts()
                var result = Found()
                for phase in Phase.allCases {
                    index.test(
                        phase,
                        in: fast,
                        programs: programs,
                        scratch: &scratch,
                        waiting: &counts
                    )
                    scratch.held.drain { result.held.append($0) }
                }
                result.waiting = counts.counts
                held += expected.held.count
                waiting += expected.waiting.reduce(0, +)
                if result != expected {
                    let differing = Set(result.held).symmetricDifference(expected.held).min()
                    wrong.append(
                        "book \(seed): \(result) for \(expected), "
                            + "\(differing.map { "\(conditions[$0])" } ?? "") in \(slow)"
                    )
                }
            }
        }
        #expect(wrong.prefix(2) == [])
        // The comparison means something only when much holds and much waits.
        #expect(held > 10_000 && waiting > 3_000, "\(held) hold, \(waiting) wait")
    }

    @Test func `the rules that may fail by one fact are all that do with the reference`() {
        var wrong: [String] = []
        var count = 0
        for seed in 0..<600 {
            var rules = RandomRules(random: SeededGenerator(seed: UInt64(7_000 + seed)))
            let sizes = [rules.size()]
            var conditions: [Condition] = []
            for _ in 0..<30 {
                conditions.append(rules.random.oneIn(2) ? rules.gated() : rules.condition(depth: 2))
            }
            let (index, programs) = indexed(conditions, sizes)
            let reference = ReferenceEvaluator(sizes: sizes)
            for _ in 0..<3 {
                var (slow, fast) = situation(&rules)
                fast.enter(programs, slow)
                var scratch = RuleScratch(index.count)
                let found = index.failing(
                    in: fast,
                    programs: programs,
                    scratch: &scratch,
                    limit: 1_000
                )
                let expected = conditions.indices.filter {
                    let failures = reference.failures(conditions[$0], in: slow)
                    return failures.count == 1 && failures[0].isOfFirm
                }
                count += expected.count
                if found != expected { wrong.append("book \(seed): \(found) for \(expected)") }
                for number in found {
                    let failure = programs.failure(
                        of: conditions[number],
                        at: index.start(of: number),
                        in: fast
                    )
                    let wanted = reference.failures(conditions[number], in: slow).first
                    if failure.map({ "\($0.condition)" }) != wanted.map({ "\($0)" }) {
                        wrong.append("book \(seed): \(conditions[number])")
                    }
                }
            }
        }
        #expect(wrong.prefix(3) == [])
        #expect(count > 3_000, "\(count) fail by one fact")
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

extension Situation {
    /// Takes in what a book's numbers are needed for.
    fileprivate mutating func enter(_ programs: ConditionPrograms, _ other: ReferenceSituation) {
        firm = programs.facts(of: company, asOf: asOf)
        framingNumber = other.framing.flatMap { programs.numbers.framings[$0] } ?? -1
        barrierNumbers = other.barriers.compactMap { programs.numbers.barriers[$0] }
    }
}

extension Condition {
    /// Whether it asks about the firm and nothing else.
    fileprivate var isOfFirm: Bool {
        if case .company = test { return true }
        return false
    }
}

extension HistoryEntry {
    fileprivate static let tried = HistoryEntry(partner: Identifier("p"), result: .declined)
}

extension ReferenceSituation {
    /// What a text says, by the engine's own reading of it.
    init(_ query: Query, _ reading: Reading, concepts: [Concept]) {
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
