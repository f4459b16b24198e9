import Foundation
import Testing
import WireFormat

extension EndToEnd {
    /// The commands that work on a rule folder alone: how they end and what they say.
    @Suite struct OfflineCommandTests {
        /// A command in which `RULES` stands for the folder of the test, and what comes of it.
        struct Run: Sendable, CustomTestStringConvertible {
            var command: [String]
            var status: Int32
            var output: [String]
            var errors: [String]
            /// Files beside the small book, by name.
            var files: [String: String] = [:]

            init(
                _ command: String,
                _ status: Int32 = 0,
                says output: [String] = [],
                remarks errors: [String] = [],
                with files: [String: String] = [:]
            ) {
                self.command = command.split(separator: " ").map(String.init)
                self.status = status
                self.output = output
                self.errors = errors
                self.files = files
            }

            var testDescription: String { command.joined(separator: " ") }
        }

        private static let suite = """
            schema: 1

            tests:
              - id: hiring
                tags: [quick]
                query: {problem: 求人を出しても応募がない, as_of: 2026-11-22}
                expect:
                  first: people.recruit
                  fired: [people.no-applicants]

            """
        private static let examples = """
            schema: 1

            examples:
              - sub: people.recruit
                texts: [求人を出しても応募がない, 若い人が集まらない, 人手が足りない]
              - sub: finance.cash
                texts: [資金が足りない, 支払いが苦しい, 借入が返せない]

            """
        private static let windows = """
            schema: 1
            policies:
            \(["current", "unverified", "closed"].map { state in
                """
                  - id: \(state)-grant
                    title: {ja: \(state), en: The \(state) grant}
                    kind: subsidy
                    issuer: {ja: 県, en: The prefecture}
                    topics: [people.recruit]
                    benefit: {ja: 補助, en: A grant}
                    pattern: rounds
                    state: \(state)
                    url: https://example.org/grant
                    source: {url: 'https://example.org/grant', checked: 2026-09-20}
                    windows: [{opens: 2026-10-01, closes: 2026-12-15}]
                """
            }.joined(separator: "\n"))

            """

        private static let runs = [
            // learn
            Run("learn RULES", 65, remarks: ["banso: the book has no examples to learn from"]),
            Run("learn RULES", remarks: ["6 examples, "], with: ["examples.yaml": examples]),
            Run(
                "learn RULES --output /dev/full",
                70,
                remarks: ["banso: /dev/full cannot be written: "],
                with: ["examples.yaml": examples]
            ),
            // text
            Run(
                "text 求人を出しても応募がない --rules RULES",
                says: ["concept 0–", ": no-applicants (応募がない)"]
            ),
            Run("text", 64, remarks: ["<text>"]),
            // expiring
            Run(
                "expiring RULES --as-of 2026-11-22",
                says: ["2026-12-15  23d  window  current-grant     current"],
                with: ["windows.yaml": windows]
            ),
            Run(
                "expiring RULES --as-of 2026-11-22",
                says: ["nothing ends from 2026-11-22 to 2026-12-22"]
            ),
            Run(
                "expiring RULES --as-of 2026-11-22 --within 120d --kind source --format json",
                says: [
                    #""date": "2027-03-19""#, #""id": "yorozu-osaka""#, #""id": "hiring-advice""#,
                ]
            ),
            Run("expiring RULES --within soon", 64),
            // timeline
            Run(
                "timeline current-grant RULES --as-of 2026-11-22",
                says: ["> 2026-11-22  today        受付中（2026-12-15まで）"],
                with: ["windows.yaml": windows]
            ),
            Run(
                "timeline unverified-grant RULES --as-of 2026-11-22",
                says: ["> 2026-11-22  today        未確認（日付の上では受付中（2026-12-15まで））"],
                with: ["windows.yaml": windows]
            ),
            Run(
                "timeline closed-grant RULES --as-of 2026-11-22",
                says: ["> 2026-11-22  today        受付終了"],
                with: ["windows.yaml": windows]
            ),
            Run("timeline hiring-advise RULES", 66, remarks: ["did you mean `hiring-advice`?"]),
            // fmt
            Run(
                "fmt --check RULES/odd.yaml",
                remarks: ["differing: 0 of 1"],
                with: ["odd.yaml": "schema: 1\n"]
            ),
            Run(
                "fmt --check RULES/odd.yaml",
                1,
                says: ["RULES/odd.yaml\n"],
                remarks: ["differing: 1 of 1"],
                with: ["odd.yaml": "schema:   1\n"]
            ),
            Run(
                "fmt --diff RULES/odd.yaml",
                says: ["-schema:   1\n+schema: 1\n"],
                with: ["odd.yaml": "schema:   1\n"]
            ),
            Run(
                "fmt RULES/odd.yaml",
                65,
                remarks: ["RULES/odd.yaml:"],
                with: ["odd.yaml": "a: [1\n"]
            ),
            Run("fmt RULES/none", 66, remarks: ["RULES/none"]),
            // check
            Run("check RULES --as-of 2026-11-22", says: ["0 errors, "]),
            Run(
                "check RULES",
                65,
                says: ["RULES/odd.yaml:2:1: ", "[rule.unknown-section]", "did you mean `rules`?"],
                with: ["odd.yaml": "schema: 1\nrulez: []\n"]
            ),
            Run(
                "check RULES",
                65,
                says: ["1 error, 0 warnings, 0 notes (3 files looked at; the book cannot be read)"],
                with: ["odd.yaml": "schema: 1\nrulez: []\n"]
            ),
            Run(
                "check RULES --format json",
                65,
                says: [#""files": 3,"#, #""rules": null,"#, #""tests": null,"#],
                with: ["odd.yaml": "schema: 1\nrulez: []\n"]
            ),
            Run("check RULES --strict --as-of 2027-11-22", 1, says: ["lint.source-old"]),
            Run("check RULES --dry-run", 64, remarks: ["--dry-run goes with --fix"]),
            Run("check RULES/none", 66, remarks: ["there is no folder RULES/none"]),
            // test run
            Run("test RULES", 65, remarks: ["no test to run; RULES holds 0 tests"]),
            Run("test RULES --tag quick", says: ["1 passed"], with: ["tests.yaml": suite]),
            Run("test RULES --tag slow", 65, with: ["tests.yaml": suite]),
            Run("test RULES --filter colour=red", 64, with: ["tests.yaml": suite]),
            Run(
                "test RULES",
                1,
                says: ["hiring", "1 failed"],
                with: [
                    "tests.yaml": suite.replacing("first: people.recruit", with: "first: finance")
                ]
            ),
        ]

        @Test(arguments: runs)
        func `a command ends as it says, and says what came of it`(_ run: Run) throws {
            let books = try RunningDaemon()
            for (name, text) in run.files {
                try Data(text.utf8).write(to: URL(filePath: "\(books.rules)/\(name)"))
            }
            func placed(_ text: String) -> String { text.replacing("RULES", with: books.rules) }
            let result = try Program.run("banso", run.command.map(placed))
            #expect(result.status == run.status, "\(result.errors)")
            for words in run.output.map(placed) {
                #expect(result.output.contains(words), "\(result.output)")
            }
            for words in run.errors.map(placed) {
                #expect(result.errors.contains(words), "\(result.errors)")
            }
        }

        @Test func `what was learned is read back, and the same book gives the same file`() throws {
            let books = try RunningDaemon()
            let file = URL(filePath: books.rules + "/examples.yaml")
            try Data(Self.examples.utf8).write(to: file)
            #expect(try Program.run("banso", ["learn", books.rules]).status == 0)
            let weights = books.rules + "/learned.weights"
            let first = try Data(contentsOf: URL(filePath: weights))
            let again = books.home + "/again.weights"
            let arguments = ["learn", "--rules", books.rules, "--output", again]
            #expect(try Program.run("banso", arguments).status == 0)
            #expect(try Data(contentsOf: URL(filePath: again)) == first)
            let check = try Program.run("banso", ["check", books.rules])
            #expect(check.status == 0 && !check.output.contains("weights."), "\(check.output)")
        }

        @Test func `a file is rewritten in its layout, and standard input is too`() throws {
            let books = try RunningDaemon()
            let path = books.rules + "/odd.yaml"
            try Data("schema:   1\n".utf8).write(to: URL(filePath: path))
            let result = try Program.run("banso", ["fmt", path])
            #expect(result.status == 0 && result.output == path + "\n")
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "schema: 1\n")
            let piped = try Program.run("banso", ["fmt", "-"], input: "schema:   1\n")
            #expect(piped.status == 0 && piped.output == "schema: 1\n" && piped.errors == "")
        }

        @Test(arguments: ["\n", "\r\n"])
        func `a recorded test is added to its suite and passes`(_ end: String) throws {
            let books = try RunningDaemon()
            let path = books.rules + "/tests.yaml"
            let before = Self.suite.replacing("\n", with: end)
            try Data(before.utf8).write(to: URL(filePath: path))
            // A line separator and a byte order mark: YAML knows them only as escapes.
            let problem = "求人を出しても\u{2028}応募がない\u{FEFF}: #1"
            let record = try Program.run(
                "banso",
                [
                    "test", "record", problem, "--rules", books.rules, "--to", "tests.yaml",
                    "--id", "true", "--tag", "quick", "--as-of", "2026-11-22",
                ]
            )
            #expect(record.status == 0, "\(record.errors)")
            let after = try String(contentsOfFile: path, encoding: .utf8)
            #expect(after.hasPrefix(before))
            #expect(
                after.utf8.count(where: { $0 == 0x0D })
                    == (end == "\n" ? 0 : after.utf8.count(where: { $0 == 0x0A }))
            )
            let run = try Program.run("banso", ["test", books.rules, "--tag", "quick"])
            #expect(run.status == 0 && run.output.contains("2 passed"), "\(run.output)")
        }

        @Test(arguments: [#""2026-02-30""#, #""soon""#, "20261122"])
        func `a record with an impossible day is refused, not taken for today`(_ day: String) throws
        {
            let books = try RunningDaemon()
            let line = #"{"decision_id":"d","as_of":\#(day),"query":{"problem":"資金が足りない"}}"#
            let impact = try Program.run(
                "banso",
                ["impact", books.rules, books.rules, "--queries", "-"],
                input: line
            )
            #expect(impact.status == 65)
            #expect(impact.errors.contains("stdin:1: /as_of: "), "\(impact.errors)")
            let record = try Program.run(
                "banso",
                ["test", "record", "--query", "-", "--rules", books.rules, "--dry-run"],
                input: line
            )
            #expect(record.status == 65 && record.output == "")
            #expect(record.errors.contains("as_of is no day of the calendar: "))
        }

        @Test func `a recorded query without a day gets the one that is asked for`() throws {
            let books = try RunningDaemon()
            func day(_ query: String) throws -> String {
                let result = try Program.run(
                    "banso",
                    [
                        "test", "record", "--query", "-", "--rules", books.rules, "--dry-run",
                        "--as-of", "2027-05-06",
                    ],
                    input: query
                )
                return String(result.output.firstMatch(of: /as_of: (\S+)/)?.1 ?? "")
            }
            let own = #"{"problem":"資金が足りない","as_of":"2026-01-02"}"#
            #expect(try day(#"{"problem":"資金が足りない"}"#) == "2027-05-06")
            #expect(try day(own) == "2026-01-02")
            let logged = #"{"as_of":"2026-03-04","query":{"problem":"資金が足りない"}}"#
            #expect(try day(logged) == "2026-03-04")
        }

        @Test(arguments: ["tests.yaml", "a/recorded.yaml", "tests/recorded.yaml"])
        func `an id that is taken is told with the place of the test that has it`(
            _ file: String
        ) throws {
            let books = try RunningDaemon()
            let path = URL(filePath: "\(books.rules)/\(file)")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(Self.suite.utf8).write(to: path)
            let record = [
                "test", "record", "資金が足りない", "--rules", books.rules, "--id", "hiring",
                "--as-of", "2026-11-22",
            ]
            let result = try Program.run("banso", record)
            #expect(result.status == 65 && result.output == "")
            #expect(
                result.errors == """
                    \(path.path):4:5: a test with the id `hiring` exists already
                    banso: nothing was written; give the new one another --id

                    """
            )
            #expect(try String(contentsOf: path, encoding: .utf8) == Self.suite)
            // One of the layer below is in the way as well.
            let above = books.home + "/above"
            try FileManager.default.createDirectory(
                atPath: above,
                withIntermediateDirectories: true
            )
            let layered = try Program.run("banso", record + ["--rules", above])
            #expect(layered.status == 65)
            #expect(layered.errors.hasPrefix("\(path.path):4:5: "), "\(layered.errors)")
        }

        private static let days: [([String], String, [String])] = [
            (["2026-11-22"], "（2026-11-22、質問 1件）", [#""as_of": "2026-11-22""#]),
            (
                ["2026-11-22", "2026-04-01"], "（2026-04-01〜2026-11-22、質問 2件）",
                [#""as_of_first": "2026-04-01""#, #""as_of_last": "2026-11-22""#]
            ),
        ]

        @Test(arguments: days)
        func `an impact names the days its queries name`(
            _ days: [String],
            _ heading: String,
            _ members: [String]
        ) throws {
            let books = try RunningDaemon()
            let input = days.map { #"{"problem":"資金が足りない","as_of":"\#($0)"}"# + "\n" }.joined()
            let command = ["impact", books.rules, books.rules, "--queries", "-"]
            let text = try Program.run("banso", command, input: input)
            #expect(text.status == 0 && text.output.contains(heading), "\(text.output)")
            let json = try Program.run("banso", command + ["--format", "json"], input: input)
            for member in members { #expect(json.output.contains(member)) }
            let fixed = try Program.run("banso", command + ["--as-of", "2026-05-05"], input: input)
            #expect(fixed.output.contains("（2026-05-05、質問"))
        }
    }
}
