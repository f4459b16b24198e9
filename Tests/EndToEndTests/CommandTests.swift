import Foundation
import Testing
import WireFormat

extension EndToEnd {
    @Suite struct CommandTests {
        private static let firm = [
            "--prefecture", "大阪府", "--employees", "18", "--as-of", "2026-11-22",
        ]

        private static func withoutDecision(_ answer: String) -> String {
            answer.replacing(/"decision_id":"[^"]*",/, with: "")
        }

        private static let batch = (0..<200).map { number in
            switch number % 3 {
            case 0: #"{"id":"\#(number)","problem":"資金が足りない","as_of":"2026-11-22"}"#
            case 1: #"{"id":"\#(number)","problem":"求人を出しても","as_of":"2026-11-22"}"#
            default: #"{"id":"\#(number)","colour":1}"#
            }
        }.joined(separator: "\n")

        @Test func `an answer is the same from the daemon and in-process`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            for format in ["text", "json"] {
                let asked = ["recommend", "求人を出しても応募がない", "--format", format]
                let remote = try Program.run("banso", asked + ["--socket", daemon.socket])
                let local = try Program.run("banso", asked + ["--rules", daemon.rules])
                #expect(remote.status == 0)
                #expect(remote.errors == "")
                #expect(remote.output.contains("大阪府よろず支援拠点"))
                // The text ends in the start of the decision's id, which is never the same.
                if format == "json" {
                    #expect(
                        Self.withoutDecision(remote.output) == Self.withoutDecision(local.output)
                    )
                }
            }
        }

        @Test func `a batch keeps its order, from the daemon and in-process alike`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let remote = try Program.run(
                "banso",
                ["batch", "--socket", daemon.socket],
                input: Self.batch
            )
            let local = try Program.run(
                "banso",
                ["batch", "--rules", daemon.rules],
                input: Self.batch
            )
            #expect(remote.status == 0)
            #expect(Self.withoutDecision(remote.output) == Self.withoutDecision(local.output))
            let lines = remote.output.split(separator: "\n")
            #expect(lines.count == 200)
            for (number, line) in lines.enumerated() {
                let node = try JSONDocument(parsing: String(line)).root
                #expect(node["id"]?.string == "\(number)")
                #expect((node["problem"] != nil) == (number % 3 == 2))
            }
        }

        /// Lines whose answers depend on the day in one way or another.
        private static let undated = [
            #"{"id":"0","problem":"求人を出しても応募がない"}"#,
            #"{"id":"1","problem":"求人を出しても","as_of":"2026-03-04"}"#,
            #" {"id":"2","problem":"資金が足りない", "as_of" : null , "lang":"ja"} "# + "\r",
            #"{}"#,
            "",
            #"{"id":"4","problem":"資金が足りない","as_of":"soon"}"#,
            #"["as_of"]"#,
            #"{"id":"6","as_of":"2026-01-01","as_of":null}"#,
            #"{"id":"7","problem":"資金が足りない""#,
            #"{"id":"8","problem":"\#(String(repeating: "長", count: 400_000))"}"#,
            #"{"id":"9","problem":"as_of"}"#,
        ].joined(separator: "\n")

        @Test func `the day of a batch is that of the queries that name none`() throws {
            let daemon = try RunningDaemon()
            // As many bytes of a line as the command line takes.
            try daemon.start(["--max-body", "1048576"])
            let day = ["batch", "--as-of", "2027-05-06"]
            let local = try Program.run(
                "banso",
                day + ["--rules", daemon.rules],
                input: Self.undated
            )
            let lines = local.output.split(separator: "\n").map(String.init)
            let days = try lines.map { try JSONDocument(parsing: $0).root["as_of"]?.string }
            let asked = "2027-05-06"
            #expect(
                days == [asked, "2026-03-04", asked, nil, nil, nil, nil, nil, nil, asked],
                "\(local.output.prefix(4_000))"
            )
            let remote = try Program.run(
                "banso",
                day + ["--socket", daemon.socket],
                input: Self.undated
            )
            #expect(Self.withoutDecision(remote.output) == Self.withoutDecision(local.output))
            // What is wrong with a line is said as without a day.
            let plain = try Program.run(
                "banso",
                ["batch", "--rules", daemon.rules],
                input: Self.undated
            )
            let refused = plain.output.split(separator: "\n").map(String.init)
            #expect(Array(lines[3..<9]) == Array(refused[3..<9]))
        }

        @Test func `a line of a batch that arrives in parts gets its day`() throws {
            let books = try RunningDaemon()
            // More than is read at once, so that every line but the last comes in two parts.
            let space = String(repeating: " ", count: 150 << 10)
            let query = #"{"problem":"資金が足りない"\#(space)}"#
            let result = try Program.run(
                "banso",
                ["batch", "--rules", books.rules, "--as-of", "2027-05-06"],
                input: [query, query, "", query].joined(separator: "\n")
            )
            let lines = result.output.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines.allSatisfy { $0.contains(#""as_of":"2027-05-06""#) })
        }

        @Test(arguments: [
            ["batch"], ["rules", "cost"], ["recommend", "x"], ["consult", "x"], ["check"],
            ["coverage"], ["impact", "a", "b"], ["expiring"], ["timeline", "x"], ["lsp"],
            ["test", "record", "x"],
        ])
        func `a day that is none is a fault of usage everywhere`(_ command: [String]) throws {
            for day in ["2026-02-30", "soon"] {
                let result = try Program.run("banso", command + ["--as-of", day])
                #expect(result.status == 64)
                #expect(result.output == "" && result.errors.contains("'\(day)'"))
            }
        }

        @Test func `the socket comes from the environment when no option names it`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let status = try Program.run(
                "banso",
                ["status", "--format", "json"],
                environment: ["BANSO_SOCKET": daemon.socket]
            )
            #expect(status.status == 0)
            #expect(try JSONDocument(parsing: status.output).root["generation"]?.int == 1)
        }

        @Test func `a reload says what came of it, with 65 for faults`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            try daemon.replace("id: people.no-applicants", with: "id: renamed")
            let done = try Program.run("banso", ["reload", "--socket", daemon.socket])
            #expect(done.status == 0)
            #expect(done.output.hasPrefix("rules loaded: generation 2, rule set "))
            try daemon.replace("network: yorozu, role", with: "network: yorozo, role")
            let refused = try Program.run("banso", ["reload", "--socket", daemon.socket])
            #expect(refused.status == 65)
            #expect(refused.output == "")
            #expect(
                refused.errors.contains(/book\.yaml:[0-9]+:[0-9]+: .*\[rule\.unknown-network\]/)
            )
            let status = try Program.run("banso", ["status", "--socket", daemon.socket])
            #expect(status.output.contains("failed (request"))
        }

        @Test(arguments: ["categories", "partners", "policies", "approaches", "rules"])
        func `the book is shown alike from the daemon and from the folder`(_ kind: String) throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            for format in ["text", "json"] {
                let remote = try Program.run(
                    "banso",
                    [kind, "--format", format, "--socket", daemon.socket]
                )
                let local = try Program.run(
                    "banso",
                    [kind, "--format", format, "--rules", daemon.rules]
                )
                #expect(remote.status == 0)
                #expect(remote.output == local.output)
            }
        }

        @Test func `tables are aligned for wide characters`() throws {
            let daemon = try RunningDaemon()
            let table = try Program.run("banso", ["categories", "--rules", daemon.rules])
            #expect(
                table.output == """
                    ID       SUBS            NAME
                    finance  finance.cash    資金
                    people   people.recruit  人材

                    """
            )
            let english = try Program.run(
                "banso",
                ["policies", "hiring-advice", "--lang", "en", "--rules", daemon.rules]
            )
            #expect(
                english.output.hasPrefix(
                    "id: hiring-advice\nkind: advice\nname: Advice on hiring\n"
                )
            )
        }

        @Test func `what cannot be had has its own exit code`() throws {
            let daemon = try RunningDaemon()
            let nobody = ["--socket", daemon.socket]
            #expect(try Program.run("banso", ["status"] + nobody).status == 69)
            #expect(try Program.run("banso", ["recommend", "x"] + nobody).status == 69)
            #expect(try Program.run("banso", ["batch"] + nobody, input: Self.batch).status == 69)
            try daemon.start()
            #expect(try Program.run("banso", ["rules", "none"] + nobody).status == 66)
            #expect(
                try Program.run("banso", ["rules", "none", "--rules", daemon.rules]).status == 66
            )
            let unknown = ["recommend", "x", "--category", "colour"]
            #expect(try Program.run("banso", unknown + nobody).status == 65)
            #expect(try Program.run("banso", unknown + ["--rules", daemon.rules]).status == 65)
            #expect(try Program.run("banso", ["categories", "--rules", "/nowhere"]).status == 66)
            #expect(try Program.run("banso", ["recommend", "--colour"]).status == 64)
        }
    }
}
