import Knowledge
import RuleEngine
import Testing

@Suite struct CostMeterTests {
    private func meter(_ texts: [String]) throws -> CostMeter {
        var meter = CostMeter(try #require(EngineBook.engine))
        for text in texts { meter.add(Query(problem: text), today: try day("2026-11-22")) }
        return meter
    }

    private func rule(_ id: String, _ meter: CostMeter) throws -> CostMeter.RuleCost {
        try #require(meter.rules.first { $0.rule.id.text == id })
    }

    @Test func `a rule is looked at only for texts that say what it needs`() throws {
        let meter = try meter(["求人を出しても応募がない", "客が減った", "求人を出しても"])
        let hiring = try rule("people.no-applicants", meter)
        #expect(hiring.looked == 2 && hiring.held == 2 && !hiring.isConstant)
        // Nobody said how many employees there are.
        let small = try rule("people.small", meter)
        #expect(small.looked == 2 && small.held == 0 && small.waited == 2)
    }

    @Test func `a rule that needs no words is looked at for every text`() throws {
        let meter = try meter(["求人を出しても応募がない", "客が減った"])
        let stuck = try rule("people.stuck", meter)
        #expect(stuck.isConstant && stuck.looked == 2 && stuck.held == 0)
        // An issue brings in the rules about it.
        let sales = try rule("people.far", meter)
        #expect(!sales.isConstant && sales.looked == 1 && sales.held == 1)
    }

    @Test func `a concept counts its places and the rules it brings up`() throws {
        let meter = try meter(["求人を出しても応募がない", "客が減った"])
        let hiring = try #require(meter.concepts.first { $0.concept.id.text == "no-applicants" })
        #expect(hiring.looked == 2 && hiring.held == 2)
        #expect(hiring.woken == 2)
        let unsaid = try #require(meter.concepts.first { $0.concept.id.text == "unsure" })
        #expect(unsaid.looked == 0 && unsaid.woken == 0 && unsaid.time == .zero)
    }

    @Test func `a concept that need only be mentioned is credited with the rule it brings up`()
        throws
    {
        let rule = """
            schema: 1
            rules:
              - id: hiring-mentioned
                title: {ja: 採用の話, en: Hiring is spoken of}
                when: {mentions: no-applicants}
                then: {caution: [policy-first]}
                because: {ja: 話に出たため, en: It was spoken of}
            """
        let files = EngineBook.files.map { (path: $0.0, text: $0.1) }
        var meter = CostMeter(try RuleEngine(CompiledBook(book(files + [("more.yaml", rule)]))))
        meter.add(Query(problem: "求人を出しても応募がない"), today: try day("2026-11-22"))
        let hiring = try #require(meter.concepts.first { $0.concept.id.text == "no-applicants" })
        // This rule beside the two that need it said.
        #expect(hiring.woken == 3)
    }

    @Test func `counts are the same in every run and times add up`() throws {
        let texts = ["求人を出しても応募がない", "客が減った。すぐ辞める", "何から手を付ければ"]
        let (first, second) = (try meter(texts), try meter(texts))
        #expect(first.queries == 3 && second.queries == 3)
        let counts = [first, second].map { meter in
            meter.rules.map { [$0.looked, $0.held, $0.waited, $0.close] }
                + meter.concepts.map { [$0.looked, $0.held, $0.woken] }
        }
        #expect(counts[0] == counts[1])
        #expect(first.rules.reduce(Duration.zero) { $0 + $1.time } == first.ruleTime)
        #expect(first.rules.allSatisfy { ($0.looked == 0) == ($0.time == .zero) })
    }
}
