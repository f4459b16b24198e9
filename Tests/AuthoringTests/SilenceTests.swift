import Authoring
import Diagnostics
import Knowledge
import RuleLoading
import Testing

/// Comments in rule files that say that a finding is meant to be.
@Suite struct SilenceTests {
    /// A book of one file with two findings: a repeated expression and an overdue review.
    private static func text(
        head: String = "",
        aboveConcept: String = "",
        onConcept: String = "",
        onExpression: String = "",
        aboveRule: String = ""
    ) -> String {
        """
        \(head)schema: 1
        concepts:
        \(aboveConcept)  - id: odd\(onConcept)
            title: {ja: 例, en: x}
            kind: sense
            says:
              - サーバー
              - サーバ\(onExpression)
        rules:
        \(aboveRule)  - {id: r, title: {ja: 例, en: x}, when: {says: odd}, then: {rule_out: [sales]}, \
        because: {ja: 例, en: x}, review_by: 2024-01-01}

        """
    }

    /// What is said about a file and what it silences, by code and line.
    private static func judge(_ text: String) throws -> (open: [String], silenced: [String]) {
        let files = [
            RuleFile(path: "base.yaml", bytes: Array(SmallBook.base.utf8)),
            RuleFile(path: "case.yaml", bytes: Array(text.utf8)),
        ]
        let result = RuleLoader().load(RulesInMemory(files))
        let book = try #require(result.book, "\(result.diagnostics)")
        let linter = Linter(day: CalendarDate(dayNumber: 20_000))
        let judged = Silences(files).judge(
            linter.findings(in: book),
            lookedFor: Set(linter.codes.map(\.rawValue) + ["rule.unknown-concept"])
        )
        let open = judged.open.filter { $0.place.file == "case.yaml" }
        let silenced = judged.silenced.filter { $0.finding.place.file == "case.yaml" }
        return (
            open.map(LintCase.words),
            silenced.map { "\($0.finding.place.position.line) \($0.finding.code): \($0.reason)" }
        )
    }

    private static let allow = "# banso: allow lint.expression-repeated because people write both"

    @Test(arguments: [
        text(head: "# About servers.\n\(allow)\n\n"),
        text(aboveConcept: "  \(allow)\n"),
        text(aboveConcept: "  \(allow)\n  # Servers.\n\n"),
        text(onConcept: "  \(allow)"),
        text(onExpression: " \(allow)"),
        text(onExpression: " # both; \(allow)").replacing("both; # banso", with: "# banso"),
    ])
    func `a comment silences on the line, above the entry and at the head`(_ text: String) throws {
        let judged = try Self.judge(text)
        let silenced = judged.silenced.map { $0.drop { $0 != " " } }
        #expect(silenced == [" lint.expression-repeated: people write both"])
        #expect(judged.open.allSatisfy { $0.contains("lint.review-due") })
        #expect(judged.open.count == 1)
    }

    @Test func `several codes share a comment, and each has to silence something`() throws {
        let allow = "# banso: allow lint.expression-repeated, lint.review-due because so it is"
        let judged = try Self.judge(Self.text(head: allow + "\n"))
        #expect(judged.open == [])
        #expect(
            judged.silenced == [
                "9 lint.expression-repeated: so it is", "11 lint.review-due: so it is",
            ]
        )
        let above = try Self.judge(Self.text(aboveRule: "  \(allow)\n"))
        #expect(
            above.open == [
                "8:9 warning lint.expression-repeated `サーバ` is the same as `サーバー` in odd",
                "10:3 warning lint.silence-idle the silence of lint.expression-repeated silences "
                    + "nothing",
            ]
        )
    }

    @Test func `an error stays an error whatever a comment says`() {
        let text = "schema: 1\nrules: 5  # banso: allow rule.wrong-type because it is a draft\n"
        let files = [RuleFile(path: "case.yaml", bytes: Array(text.utf8))]
        let fault = Diagnostic(
            .wrongType,
            "expected a list, found a whole number",
            at: SourcePlace(file: "case.yaml", line: 2, column: 8)
        )
        let judged = Silences(files).judge([Finding(fault)], lookedFor: ["rule.wrong-type"])
        #expect(judged.silenced.isEmpty)
        #expect(judged.open.map(\.code) == ["rule.wrong-type", "lint.silence-idle"])
    }

    static let faults = [
        LintCase(
            "without a reason it does not count",
            [
                "7:7 warning lint.silence-unreasoned the silence of lint.expression-repeated gives "
                    + "no reason and does not count"
            ],
            "      # banso: allow lint.expression-repeated"
        ),
        LintCase(
            "because nothing",
            [
                "7:7 warning lint.silence-unreasoned the silence of lint.expression-repeated gives "
                    + "no reason and does not count"
            ],
            "      # banso: allow lint.expression-repeated because "
        ),
        LintCase(
            "nothing to silence",
            ["7:7 warning lint.silence-idle the silence of lint.source-old silences nothing"],
            "      # banso: allow lint.source-old because it is a law"
        ),
        LintCase(
            "an error",
            [
                "7:7 warning lint.silence-idle rule.unknown-concept is an error, and errors cannot "
                    + "be silenced"
            ],
            "      # banso: allow rule.unknown-concept because it comes later"
        ),
        LintCase(
            "an unknown code",
            [
                "7:7 warning lint.silence-unknown there is no code `lint.expression-repeatd` to "
                    + "silence"
            ],
            "      # banso: allow lint.expression-repeatd because people write both"
        ),
        LintCase(
            "another word",
            ["7:7 warning lint.silence-unknown `banso: ignore this` is not understood"],
            "      # banso: ignore this"
        ),
        LintCase(
            "no code",
            ["7:7 warning lint.silence-unknown a silence names no code"],
            "      # banso: allow because people write both"
        ),
        LintCase("not a comment of ours", [], "      # The daemon banso: it reads this."),
    ]

    @Test(arguments: faults)
    func `a comment that silences nothing is itself a finding`(_ item: LintCase) throws {
        let text = Self.text(onExpression: "").replacing(
            "      - サーバー\n",
            with: item.text + "\n      - サーバー\n"
        )
        let judged = try Self.judge(text)
        #expect(judged.silenced == [])
        #expect(judged.open.filter { $0.contains("lint.silence") } == item.words)
    }

    /// What is said about comments in a file whose concept has a value for its English name.
    private static func silences(inValue value: String) throws -> [String] {
        let entry = "    title: {ja: 例, en: x}\n    kind"
        let text = Self.text()
        try #require(text.contains(entry))
        let title = "    title:\n      ja: 例\n      en: \(value)\n    kind"
        let judged = try judge(text.replacing(entry, with: title))
        // The file is read as ever: both its findings are there.
        #expect(judged.open.filter { !$0.contains("lint.silence") }.count == 2)
        return judged.open.filter { $0.contains("lint.silence") }
    }

    @Test(arguments: [
        "'x # banso: nothing'", "\"x # banso: nothing\"", "|-\n        # banso: nothing",
    ])
    func `what stands in a text is no comment`(_ value: String) throws {
        #expect(try Self.silences(inValue: value) == [])
    }

    @Test func `the same words behind a text are one`() throws {
        #expect(try Self.silences(inValue: "x # banso: nothing").count == 1)
    }
}
