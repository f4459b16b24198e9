import Authoring
import Knowledge
import RuleEngine
import Testing

/// Which small slips the tests of a book notice.
@Suite struct MutationTests {
    private func run(_ text: String) async throws -> MutationRun {
        let compiled = try SmallBook.compiled(adding: text)
        let tests = compiled.book.tests
        for test in tests {
            #expect(BookTestRunner(RuleEngine(compiled)).run(test).misses == [])
        }
        let coverage = await RuleCoverage.measured(compiled, tests: tests)
        return await MutationRun(compiled, tests: tests, coverage: coverage)
    }

    private func survivors(_ text: String, of subject: String) async throws -> [String] {
        try await run(text).survivors.filter { $0.subject == subject }.map(\.words)
    }

    private static func sized(_ employees: Int, _ expect: String) -> String {
        "  - {id: t\(employees), query: {problem: お客が減った。, company: {employees: \(employees)}}, "
            + "expect: \(expect)}\n"
    }

    @Test func `a limit needs a test on each side of its edge`() async throws {
        let inside = "tests:\n" + Self.sized(20, "{fired: [sales.few]}")
        let outside = Self.sized(21, "{fired: {exclude: [sales.few]}}")
        let silent = """
              - {id: s, query: {problem: 応募が減った。, company: {employees: 20}},
                 expect: {fired: {exclude: [sales.few]}}}
            """
        let found10 = try await survivors(inside, of: "rule sales.few")
        #expect(
            found10 == [
                "says buyers → dropped", "employees at most 20 → dropped",
                "employees at most 20 → at most 21",
            ]
        )
        let found11 = try await survivors(inside + outside + silent, of: "rule sales.few")
        #expect(found11 == [])
    }

    @Test func `a slip is noticed by what follows, without a word of the rule`() async throws {
        let text = """
            rules:
              - id: help
                title: {ja: 例, en: x}
                when: {all: [{says: applicants}, {company: {employees: {max: 20}}}]}
                then: {partners: [{partner: far, role: lead, weight: 3}]}
                because: {ja: 例, en: x}
            networks:
              - {id: distant, title: {ja: 例, en: x}, kind: public_agency, role: {ja: 例, en: x}}
            partners:
              - {id: far, title: {ja: 例, en: x}, network: distant, level: national, area: [全国],
                topics: [], serves: {ja: 例, en: x}, cost: free, url: 'https://u',
                source: {url: 'https://u', checked: 2026-01-01}}
            tests:
              - id: a
                query: {problem: 応募が来ない。, company: {employees: 20}}
                expect: {partners: {include: [far]}}

            """
        let last = "employees at most 20 → at most 19"
        let found = try await run(text).verdicts.filter { $0.mutant.words == last }
        #expect(found.map(\.killer?.text) == ["a"])
        #expect(found.map(\.mutant.subject) == ["rule help"])
    }

    private static let either = """
        rules:
          - id: either
            title: {ja: 例, en: x}
            when: {says: [applicants, buyers], none: [{says: shortage}]}
            then: {partners: [{network: chamber, role: lead}]}
            because: {ja: 例, en: x}
        tests:
          - {id: a, query: {problem: お客が減った。, company: {prefecture: 大阪府}}, expect: {fired: [either]}}

        """

    @Test func `every alternative and every negation needs a test`() async throws {
        let found12 = try await survivors(Self.either, of: "rule either")
        #expect(
            found12 == [
                "says applicants or buyers → dropped", "none of (says shortage) → dropped",
                "says applicants → dropped from the list",
            ]
        )
        let more = """
              - {id: b, query: {problem: 応募が減った。}, expect: {fired: [either]}}
              - {id: c, query: {problem: お客が減った。人手が足りない。}, expect: {fired: {exclude: [either]}}}
              - {id: d, query: {problem: 天気がよい。}, expect: {fired: {exclude: [either]}}}
            """
        let found13 = try await survivors(Self.either + more, of: "rule either")
        #expect(found13 == [])
    }

    private static let policy =
        SmallBook.grant(when: "{employees: {min: 2, max: 20}}", opens: "2026-01-10") + "tests:\n"

    private static func grant(_ employees: Int, _ day: String, _ status: String) -> String {
        "  - {id: g\(employees)-\(day), query: {problem: 応募が来ない。, "
            + "company: {employees: \(employees)}, as_of: \(day)}, "
            + "expect: {policies: {include: {grant: \(status)}}}}\n"
    }

    @Test func `a window needs a test on its last day and on the day after`() async throws {
        let last = Self.policy + Self.grant(5, "2026-03-31", "match")
        let found14 = try await survivors(last, of: "policy grant")
        #expect(
            found14.filter { $0.hasPrefix("window closes") }
                == ["window closes 2026-03-31 → 2026-04-01"]
        )
        let both = last + Self.grant(5, "2026-04-01", "closed")
        let found15 = try await survivors(both, of: "policy grant")
        #expect(
            found15.filter { $0.hasPrefix("window closes") }
                == []
        )
    }

    @Test func `a gate needs a test on each side of each end`() async throws {
        let text =
            Self.policy + Self.grant(2, "2026-02-01", "match")
            + Self.grant(20, "2026-02-02", "match") + Self.grant(21, "2026-02-03", "near_miss")
        let found16 = try await survivors(text, of: "policy grant")
        #expect(
            found16.filter { $0.hasPrefix("employees") }
                == ["employees 2 to 20 → 1 to 20"]
        )
    }

    private static let mixed = """
        concepts:
          - {id: weather, title: {ja: 天気, en: Weather}, kind: thing, says: [天気]}
        cautions:
          - {id: care, title: {ja: 注意, en: Care}, text: {ja: 注意, en: Care}}
        questions:
          - {id: employees, kind: number, text: {ja: 何人, en: How many}}
        framings:
          - {id: wide, title: {ja: 広, en: Wide}, because: {ja: 広, en: Wide}}
        rules:
          - id: framed
            title: {ja: 例, en: x}
            when: {any: [{says: weather}, {all: [{says: buyers}, {company: {prefecture: [大阪府, 京都府]}}]}]}
            then: {framing: wide, category: {sales: 2}}
            because: {ja: 例, en: x}
          - id: late
            title: {ja: 例, en: x}
            when: {category: [people, sales], company: {employees: {max: 5}}}
            then: {partners: [{network: chamber, role: lead, weight: 2}], policies: [grant]}
            because: {ja: 例, en: x}
          - id: styled
            title: {ja: 例, en: x}
            when: {framing: wide, none: [{says: applicants}]}
            then: {policies: [{policy: grant, weight: 2}]}
            because: {ja: 例, en: x}

        """

    private static let asked = [
        "problem: お客が減った。, company: {employees: 20, prefecture: 大阪府}",
        "problem: お客が減った。, company: {employees: 5, prefecture: 京都府}",
        "problem: お客が減った。天気が悪い。, company: {employees: 6}",
        "problem: 応募が来ない。, company: {employees: 2, prefecture: 大阪府}",
        "problem: お客が減った。応募が減った。, company: {employees: 21, prefecture: 京都府}",
        "problem: 天気がよい。",
    ]

    @Test(arguments: [
        "first: sales", "framing: wide", "partners: {include: [chamber]}", "outcome: answered",
        "policies: {include: {grant: match}}", "questions: {include: [employees]}",
        "policies: {exclude: [grant]}, fired: {exclude: [late]}",
    ])
    func `running few tests on shared books finds what running all on each would`(
        _ expect: String
    ) async throws {
        // The tests that hold on the book itself are those that mutants are run against.
        let days = ["2026-03-31", "2026-04-01"]
        let lines = Self.asked.enumerated().flatMap { number, query in
            days.map { day in
                "  - {id: t\(number)-\(day), query: {\(query), as_of: \(day)}, expect: {\(expect)}}"
            }
        }
        let text = Self.mixed + Self.policy + lines.joined(separator: "\n")
        let compiled = try SmallBook.compiled(adding: text)
        let runner = BookTestRunner(RuleEngine(compiled))
        let tests = compiled.book.tests.filter { runner.run($0).isPassed }
        try #require(!tests.isEmpty)
        let coverage = await RuleCoverage.measured(compiled, tests: tests)
        let run = await MutationRun(compiled, tests: tests, coverage: coverage)
        #expect(run.verdicts.count > 5)
        for verdict in run.verdicts {
            var book = compiled.book
            verdict.mutant.change(&book)
            let mutated = BookTestRunner(RuleEngine(CompiledBook(book, readingLike: compiled)))
            let isNoticed = tests.contains { !mutated.run($0).isPassed }
            #expect(
                (verdict.killer != nil) == isNoticed,
                "\(verdict.mutant.subject): \(verdict.mutant.words)"
            )
        }
    }

    @Test func `what no test exercises is left out and counted`() async throws {
        let run = try await run(SmallBook.passing)
        #expect(!run.verdicts.isEmpty)
        #expect(run.verdicts.allSatisfy { $0.mutant.subject == "rule people.no-applicants" })
        #expect(run.unexercised > 0)
    }

    @Test func `a report lists each survivor with what would notice it, then the sum`()
        async throws
    {
        let run = try await run("tests:\n" + Self.sized(20, "{fired: [sales.few]}"))
        #expect(
            MutationReport(run, folder: "Rules").text == """
                Rules/base.yaml:47:11: survived: rule people.no-applicants: says applicants with shortage in one clause → says shortage
                    missing: a test that says shortage without applicants, in which the rule does not fire
                Rules/base.yaml:47:11: survived: rule people.no-applicants: says shortage with applicants in one clause → says applicants
                    missing: a test that says applicants without shortage, in which the rule does not fire
                Rules/base.yaml:54:11: survived: rule sales.few: says buyers → dropped
                    missing: a test in which only that fails, and the rule does not fire
                Rules/base.yaml:55:11: survived: rule sales.few: employees at most 20 → dropped
                    missing: a test in which only that fails, and the rule does not fire
                Rules/base.yaml:55:11: survived: rule sales.few: employees at most 20 → at most 21
                    missing: a test with employees 21, in which the rule does not fire
                mutants killed: 1 of 6 (16.6 %); 0 left out, since no test exercises what they change

                """
        )
    }
}
