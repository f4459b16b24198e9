import Authoring
import Diagnostics
import Knowledge
import RuleEngine
import Testing

@Suite struct LinterTests {
    /// Lines of a file beside the small book, and the findings about them.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var words: [String]

        init(_ name: String, _ words: [String], _ text: String) {
            testDescription = name
            self.words = words
            self.text = text
        }
    }

    /// The findings about `case.yaml` on 2026-11-24, each with its place.
    private func findings(_ text: String) throws -> [Finding] {
        let compiled = try SmallBook.compiled(adding: text)
        let day = try #require(CalendarDate(iso: "2026-11-24"))
        return Linter(day: day).findings(in: compiled).filter { $0.place.file == "case.yaml" }
    }

    @Test(arguments: vocabulary + reach + time)
    func `a finding has its place, its code and its words`(_ item: Case) throws {
        let words = try findings(item.text).map { finding in
            let position = finding.place.position
            return "\(position.line):\(position.column) \(finding.severity.rawValue) "
                + "\(finding.code) \(finding.message)"
        }
        #expect(words == item.words)
    }

    static let vocabulary = [
        Case(
            "nothing left",
            [
                "3:62 warning lint.expression-empty `「」` in odd can never match: nothing of it is "
                    + "left in normal form"
            ],
            """
            concepts:
              - {id: odd, title: {ja: 例, en: x}, kind: sense, says: [例え, 「」]}
            """
        ),
        Case(
            "twice",
            ["3:64 warning lint.expression-repeated `サーバ` is the same as `サーバー` in odd"],
            """
            concepts:
              - {id: odd, title: {ja: 例, en: x}, kind: sense, says: [サーバー, サーバ]}
            """
        ),
        Case(
            "shared",
            ["3:56 note lint.expression-shared `サーバ` says 2 concepts of the kind sense: a, b"],
            """
            concepts:
              - {id: a, title: {ja: 例, en: x}, kind: sense, says: [サーバ]}
              - {id: b, title: {ja: 例, en: x}, kind: sense, says: [サーバー]}
              - {id: c, title: {ja: 例, en: x}, kind: thing, says: [サーバ]}
              - {id: d, title: {ja: 例, en: x}, kind: sense, says: [サーバ], unless: [a]}
            """
        ),
        Case(
            "another form",
            [],
            """
            concepts:
              - id: a
                title: {ja: 例, en: x}
                kind: sense
                says: [{verb: 足す, form: negated}, {verb: 足す}]
            """
        ),
    ]

    static let reach = [
        Case(
            "untested",
            ["3:5 warning lint.rule-untested rule r holds in no test"],
            """
            rules:
              - id: r
                title: {ja: 例, en: x}
                when: {says: buyers}
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
              - id: off
                title: {ja: 例, en: x}
                when: {says: buyers}
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
                enabled: false
            """
        ),
        Case(
            "weak network",
            [
                "5:5 warning lint.partner-unreachable partner lost can never be recommended: its "
                    + "network weak has no strength and no rule names either"
            ],
            """
            networks:
              - {id: weak, title: {ja: 例, en: x}, kind: public_agency, role: {ja: 例, en: x}}
            partners:
              - {id: lost, \(partner("weak"))}
              - {id: named, \(partner("weak", first: true))}
            """
        ),
        Case(
            "no topics",
            [
                "3:5 warning lint.policy-unreachable policy lost can never be recommended: it has "
                    + "no topics and no rule names it"
            ],
            """
            policies:
              - {id: lost, \(policy(topics: "", "pattern: always, state: current"))}
              - {id: towns, \(policy(topics: "", "pattern: always, state: current, for: municipality"))}
              - {id: fine, \(policy("pattern: always, state: current"))}
            """
        ),
        Case(
            "gap",
            ["3:5 warning lint.prefecture-gap no partner for green serves 京都府、大阪府"],
            """
            categories:
              - {id: green, title: {ja: 例, en: x}, label: {ja: 例, en: x}}
            """
        ),
    ]

    static let time = [
        Case(
            "old source",
            [
                "3:5 note lint.source-old the source of policy old was read 181 days ago, on "
                    + "2026-05-27"
            ],
            """
            policies:
              - {id: old, \(policy("pattern: always, state: current", checked: "2026-05-27"))}
              - {id: new, \(policy("pattern: always, state: current", checked: "2026-05-28"))}
              - {id: off, \(policy("pattern: always, state: closed", checked: "2026-05-27"))}
            """
        ),
        Case(
            "windows",
            [
                "3:5 note lint.window-ended the last window of policy a closed on 2026-11-23",
                "4:\(windowColumn) note lint.window-ending a window of policy b closes today, on "
                    + "2026-11-24",
                "5:\(windowColumn) note lint.window-ending a window of policy c closes in 30 days, "
                    + "on 2026-12-24",
                "8:5 note lint.window-missing policy f calls in rounds and has no window with a "
                    + "date",
            ],
            """
            policies:
              - {id: a, \(rounds("{closes: 2026-11-23}"))}
              - {id: b, \(rounds("{closes: 2026-11-24}"))}
              - {id: c, \(rounds("{closes: 2026-12-24}"))}
              - {id: d, \(rounds("{closes: 2026-12-25}"))}
              - {id: e, \(rounds("{opens: 2026-12-01, closes: 2026-12-10}"))}
              - {id: f, \(rounds(""))}
            """
        ),
        Case(
            "overlap",
            ["3:\(windowColumn + 41) warning lint.window-overlap two windows of policy a overlap"],
            """
            policies:
              - {id: a, \(rounds("{opens: 2026-01-01, closes: 2027-03-01}, {opens: 2027-03-01}"))}
              - {id: b, \(rounds("{opens: 2026-01-01, closes: 2027-03-01}, {opens: 2027-03-02}"))}
            """
        ),
        Case(
            "review",
            [
                "3:5 warning lint.review-due rule late was to be looked at by 2026-11-23",
                "3:5 warning lint.rule-untested rule late holds in no test",
                "9:5 warning lint.rule-untested rule soon holds in no test",
            ],
            """
            rules:
              - id: late
                title: {ja: 例, en: x}
                when: {says: buyers}
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
                review_by: 2026-11-23
              - id: soon
                title: {ja: 例, en: x}
                when: {says: buyers}
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
                review_by: 2026-11-24
            """
        ),
    ]

    /// Where the first window of a policy of `rounds` stands.
    static let windowColumn = 23

    static func rounds(_ windows: String) -> String {
        "windows: [\(windows)], " + policy("pattern: rounds, state: current")
    }

    static func policy(
        topics: String = "sales",
        _ keys: String,
        checked: String = "2026-11-01"
    ) -> String {
        "title: {ja: 例, en: x}, kind: loan, issuer: {ja: 例, en: x}, topics: [\(topics)], "
            + "benefit: {ja: 例, en: x}, url: u, source: {url: u, checked: \(checked)}, \(keys)"
    }

    static func partner(_ network: String, first: Bool = false) -> String {
        "title: {ja: 例, en: x}, network: \(network), level: national, area: [全国], topics: [sales], "
            + "serves: {ja: 例, en: x}, cost: free, url: u, first_contact: \(first), "
            + "source: {url: u, checked: 2026-11-01}"
    }

    @Test func `every code of a lint has a page with all its parts, and so has every fault`() {
        for page in CodePage.all {
            #expect(page.what.hasSuffix("."), "\(page.code)")
            #expect(page.why.hasSuffix("."), "\(page.code)")
            #expect(page.mend.hasSuffix("."), "\(page.code)")
        }
        let codes = CodePage.all.map(\.code)
        #expect(Set(codes).count == codes.count)
        #expect(Set(codes).isSuperset(of: DiagnosticCode.allCases.map(\.rawValue)))
        #expect(Set(codes).isSuperset(of: LintCode.allCases.map(\.rawValue)))
    }

    @Test func `weights from another number of examples are stale`() throws {
        let text = """
            examples:
              - {sub: people.recruit, texts: [応募が来ない, 応募が足りない]}
            """
        let book = try SmallBook.book(adding: text)
        var model = try #require(Learner(CompiledBook(book), options: Self.quick).learn())
        let day = try #require(CalendarDate(iso: "2026-01-02"))
        func stale() -> [String] {
            Linter(day: day).findings(in: CompiledBook(book, learned: model))
                .filter { $0.code == "weights.stale" }.map(\.message)
        }
        #expect(stale() == [])
        model = try WeightsFile.model(
            WeightsFile.text(model).replacing("examples 2", with: "examples 1")
        )
        #expect(stale() == ["the weights were learned from 1 example; the book has 2"])
    }

    private static var quick: Learner.Options {
        var options = Learner.Options()
        options.folds = 0
        options.steps = 2
        options.roughSteps = 2
        return options
    }
}
