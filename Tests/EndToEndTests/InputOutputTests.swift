import Foundation
import Testing

extension EndToEnd {
    /// What cannot be read and what cannot be written, by the commands that do.
    @Suite struct InputOutputTests {
        /// Runs `banso` with a standard input that is not a file.
        private static func run(
            _ arguments: [String],
            reading input: String
        ) throws -> Program.Result {
            try Program.run(
                path: "/bin/sh",
                ["-c", "exec \"$0\" \"$@\" < '\(input)'", "\(Program.folder)/banso"] + arguments,
                input: "",
                environment: [:]
            )
        }

        @Test(arguments: [
            ["recommend", "-"], ["batch"], ["fmt", "-"], ["consult"],
            ["rules", "cost", "--queries", "-"], ["test", "record", "--query", "-"],
            ["check", "--cases", "-"],
        ])
        func `an input that cannot be read is not an empty one`(_ command: [String]) throws {
            let books = try RunningDaemon()
            let rules = command[0] == "fmt" ? [] : ["--rules", books.rules]
            // A folder can be opened, and then not be read.
            let result = try Self.run(command + rules, reading: books.home)
            #expect(result.status == 66)
            #expect(result.errors.contains("banso: standard input cannot be read: "))
        }

        @Test func `a batch that the daemon answers notices it too`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let result = try Self.run(["batch", "--socket", daemon.socket], reading: daemon.home)
            #expect(result.status == 66)
        }

        @Test(arguments: [["recommend", "-"], ["consult"]])
        func `a text in another encoding is refused`(_ command: [String]) throws {
            let books = try RunningDaemon()
            let file = books.home + "/sjis.txt"
            // 求人 in Shift_JIS.
            try Data([0x8B, 0x81, 0x90, 0x6C, 0x0A]).write(to: URL(filePath: file))
            let result = try Self.run(command + ["--rules", books.rules], reading: file)
            #expect(result.status == 65)
            #expect(result.output == "")
            #expect(result.errors.hasSuffix("banso: standard input is not UTF-8\n"))
        }

        /// A command in which `RULES` and `HOME` stand for folders of the test.
        struct Refusal: Sendable, CustomTestStringConvertible {
            var command: [String]
            var status: Int32
            var words: String

            init(_ command: String, _ status: Int32, _ words: String) {
                self.command = command.split(separator: " ").map(String.init)
                self.status = status
                self.words = words
            }

            var testDescription: String { command.joined(separator: " ") }
        }

        private static let refusals = [
            Refusal("learn RULES --output HOME/none/w", 66, "HOME/none/w cannot be written: "),
            Refusal("learn RULES --output HOME", 77, "HOME cannot be written: "),
            Refusal("learn HOME/none", 66, "there is no folder HOME/none"),
            Refusal("lsp HOME/none", 66, "there is no folder HOME/none"),
            Refusal("text x --rules HOME/none", 66, "there is no folder HOME/none"),
            Refusal("check RULES --cases HOME", 66, "HOME cannot be read: "),
            Refusal("check RULES --cases HOME/none", 66, "HOME/none cannot be read: "),
            Refusal("test record --rules RULES --query HOME", 66, "HOME cannot be read: "),
            Refusal("test record 応募 --rules RULES --to new.yaml/a.yaml", 0, "added recorded"),
            Refusal("test record 応募 --rules RULES --to book.yaml/a.yaml", 77, "cannot be made: "),
            Refusal("test record 応募 --rules RULES --to folder.yaml", 66, "cannot be read: "),
            Refusal("test record 応\u{85}募 --rules RULES", 65, "yaml.control-character"),
            Refusal("test record 応募 --rules RULES --id Upper", 64, "lower-case words"),
            Refusal("test record 応募 --rules RULES --tag a_b", 64, "lower-case words"),
            Refusal("schema --output RULES/book.yaml", 77, "cannot be made: "),
            Refusal("coverage RULES --output HOME/none/x", 66, "cannot be written: "),
            Refusal("coverage RULES --size giant", 64, "banso: no size is called `giant`"),
            Refusal("impact RULES RULES --prefecture x", 64, "banso: no prefecture is called x"),
            Refusal("explain rule.nothing", 64, "banso: there is no code `rule.nothing`"),
        ]

        @Test(arguments: refusals)
        func `what cannot be had or written has its own exit code`(_ refusal: Refusal) throws {
            let books = try RunningDaemon()
            try FileManager.default.createDirectory(
                atPath: books.rules + "/folder.yaml",
                withIntermediateDirectories: true
            )
            func placed(_ text: String) -> String {
                text.replacing("RULES", with: books.rules).replacing("HOME", with: books.home)
            }
            let result = try Program.run("banso", refusal.command.map(placed))
            #expect(result.status == refusal.status, "\(result.errors)")
            #expect(result.errors.contains(placed(refusal.words)), "\(result.errors)")
            // Nothing of the errors of a library, and no usage of another command.
            #expect(
                !result.errors.contains("Error Domain") && !result.errors.contains("<subcommand>")
            )
        }

        @Test func `a file that cannot be replaced stays as it was`() throws {
            let books = try RunningDaemon()
            let file = books.home + "/kept.weights"
            try Data("kept\n".utf8).write(to: URL(filePath: file))
            let link = books.home + "/link.weights"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
            // The book has no examples to learn from.
            let result = try Program.run("banso", ["learn", books.rules, "--output", link])
            #expect(result.status == 65)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "kept\n")
            let names = try FileManager.default.contentsOfDirectory(atPath: books.home)
            #expect(Set(names) == ["Rules", "kept.weights", "link.weights"])
        }

        /// Commands that fail when they have begun to write a file.
        private static let failures = [
            Refusal("impact OLD NEW --queries HOME/none --changes HOME/kept", 66, "HOME/none"),
            Refusal("impact OLD NEW --queries /dev/null --changes HOME/kept", 65, "no query"),
            Refusal(
                "impact OLD NEW --queries HOME/queries --changes HOME/kept",
                70,
                "HOME/kept cannot be written: "
            ),
            Refusal("coverage NEW --output HOME/kept", 70, "HOME/kept cannot be written: "),
        ]

        /// A folder with the small book, a change of it, a query that the change matters to, and a
        /// file from an earlier run.
        private func changedBooks() throws -> RunningDaemon {
            let books = try RunningDaemon()
            let changed = books.home + "/New"
            try FileManager.default.copyItem(atPath: books.rules, toPath: changed)
            try books.replace("employees: {max: 20}", with: "employees: {max: 9}")
            let query = #"{"problem":"求人を出しても応募がない","company":{"employees":10}}"# + "\n"
            try Data(query.utf8).write(to: URL(filePath: books.home + "/queries"))
            try Data("kept\n".utf8).write(to: URL(filePath: books.home + "/kept"))
            return books
        }

        /// Runs a script in which `BANSO` stands for the program and `OLD`, `NEW` and `HOME` for
        /// the folders of ``changedBooks()``.
        private func run(_ script: String, in books: RunningDaemon) throws -> Program.Result {
            let placed = script.replacing("BANSO", with: "'\(Program.folder)/banso'")
                .replacing("OLD", with: books.rules)
                .replacing("NEW", with: books.home + "/New")
                .replacing("HOME", with: books.home)
            return try Program.run(path: "/bin/sh", ["-c", placed])
        }

        @Test(arguments: failures)
        func `a command that fails leaves the old file`(_ failure: Refusal) throws {
            let books = try changedBooks()
            // As on a full disk: no file may have a byte, which pipes are not subject to.
            let limit = failure.status == 70 ? "ulimit -f 0; trap '' XFSZ; " : ""
            let command = "BANSO " + failure.command.joined(separator: " ")
            let script = "{ \(limit)\(command) 2>&1; echo status $?; } | cat"
            let result = try run(script, in: books)
            #expect(result.output.hasSuffix("status \(failure.status)\n"), "\(result.output)")
            let words = failure.words.replacing("HOME", with: books.home)
            #expect(result.output.contains(words), "\(result.output)")
            let kept = try String(contentsOfFile: books.home + "/kept", encoding: .utf8)
            #expect(kept == "kept\n")
            let names = try FileManager.default.contentsOfDirectory(atPath: books.home)
            #expect(Set(names) == ["Rules", "New", "queries", "kept"])
        }

        @Test(arguments: [
            "coverage NEW --output", "impact OLD NEW --queries HOME/queries --changes",
        ])
        func `a pipe that has no path of its own is written as it is`(_ command: String) throws {
            let script = "{ BANSO \(command) /dev/fd/3 >/dev/null; } 3>&1 | cat"
            let result = try run(script, in: try changedBooks())
            #expect(result.errors == "" && result.output != "")
        }
    }
}
