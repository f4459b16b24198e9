import Authoring
import Diagnostics
import Knowledge
import RuleEngine
import Testing

@Suite struct LinterTests {
    @Test(arguments: vocabulary + reach + time)
    func `a finding has its place, its code and its words`(_ item: LintCase) throws {
        try item.check()
    }

    static let vocabulary = [
        LintCase(
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
        LintCase(
            "twice",
            ["3:64 warning lint.expression-repeated `サーバ` is the same as `サーバー` in odd"],
            """
            concepts:
              - {id: odd, title: {ja: 例, en: x}, kind: sense, says: [サーバー, サーバ]}
            """
        ),
        LintCase(
            "shared",
            [
                "3:56 note lint.expression-shared `サーバ` says 2 concepts of the kind sense for "
                    + "different issues: a (people), b (sales)"
            ],
            """
            concepts:
              - {id: a, title: {ja: 例, en: x}, kind: sense, says: [サーバ], category: {people: 1}}
              - {id: b, title: {ja: 例, en: x}, kind: sense, says: [サーバー], category: {sales: 1}}
              - {id: c, title: {ja: 例, en: x}, kind: sense, says: [サーバ]}
              - {id: d, title: {ja: 例, en: x}, kind: sense, says: [サーバ], category: {people: 1}}
              - {id: e, title: {ja: 例, en: x}, kind: thing, says: [サーバ], category: {sales: 1}}
              - id: f
                title: {ja: 例, en: x}
                kind: sense
                says: [サーバ]
                category: {sales: 1}
                unless: [a]
            """
        ),
        LintCase(
            "in both forms",
            [
                "6:12 warning lint.expression-repeated `足す` is said already by its form both in "
                    + "odd"
            ],
            """
            concepts:
              - id: odd
                title: {ja: 例, en: x}
                kind: sense
                says: [{verb: 足す, form: negated}, {verb: 足す, form: both}]
            """
        ),
        LintCase(
            "one word of two classes",
            [],
            """
            concepts:
              - id: odd
                title: {ja: 例, en: x}
                kind: sense
                says: [{verb: 要る, class: godan}, {verb: 要る, class: ichidan}]
            """
        ),
        LintCase(
            "barred by its own concept",
            [
                "3:5 note lint.exception-idle `メロン` and 1 more (`スイカ`) under except of odd hold "
                    + "none of its expressions",
                "3:62 warning lint.expression-barred `りんご` in odd can never match: the concept's "
                    + "own except takes it out",
            ],
            """
            concepts:
              - id: odd
                title: {ja: 例, en: x}
                kind: sense
                says: [林檎, りんご, {verb: 食べる}, {english: peel}]
                except: [リンゴ, 林檎飴, 食べ物, peeling an orange, メロン, スイカ]
            """
            .replacing("\n    title", with: ", title").replacing("\n    kind", with: ", kind")
            .replacing("\n    says", with: ", says").replacing("\n    except", with: ", except")
            .replacing("- id", with: "- {id") + "}"
        ),
        LintCase(
            "the wrong language",
            [
                "3:5 warning lint.text-untranslated the title of concept odd is in Japanese under "
                    + "en",
                "5:5 warning lint.text-untranslated the because of rule r holds no Japanese under "
                    + "ja",
            ],
            """
            concepts:
              - {id: odd, title: {ja: 例, en: りんごの例 (x)}, kind: sense, says: [例え]}
            rules:
              - {id: r, title: {ja: BE THE LOVED COMPANY, en: x}, when: {says: odd}, \
            then: {rule_out: [sales]}, because: {ja: they do not buy, en: バイヤー (buyers) do not}}
            """
        ),
        LintCase(
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

    static let untested = LintCase(
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
    )

    static let reach = [
        LintCase(
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
        LintCase(
            "no topics",
            [
                "3:5 warning lint.policy-unreachable policy lost can never be recommended: it has "
                    + "no topics and no rule names it"
            ],
            """
            policies:
              - {id: lost, \(LintCase.policy(topics: "", "pattern: always, state: current"))}
              - {id: towns, \(LintCase.policy(topics: "", "pattern: always, state: current, for: municipality"))}
              - {id: fine, \(LintCase.policy("pattern: always, state: current"))}
            """
        ),
        LintCase(
            "gap",
            ["3:5 warning lint.prefecture-gap no partner for green serves 京都府、大阪府"],
            """
            categories:
              - {id: green, title: {ja: 例, en: x}, label: {ja: 例, en: x}}
            """
        ),
    ]

    static let time = [
        LintCase(
            "old source",
            [
                "3:5 note lint.source-old the source of policy old was read 181 days ago, on "
                    + "2026-05-27"
            ],
            """
            policies:
              - {id: old, \(LintCase.policy("pattern: always, state: current", checked: "2026-05-27"))}
              - {id: new, \(LintCase.policy("pattern: always, state: current", checked: "2026-05-28"))}
              - {id: off, \(LintCase.policy("pattern: always, state: closed", checked: "2026-05-27"))}
            """
        ),
        LintCase(
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
        LintCase(
            "rounds left out",
            [
                "3:\(windowColumn + 48) note lint.window-missing rounds 15 to 16 have no window in "
                    + "policy a, between 14 and 17",
                "5:\(windowColumn) note lint.window-missing a window of policy c opens on "
                    + "2026-12-01 and has no last day",
            ],
            """
            policies:
              - {id: a, \(rounds(round("第14回", "2027-01-31") + round("17次（17時）", "2027-04-30")))}
              - {id: b, \(rounds(round("第1回", "2027-01-31") + round("令和8年度 2次", "2027-04-30")))}
              - {id: c, \(rounds("{opens: 2026-12-01}"))}
            """
        ),
        LintCase(
            "overlap",
            ["3:\(windowColumn + 41) warning lint.window-overlap two windows of policy a overlap"],
            """
            policies:
              - {id: a, \(rounds("{opens: 2026-01-01, closes: 2027-03-01}, {opens: 2027-03-01, closes: 2027-04-01}"))}
              - {id: b, \(rounds("{opens: 2026-01-01, closes: 2027-03-01}, {opens: 2027-03-02, closes: 2027-04-01}"))}
            """
        ),
        LintCase(
            "review",
            [
                "3:5 warning lint.review-due rule late was to be looked at by 2026-11-23"
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
                when: {says: shortage}
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
                review_by: 2026-11-24
            """
        ),
    ]

    /// Where the first window of a policy of `rounds` stands.
    static let windowColumn = 23

    static func round(_ label: String, _ closes: String) -> String {
        "{label: {ja: \(label), en: x}, closes: \(closes)}, "
    }

    static func rounds(_ windows: String) -> String {
        "windows: [\(windows)], " + LintCase.policy("pattern: rounds, state: current")
    }

    static func partner(_ network: String, first: Bool = false) -> String {
        "title: {ja: 例, en: x}, network: \(network), level: national, area: [全国], topics: [sales], "
            + "serves: {ja: 例, en: x}, cost: free, url: 'https://u', first_contact: \(first), "
            + "source: {url: 'https://u', checked: 2026-11-01}"
    }

    @Test func `a rule that no test reaches is found`() throws {
        try Self.untested.checkReading(only: "lint.rule-untested")
    }

    @Test func `every code of a lint has a case`() {
        let cases =
            [Self.untested] + Self.vocabulary + Self.reach + Self.time + LintRuleTests.conditions
            + LintRuleTests.shadows + LintRuleTests.contradictions + LintRuleTests.combined
            + LintMeasureTests.all
            + SilenceTests.faults
        let codes = cases.reduce(into: Set<String>()) { $0.formUnion($1.codes) }
        // These two are about no line of a rule and have tests of their own.
        let others: Set = ["weights.stale", "lint.newline-missing"]
        #expect(codes.union(others).isSuperset(of: LintCode.allCases.map(\.rawValue)))
    }

    @Test func `every code of a lint has a page with all its parts, and so has every fault`() {
        for page in CodePage.all {
            for text in [page.what, page.why, page.mend] {
                #expect(text.en.hasSuffix("."), "\(page.code)")
                #expect(text.ja.hasSuffix("。"), "\(page.code)")
                #expect(text.en.contains(/[a-z]/) && text.ja.contains(/[ぁ-ん]/), "\(page.code)")
            }
        }
        // A code without a page of its own would show the meaning of another.
        for language in Language.allCases {
            #expect(Set(CodePage.all.map { $0.what[language] }).count == CodePage.all.count)
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
        // In a layered book the file is one of a layer.
        let file = "local/learned.weights"
        func stale() -> [String] {
            let compiled = CompiledBook(book, learned: model)
            let found = Linter(day: day).findings(in: compiled, weightsFile: file)
                .filter { $0.code == "weights.stale" }
            for finding in found { #expect(finding.place.file == file) }
            return found.map(\.message)
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
