import Authoring
import Knowledge
import RuleEngine
import Testing

/// Why a promise is not kept.
@Suite struct MissExplainerTests {
    private static let book = """
        cautions:
          - {id: care, title: {ja: 注意, en: Care}, text: {ja: 注意, en: Care}}
        questions:
          - {id: employees, kind: number, text: {ja: 何人, en: How many}}

        """
        + SmallBook.grant(
            when: "{employees: {max: 20}, prefecture: [大阪府]}",
            opens: "2026-01-01"
        ) + """
            rules:
              - id: careful
                title: {ja: 例, en: x}
                when:
                  all:
                    - says: buyers
                    - company: {employees: {max: 5}}
                    - none: [{says: applicants}]
                then: {caution: [care]}
                because: {ja: 例, en: x}
              - id: asleep
                enabled: false
                title: {ja: 例, en: x}
                when: {says: buyers}
                then: {caution: [care]}
                because: {ja: 例, en: x}

            """

    private func why(_ query: String, _ expect: String) async throws -> [String] {
        let test = "tests:\n  - {id: t, query: \(query), expect: \(expect)}\n"
        let compiled = try SmallBook.compiled(adding: Self.book + test)
        let results = await BookTestRunner(RuleEngine(compiled)).run()
        return results.flatMap(\.misses).flatMap(\.why).map { clue in
            clue.words + (clue.origin.map { " @\($0.line)" } ?? "")
        }
    }

    @Test func `a rule that did not fire names the conditions in the way and what is the case`()
        async throws
    {
        let found1 = try await why(
            "{problem: お客が減った。, company: {employees: 6}}",
            "{fired: [careful]}"
        )
        #expect(found1 == ["rule careful wants employees at most 5; the firm: employees 6 @25"])
        let found2 = try await why("{problem: お客が減った。応募が減った。}", "{fired: [careful]}")
        #expect(
            found2 == [
                "rule careful wants employees at most 5; that is not known of the firm @25",
                "rule careful wants not says applicants; it is so @26",
            ]
        )
        let found3 = try await why("{problem: お客が減った。}", "{fired: [asleep]}")
        #expect(found3 == ["rule asleep is switched off @29"])
    }

    @Test func `a caution that did not come names the nearest rule`() async throws {
        let found4 = try await why(
            "{problem: お客が減った。, company: {employees: 6}}",
            "{cautions: {include: [care]}}"
        )
        #expect(found4 == ["rule careful wants employees at most 5; the firm: employees 6 @25"])
    }

    @Test(arguments: [
        (
            "{employees: 21, prefecture: 大阪府}", "2026-02-01", "match",
            "policy grant wants employees at most 20; the firm: employees 21 @12"
        ),
        (
            "{employees: 20, prefecture: 京都府}", "2026-02-01", "match",
            "policy grant wants prefecture 大阪府; the firm: prefecture 京都府 @12"
        ),
        ("{prefecture: 大阪府}", "2026-02-01", "match", "it waits for employees @12"),
        (
            "{employees: 20, prefecture: 大阪府}", "2026-04-01", "match",
            "its last window closed on 2026-03-31 @15"
        ),
    ])
    func `a policy in another state says what put it there`(
        _ company: String,
        _ day: String,
        _ status: String,
        _ words: String
    ) async throws {
        let query = "{problem: 応募が来ない。, company: \(company), as_of: \(day)}"
        let found5 = try await why(query, "{policies: {include: {grant: \(status)}}}")
        #expect(found5 == [words])
    }

    @Test func `a category that is ruled out names the rule`() async throws {
        let found6 = try await why("{problem: 応募が来ない。}", "{categories: {include: [sales]}}")
        #expect(found6.first == "rule people.no-applicants rules it out @45")
    }

    @Test func `a partner says where it works`() async throws {
        let found7 = try await why(
            "{problem: 応募が来ない。, company: {prefecture: 京都府}}",
            "{partners: {include: [chamber]}}"
        )
        #expect(found7 == ["chamber-osaka serves 大阪府 alone @21"])
        let found8 = try await why("{problem: 応募が来ない。}", "{partners: {include: [chamber-osaka]}}")
        #expect(found8 == ["chamber-osaka serves 大阪府; where the firm is, is not known @21"])
    }

    @Test func `what should not be there says what brought it`() async throws {
        let found9 = try await why("{problem: 応募が来ない。}", "{categories: {exclude: [people]}}")
        #expect(found9 == ["it comes from people.no-applicants @45", "it comes from people @3"])
    }
}
