import Authoring
import Diagnostics
import Knowledge
import RuleEngine
import Testing

@Suite struct BookTestRunnerTests {
    @Test func `a test whose promises are kept passes`() throws {
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: SmallBook.passing)))
        let results = runner.tests.map { runner.run($0) }
        #expect(results.map(\.isPassed) == [true])
    }

    /// A promise that is not kept and the words for that.
    struct Broken: Sendable {
        var expect: String
        var words: [String]
    }

    static let broken = [
        Broken(
            expect: "{outcome: no_match}",
            words: ["outcome: wanted no_match, got answered"]
        ),
        Broken(
            expect: "{first: sales}",
            words: ["first: wanted sales, got people.recruit, people"]
        ),
        Broken(
            expect: "{categories: {include: [sales], exclude: [people]}}",
            words: [
                "categories: wanted sales among them, got people.recruit",
                "categories: wanted not people, got people.recruit",
            ]
        ),
        Broken(expect: "{framing: wide}", words: ["framing: wanted wide, got none"]),
        Broken(
            expect: "{partners: {first: chamber-osaka, exclude: [chamber]}}",
            words: ["partners: wanted not chamber, got chamber-osaka"]
        ),
        Broken(
            expect: "{policies: {include: {grant: match}}}",
            words: ["policy grant: wanted match, got needs_info"]
        ),
        Broken(
            expect: "{policies: {include: {other: closed}, exclude: [grant]}}",
            words: [
                "policies: wanted other among them, got grant",
                "policies: wanted not grant, got grant",
            ]
        ),
        Broken(
            expect: "{questions: {include: [capital], exclude: [employees]}}",
            words: [
                "questions: wanted capital among them, got employees",
                "questions: wanted not employees, got employees",
            ]
        ),
        Broken(
            expect: "{cautions: {include: [care]}}",
            words: ["cautions: wanted care among them, got none"]
        ),
    ]

    @Test(arguments: broken)
    func `a promise that is not kept says what was wanted and what came`(
        _ broken: Broken
    ) throws {
        let text = """
            framings:
              - {id: wide, title: {ja: 広, en: Wide}, because: {ja: 広, en: Wide}}
            cautions:
              - {id: care, title: {ja: 注意, en: Care}, text: {ja: 注意, en: Care}}
            questions:
              - {id: employees, kind: number, text: {ja: 何人, en: How many}}
              - {id: capital, kind: number, text: {ja: 資本金, en: Capital}}
            policies:
              - \(Self.policy("grant", topic: "people"))
              - \(Self.policy("other", topic: "sales"))
            tests:
              - id: t
                query: {problem: 応募が来ない。, company: {prefecture: 大阪府}, as_of: 2026-02-01}
                expect: \(broken.expect)
            """
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: text)))
        let test = try #require(runner.tests.first)
        #expect(runner.run(test).misses.map(\.words) == broken.words)
    }

    private static func policy(_ id: String, topic: String) -> String {
        """
        {id: \(id), title: {ja: 例, en: x}, kind: subsidy, issuer: {ja: 例, en: x},
            topics: [\(topic)], when: {company: {employees: {max: 20}}},
            benefit: {ja: 例, en: x}, pattern: always, state: current, url: 'https://u',
            source: {url: 'https://u', checked: 2026-01-01}}
        """
    }

    @Test func `an axis out of its range is told with its value`() throws {
        let axes = ["subject", "mode", "initiative", "fit", "scope", "policy"].map {
            "  - {id: \($0), left: {ja: 左, en: L}, right: {ja: 右, en: R}, reasons: "
                + "{left: {ja: 左, en: L}, right: {ja: 右, en: R}, both: {ja: 中, en: B}}}"
        }
        let text =
            "axes:\n" + axes.joined(separator: "\n") + """

                framings:
                  - {id: wide, title: {ja: 広, en: Wide}, because: {ja: 広, en: Wide}}
                models:
                  - id: m
                    title: {ja: 例, en: x}
                    framing: wide
                    approach: {subject: 0, mode: 0, initiative: 0, fit: 0, scope: 0, policy: 0}
                    kinds: [public_agency]
                    because: {ja: 例, en: x}
                    description: {ja: 例, en: x}
                    source: {url: 'https://u', checked: 2026-01-01}
                tests:
                  - {id: t, query: {problem: 応募が来ない。}, expect: {approach: {mode: {min: 1}, fit: 0}}}
                """
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: text)))
        let words = runner.tests.flatMap { runner.run($0).misses.map(\.words) }
        #expect(words == ["approach mode: wanted at least 1, got 0"])
    }

    @Test func `a partner beyond the five shown is told with its number`() throws {
        let others = (1...6).map { number in
            """
              - {id: n\(number), title: {ja: 例, en: x}, kind: public_agency,
                role: {ja: 例, en: x}, strengths: {people: 0.\(number)}}
            """
        }
        let partners = (1...6).map { number in
            """
              - {id: p\(number), title: {ja: 例, en: x}, network: n\(number), level: national,
                area: [全国], topics: [people], serves: {ja: 例, en: x}, cost: free, url: 'https://u',
                source: {url: 'https://u', checked: 2026-01-01}}
            """
        }
        let text = """
            networks:
            \(others.joined(separator: "\n"))
            partners:
            \(partners.joined(separator: "\n"))
            tests:
              - {id: t, query: {problem: 応募が来ない。}, expect: {partners: {include: [p1]}}}
            """
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: text)))
        let words = runner.tests.flatMap { runner.run($0).misses.map(\.words) }
        #expect(
            words == [
                "partners: wanted p1 among them, got p6, p5, p4, p3, p2 (it would be number 6)"
            ]
        )
    }

    @Test func `a test may speak of the rules that fire and of those that do not`() throws {
        let text = """
            tests:
              - {id: a, query: {problem: 応募が来ない。}, expect: {fired: [people.no-applicants]}}
              - {id: b, query: {problem: 応募が来ない。}, expect: {fired: [sales.few]}}
              - {id: c, query: {problem: 応募が来ない。}, expect: {fired: {exclude: [people.no-applicants]}}}
            """
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: text)))
        let words = runner.tests.map { runner.run($0).misses.map(\.words) }
        #expect(
            words == [
                [], ["fired: wanted sales.few, got not fired"],
                ["fired: wanted not people.no-applicants, got fired"],
            ]
        )
    }

    @Test func `looking which rules fire changes nothing in an answer`() throws {
        let text = """
            cautions:
              - {id: care, title: {ja: 注意, en: Care}, text: {ja: 注意, en: Care}}
            rules:
              - id: careful
                title: {ja: 例, en: x}
                when: {says: buyers}
                then: {caution: [care]}
                because: {ja: 例, en: x}
            tests:
              - {id: a, query: {problem: お客が減った。}, expect: {cautions: {empty: true}, fired: [careful]}}
            """
        // The book has no programme, and so no style and no cautions.
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: text)))
        #expect(runner.tests.map { runner.run($0).misses } == [[]])
    }

    @Test func `a head, an order and a length are held to`() throws {
        let partners = (1...3).map { number in
            """
              - {id: p\(number), title: {ja: 例, en: x}, network: n\(number), level: national,
                area: [全国], topics: [people], serves: {ja: 例, en: x}, cost: free, url: 'https://u',
                source: {url: 'https://u', checked: 2026-01-01}}
            """
        }
        let networks = (1...3).map { number in
            """
              - {id: n\(number), title: {ja: 例, en: x}, kind: public_agency,
                role: {ja: 例, en: x}, strengths: {people: 0.\(9 - number)}}
            """
        }
        let text = """
            networks:
            \(networks.joined(separator: "\n"))
            partners:
            \(partners.joined(separator: "\n"))
            tests:
              - {id: a, query: {problem: 応募が来ない。}, expect: {partners: {first: p1, order: [n1, p3]}}}
              - {id: b, query: {problem: 応募が来ない。}, expect: {partners: {first: p2}}}
              - {id: c, query: {problem: 応募が来ない。}, expect: {partners: {order: [p3, p1]}}}
              - {id: d, query: {problem: 応募が来ない。}, expect: {partners: {include: [p2, p3], top: 2}}}
              - {id: e, query: {problem: 応募が来ない。}, expect: {partners: {empty: true}}}
            """
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: text)))
        let words = runner.tests.map { runner.run($0).misses.map(\.words) }
        #expect(
            words == [
                [], ["first partner: wanted p2, got p1, n1"],
                ["partners: wanted p3 before p1, got p1, p2, p3"],
                ["partners: wanted p3 among the first 2, got p1, p2, p3 (it is number 3)"],
                ["partners: wanted none at all, got p1, p2, p3"],
            ]
        )
    }

    @Test func `a policy is held to its status, its window and the facts it waits for`() throws {
        let policy = """
            {id: grant, title: {ja: 例, en: x}, kind: subsidy, issuer: {ja: 例, en: x},
                topics: [people], when: {company: {employees: {max: 20}}},
                benefit: {ja: 例, en: x}, pattern: rounds, state: current, url: 'https://u',
                windows: [{opens: 2026-03-01, closes: 2026-04-30}],
                source: {url: 'https://u', checked: 2026-01-01}}
            """
        let text = """
            questions:
              - {id: employees, kind: number, text: {ja: 何人, en: How many}}
              - {id: capital, kind: number, text: {ja: 資本金, en: Capital}}
            policies:
              - \(policy)
            tests:
              - id: a
                query: {categories: [people], as_of: 2026-02-01}
                expect:
                  policies:
                    include:
                      grant: {status: needs_info, window: upcoming, opens: 2026-03-01,
                        until: 2026-04-30, missing: [employees]}
              - id: b
                query: {categories: [people], as_of: 2026-05-01}
                expect:
                  policies:
                    include: {grant: {status: match, window: open, missing: [capital]}}
            """
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: text)))
        let words = runner.tests.map { runner.run($0).misses.map(\.words) }
        #expect(words.first == [])
        #expect(
            words.last == [
                "policy grant: wanted match and window open and waiting for capital, "
                    + "got closed and window closed and waiting for employees"
            ]
        )
    }
}
