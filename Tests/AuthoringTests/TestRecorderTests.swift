import Authoring
import Diagnostics
import Knowledge
import RuleEngine
import RuleLoading
import Testing

/// Queries that become tests.
@Suite struct TestRecorderTests {
    private static let day = CalendarDate(dayNumber: 20_485)

    private static func loaded(_ file: String) throws -> Book {
        try SmallBook.book(adding: String(file.dropFirst("schema: 1\n".count)))
    }

    private func recorded(
        _ query: Query,
        parts: [TestRecorder.Part] = TestRecorder.usualParts,
        beside text: String = ""
    ) throws -> BookTest {
        TestRecorder(try SmallBook.compiled(adding: text))
            .test(of: query, id: nil, today: Self.day, parts: parts)
    }

    @Test func `a query becomes a test with its day and with what came out`() throws {
        let query = Query(problem: "応募が来ない。", company: Company(employees: 3, prefecture: "大阪府"))
        #expect(
            TestLayout(try recorded(query)).text == """
                  - id: recorded.people.recruit-1
                    query:
                      problem: 応募が来ない。
                      company: {employees: 3, prefecture: 大阪府}
                      as_of: 2026-02-01
                    expect:
                      outcome: answered
                      first: people.recruit
                      partners: {first: chamber-osaka}
                      fired: [people.no-applicants]

                """
        )
    }

    @Test func `the day of the query wins`() throws {
        let day = CalendarDate(dayNumber: 20_500)
        #expect(try recorded(Query(problem: "応募", asOf: day)).query.asOf == day)
    }

    @Test func `only what is asked for is expected`() throws {
        let query = Query(problem: "応募が来ない。")
        #expect(
            try recorded(query, parts: [.rules]).expected.map(\.claim)
                == [.present(.rules, "people.no-applicants", top: nil)]
        )
    }

    @Test func `a firm with the facts of a named company is called by its name`() throws {
        let text = "companies: [{id: small, employees: 3, prefecture: 大阪府}]"
        let same = Query(problem: "応募", company: Company(employees: 3, prefecture: "大阪府"))
        let other = Query(problem: "応募", company: Company(employees: 4, prefecture: "大阪府"))
        #expect(try recorded(same, beside: text).firm.base == Identifier("small"))
        #expect(try recorded(other, beside: text).firm.base == nil)
    }

    @Test(arguments: [
        "求人: 応募が #1 来ない", "- 箇条書き", "'引用'と\"二重\"", "一行目\n二行目\t終わり", "true", "123",
        "{かっこ}", " 前後 ", "末尾:", "C:\\path", "@名前", "2026-11-22",
        "行\u{2028}行", "次\u{85}行", "\u{FEFF}印", "全角　", "<<", "0x1F", "~",
    ])
    func `any text comes back as it was`(_ problem: String) throws {
        let test = try recorded(Query(problem: problem), parts: [.outcome])
        let file = try SuiteFile(nil).adding(TestLayout(test).text)
        let book = try Self.loaded(file)
        #expect(book.tests.map(\.query.problem) == [problem])
        #expect(book.tests.map(\.id) == [test.id])
    }

    private static let claims: [Claim] = [
        .outcome(.needsInfo), .first(.categories, "people"),
        .present(.partners, "chamber", top: 2), .absent(.partners, "chamber-osaka"),
        .order(.partners, ["chamber"]), .empty(.cautions),
        .present(.rules, "sales.few", top: nil), .absent(.rules, "people.no-applicants"),
    ]

    @Test func `every part of a query and of an expectation comes back as it was`() throws {
        let company = Company(
            employees: 3,
            capital: 1_000_000,
            industry: IndustryCode("E24"),
            prefecture: "大阪府",
            municipality: "東大阪市",
            founded: 1968,
            isSoleProprietor: true,
            certifications: [],
            corporateNumber: "0123456789012"
        )
        let test = BookTest(
            id: Identifier("all"),
            tags: ["a", "b-c"],
            query: Query(
                problem: "応募",
                categories: [CategoryReference("people.recruit")],
                company: company,
                history: [HistoryEntry(partner: Identifier("chamber-osaka"), result: .declined)],
                answers: [
                    AnswerGiven(
                        key: Identifier("issue"),
                        value: nil,
                        offered: [CategoryReference("sales")]
                    ),
                    AnswerGiven(key: Identifier("employees"), value: .number(3), offered: []),
                ],
                asOf: Self.day,
                language: .en
            ),
            isLearned: false,
            expected: Self.claims.map {
                Promise($0, at: Origin(file: "", line: 1, column: 1))
            },
            origin: Origin(file: "", line: 1, column: 1)
        )
        let facts = """
            industries: [{id: E, title: {ja: 製造業, en: Manufacturing}, groups: [9, 32]}]
            questions:
              - {id: issue, kind: choice, text: {ja: どれ, en: Which}}
              - {id: employees, kind: number, text: {ja: 何人, en: How many}}

            """
        let file = try SuiteFile(Array("schema: 1\n\(facts)".utf8)).adding(TestLayout(test).text)
        let read = try #require(try Self.loaded(file).tests.first)
        #expect("\(read.query)" == "\(test.query)")
        #expect(read.tags == test.tags && read.isLearned == test.isLearned)
        #expect(Set(read.expected.map(\.claim)) == Set(test.expected.map(\.claim)))
    }

    private static let entry = "  - id: new\n    query: {problem: 例}\n"

    @Test(
        arguments: [
            (nil, "schema: 1\n\ntests:\n  - id: new\n    query: {problem: 例}\n"),
            (
                "schema: 1\nrules: []\n",
                "schema: 1\nrules: []\n\ntests:\n  - id: new\n    query: {problem: 例}\n"
            ),
            (
                "schema: 1\ntests:\n  - id: old # kept\n\n# next\nrules: []\n",
                "schema: 1\ntests:\n  - id: old # kept\n\n  - id: new\n    query: {problem: 例}\n\n"
                    + "# next\nrules: []\n"
            ),
            (
                "schema: 1\ntests:\n- id: old\n",
                "schema: 1\ntests:\n- id: old\n\n- id: new\n  query: {problem: 例}\n"
            ),
            (
                "schema: 1\ntests: []\n",
                "schema: 1\ntests:\n  - id: new\n    query: {problem: 例}\n"
            ),
            (
                "schema: 1\ntests:\n    - id: old",
                "schema: 1\ntests:\n    - id: old\n\n    - id: new\n      query: {problem: 例}\n"
            ),
            (
                "schema: 1\r\ntests:\r\n  - id: old\r\n\r\nrules: []\r\n",
                "schema: 1\r\ntests:\r\n  - id: old\r\n\r\n  - id: new\r\n"
                    + "    query: {problem: 例}\r\n\r\nrules: []\r\n"
            ),
            (
                "schema: 1\r\ntests: []",
                "schema: 1\r\ntests:\r\n  - id: new\r\n    query: {problem: 例}\r\n"
            ),
            (
                "schema: 1\r\nrules: []\r\n",
                "schema: 1\r\nrules: []\r\n\r\ntests:\r\n  - id: new\r\n"
                    + "    query: {problem: 例}\r\n"
            ),
        ] as [(String?, String)]
    )
    func `a test goes to the end of its section, and all else stays`(
        _ before: String?,
        _ after: String
    ) throws {
        let file = try SuiteFile(before.map { Array($0.utf8) })
        #expect(try file.adding(Self.entry) == after)
    }

    @Test func `tests in brackets are left to their author`() throws {
        let file = try SuiteFile(Array("schema: 1\ntests: [{id: a}]\n".utf8))
        #expect(throws: SuiteFile.Failure.flowSection(line: 2)) { try file.adding(Self.entry) }
    }

    @Test func `a file is read with a patch over it`() throws {
        let source = PatchedSource(
            RulesInMemory(["a.yaml": "schema: 1", "b.yaml": "schema: 1"]),
            with: RuleFile(path: "b.yaml", bytes: [1])
        )
        #expect(try source.list().paths == ["a.yaml", "b.yaml"])
        #expect(try source.read("b.yaml") == [1])
        let added = PatchedSource(RulesInMemory([]), with: RuleFile(path: "c.yaml", bytes: []))
        #expect(try added.list().paths == ["c.yaml"])
    }
}
