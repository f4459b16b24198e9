import Knowledge
import RuleEngine
import Testing

@Suite struct CombinationTests {
    private static let combinations = """
        schema: 1
        combinations:
          - id: one-of-two
            policies: [hiring-anyone, hiring-small]
            verdict: excluded
            because: {ja: どちらか一方だから, en: It is one or the other}
            source: {url: 'https://example.org/a', checked: 2026-09-01}
          - id: no-costs-twice
            policies: [hiring-anyone]
            with: [hiring-open, hiring-round, hiring-small]
            verdict: separate-costs
            because: {ja: 同じ経費は一度だけだから, en: Costs are paid once}
            source: {url: 'https://example.org/b', checked: 2026-09-02, confidence: general-knowledge}
          - id: side-by-side
            policies: [hiring-open, sales-fair, plan-advice]
            verdict: allowed
            because: {ja: 目的が違うから, en: Their purposes differ}
            source: {url: 'https://example.org/c', checked: 2026-09-03}

        """

    private static func files() -> [(path: String, text: String)] {
        EngineBook.files.map { (path: $0.0, text: $0.1) } + [("combinations.yaml", combinations)]
    }

    private static let pairs: [(String, String, String?, String?)] = [
        // Of two statements the stricter holds.
        ("hiring-anyone", "hiring-small", "excluded", "one-of-two"),
        ("hiring-anyone", "hiring-open", "separate-costs", "no-costs-twice"),
        ("sales-fair", "plan-advice", "allowed", "side-by-side"),
        // Two that are both beside a third are nothing beside each other.
        ("hiring-open", "hiring-round", nil, nil),
        ("hiring-anyone", "sales-fair", nil, nil),
        ("hiring-anyone", "hiring-anyone", nil, nil),
    ]

    @Test(arguments: pairs)
    func `what holds for two policies is the same whichever is named first`(
        _ first: String,
        _ second: String,
        _ verdict: String?,
        _ id: String?
    ) throws {
        let table = CombinationTable(try book(Self.files()))
        let there = table.fact(Identifier(first), Identifier(second))
        let back = table.fact(Identifier(second), Identifier(first))
        #expect(there?.verdict.rawValue == verdict && back?.verdict.rawValue == verdict)
        #expect(there?.id == id && back?.id == id)
    }

    @Test func `what a policy says of others itself counts both ways`() throws {
        let policies = EngineBook.policies.replacing(
            "  - id: hiring-both\n",
            with: "  - id: hiring-both\n    excludes_policy: [hiring-open]\n"
                + "    combines_with: [sales-fair]\n    requires_policy: [plan-advice]\n"
        )
        let table = CombinationTable(
            try book(
                EngineBook.files.map { ($0.0, $0.0 == "policies.yaml" ? policies : $0.1) }
            )
        )
        let both = Identifier<Policy>("hiring-both")
        #expect(
            table.partners(of: both).map(\.text) == ["hiring-open", "plan-advice", "sales-fair"]
        )
        let verdicts = table.partners(of: both).map { table.fact($0, both)?.verdict }
        #expect(verdicts == [.excluded, .allowed, .allowed])
        #expect(table.fact(both, Identifier("plan-advice"))?.because.en.contains("first") == true)
    }

    private func warnings(limit: Int, level: ExplainLevel) throws -> [String: [Reason]] {
        let engine = RuleEngine(CompiledBook(try book(Self.files())))
        let query = Query(
            problem: "求人を出しても応募がない",
            company: Company(employees: 5),
            limit: limit,
            explain: level
        )
        let answer = engine.recommend(query, today: try day("2026-11-22"))
        return Dictionary(
            uniqueKeysWithValues: answer.policies.map { policy in
                (policy.id.text, policy.because.filter(\.isWarning))
            }
        )
    }

    @Test(arguments: [ExplainLevel.none, .why])
    func `of policies that part the later one says so, once a statement`(
        _ level: ExplainLevel
    ) throws {
        let told = try warnings(limit: 100, level: level)
        let sentences = told.mapValues { $0.compactMap(\.text?.ja) }
        #expect(sentences["hiring-anyone"] == [])
        #expect(sentences["hiring-small"] == ["「hiring-anyone」とは一緒に使えません：どちらか一方だから"])
        let costs = "「hiring-anyone」と同じ経費・対象には使えません（未確認）：同じ経費は一度だけだから"
        #expect(sentences["hiring-open"] == [costs] && sentences["hiring-round"] == [costs])
        #expect(told["hiring-small"]?.first?.rule == "one-of-two")
        #expect(told["hiring-small"]?.first?.origin.file == "combinations.yaml")
    }

    @Test func `a policy that stands alone warns of nothing`() throws {
        let told = try warnings(limit: 1, level: .none)
        #expect(told.count == 1 && told.values.allSatisfy(\.isEmpty))
    }
}
