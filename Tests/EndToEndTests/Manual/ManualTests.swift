import Foundation
import Synchronization
import Testing

extension EndToEnd {
    /// The manual shows what the commands say: its console blocks are typed into a shell.
    ///
    /// `BANSO_MANUAL=all` replays the slow blocks too, `BANSO_MANUAL=write` puts what the commands
    /// say now into the pages. `.ci/manual` does either with an optimised build.
    @Suite struct ManualTests {
        private static let root = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../..").standardizedFileURL.path

        private static let mode = ProcessInfo.processInfo.environment["BANSO_MANUAL"] ?? ""

        private static func page(_ name: String) throws -> ManualPage {
            let text = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
            return try ManualPage(name: name, text: text)
        }

        @Test func `every console block says what the commands say`() throws {
            let names = LeftOut.pages
            let results = Mutex<[String: Result<ManualReplay.Result, any Error>]>([:])
            // Pages do not touch each other: each has a folder of its own.
            DispatchQueue.concurrentPerform(iterations: names.count) { number in
                let result = Result { try Self.replay(names[number]) }
                results.withLock { $0[names[number]] = result }
            }
            for name in names {
                let result = try #require(results.withLock { $0[name] }).get()
                if Self.mode == "write" {
                    try Data(result.page.utf8).write(to: URL(filePath: "\(Self.root)/\(name)"))
                    continue
                }
                for difference in result.differences { Issue.record("\(difference)") }
            }
        }

        private static func replay(_ name: String) throws -> ManualReplay.Result {
            let isThorough = !mode.isEmpty
            let environment = ProcessInfo.processInfo.environment
            return try ManualReplay(
                page: page(name),
                root: root,
                programs: environment["BANSO_PROGRAMS"] ?? Program.folder
            ) { block in
                guard let row = LeftOut.row(of: block, page: name) else { return false }
                return row.why == .slow ? !isThorough : true
            }.run()
        }

        @Test func `what is left out stands on its page`() throws {
            for row in LeftOut.rows {
                let blocks = try Self.page(row.page).blocks
                let found = blocks.filter { LeftOut.row(of: $0, page: row.page) == row }
                #expect(!found.isEmpty, "\(row.page): \(row.command)")
            }
        }

        /// What a command says of itself, and of what it does without another word.
        private static func help(on command: String) throws -> String {
            let words = command.split(separator: " ").map(String.init)
            let own = try Program.run("banso", words + ["--help"]).output
            let usual = own.split(separator: "\n").first { $0.contains(" (default) ") }
            guard let usual = usual?.split(separator: " ").first else { return own }
            return own + (try Program.run("banso", words + [String(usual), "--help"]).output)
        }

        /// Blocks that are not replayed, too, name only what there is.
        @Test func `every option on the pages exists`() throws {
            var help: [String: String] = [:]
            for name in LeftOut.pages {
                for step in try Self.page(name).blocks.flatMap(\.steps) {
                    for call in Call.all(in: step.command) {
                        if help[call.command] == nil {
                            help[call.command] = try Self.help(on: call.command)
                        }
                        let known = try #require(help[call.command])
                        for option in call.options {
                            #expect(
                                known.contains("\(option) ") || known.contains("\(option)\n"),
                                "\(name): banso \(call.command) \(option)"
                            )
                        }
                    }
                }
            }
        }
    }
}

/// A call of `banso` as a page writes it: the command and the options named.
private struct Call {
    var command: String
    var options: [String]

    /// The calls in a line of shell.
    static func all(in line: String) -> [Call] {
        line.split(whereSeparator: { "|;#".contains($0) }).compactMap { part in
            let words = part.split(separator: " ").map(String.init)
            guard words.first == "banso", words.count > 1 else { return nil }
            let options = words.filter { $0.hasPrefix("--") }.map {
                String($0.prefix { $0 != "=" })
            }
            // `test record`, `policies combine`: a word of letters before any option or file.
            let isNested = words.count > 2 && LeftOut.nested.contains("\(words[1]) \(words[2])")
            return Call(
                command: words[isNested ? 1...2 : 1...1].joined(separator: " "),
                options: options
            )
        }
    }
}
