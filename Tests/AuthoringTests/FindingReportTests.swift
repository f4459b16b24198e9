import Authoring
import Diagnostics
import Knowledge
import Testing
import WireFormat

@Suite struct FindingReportTests {
    private let report = FindingReport(
        [
            Finding(
                Diagnostic(
                    .duplicateID,
                    "a rule with the id `r` exists already",
                    at: SourcePlace(file: "人/b.yaml", line: 4, column: 7),
                    suggestion: "rename it",
                    notes: [
                        Diagnostic.Note(
                            message: "first given here",
                            place: SourcePlace(file: "a.yaml", line: 1, column: 2)
                        )
                    ]
                )
            )
        ],
        folder: "Rules"
    )

    private let extent = FindingReport.Extent(files: 2, rules: 1, tests: 0)

    @Test func `text has the place, the code, the advice and further places`() {
        #expect(
            report.text == """
                Rules/人/b.yaml:4:7: error[rule.duplicate-id]: a rule with the id `r` exists already
                    rename it
                    Rules/a.yaml:1:2: first given here

                """
        )
        #expect(
            report.summary(extent)
                == "1 error, 0 warnings, 0 notes (2 files, 1 rule, 0 tests read)"
        )
    }

    @Test func `of a book that cannot be read only the files are counted`() throws {
        let broken = FindingReport.Extent(files: 2)
        #expect(
            report.summary(broken)
                == "1 error, 0 warnings, 0 notes (2 files looked at; the book cannot be read)"
        )
        let root = try JSONDocument(parsing: report.json(broken)).root
        #expect(root["files"]?.int == 2)
        #expect(root["rules"]?.isNull == true && root["tests"]?.isNull == true)
    }

    @Test func `JSON has what was read and every finding`() throws {
        let root = try JSONDocument(parsing: report.json(extent)).root
        #expect(root["files"]?.int == 2 && root["errors"]?.int == 1)
        let findings = try #require(root["findings"])
        let finding = try #require(findings.elements.map(\.self).first)
        #expect(finding["code"]?.string == "rule.duplicate-id")
        #expect(finding["file"]?.string == "Rules/人/b.yaml")
        #expect(finding["line"]?.int == 4 && finding["column"]?.int == 7)
        #expect(finding["notes"]?.elements.map { $0["file"]?.string } == ["Rules/a.yaml"])
    }

    @Test func `SARIF names the rule, the level and the place as a URI`() throws {
        let run = try #require(
            try JSONDocument(parsing: report.sarif(version: "1.0")).root["runs"]?.elements
                .map(\.self).first
        )
        let rules = run["tool"]?["driver"]?["rules"]?.elements.map { $0["id"]?.string }
        #expect(rules == ["rule.duplicate-id"])
        let result = try #require(run["results"]?.elements.map(\.self).first)
        #expect(result["level"]?.string == "error" && result["ruleIndex"]?.int == 0)
        let place = result["locations"]?.elements.map(\.self).first?["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"]?.string == "Rules/%E4%BA%BA/b.yaml")
        #expect(place?["region"]?["startColumn"]?.int == 7)
    }

    @Test func `a log keeps what SARIF 2 1 0 requires`() throws {
        let silenced = Silences.Silenced(
            finding: Finding(
                Diagnostic(
                    .fileExtension,
                    "the file is not read",
                    at: SourcePlace(file: "b c.yml", line: 1, column: 1),
                    severity: .warning
                )
            ),
            reason: "it is a draft"
        )
        let report = FindingReport(report.findings, silenced: [silenced], folder: "Rules")
        let log = try JSONDocument(parsing: report.sarif(version: "1.0")).root
        SARIF.check(log)
        let results = try #require(log["runs"]?.elements.map(\.self).first?["results"])
        let reasons = results.elements.map { result in
            result["suppressions"]?.elements.map { $0["justification"]?.string } ?? []
        }
        #expect(reasons == [[], ["it is a draft"]])
    }

    @Test func `an empty log is a log`() throws {
        let log = try JSONDocument(
            parsing: FindingReport([], folder: "Rules").sarif(version: "1.0")
        ).root
        SARIF.check(log)
        #expect(log["runs"]?.elements.map(\.self).first?["results"]?.kind == .array)
    }

    @Test func `what is silenced is counted, and listed with its reason when asked for`() throws {
        let silenced = Silences.Silenced(finding: report.findings[0], reason: "both are right")
        let report = FindingReport([], silenced: [silenced], folder: "Rules")
        #expect(
            report.summary(extent)
                == "0 errors, 0 warnings, 0 notes, 1 silenced (2 files, 1 rule, 0 tests read)"
        )
        #expect(
            report.silencedText == """
                Rules/人/b.yaml:4:7: silenced[rule.duplicate-id]: a rule with the id `r` exists already
                    because both are right

                """
        )
        let short = try JSONDocument(parsing: report.json(extent)).root
        #expect(short["silenced"]?.int == 1 && short["silenced_findings"] == nil)
        let full = try JSONDocument(parsing: report.json(extent, showingSilenced: true)).root
        let reasons = full["silenced_findings"]?.elements.map { $0["reason"]?.string }
        #expect(reasons == ["both are right"])
    }

    @Test func `the page of a code says whether it can be mended and silenced`() throws {
        let fixable = try #require(CodePage.page(of: "lint.expression-repeated"))
        #expect(fixable.text(in: .en).contains("\nFix   banso check --fix"))
        #expect(
            fixable.text(in: .en).contains(
                "\nAllow # banso: allow lint.expression-repeated because"
            )
        )
        let error = try #require(CodePage.page(of: "yaml.syntax"))
        #expect(!error.text(in: .en).contains("\nFix") && !error.text(in: .en).contains("\nAllow"))
    }

    @Test(arguments: [
        ("rule.unknown-netwrok", "did you mean `rule.unknown-network`?"),
        ("lint.rule-untestd", "did you mean `lint.rule-untested`?"),
    ])
    func `a code that is nearly right is offered`(_ code: String, _ words: String) {
        #expect(CodePage.page(of: code) == nil)
        #expect(CodePage.suggestion(for: code) == words)
    }

    @Test func `a page says what, why and how to mend`() throws {
        let page = try #require(CodePage.page(of: "lint.review-due"))
        #expect(page.text(in: .en).hasPrefix("lint.review-due (warning)\n\nWhat  "))
        #expect(page.text(in: .ja).hasPrefix("lint.review-due (warning)\n\n意味    ルールを"))
        #expect(page.text(in: .en).contains("\nWhy   ") && page.text(in: .en).contains("\nMend  "))
    }

    @Test(arguments: [
        ("a.yaml", "", "a.yaml"), ("a.yaml", ".", "a.yaml"), ("a.yaml", "R/", "R/a.yaml"),
        (".", "R", "R"), ("b/a.yaml", "/x/R", "/x/R/b/a.yaml"),
    ])
    func `a file is named from outside its folder`(_ file: String, _ folder: String, _ path: String)
    {
        #expect(SourceFolder.path(file, in: folder) == path)
    }
}
