import Knowledge
import RuleEngine
import Testing

/// What is told of evidence, questions and near misses, and what is better left out.
@Suite struct ReasonWordsTests {
    private static let hiring = "求人を出しても応募がない"

    private func recommend(_ query: Query) throws -> Recommendation {
        try #require(EngineBook.engine).recommend(query, today: try day("2026-11-22"))
    }

    @Test func `evidence is not told twice`() throws {
        let text = "応募がない。求人を出しても応募がない"
        let answer = try recommend(Query(problem: text))
        let scalars = Array(text.unicodeScalars)
        let found = try #require(answer.categories.first).evidence.map {
            String(String.UnicodeScalarView(scalars[$0.start..<$0.end]))
        }
        #expect(found == ["応募がない", "求人を出しても"])
    }

    @Test func `a question names what it settles when asked why`() throws {
        let plain = try recommend(Query(problem: Self.hiring)).questions
        #expect(plain.flatMap(\.items).isEmpty)
        let asked = try recommend(Query(problem: Self.hiring, explain: .why)).questions
        let employees = try #require(asked.first { $0.key.text == "employees" })
        #expect(employees.items.map(\.id).contains("hiring-small"))
        #expect(employees.items.map(\.id).contains("people.small"))
        #expect(employees.items.count <= min(5, employees.settles))
        #expect(asked.map(\.settles) == plain.map(\.settles))
    }

    private static let sizes: [(Int, String)] = [
        (28, "従業員20人以下なら該当。現在は従業員28人"), (30, "従業員20人以下なら該当。現在は従業員30人"),
        (31, "従業員20人以下の会社が対象。この会社は従業員31人"),
    ]

    @Test(arguments: sizes)
    func `a bound that is far away is not called a change`(
        _ employees: Int,
        _ words: String
    ) throws {
        let query = Query(
            problem: Self.hiring,
            company: Company(employees: employees),
            limit: 100
        )
        let policy = try recommend(query).policies.first { $0.id.text == "hiring-small" }
        #expect(policy?.change?.ja == words)
    }

    @Test func `a near miss out of reach is not told beside one within`() throws {
        func misses(_ employees: Int) throws -> [String] {
            let company = Company(employees: employees, industry: IndustryCode("E25"))
            let query = Query(problem: Self.hiring, company: company, explain: .whynot)
            return try recommend(query).misses.filter { $0.kind == .policy }.map(\.id)
        }
        #expect(try misses(22) == ["hiring-small"])
        // Nothing is within reach: what there is is told as what it is for.
        #expect(try misses(400).sorted() == ["hiring-small", "hiring-trade"])
    }
}
