import Authoring
import Testing

/// Conditions that cannot hold, and rules that stand in each other's way.
@Suite struct LintRuleTests {
    private static let effect = "{partners: [{network: chamber, role: lead}]}"

    /// A rule with a condition, and what is said about it.
    private static func impossible(
        _ name: String,
        _ condition: String,
        at place: String?,
        _ matter: String = ""
    ) -> LintCase {
        LintCase(
            name,
            place.map {
                ["\($0) warning lint.condition-impossible rule r can never hold: \(matter)"]
            } ?? [],
            "rules:\n" + LintCase.rule("r", when: condition, then: effect)
        )
    }

    static let conditions = [
        impossible(
            "two sizes",
            "{all: [{company: {employees: {min: 20}}}, {company: {employees: {max: 9}}}]}",
            at: "3:84",
            "`employees: {min: 20}` and `employees: {max: 9}` exclude each other"
        ),
        impossible(
            "the number 20 lies in both",
            "{all: [{company: {employees: {min: 20}}}, {company: {employees: {max: 20}}}]}",
            at: nil
        ),
        impossible(
            "two prefectures",
            "{all: [{company: {prefecture: [大阪府]}}, {company: {prefecture: [京都府]}}]}",
            at: "3:81",
            "`prefecture: 大阪府` and `prefecture: 京都府` exclude each other"
        ),
        impossible(
            "a city of another prefecture",
            "{all: [{company: {prefecture: [京都府]}}, {company: {municipality: [東大阪市]}}]}",
            at: "3:81",
            "`prefecture: 京都府` and `municipality: 東大阪市` exclude each other"
        ),
        impossible(
            "a city of the prefecture",
            "{company: {prefecture: [大阪府], municipality: [東大阪市]}}",
            at: nil
        ),
        impossible(
            "two divisions",
            "{all: [{company: {industry: [E24]}}, {company: {industry: [E25, I]}}]}",
            at: "3:79",
            "`industry: E24` and `industry: [E25, I]` exclude each other"
        ),
        impossible(
            "a division and its part",
            "{all: [{company: {industry: [E]}}, {company: {industry: [E25, I]}}]}",
            at: nil
        ),
        impossible(
            "said and not said",
            "{says: buyers, none: [{mentions: [shortage, buyers]}]}",
            at: "3:64",
            "`says: buyers` and `not mentions: [shortage, buyers]` exclude each other"
        ),
        impossible(
            "said and one of several not said",
            "{says: [buyers, shortage], none: [{says: buyers}]}",
            at: nil
        ),
        impossible(
            "no number left between what is ruled out",
            "{none: [{company: {age: {max: 10}}}, {company: {age: {min: 11}}}]}",
            at: "3:79",
            "`not age: {max: 10}` and `not age: {min: 11}` exclude each other"
        ),
        impossible(
            "a number left between what is ruled out",
            "{none: [{company: {age: {max: 10}}}, {company: {age: {min: 12}}}]}",
            at: nil
        ),
        impossible(
            "no number left inside what is asked",
            "{all: [{company: {employees: {max: 10}}}, {none: [{company: {employees: {max: 4}}}, "
                + "{company: {employees: {min: 5, max: 10}}}]}]}",
            at: "3:126",
            "`employees: {max: 10}` and `not employees: {min: 5, max: 10}` exclude each other"
        ),
        impossible(
            "running and failing",
            "{all: [{stage: running}, {stage: failing}]}",
            at: "3:67",
            "`stage: running` and `stage: failing` exclude each other"
        ),
        impossible(
            "an alternative is left",
            "{any: [{all: [{vague: true}, {vague: false}]}, {says: buyers}]}",
            at: nil
        ),
        impossible(
            "a missing fact counts as if it held",
            "{all: [{company: {employees: {min: 20}}, unknown: pass}, "
                + "{company: {employees: {max: 9}}, unknown: pass}]}",
            at: nil
        ),
        LintCase(
            "a policy for no firm",
            [
                "3:62 warning lint.condition-impossible policy p is for no firm: "
                    + "`sole_proprietor: true` and `sole_proprietor: false` exclude each other"
            ],
            """
            policies:
              - {id: p, when: {all: [{company: {sole_proprietor: true}}, \
            {company: {sole_proprietor: false}}]}, \
            \(LintCase.policy("pattern: always, state: current"))}
            """
        ),
    ]

    static let shadows = [
        LintCase(
            "the same rule twice",
            [
                "4:5 warning lint.rule-shadowed rule b is shadowed by a, which holds in the same "
                    + "situations and gives the same or more"
            ],
            "rules:\n"
                + LintCase.rule("a", when: "{mentions: buyers}", then: "{category: {sales: 2}}")
                + LintCase.rule("b", when: "{mentions: buyers}", then: "{category: {sales: 1}}")
        ),
        LintCase(
            "the wider rule rules out already",
            [
                "4:5 warning lint.rule-shadowed rule b is shadowed by a, which holds whenever it "
                    + "does and gives the same or more"
            ],
            "rules:\n"
                + LintCase.rule(
                    "a",
                    when: "{mentions: [shortage, buyers]}",
                    then: "{rule_out: [sales, people]}"
                )
                + LintCase.rule(
                    "b",
                    when: "{says: buyers, company: {employees: {max: 5}}}",
                    then: "{rule_out: [people]}"
                )
        ),
        LintCase(
            "a narrower rule with a weight of its own strengthens",
            [],
            "rules:\n"
                + LintCase.rule("a", when: "{mentions: buyers}", then: "{category: {sales: 2}}")
                + LintCase.rule(
                    "b",
                    when: "{mentions: buyers, company: {employees: {max: 5}}}",
                    then: "{category: {sales: 1}}"
                )
        ),
        LintCase(
            "a switched-off rule shadows nothing",
            [],
            "rules:\n"
                + LintCase.rule("a", when: "{mentions: buyers}", then: "{category: {sales: 2}}")
                .replacing("because", with: "enabled: false, because")
                + LintCase.rule("b", when: "{mentions: buyers}", then: "{category: {sales: 1}}")
        ),
    ]

    static let contradictions = [
        LintCase(
            "weights of opposite sign",
            [
                "4:5 warning lint.rule-contradiction rules a and b hold in the same situations and "
                    + "want the opposite: one speaks for sales, the other against it"
            ],
            "rules:\n"
                + LintCase.rule("a", when: "{mentions: buyers}", then: "{category: {sales: 2}}")
                + LintCase.rule("b", when: "{mentions: [buyers]}", then: "{category: {sales: -1}}")
        ),
        LintCase(
            "ruled out in the wider situation",
            [
                "4:5 warning lint.rule-contradiction rule b speaks for people.recruit, which a rules "
                    + "out whenever it holds"
            ],
            "rules:\n"
                + LintCase.rule("a", when: "{mentions: buyers}", then: "{rule_out: [people]}")
                + LintCase.rule(
                    "b",
                    when: "{asks: buyers}",
                    then: "{category: {people.recruit: 3}}"
                )
        ),
        LintCase(
            "one rule against itself",
            [
                "3:5 warning lint.rule-contradiction rule a both rules out and speaks for sales"
            ],
            "rules:\n"
                + LintCase.rule(
                    "a",
                    when: "{mentions: buyers}",
                    then: "{rule_out: [sales], category: {sales: 1}}"
                )
        ),
        LintCase(
            "different situations",
            [],
            "rules:\n"
                + LintCase.rule("a", when: "{mentions: buyers}", then: "{category: {sales: 2}}")
                + LintCase.rule("b", when: "{mentions: shortage}", then: "{category: {sales: -1}}")
        ),
    ]

    @Test(arguments: conditions)
    func `a condition that can never hold is found, and no other`(_ item: LintCase) throws {
        try item.check()
    }

    @Test(arguments: shadows)
    func `a rule that gives nothing of its own is found`(_ item: LintCase) throws {
        try item.check()
    }

    @Test(arguments: contradictions)
    func `rules that want the opposite are found`(_ item: LintCase) throws { try item.check() }

    /// Policies a and b, and what two combinations say of them.
    private static func combinations(_ first: String, _ second: String) -> String {
        let policies = ["a", "b"].map { id in
            "  - {id: \(id), title: {ja: 例, en: x}, kind: law, issuer: {ja: 例, en: x}, "
                + "topics: [people], benefit: {ja: 例, en: x}, pattern: always, state: closed, "
                + "url: 'https://u', source: {url: 'https://u', checked: 2026-10-01}}\n"
        }
        let statements = [("one", first), ("two", second)].map { id, verdict in
            "  - {id: \(id), policies: [a, b], verdict: \(verdict), "
                + "because: {ja: 例, en: x}, source: {url: 'https://u', checked: 2026-10-01}}\n"
        }
        return "policies:\n" + policies.joined() + "combinations:\n" + statements.joined()
    }

    static let combined = [
        LintCase(
            "two verdicts on a pair",
            [
                "6:5 warning lint.combination-contradiction a and b are allowed here and "
                    + "separate-costs by two"
            ],
            combinations("allowed", "separate-costs")
        ),
        LintCase(
            "the looser one below",
            [
                "7:5 warning lint.combination-contradiction a and b are separate-costs here and "
                    + "excluded by one"
            ],
            combinations("excluded", "separate-costs")
        ),
        LintCase("the same verdict twice", [], combinations("excluded", "excluded")),
    ]

    @Test(arguments: combined)
    func `combinations that say different things of a pair are found`(_ item: LintCase) throws {
        try item.check()
    }
}
