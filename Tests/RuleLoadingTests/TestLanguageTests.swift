import Diagnostics
import Knowledge
import RuleLoading
import Testing

/// What can be written under `companies` and `tests`.
@Suite struct TestLanguageTests {
    private static let firms = """
        companies:
          - {id: maker, employees: 18, capital: 3000000, industry: E24, prefecture: 大阪府,
             municipality: 堺市, founded: 1968, sole_proprietor: false, certified: []}

        """

    private func tests(_ text: String, beside other: String = firms) throws -> [BookTest] {
        let files =
            SoundBook.files.filter { $0.0 != "tests.yaml" } + [
                ("a-case.yaml", "schema: 1\n" + text), ("z-firms.yaml", "schema: 1\n" + other),
            ]
        let result = RuleLoader().load(
            RulesInMemory(files.map { RuleFile(path: $0.0, bytes: Array($0.1.utf8)) })
        )
        return try #require(result.book, "\(result.diagnostics)").tests
    }

    private func company(_ written: String) throws -> Company {
        let text = """
            tests: [{id: t, query: {problem: 例, company: \(written)}, expect: {outcome: answered}}]
            """
        return try #require(try tests(text).first).query.company
    }

    @Test func `a test uses a company of another file by its id`() throws {
        let company = try company("maker")
        #expect(company.employees == 18 && company.capital == 3_000_000)
        #expect(company.industry == IndustryCode("E24") && company.founded == 1968)
        #expect(company.prefecture == "大阪府" && company.municipality == "堺市")
        #expect(company.isSoleProprietor == false && company.certifications == [])
    }

    @Test func `a test puts its own facts in place of the company's`() throws {
        let company = try company("{like: maker, employees: 21, sole_proprietor: true}")
        #expect(company.employees == 21 && company.isSoleProprietor == true)
        #expect(company.capital == 3_000_000)
    }

    @Test func `a test takes facts away from a company`() throws {
        let company = try company("{like: maker, unknown: [employees, certified]}")
        #expect(company.employees == nil && company.certifications == nil)
        #expect(company.capital == 3_000_000)
    }

    @Test(
        arguments: [
            ("prefecture: 京都府", "京都府", nil), ("municipality: 東大阪市", nil, "東大阪市"),
            ("unknown: [municipality]", "大阪府", nil),
        ] as [(String, String?, String?)]
    )
    func `a firm that is moved is in one place`(
        _ change: String,
        _ prefecture: String?,
        _ municipality: String?
    ) throws {
        let company = try company("{like: maker, \(change)}")
        #expect(company.prefecture == prefecture && company.municipality == municipality)
    }

    @Test func `a company whose facts the test gives and denies is refused`() throws {
        let text = """
            schema: 1
            tests:
              - id: t
                query: {problem: 例, company: {like: maker, unknown: [employees], employees: 3}}
                expect: {outcome: answered}
            """
        let found = RuleLoader().load(SoundBook.source(adding: text)).diagnostics
        #expect(found.map(\.code) == [.conflictingKeys])
        #expect(found.map(\.message) == ["`employees` is given and said to be unknown"])
        #expect(found.map(\.place.position) == [SourcePosition(line: 4, column: 81)])
    }

    private func claims(_ expect: String) throws -> [Claim] {
        let text = """
            tests:
              - {id: t, query: {problem: 例, as_of: 2026-11-22}, expect: \(expect)}
            """
        return try #require(try tests(text).first).expected.map(\.claim)
    }

    @Test func `rules that fire are a list, or what is among them and what is not`() throws {
        let fires = Claim.present(.rules, "people.short", top: nil)
        #expect(try claims("{fired: [people.short]}") == [fires])
        #expect(try claims("{fired: {include: [people.short]}}") == [fires])
        #expect(
            try claims("{fired: {exclude: [people.short]}}") == [.absent(.rules, "people.short")]
        )
    }

    @Test func `a policy is expected by itself, with its status or with more`() throws {
        let hojo = Identifier<Policy>("hojo")
        #expect(
            try claims("{policies: {include: [hojo]}}")
                == [.policy(ExpectedPolicy(policy: hojo), top: nil)]
        )
        #expect(
            try claims("{policies: {include: {hojo: closed}, top: 2}}")
                == [.policy(ExpectedPolicy(policy: hojo, status: .closed), top: 2)]
        )
        let full = "{window: upcoming, opens: 2027-01-05, missing: [issue]}"
        #expect(
            try claims("{policies: {include: {hojo: \(full)}}}") == [
                .policy(
                    ExpectedPolicy(
                        policy: hojo,
                        window: .upcoming,
                        opens: CalendarDate(year: 2027, month: 1, day: 5),
                        missing: [Identifier("issue")]
                    ),
                    top: nil
                )
            ]
        )
    }

    @Test func `a ranked list has a head, an order and a length`() throws {
        #expect(
            try claims(
                "{partners: {first: chamber, order: [chamber, osaka-cci], include: [chamber], top: 2}}"
            )
                == [
                    .first(.partners, "chamber"), .order(.partners, ["chamber", "osaka-cci"]),
                    .present(.partners, "chamber", top: 2),
                ]
        )
    }

    @Test func `what is not there is promised by name or altogether`() throws {
        #expect(
            try claims("{cautions: {empty: true}, barriers: {exclude: [stuck]}}")
                == [.empty(.cautions), .absent(.barriers, "stuck")]
        )
        #expect(
            try claims("{outcome: answered, cautions: {empty: false}}") == [.outcome(.answered)]
        )
    }

    @Test func `every promise keeps its own place`() throws {
        let test = try #require(
            try tests(
                """
                tests:
                  - id: t
                    query: {problem: 例, as_of: 2026-11-22}
                    expect:
                      first: people
                      approach: {mode: 1}
                      fired: [people.short]
                      policies:
                        include:
                          hojo: match
                """
            ).first
        )
        let places = test.expected.map { "\($0.origin.line):\($0.origin.column)" }
        #expect(places == ["6:14", "7:24", "8:15", "11:17"])
    }

    @Test func `a test has tags and may do without learned weights`() throws {
        let test = try #require(
            try tests(
                """
                tests:
                  - {id: t, tags: [a, b-c], query: {problem: 例}, learned: false, expect: {first: people}}
                """
            ).first
        )
        #expect(test.tags == ["a", "b-c"] && !test.isLearned)
    }

    @Test(arguments: [
        "policies: {include: [hojo]}", "policies: {include: {hojo: match}}",
        "policies: {exclude: [hojo]}", "policies: {empty: true}", "policies: {first: hojo}",
    ])
    func `what is said of policies needs a day`(_ expect: String) {
        let text = "schema: 1\ntests: [{id: t, query: {problem: 例}, expect: {\(expect)}}]"
        let found = RuleLoader().load(SoundBook.source(adding: text)).diagnostics
        #expect(found.map(\.code) == [.undatedTest])
        #expect(found.first?.notes.map(\.message) == ["this depends on the day"])
    }

    @Test func `what does not depend on the day needs none`() {
        let text = """
            schema: 1
            tests:
              - id: t
                query: {problem: 例}
                expect: {first: people, fired: [people.short], partners: {include: [chamber]}}
            """
        #expect(RuleLoader().load(SoundBook.source(adding: text)).diagnostics == [])
    }
}
