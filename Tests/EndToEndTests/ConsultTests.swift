import Foundation
import Testing
import WireFormat

extension EndToEnd {
    /// The dialogue as an owner has it: lines in, questions on standard error, the answer out.
    @Suite struct ConsultTests {
        /// A fact that a policy waits for, so that the dialogue asks for it.
        struct Fact: Sendable, CustomTestStringConvertible {
            var key: String
            var kind: String
            /// The condition of the policy.
            var condition: String
            /// What the owner types.
            var replies: [String]
            /// How many of them are refused.
            var refused: Int
            /// What the owner reads when one is refused.
            var words = ""
            /// Whether the last reply fulfils the condition.
            var fits = true

            var testDescription: String { "\(key): \(replies)" }

            /// The rule file with the policy and the question.
            var book: String {
                """
                schema: 1
                industries: [{id: E, title: {ja: 製造業, en: Manufacturing}, groups: [9, 32]}]
                certifications:
                  - {id: plan-a, title: {ja: 計画A, en: Plan A}}
                  - {id: plan-b, title: {ja: 計画B, en: Plan B}}
                places:
                  - id: 大阪府
                    title: {ja: 大阪府, en: Osaka}
                    region: 近畿
                    municipalities: [堺市, 東大阪市]
                    names: [大阪]
                questions:
                  - {id: \(key), kind: \(kind), text: {ja: 尋ねたい事実, en: The fact}}
                policies:
                  - id: waiting
                    title: {ja: 待つ補助金, en: A grant that waits}
                    kind: subsidy
                    issuer: {ja: 県, en: The prefecture}
                    topics: [people.recruit]
                    when: {company: {\(condition)}}
                    benefit: {ja: 補助, en: A grant}
                    pattern: always
                    state: current
                    url: https://example.org/grant
                    source: {url: 'https://example.org/grant', checked: 2026-09-20}

                """
            }
        }

        private static let facts = [
            Fact(
                key: "sole_proprietor",
                kind: "boolean",
                condition: "sole_proprietor: true",
                replies: ["たぶん", "はい"],
                refused: 1,
                words: "「はい」か「いいえ」でお答えください"
            ),
            Fact(
                key: "founded",
                kind: "year",
                condition: "age: {min: 3}",
                replies: ["昔", "３００", "１９９８年"],
                refused: 2,
                words: "西暦の年でお答えください"
            ),
            Fact(
                key: "capital",
                kind: "number",
                condition: "capital: {max: 20000000}",
                replies: ["10,000,000円"],
                refused: 0
            ),
            Fact(
                key: "industry",
                kind: "choice",
                condition: "industry: [E]",
                replies: ["製造", "24"],
                refused: 1,
                words: "番号か、大阪府・E24のような正しい名前や符号でお答えください"
            ),
            Fact(
                key: "industry",
                kind: "choice",
                condition: "industry: [E]",
                replies: ["1"],
                refused: 0
            ),
            Fact(
                key: "certified",
                kind: "choice",
                condition: "certified: [plan-b]",
                replies: ["2"],
                refused: 0
            ),
            Fact(
                key: "certified",
                kind: "choice",
                condition: "certified: [plan-b]",
                replies: ["3", "plan-b"],
                refused: 1
            ),
            Fact(
                key: "prefecture",
                kind: "choice",
                condition: "prefecture: [大阪府]",
                replies: ["大坂", "大阪"],
                refused: 1
            ),
            Fact(
                key: "municipality",
                kind: "text",
                condition: "municipality: [堺市]",
                replies: ["堺", "堺市"],
                refused: 1
            ),
            Fact(
                key: "municipality",
                kind: "text",
                condition: "prefecture: [大阪府], municipality: [堺市]",
                replies: ["none:市"],
                refused: 0,
                fits: false
            ),
        ]

        /// Words for two issues, so that it is asked which of them it is.
        private static let unclear = "求人を出しても応募がない。資金が足りない。"

        private func books(adding text: String = "") throws -> RunningDaemon {
            let books = try RunningDaemon()
            if !text.isEmpty {
                try Data(text.utf8).write(to: URL(filePath: books.rules + "/more.yaml"))
            }
            return books
        }

        private static func count(_ words: String, in text: String) -> Int {
            text.components(separatedBy: words).count - 1
        }

        @Test(arguments: facts)
        func `a reply that does not fit is refused in a line and asked for again`(
            _ fact: Fact
        ) throws {
            let books = try books(adding: fact.book)
            // The size is known, so that only the one fact is asked for.
            let result = try Program.run(
                "banso",
                [
                    "consult", "採用", "--category", "people.recruit", "--employees", "5",
                    "--rules", books.rules, "--as-of", "2026-11-22",
                ],
                input: fact.replies.map { $0 + "\n" }.joined()
            )
            #expect(result.status == 0, "\(result.errors)")
            #expect(Self.count("使えませんでした", in: result.errors) == fact.refused)
            #expect(fact.words.isEmpty || result.errors.contains(fact.words))
            #expect(Self.count("尋ねたい事実", in: result.errors) == fact.refused + 1)
            #expect(result.output.contains("待つ補助金") == fact.fits)
        }

        @Test func `the options of a choice are listed by their names`() throws {
            let fact = try #require(Self.facts.first { $0.key == "certified" })
            let books = try books(adding: fact.book)
            let result = try Program.run(
                "banso",
                [
                    "consult", "採用", "--category", "people.recruit", "--employees", "5",
                    "--rules", books.rules,
                ]
            )
            #expect(
                result.errors.contains("\n  1. 計画A\n  2. 計画B\n  0. どれでもない\n尋ねたい事実 \n"),
                "\(result.errors)"
            )
        }

        @Test func `whoever passes over the issue is asked for it once`() throws {
            let books = try books()
            let result = try Program.run(
                "banso",
                ["consult", Self.unclear, "--rules", books.rules],
                input: "\n\n\n\n"
            )
            #expect(result.status == 0)
            #expect(Self.count("いちばん近い困りごとはどれですか", in: result.errors) == 1)
            #expect(!result.output.isEmpty)
        }

        @Test func `an issue is chosen by its number and by nothing else`() throws {
            let books = try books()
            let result = try Program.run(
                "banso",
                ["consult", "--rules", books.rules],
                input: "\(Self.unclear)\n人手\n9\n1\n"
            )
            #expect(result.status == 0)
            #expect(result.errors.hasPrefix("どんなことでお困りですか。思いつくままどうぞ。 \n"))
            #expect(Self.count("番号でお答えください", in: result.errors) == 2)
        }

        private static let refusals: [([String], String, Int32, String)] = [
            (["consult"], "", 64, "banso: 相談の内容がありません\n"),
            (["consult", "--lang", "en"], "\n", 64, "banso: nothing was said\n"),
            (["consult", "x", "--category", "colour"], "", 65, "no category colour"),
            (["consult", "x", "--answer", "employees"], "", 64, "--answer"),
        ]

        @Test(arguments: refusals)
        func `what cannot be talked through ends with its own exit code`(
            _ arguments: [String],
            _ input: String,
            _ status: Int32,
            _ words: String
        ) throws {
            let books = try books()
            let all = arguments + ["--rules", books.rules]
            let result = try Program.run("banso", all, input: input)
            #expect(result.status == status)
            #expect(result.output == "")
            #expect(result.errors.contains(words), "\(result.errors)")
            #expect(!result.errors.contains("USAGE: banso <"))
            #expect(!result.errors.contains("Usage: banso <"))
        }

        @Test func `the daemon refuses a reply in the same way`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let asked = [
                "consult", "採用", "--category", "people.recruit", "--as-of", "2026-11-22",
            ]
            let replies = "many\n-5\n18\n"
            let remote = try Program.run(
                "banso",
                asked + ["--socket", daemon.socket],
                input: replies
            )
            let local = try Program.run(
                "banso",
                asked + ["--rules", daemon.rules],
                input: replies
            )
            #expect(remote.status == 0 && local.status == 0)
            #expect(remote.errors == local.errors)
            #expect(Self.count("数でお答えください", in: remote.errors) == 2)
        }

        @Test func `a firm that holds none of what is offered holds nothing`() throws {
            let fact = try #require(Self.facts.first { $0.key == "certified" })
            let books = try books(adding: fact.book)
            let firm = [
                "採用", "--category", "people.recruit", "--employees", "5", "--as-of",
                "2026-11-22", "--rules", books.rules,
            ]
            func look(_ options: [String]) throws -> (status: String?, asked: [String?]) {
                let command = ["recommend"] + firm + ["--format", "json"]
                let result = try Program.run("banso", command + options)
                let root = try JSONDocument(parsing: result.output).root
                let policy = root["policies"]?.elements.first { $0["id"]?.string == "waiting" }
                let questions = root["questions"]?.elements.map { $0["key"]?.string }
                return (policy?["status"]?.string, questions ?? [])
            }
            let open = try look([])
            #expect(open.status == "needs_info" && open.asked == ["certified"])
            let none = try look(["--answer", "certified=none"])
            #expect(none.status == "near_miss" && none.asked == [])
            // What was said before is not taken back by it.
            let held = try look(["--certified", "plan-b", "--answer", "certified=none"])
            #expect(held.status == "match")
            let later = try look(["--answer", "certified=none", "--answer", "certified=plan-b"])
            #expect(later.status == "match")
            // In the dialogue, 0 says so, and the question is asked once.
            let talk = try Program.run("banso", ["consult"] + firm, input: "0\n1\n")
            #expect(Self.count("尋ねたい事実", in: talk.errors) == 1)
            let told = try Program.run(
                "banso",
                ["recommend"] + firm + ["--answer", "certified=none"]
            )
            func withoutEnd(_ text: String) -> String { text.replacing(/ルール .*\n$/, with: "") }
            #expect(withoutEnd(talk.output) == withoutEnd(told.output))
        }

        private static let values: [([String], Int32)] = [
            (["industry=24"], 0), (["industry=E"], 0), (["employees=18"], 0),
            (["employees=x"], 65), (["municipality=5"], 65), (["municipality=true市"], 0),
            (["sole_proprietor=true"], 0), (["sole_proprietor=1"], 65), (["certified=1"], 65),
            (["issue=people"], 0), (["issue=none:people,finance"], 0), (["issue=none:love"], 65),
        ]

        @Test(arguments: values)
        func `the value of an answer is what its question wants`(
            _ answers: [String],
            _ status: Int32
        ) throws {
            var book = try #require(Self.facts.first { $0.key == "industry" }).book
            let questions = ["certified", "municipality", "sole_proprietor"].map {
                "  - {id: \($0), kind: text, text: {ja: 何, en: What}}\n"
            }
            book = book.replacing("questions:\n", with: "questions:\n" + questions.joined())
            let books = try books(adding: book)
            let given = answers.flatMap { ["--answer", $0] }
            let result = try Program.run(
                "banso",
                ["recommend", "応募がない", "--rules", books.rules] + given
            )
            #expect(result.status == status, "\(result.errors)")
        }
    }
}
