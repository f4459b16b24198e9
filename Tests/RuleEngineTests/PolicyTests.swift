import Knowledge
import RuleEngine
import Testing

@Suite struct PolicyTests {
    private static let hiring = "求人を出しても応募がない"

    private func recommend(_ query: Query) throws -> Recommendation {
        try #require(EngineBook.engine).recommend(query, today: try day("2026-11-22"))
    }

    private func policies(
        _ company: Company,
        problem: String = hiring,
        asOf: CalendarDate? = nil
    ) throws -> [String: RankedPolicy] {
        let query = Query(problem: problem, company: company, asOf: asOf, limit: 100)
        let found = try recommend(query).policies
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id.text, $0) })
    }

    private static let statuses: [(Int?, PolicyStatus)] = [
        (0, .match), (18, .match), (20, .match), (21, .nearMiss), (28, .nearMiss),
        (nil, .needsInfo),
    ]

    @Test(arguments: statuses)
    func `a gate decides the status`(_ employees: Int?, _ status: PolicyStatus) throws {
        let found = try policies(Company(employees: employees))
        #expect(found["hiring-small"]?.status == status)
        #expect(found["hiring-anyone"]?.status == .match)
    }

    @Test func `a firm whose trade is no code still gets what is for anyone`() throws {
        let found = try policies(Company(industry: IndustryCode("24")))
        #expect(found["hiring-anyone"]?.status == .match)
    }

    @Test func `in a category with very many parts a policy is for its own alone`() throws {
        let parts = (0..<70).map {
            "{id: big.s\($0), title: {ja: 例, en: x}, label: {ja: 例, en: x}}"
        }
        let text =
            "schema: 1\ncategories: [{id: big, title: {ja: 例, en: x}, label: {ja: 例, en: x}, "
            + "subs: [\(parts.joined(separator: ", "))]}]\npolicies:\n"
            + EngineBook.policy("first", topics: "big.s0")
            + EngineBook.policy("last", topics: "big.s64")
        let files = EngineBook.files.map { (path: $0.0, text: $0.1) }
        let engine = try RuleEngine(CompiledBook(book(files + [("big.yaml", text)])))
        let query = Query(categories: [CategoryReference("big.s64")], explain: .full)
        let found = engine.recommend(query, today: try day("2026-11-22")).policies
        #expect(found.map(\.id.text) == ["last", "first"])
        #expect(found.map { $0.parts.first?.value } == [1, 0.3])
    }

    @Test func `a near miss says what would have to change`() throws {
        let policy = try #require(try policies(Company(employees: 28))["hiring-small"])
        #expect(policy.change?.ja == "従業員20人以下なら該当。現在は従業員28人")
        let change = "It would fit a firm with this: at most 20 employees; now: 28 employees"
        #expect(policy.change?.en == change)
        #expect(policy.missing == [])
    }

    @Test func `what waits for facts names them and promises no change`() throws {
        let found = try policies(Company())
        #expect(found["hiring-small"]?.missing.map(\.text) == ["employees"])
        #expect(found["hiring-both"]?.missing.map(\.text) == ["employees", "industry"])
        #expect(found["hiring-small"]?.change == nil)
    }

    @Test func `two conditions that fail are no near miss`() throws {
        let company = Company(employees: 28, industry: IndustryCode("E24"))
        #expect(try policies(company)["hiring-both"] == nil)
        let one = Company(employees: 18, industry: IndustryCode("E24"))
        #expect(try policies(one)["hiring-both"]?.status == .nearMiss)
    }

    private static let places: [(String?, PolicyStatus?)] = [
        ("大阪府", .match), ("京都府", nil), (nil, .needsInfo),
    ]

    @Test(arguments: places)
    func `a policy of another place is ruled out, not ranked low`(
        _ prefecture: String?,
        _ status: PolicyStatus?
    ) throws {
        #expect(try policies(Company(prefecture: prefecture))["hiring-osaka"]?.status == status)
    }

    @Test func `what a source says is over is closed, and a window decides for its days`() throws {
        let found = try policies(Company())
        #expect(found["hiring-over"]?.status == .closed)
        #expect(found["hiring-round"]?.window.phase == .upcoming)
        #expect(found["hiring-round"]?.status == .match)
        let later = try policies(Company(), asOf: try day("2026-12-21"))
        #expect(later["hiring-round"]?.status == .closed)
        #expect(later["hiring-round"]?.window.until == CalendarDate(iso: "2026-12-20"))
    }

    @Test func `what a firm cannot apply for itself does not come`() throws {
        #expect(try policies(Company())["hiring-town"] == nil)
    }

    @Test func `policies of other issues do not come`() throws {
        #expect(try policies(Company())["sales-fair"] == nil)
        #expect(try policies(Company(), problem: "客が減った").keys.sorted() == ["sales-fair"])
    }

    @Test func `what can be used comes before what cannot`() throws {
        let query = Query(problem: Self.hiring, company: Company(employees: 28), limit: 100)
        let order = try recommend(query).policies
        #expect(order.map(\.score) == order.map(\.score).sorted(by: >))
        #expect(order.first?.status == .match && order.last?.status == .closed)
        let shown = try recommend(Query(problem: Self.hiring, limit: 2)).policies.map(\.id)
        #expect(
            shown == Array(try recommend(Query(problem: Self.hiring)).policies.map(\.id).prefix(2))
        )
    }

    @Test func `every score is the sum of its parts`() throws {
        for company in [Company(), Company(employees: 28), Company(employees: 3)] {
            let query = Query(problem: Self.hiring, company: company, limit: 100, explain: .full)
            for policy in try recommend(query).policies {
                let sum = policy.parts.reduce(0) { $0 + $1.value }
                #expect(abs(min(1, sum) - policy.score) < 1e-9, "\(policy.id.text)")
            }
        }
    }

    @Test func `vague words get no policy`() throws {
        let answer = try recommend(Query(problem: "何から手を付ければいいか"))
        #expect(answer.outcome == .needsInfo && answer.policies.isEmpty)
        #expect(answer.partners.first?.id.text == "yorozu-country")
    }

    @Test func `a fact about the firm does not make vague words clear`() throws {
        let answers = [
            AnswerGiven(key: Identifier("employees"), value: .number(3), offered: [])
        ]
        let answer = try recommend(Query(problem: "何から手を付ければいいか", answers: answers))
        #expect(answer.outcome == .needsInfo && answer.policies.isEmpty)
    }

    @Test func `a miss names the condition, what was wanted and what is the case`() throws {
        let company = Company(employees: 28)
        let query = Query(problem: Self.hiring, company: company, explain: .whynot)
        let misses = try recommend(query).misses
        let policy = try #require(misses.first { $0.id == "hiring-small" })
        #expect(policy.kind == .policy && policy.wanted.ja == "従業員20人以下")
        #expect(policy.actual.en == "28 employees" && policy.reason.origin.file == "policies.yaml")
        let seven = Query(
            problem: Self.hiring,
            company: Company(employees: 7),
            explain: .whynot
        )
        let rule = try #require(try recommend(seven).misses.first { $0.kind == .rule })
        #expect(rule.id == "people.small" && rule.wanted.en == "at most 5 employees")
        // 28 are too many to become 5.
        #expect(misses.allSatisfy { $0.kind != .rule })
        #expect(try recommend(Query(problem: Self.hiring, company: company)).misses.isEmpty)
    }

    @Test func `a partner tried before is a miss`() throws {
        let entry = HistoryEntry(partner: Identifier("hello-work-all"), result: .declined)
        let query = Query(problem: Self.hiring, history: [entry], explain: .full)
        let miss = try #require(try recommend(query).misses.first { $0.kind == .partner })
        #expect(miss.id == "hello-work-all" && miss.actual.en == "tried (declined)")
    }
}
