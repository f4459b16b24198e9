import Knowledge
import RuleEngine
import Testing

@Suite struct QuestionTests {
    private static let hiring = "求人を出しても応募がない"
    private static let open = "人手もお店も"

    private func recommend(_ query: Query) throws -> Recommendation {
        try #require(EngineBook.engine).recommend(query, today: try day("2026-11-22"))
    }

    private func keys(_ query: Query) throws -> [String] {
        try recommend(query).questions.map(\.key.text)
    }

    private static func answer(_ key: String, _ value: AnswerValue?, offered: [String] = [])
        -> AnswerGiven
    {
        AnswerGiven(
            key: Identifier(key),
            value: value,
            offered: offered.map { CategoryReference($0) }
        )
    }

    @Test func `a clear issue is not asked about`() throws {
        #expect(try !keys(Query(problem: Self.hiring)).contains("issue"))
    }

    @Test func `an open issue is asked about first, with the issues it may be`() throws {
        let question = try #require(try recommend(Query(problem: Self.open)).questions.first)
        #expect(question.key.text == "issue" && question.options.count <= 5)
        #expect(Set(question.options.prefix(2).map(\.text)) == ["people", "sales"])
    }

    @Test func `an issue that the caller names is not asked about`() throws {
        let categories = [CategoryReference("people")]
        #expect(try !keys(Query(problem: Self.open, categories: categories)).contains("issue"))
        #expect(try !keys(Query(categories: categories)).contains("issue"))
    }

    @Test(arguments: ["sales", "sales.new", "people.retain"])
    func `the issue chosen comes first and is not asked about again`(_ choice: String) throws {
        let query = Query(
            problem: Self.open,
            answers: [Self.answer("issue", .text(choice), offered: ["people", "sales"])]
        )
        let answer = try recommend(query)
        #expect(answer.categories.first?.id == CategoryReference(choice).top)
        if choice.contains(".") { #expect(answer.categories.first?.sub?.text == choice) }
        #expect(answer.questions.allSatisfy { $0.key.text != "issue" })
    }

    @Test func `once an issue is chosen, the question is which part of it`() throws {
        let chosen = Self.answer("issue", .text("people"), offered: ["people", "sales"])
        let answer = try recommend(Query(problem: Self.open, answers: [chosen]))
        #expect(answer.categories.first?.id.text == "people")
        let question = try #require(answer.questions.first)
        #expect(question.key.text == "issue")
        let parts = ["people.recruit", "people.retain"]
        #expect(question.options.map(\.text).sorted() == parts)

        for value in [AnswerValue.text("people.retain"), nil] {
            let part = Self.answer("issue", value, offered: parts)
            let next = try recommend(Query(problem: Self.open, answers: [chosen, part]))
            #expect(next.categories.first?.id.text == "people")
            #expect(next.questions.allSatisfy { $0.key.text != "issue" })
            if value != nil { #expect(next.categories.first?.sub?.text == "people.retain") }
        }
    }

    @Test func `a part that the text makes clear is not asked about`() throws {
        let chosen = Self.answer("issue", .text("people"), offered: ["people", "sales"])
        let query = Query(problem: Self.hiring, answers: [chosen])
        #expect(try !keys(query).contains("issue"))
    }

    @Test func `none of those offered takes them out`() throws {
        let none = Self.answer("issue", nil, offered: ["people"])
        let answer = try recommend(Query(problem: Self.open, answers: [none]))
        #expect(answer.categories.first?.id.text == "sales")
        #expect(answer.categories.allSatisfy { $0.id.text != "people" })
        let options = answer.questions.first { $0.key.text == "issue" }?.options ?? []
        #expect(options.allSatisfy { $0.text != "people" })
    }

    @Test func `only facts that would settle something are asked for`() throws {
        #expect(try keys(Query(problem: Self.hiring)) == ["prefecture", "employees", "industry"])
        let known = Company(employees: 3, industry: IndustryCode("E24"), prefecture: "大阪府")
        #expect(try keys(Query(problem: Self.hiring, company: known)) == [])
        // Nothing that waits for the trade or the employees is about sales.
        #expect(try keys(Query(problem: "客が減った")) == ["prefecture"])
        // A firm with 28 employees fails the gate that also asks for the trade.
        let large = Company(employees: 28, prefecture: "大阪府")
        #expect(try keys(Query(problem: Self.hiring, company: large)) == ["industry"])
    }

    @Test func `facts are asked for in the order of what they settle`() throws {
        let settled = try recommend(Query(problem: Self.hiring)).questions.map(\.settles)
        #expect(settled == settled.sorted(by: >) && settled.allSatisfy { $0 > 0 })
    }

    @Test func `an answer is a fact and wins over what was said before`() throws {
        func status(_ company: Company, _ answers: [AnswerGiven]) throws -> PolicyStatus? {
            let query = Query(problem: Self.hiring, company: company, answers: answers, limit: 100)
            return try recommend(query).policies.first { $0.id.text == "hiring-small" }?.status
        }
        let eighteen = Self.answer("employees", .number(18))
        #expect(try status(Company(), [eighteen]) == .match)
        #expect(try status(Company(employees: 28), [eighteen]) == .match)
        #expect(try status(Company(), [Self.answer("employees", nil)]) == .needsInfo)
        #expect(try status(Company(), [Self.answer("employees", .text("18"))]) == .needsInfo)
    }

    @Test(arguments: [
        ("E24", PolicyStatus.match), ("24", .match), ("e24", .match), ("E25", .nearMiss),
    ])
    func `an industry may be answered as people write it`(
        _ text: String,
        _ status: PolicyStatus
    ) throws {
        let query = Query(
            problem: Self.hiring,
            answers: [Self.answer("industry", .text(text))],
            limit: 100
        )
        let found = try recommend(query).policies.first { $0.id.text == "hiring-trade" }
        #expect(found?.status == status)
    }

    @Test func `a question that the owner cannot answer is not asked again but others are`() throws
    {
        let query = Query(problem: Self.hiring, answers: [Self.answer("prefecture", nil)])
        #expect(try keys(query) == ["employees", "industry"])
    }
}
