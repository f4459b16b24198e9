import Foundation
import Testing
import WireFormat

extension EndToEnd {
    /// The commands on whole books as they are run: what goes where, and how they end.
    @Suite struct ImpactTests {
        private static let queries = [
            #"{"id":"a","problem":"求人を出しても応募がない","company":{"employees":10}}"#,
            #"{"decision_id":"d","as_of":"2026-11-22","query":{"problem":"資金が足りない"}}"#,
            #"{"id":"c","problem":"求人を出しても","gold":{"categories":["people"]},"company":{"stage":null}}"#,
        ].joined(separator: "\n")

        /// The small book, and a copy of it in which the size limit of the policy is lower.
        private static func books() throws -> (books: RunningDaemon, changed: String) {
            let books = try RunningDaemon()
            let changed = books.home + "/New"
            try FileManager.default.copyItem(atPath: books.rules, toPath: changed)
            let path = changed + "/book.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try #require(text.contains("employees: {max: 20}"))
            try Data(text.replacing("employees: {max: 20}", with: "employees: {max: 9}").utf8)
                .write(to: URL(filePath: path))
            return (books, changed)
        }

        @Test func `queries are replayed and the changed entry is named with its line`() throws {
            let (books, changed) = try Self.books()
            let result = try Program.run(
                "banso",
                [
                    "impact", books.rules, changed, "--queries", "-", "--format", "json",
                    "--as-of", "2026-11-22",
                ],
                input: Self.queries
            )
            #expect(result.status == 0)
            #expect(result.errors == "")
            let root = try JSONDocument(parsing: result.output).root
            #expect(root["totals"]?["queries"]?.int == 3)
            #expect(root["totals"]?["status"]?.int == 1)
            let example = try #require(root["examples"]?.elements.map(\.self).first)
            #expect(example["id"]?.string == "a")
            #expect(example["source"]?.string == "stdin:1")
            let entry = try #require(root["difference"]?["entries"]?.elements.map(\.self).first)
            #expect(entry["id"]?.string == "hiring-advice")
            #expect(entry["line"]?.int == 51)
        }

        @Test func `a gate that is exceeded says so and ends with 1`() throws {
            let (books, changed) = try Self.books()
            let command = ["impact", books.rules, changed, "--queries", "-", "--lang", "en"]
            let passed = try Program.run(
                "banso",
                command + ["--max-status", "1", "--max-lost-only", "0"],
                input: Self.queries
            )
            #expect(passed.status == 0)
            let broken = try Program.run(
                "banso",
                command + ["--max-status", "0"],
                input: Self.queries
            )
            #expect(broken.status == 1)
            #expect(broken.errors == "banso: status: 1 (33.3%), at most 0 allowed\n")
            #expect(broken.output == passed.output)
        }

        @Test func `changes are written line by line to a file`() throws {
            let (books, changed) = try Self.books()
            let file = books.home + "/changes.jsonl"
            let many = Array(repeating: Self.queries, count: 50).joined(separator: "\n")
            let result = try Program.run(
                "banso",
                ["impact", books.rules, changed, "--queries", "-", "--changes", file],
                input: many
            )
            #expect(result.status == 0)
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            let numbers = try lines.map {
                try JSONDocument(parsing: String($0)).root["number"]?.int
            }
            #expect(numbers == (0..<50).map { $0 * 3 + 1 })
        }

        @Test func `a line that cannot be replayed is told with its place and ends with 65`() throws
        {
            let (books, changed) = try Self.books()
            let input = "{\"problem\":\"資金が足りない\"}\n\n{\"colour\":1}"
            let command = ["impact", books.rules, changed, "--queries", "-"]
            let result = try Program.run("banso", command, input: input)
            #expect(result.status == 65)
            #expect(result.errors == "stdin:3: /colour: no key colour here\n")
            #expect(result.output.contains("読めない行 1"))
            let tolerant = try Program.run("banso", command + ["--skip-invalid"], input: input)
            #expect(tolerant.status == 0)
        }

        private static let refusals: [([String], Int32)] = [
            (["--queries", "/nowhere.jsonl"], 66), (["--queries", "/dev/null"], 65),
            (["--max-changed", "much"], 64), (["--prefecture", "大坂府"], 64),
            (["--limit", "0"], 64), (["--queries", "-", "--queries", "-"], 64),
        ]

        @Test(arguments: refusals)
        func `what cannot be done has its own exit code`(
            _ options: [String],
            _ status: Int32
        ) throws {
            let books = try RunningDaemon()
            let command = ["impact", books.rules, books.rules]
            #expect(try Program.run("banso", command + options).status == status)
        }

        @Test func `a folder that is missing or broken ends the comparison`() throws {
            let (books, changed) = try Self.books()
            #expect(try Program.run("banso", ["impact", books.rules, "/nowhere"]).status == 66)
            try books.replace("network: yorozu, role", with: "network: yorozo, role")
            let result = try Program.run("banso", ["impact", changed, books.rules])
            #expect(result.status == 65)
            #expect(result.errors.contains("[rule.unknown-network]"))
            #expect(result.output == "")
        }

        // MARK: The grid

        @Test func `the grid is written as text, as JSON, and as a page to a file`() throws {
            let books = try RunningDaemon()
            let command = ["coverage", books.rules, "--as-of", "2026-11-22"]
            let text = try Program.run("banso", command)
            #expect(text.status == 0)
            #expect(text.errors == "")
            #expect(text.output.hasPrefix("支援の空白と重なり（2026-11-22、課題2"))
            let json = try Program.run("banso", command + ["--format", "json", "--sub"])
            let root = try JSONDocument(parsing: json.output).root
            let issues = try #require(root["issues"]).elements.map { $0["id"]?.string }
            #expect(issues == ["finance.cash", "people.recruit"])
            let file = books.home + "/grid.html"
            let page = try Program.run(
                "banso",
                command + ["--format", "html", "--output", file]
            )
            #expect(page.status == 0)
            #expect(page.output == "")
            let html = try String(contentsOfFile: file, encoding: .utf8)
            #expect(html.hasPrefix("<!doctype html>"))
            #expect(html.contains("<svg"))
        }

        @Test func `a combination without policy ends with 1 when that is asked for`() throws {
            let books = try RunningDaemon()
            let command = ["coverage", books.rules, "--fail-if-empty"]
            let all = try Program.run("banso", command)
            #expect(all.status == 1)
            #expect(all.errors.contains("combinations get no policy that is open or will be"))
            let partners = try Program.run("banso", command + ["--measure", "partners"])
            #expect(partners.status == 0)
            let people = ["--category", "people", "--size", "20"]
            #expect(try Program.run("banso", command + people).status == 0)
            let larger = ["--category", "people", "--size", "21"]
            #expect(try Program.run("banso", command + larger).status == 1)
        }

        @Test(arguments: [
            ["--category", "peeple"], ["--kind", "love"], ["--size", "giant"], ["--crowded", "1"],
            ["--measure", "hope"], ["--least-score", "2"], ["--industry", "E2"],
            ["--kind", "subsidy", "--measure", "partners"],
        ])
        func `a name that the book does not have is a fault of usage`(_ options: [String]) throws {
            let books = try RunningDaemon()
            let result = try Program.run("banso", ["coverage", books.rules] + options)
            #expect(result.status == 64)
            #expect(result.output == "")
        }
    }
}
