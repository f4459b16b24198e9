import Authoring
import Knowledge
import RuleEngine
import Testing

@Suite struct RuleCoverageTests {
    private func coverage(_ text: String) throws -> RuleCoverage {
        let compiled = try SmallBook.compiled(adding: text)
        return RuleCoverage(compiled, tests: compiled.book.tests)
    }

    @Test func `a rule counts when it fires in a test that speaks of it`() throws {
        let coverage = try coverage(SmallBook.passing)
        #expect(coverage.untested.map(\.id.text) == ["sales.few"])
        #expect(coverage.unasserted.isEmpty)
        #expect(coverage.percent == 50)
    }

    @Test(arguments: [
        ("{outcome: answered}", false), ("{partners: {include: [chamber]}}", false),
        ("{first: people}", true), ("{first: people.recruit}", true),
        ("{categories: {exclude: [sales]}}", true), ("{fired: [people.no-applicants]}", true),
        ("{fired: {exclude: [sales.few]}}", false),
    ])
    func `a rule is asserted where an expectation names it or something it does`(
        _ expect: String,
        _ isAsserted: Bool
    ) throws {
        let coverage = try coverage(
            """
            tests:
              - {id: a, query: {problem: 応募が来ない。, company: {prefecture: 大阪府}}, expect: \(expect)}
            """
        )
        #expect(coverage.held.map(\.text) == ["people.no-applicants"])
        #expect(coverage.asserted.isEmpty == !isAsserted)
        #expect(coverage.percent == (isAsserted ? 50 : 0))
    }

    @Test func `a condition under none makes the rule fire by failing`() throws {
        let coverage = try coverage(
            """
            rules:
              - id: unless
                title: {ja: 例, en: x}
                when: {all: [{says: buyers}], none: [{says: applicants}]}
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
            tests:
              - {id: a, query: {problem: お客が減った。}, expect: {outcome: answered}}
            """
        )
        let decisions = coverage.decisions.filter { $0.rule.text == "unless" }
        #expect(decisions.map(\.words) == ["says buyers", "says applicants"])
        #expect(decisions.map(\.madeHold) == [true, true])
        #expect(decisions.map(\.keptAway) == [false, false])
    }

    @Test func `a condition counts only where it alone decides`() throws {
        let coverage = try coverage(
            """
            tests:
              - {id: a, query: {problem: お客が減った。, company: {employees: 20}}, expect: {first: sales}}
              - {id: b, query: {problem: お客が減った。, company: {employees: 21}}, expect: {outcome: answered}}
              - {id: c, query: {problem: 天気がよい。, company: {employees: 21}}, expect: {outcome: answered}}
            """
        )
        let decisions = coverage.decisions.filter { $0.rule.text == "sales.few" }
        // In the third test both conditions fail, so neither alone kept the rule away.
        #expect(decisions.map(\.madeHold) == [true, true])
        #expect(decisions.map(\.keptAway) == [false, true])
    }

    @Test func `a part of an alternative decides where the others fail`() throws {
        let coverage = try coverage(
            """
            rules:
              - id: either
                title: {ja: 例, en: x}
                when: {any: [{says: buyers}, {says: applicants}]}
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
            tests:
              - {id: a, query: {problem: お客と応募が減った。}, expect: {outcome: answered}}
              - {id: b, query: {problem: お客が減った。}, expect: {outcome: answered}}
              - {id: c, query: {problem: 天気がよい。}, expect: {outcome: answered}}
            """
        )
        let decisions = coverage.decisions.filter { $0.rule.text == "either" }
        #expect(decisions.map(\.madeHold) == [true, false])
        #expect(decisions.map(\.keptAway) == [true, true])
    }

    @Test func `an unknown fact decides nothing`() throws {
        let coverage = try coverage(
            "tests: [{id: a, query: {problem: お客が減った。}, expect: {outcome: answered}}]"
        )
        let last = try #require(coverage.decisions.last)
        #expect(!last.madeHold && !last.keptAway)
        #expect(coverage.held.isEmpty)
    }

    @Test func `rules on the words of a text outside the scope count, later ones do not`() throws {
        let coverage = try coverage(
            """
            concepts:
              - {id: weather, title: {ja: 天気, en: Weather}, kind: thing, says: [天気]}
            rules:
              - id: off
                title: {ja: 例, en: x}
                when: {says: weather}
                then: {rule_out: [people, sales]}
                because: {ja: 例, en: x}
              - id: late
                title: {ja: 例, en: x}
                when: {category: [people, sales]}
                then: {partners: [{network: chamber, role: lead}]}
                because: {ja: 例, en: x}
            tests:
              - {id: a, query: {problem: 天気がよい。}, expect: {outcome: outside_scope}}
            """
        )
        #expect(coverage.held.map(\.text) == ["off"])
    }

    @Test func `a report names what no test reaches or speaks of, then the sums`() throws {
        let text = CoverageReport(
            try coverage(
                "tests: [{id: a, query: {problem: 応募が来ない。}, expect: {outcome: answered}}]"
            ),
            folder: "Rules"
        ).text
        #expect(
            text == """
                Rules/base.yaml:50:5: rule sales.few: fired in no test
                Rules/base.yaml:45:5: rule people.no-applicants: fired but unasserted: no expectation speaks of it or of what it does
                Rules/base.yaml:47:11: condition of people.no-applicants: says applicants with shortage in one clause: never kept the rule from firing by itself
                Rules/base.yaml:21:5: gate of partner chamber-osaka: area 大阪府: never decided anything by itself
                rules fired in some test: 1 of 2 (50.0 %)
                rules fired and asserted: 0 of 2 (0.0 %)
                conditions that decided both ways: 0 of 3
                gates that decided both ways: 0 of 1

                """
        )
    }

    @Test(arguments: [(100.0, "100.0"), (99.99, "99.9"), (0, "0.0"), (82.75, "82.7")])
    func `a percentage is rounded down`(_ percent: Double, _ words: String) {
        #expect(CoverageReport.written(percent) == words)
    }
}
