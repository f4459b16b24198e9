import Answering
import Foundation
import Serving
import Testing
import WireFormat

extension EndToEnd {
    @Suite struct DaemonTests {
        private static let query =
            #"{"problem":"求人を出しても応募がない","company":{"employees":18},"as_of":"2026-11-22"}"#

        private static func withoutDecision(_ answer: String) -> String {
            answer.replacing(/"decision_id":"[^"]*",/, with: "")
        }

        @Test func `the daemon answers curl with the bytes of an answer in-process`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let answer = try Program.curl(daemon.socket, "/v1/recommend", ["--json", Self.query])
            let loaded = try BookLoader(path: daemon.rules).load()
            let expected = try loaded.answerer.answer(Array(Self.query.utf8))
            #expect(answer.status == 0)
            #expect(
                Self.withoutDecision(answer.output)
                    == Self.withoutDecision(String(decoding: expected, as: UTF8.self))
            )
        }

        @Test func `a broken rule file is refused with file and line, and the old answers stay`()
            throws
        {
            let daemon = try RunningDaemon()
            try daemon.start()
            let before = try Program.curl(daemon.socket, "/v1/recommend", ["--json", Self.query])
            try daemon.replace("network: yorozu, role", with: "network: yorozo, role")
            let refused = try Program.curl(
                daemon.socket,
                "/v1/reload",
                ["-X", "POST", "-w", "\n%{http_code} %{content_type}"]
            )
            let lines = refused.output.split(separator: "\n")
            #expect(lines.last == "422 application/problem+json")
            let problem = try #require(
                ProblemBody(JSONDocument(parsing: String(lines.first ?? "")).root)
            )
            let fault = try #require(problem.errors.first)
            #expect(fault.file == "book.yaml")
            let text = try String(contentsOfFile: daemon.rules + "/book.yaml", encoding: .utf8)
            let line = text.split(separator: "\n", omittingEmptySubsequences: false)
                .firstIndex { $0.contains("yorozo") }
            #expect(fault.line == line.map { $0 + 1 })
            #expect(fault.detail.contains("did you mean `yorozu`"))
            let after = try Program.curl(daemon.socket, "/v1/recommend", ["--json", Self.query])
            #expect(Self.withoutDecision(after.output) == Self.withoutDecision(before.output))
        }

        @Test func `SIGHUP loads the rules again`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            try daemon.replace("id: people.no-applicants", with: "id: renamed")
            daemon.signal(SIGHUP)
            try daemon.waitForLog("rules loaded")
            let record = try Program.curl(daemon.socket, "/v1/rules/renamed", ["-f"])
            #expect(record.status == 0)
        }

        @Test func `a changed folder is noticed when the daemon is told to look`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--poll", "0.05"])
            try daemon.replace("id: people.no-applicants", with: "id: renamed")
            try daemon.waitForLog("rules loaded")
            #expect(try Program.curl(daemon.socket, "/v1/rules/renamed", ["-f"]).status == 0)
        }

        @Test(arguments: [SIGTERM, SIGINT])
        func `told to stop, the daemon ends with 0 and its socket is gone`(_ signal: Int32) throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            #expect(FileManager.default.fileExists(atPath: daemon.socket))
            daemon.signal(signal)
            #expect(daemon.end() == 0)
            #expect(!FileManager.default.fileExists(atPath: daemon.socket))
        }

        @Test func `a socket file is for its owner and group alone unless told otherwise`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let mode = {
                try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
            }
            #expect(try mode(daemon.socket) == 0o660)
            let open = try RunningDaemon()
            try open.start(["--socket-mode", "0666"])
            #expect(try mode(open.socket) == 0o666)
        }

        @Test func `the service manager hears of readiness, reloads and the end`() throws {
            let daemon = try RunningDaemon()
            let manager = try NotificationSocket(path: daemon.home + "/notify")
            try daemon.start(environment: ["NOTIFY_SOCKET": daemon.home + "/notify"])
            #expect(manager.next().hasPrefix("READY=1\nSTATUS=generation 1, rules "))
            daemon.signal(SIGHUP)
            #expect(manager.next().wholeMatch(of: /RELOADING=1\nMONOTONIC_USEC=[0-9]+/) != nil)
            #expect(manager.next().hasPrefix("READY=1\nSTATUS=generation 1, rules "))
            daemon.signal(SIGTERM)
            #expect(manager.next().hasPrefix("STOPPING=1\n"))
            #expect(daemon.end() == 0)
        }

        @Test func `the watchdog hears of every life, and of a hanging daemon no more`() throws {
            let daemon = try RunningDaemon()
            let manager = try NotificationSocket(path: daemon.home + "/notify")
            try daemon.start(environment: [
                "NOTIFY_SOCKET": daemon.home + "/notify", "WATCHDOG_USEC": "100000",
            ])
            var heard: [String] = []
            while heard.count(where: { $0 == "WATCHDOG=1" }) < 3 { heard.append(manager.next()) }
            #expect(heard.first?.hasPrefix("READY=1\n") == true)
            #expect(Set(heard.dropFirst()) == ["WATCHDOG=1"])
            daemon.signal(SIGSTOP)
            #expect(manager.isSilent(for: 1))
            daemon.signal(SIGCONT)
            #expect(manager.next() == "WATCHDOG=1")
        }

        @Test func `a watchdog that is meant for another process is left alone`() throws {
            let daemon = try RunningDaemon()
            let manager = try NotificationSocket(path: daemon.home + "/notify")
            try daemon.start(environment: [
                "NOTIFY_SOCKET": daemon.home + "/notify", "WATCHDOG_USEC": "1000",
                "WATCHDOG_PID": "1",
            ])
            #expect(manager.next().hasPrefix("READY=1\nSTATUS=generation 1, rules "))
            daemon.signal(SIGTERM)
            #expect(manager.next().hasPrefix("STOPPING=1\n"))
        }
    }
}

extension EndToEnd {
    @Suite struct DaemonRefusalTests {
        private static func start(_ options: [String]) throws -> Program.Result {
            try Program.run("bansod", options)
        }

        @Test func `faulty rules end the daemon with 65 and every fault`() throws {
            let daemon = try RunningDaemon()
            try daemon.replace("network: yorozu, role", with: "network: yorozo, role")
            let result = try Self.start(["--rules", daemon.rules, "--socket", daemon.socket])
            #expect(result.status == 65)
            #expect(
                result.errors.contains(/book\.yaml:[0-9]+:[0-9]+: error\[rule\.unknown-network\]/)
            )
            #expect(!FileManager.default.fileExists(atPath: daemon.socket))
        }

        @Test func `a folder that is not there ends the daemon with 66`() throws {
            let result = try Self.start(["--rules", "/nowhere/rules"])
            #expect(result.status == 66)
            #expect(result.errors.contains("/nowhere/rules"))
        }

        @Test func `something other than a socket is left alone and ends the daemon with 78`()
            throws
        {
            let daemon = try RunningDaemon()
            try Data("mine".utf8).write(to: URL(filePath: daemon.socket))
            let result = try Self.start(["--rules", daemon.rules, "--socket", daemon.socket])
            #expect(result.status == 78)
            #expect(try String(contentsOfFile: daemon.socket, encoding: .utf8) == "mine")
        }

        @Test func `a bad configuration file ends the daemon with 78 and the line`() throws {
            let daemon = try RunningDaemon()
            let file = daemon.home + "/bansod.conf"
            try Data("# ours\nrulez = x\n".utf8).write(to: URL(filePath: file))
            let result = try Self.start(["--config", file])
            #expect(result.status == 78)
            #expect(result.errors.contains("\(file):2: there is no key rulez"))
        }

        @Test(arguments: [["--poll", "soon"], ["--rulez", "x"], ["surplus"]])
        func `a bad option ends the daemon with 64`(_ options: [String]) throws {
            #expect(try Self.start(options).status == 64)
        }
    }
}
