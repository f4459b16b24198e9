import Foundation
import Testing
import WireFormat

extension EndToEnd {
    /// The decision log of the daemon as it is run, and the commands that read it.
    @Suite struct DecisionLogProcessTests {
        private static let query =
            #"{"problem":"求人を出しても応募がない","company":{"employees":18}}"#

        private static func lines(_ path: String) throws -> [String] {
            try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(
                String.init
            )
        }

        @Test func `a log with the words is replayed and made a test of`() throws {
            let daemon = try RunningDaemon()
            let log = daemon.home + "/decisions.jsonl"
            try daemon.start(["--decision-log", log, "--decision-log-text", "true"])
            for text in [Self.query, #"{"problem":"資金が足りない","as_of":"2026-11-22"}"#] {
                _ = try Program.curl(daemon.socket, "/v1/recommend", ["--json", text])
            }
            daemon.signal(SIGTERM)
            #expect(daemon.end() == 0)
            let lines = try Self.lines(log)
            #expect(lines.count == 2)

            let impact = try Program.run(
                "banso",
                ["impact", daemon.rules, daemon.rules, "--queries", log, "--format", "json"]
            )
            #expect(impact.status == 0 && impact.errors == "")
            let report = try JSONDocument(parsing: impact.output).root
            #expect(report["totals"]?["queries"]?.int == 2)

            let first = try JSONDocument(parsing: lines[0]).root
            let id = try #require(first["decision_id"]?.string)
            let day = try #require(first["as_of"]?.string)
            let test = try Program.run(
                "banso",
                [
                    "test", "record", "--rules", daemon.rules, "--query", log, "--decision", id,
                    "--dry-run",
                ]
            )
            #expect(test.status == 0)
            #expect(test.output.contains("求人を出しても応募がない"))
            #expect(test.output.contains("as_of: \(day)"))
        }

        @Test func `a log without the words is refused by what would replay it`() throws {
            let daemon = try RunningDaemon()
            let log = daemon.home + "/decisions.jsonl"
            try daemon.start(["--decision-log", log])
            let text = #"{"problem":"求人を出しても応募がない","categories":["finance"]}"#
            _ = try Program.curl(daemon.socket, "/v1/recommend", ["--json", text])
            daemon.signal(SIGTERM)
            #expect(daemon.end() == 0)
            #expect(try !Self.lines(log).joined().contains("求人"))
            let commands = [
                ["impact", daemon.rules, daemon.rules, "--queries", log],
                ["test", "record", "--rules", daemon.rules, "--query", log, "--dry-run"],
            ]
            for command in commands {
                let result = try Program.run("banso", command)
                #expect(result.status == 65)
                #expect(result.errors.contains("does not hold what was asked"))
            }
        }

        @Test func `SIGHUP opens the file anew without waiting for a decision`() throws {
            let daemon = try RunningDaemon()
            let log = daemon.home + "/decisions.jsonl"
            try daemon.start(["--decision-log", log])
            _ = try Program.curl(daemon.socket, "/v1/recommend", ["--json", Self.query])
            try FileManager.default.moveItem(atPath: log, toPath: log + ".1")
            daemon.signal(SIGHUP)
            try daemon.waitForLog("decision log opened again")
            #expect(try Self.lines(log) == [])
            _ = try Program.curl(daemon.socket, "/v1/recommend", ["--json", Self.query])
            daemon.signal(SIGTERM)
            #expect(daemon.end() == 0)
            #expect(try Self.lines(log + ".1").count == 1 && Self.lines(log).count == 1)
        }

        @Test func `a file that may grow no more holds whole lines, and every request is answered`()
            throws
        {
            let daemon = try RunningDaemon()
            let log = daemon.home + "/decisions.jsonl"
            // A limit on the size of files stands for a disk that fills up in the middle of a line.
            let options = ["--decision-log", log, "--decision-log-text", "true"]
            try daemon.start(options, fileBlocks: 8)
            // Short ones would still fit behind a long one that was cut off.
            let text = String(repeating: "資金が足りない。", count: 120)
            let long = #"{"problem":"\#(text)"}"#
            let batch = (0..<60).map { $0 % 3 == 1 ? long : Self.query }.joined(separator: "\n")
            let body = daemon.home + "/batch"
            try Data(batch.utf8).write(to: URL(filePath: body))
            for _ in 0..<3 {
                let answers = try Program.curl(
                    daemon.socket,
                    "/v1/recommend:batch",
                    ["-H", "Content-Type: application/x-ndjson", "--data-binary", "@" + body]
                )
                #expect(answers.output.split(separator: "\n").count == 60)
            }
            let metrics = try Program.curl(daemon.socket, "/metrics").output
            daemon.signal(SIGTERM)
            #expect(daemon.end() == 0)
            let written = try String(contentsOfFile: log, encoding: .utf8)
            #expect(written.hasSuffix("\n"))
            let lines = written.split(separator: "\n")
            #expect((1..<180).contains(lines.count))
            for line in lines { _ = try JSONDocument(parsing: String(line)) }
            #expect(metrics.contains("\nbanso_decision_log_errors_total "))
            #expect(!metrics.contains("\nbanso_decision_log_errors_total 0\n"))
        }

        @Test func `a log that cannot be opened is said in one line, with the status of its kind`()
            throws
        {
            let daemon = try RunningDaemon()
            let command = ["--rules", daemon.rules, "--socket", daemon.socket, "--decision-log"]
            let missing = try Program.run("bansod", command + [daemon.home + "/no/where"])
            #expect(missing.status == 78)
            let last = missing.errors.split(separator: "\n").last ?? ""
            #expect(last.hasPrefix("bansod: decision log \(daemon.home)/no/where: cannot open: "))
            let bad = try Program.run(
                "bansod",
                command + ["/dev/null", "--decision-log-mask", "/queri"]
            )
            #expect(bad.status == 64 && bad.errors.contains("--decision-log-mask"))
        }
    }
}
