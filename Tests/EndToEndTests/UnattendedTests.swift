import Foundation
import Testing
import WireFormat

/// What the daemon does when nobody looks after it.
extension EndToEnd {
    @Suite(.timeLimit(.minutes(2))) struct UnattendedTests {
        private static let head =
            "POST /v1/recommend HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Content-Length: 15\r\nExpect: 100-continue\r\n\r\n"
        private static let body = #"{"problem":"x"}"#

        /// A connection in the middle of a request.
        private static func busy(_ daemon: RunningDaemon) throws -> PlainConnection {
            let connection = try PlainConnection(daemon.socket)
            connection.send(head)
            // Told to go on: the daemon has begun with it.
            #expect(connection.read().hasPrefix("HTTP/1.1 100 "))
            return connection
        }

        // MARK: The socket

        @Test func `a second daemon is told who has the socket, and leaves it alone`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let result = try Program.run(
                "bansod",
                ["--rules", daemon.rules, "--socket", daemon.socket]
            )
            #expect(result.status == 75)
            #expect(result.errors.contains("process \(daemon.process)"))
            #expect(result.errors.split(separator: "\n").count == 1)
            #expect(try Program.curl(daemon.socket, "/livez", ["-f"]).status == 0)
        }

        @Test func `a second daemon finds out before it reads any rules`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            try daemon.replace("network: yorozu, role", with: "network: yorozo, role")
            let result = try Program.run(
                "bansod",
                ["--rules", daemon.rules, "--socket", daemon.socket]
            )
            #expect(result.status == 75)
        }

        @Test func `nothing is left behind by a daemon that has stopped or could not start`() throws
        {
            let daemon = try RunningDaemon()
            try daemon.start()
            daemon.signal(SIGTERM)
            #expect(daemon.end() == 0)
            try daemon.replace("network: yorozu, role", with: "network: yorozo, role")
            let options = ["--rules", daemon.rules, "--socket", daemon.socket]
            #expect(try Program.run("bansod", options).status == 65)
            let left = try FileManager.default.contentsOfDirectory(atPath: daemon.home)
            #expect(left == ["Rules"])
        }

        @Test(arguments: [
            ("/" + String(repeating: "s", count: 200), 78), ("/proc/banso.sock", 78),
            ("/proc/banso/banso.sock", 78), ("/dev/null", 78), ("/nowhere/a/b/banso.sock", 78),
        ])
        func `a path that does not do is one line and an exit status`(
            _ path: String,
            _ status: Int32
        ) throws {
            let daemon = try RunningDaemon()
            let result = try Program.run("bansod", ["--rules", daemon.rules, "--socket", path])
            #expect(result.status == status)
            #expect(result.errors.split(separator: "\n").count == 1)
            #expect(result.errors.hasPrefix("bansod: "))
        }

        @Test(arguments: ["--socket-group", "--admin-group"])
        func `a group that does not exist ends the daemon with 78`(_ option: String) throws {
            let daemon = try RunningDaemon()
            let result = try Program.run(
                "bansod",
                ["--rules", daemon.rules, "--socket", daemon.socket, option, "no-such-group"]
            )
            #expect(result.status == 78)
            #expect(result.errors == "bansod: there is no group no-such-group\n")
        }

        @Test func `a socket that is deleted comes back`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            try FileManager.default.removeItem(atPath: daemon.socket)
            try daemon.waitForLog("the socket was gone and is there again")
            #expect(try Program.curl(daemon.socket, "/livez", ["-f"]).status == 0)
        }

        @Test func `as many may wait to be accepted as the system allows`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let limit = try String(contentsOfFile: "/proc/sys/net/core/somaxconn", encoding: .utf8)
            let most = min(4_096, Int(limit.filter(\.isNumber)) ?? 0)
            daemon.signal(SIGSTOP)
            defer { daemon.signal(SIGCONT) }
            // Nobody accepts now; a connection succeeds as long as there is room.
            var waiting: [PlainConnection] = []
            for _ in 0..<min(most, 600) { waiting.append(try PlainConnection(daemon.socket)) }
            #expect(waiting.count == min(most, 600))
        }

        // MARK: Stopping

        @Test func `what is under way is finished, and the exit status is 0`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let idle = try PlainConnection(daemon.socket)
            let busy = try Self.busy(daemon)
            daemon.signal(SIGTERM)
            #expect(idle.readToEnd() == "")
            #expect(!FileManager.default.fileExists(atPath: daemon.socket))
            busy.send(Self.body)
            let answer = busy.readToEnd()
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
            #expect(answer.contains("Connection: close\r\n"))
            #expect(daemon.end() == 0)
        }

        @Test func `a second signal ends the daemon at once`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--drain-timeout", "3600"])
            let busy = try Self.busy(daemon)
            daemon.signal(SIGTERM)
            try daemon.waitForLog("stopping")
            daemon.signal(SIGTERM)
            try daemon.waitForLog("connections were cut off")
            #expect(daemon.end() == 0)
            #expect(busy.readToEnd() == "")
        }

        @Test func `what takes too long is cut off`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--drain-timeout", "0.2"])
            let busy = try Self.busy(daemon)
            daemon.signal(SIGTERM)
            try daemon.waitForLog("connections were cut off")
            #expect(daemon.end() == 0)
            #expect(busy.readToEnd() == "")
        }

        @Test func `whatever does not end is ended three seconds after the limit`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--poll", "0", "--drain-timeout", "0.1"])
            // As many bytes as a folder may have: to read them takes longer than is granted.
            let part = "- {id: a, name: {ja: あ, en: a}, because: [x, y, z]}\n"
            let text = "schema: 1\nrules:\n" + String(repeating: part, count: 18_000)
            for number in 0..<60 {
                try Data(text.utf8).write(to: URL(filePath: "\(daemon.rules)/more-\(number).yaml"))
            }
            let asked = try PlainConnection(daemon.socket)
            asked.send("POST /v1/reload HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n")
            asked.send("Content-Length: 1\r\n\r\n")
            #expect(asked.read().hasPrefix("HTTP/1.1 100 "))
            asked.send(" ")
            // The answer to another one shows that this one has arrived.
            #expect(try Program.curl(daemon.socket, "/livez", ["-f"]).status == 0)
            daemon.signal(SIGTERM)
            try daemon.waitForLog("still at work; ends nevertheless")
            #expect(daemon.end() == 0)
        }

        // MARK: Who may do what

        /// Runs curl as nobody.
        private static func asNobody(
            _ daemon: RunningDaemon,
            group: Int = 65_534,
            groups: String = "--clear-groups"
        ) throws -> String {
            try Program.run(
                path: "/usr/bin/setpriv",
                [
                    "--reuid=65534", "--regid=\(group)", groups, "curl", "-sS",
                    "--max-time", "60", "--unix-socket", daemon.socket, "-X", "POST",
                    "-o", "/dev/null", "-w", "%{http_code} %{content_type}",
                    "http://localhost/v1/reload",
                ],
                input: "",
                environment: [:]
            ).output
        }

        @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
        func `others may ask and not reload, and are named in the log`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--socket-mode", "0666", "--admin-group", "4711"])
            #expect(try Self.asNobody(daemon) == "403 application/problem+json")
            try daemon.waitForLog("refused: not permitted")
            #expect(daemon.lastLines.contains(/path=\/v1\/reload pid=[0-9]+ uid=65534/))
            #expect(try Self.asNobody(daemon, group: 4_711) == "200 application/json")
        }

        @Test(
            .enabled(if: geteuid() == 0, "only root can become somebody else"),
            arguments: [("--groups=4711", 200), ("--groups=4712", 403)]
        )
        func `any of the groups of who asks will do`(_ groups: String, _ status: Int) throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--socket-mode", "0666", "--admin-group", "4711"])
            #expect(try Self.asNobody(daemon, groups: groups).hasPrefix("\(status) "))
        }

        @Test(.enabled(if: geteuid() == 0, "only root can give a file to any group"))
        func `the socket belongs to the group it is given to`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--socket-group", "4711"])
            let attributes = try FileManager.default.attributesOfItem(atPath: daemon.socket)
            #expect(attributes[.groupOwnerAccountID] as? UInt32 == 4_711)
            #expect(attributes[.posixPermissions] as? Int == 0o660)
        }

        // MARK: The log

        @Test func `a name from outside cannot forge a line of the log`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--poll", "0"])
            let name = "a\u{1B}[31m\u{202E}\n2026-01-01T00:00:00Z notice: forged.yaml"
            try Data("rules: [".utf8).write(to: URL(filePath: "\(daemon.rules)/\(name)"))
            daemon.signal(SIGHUP)
            try daemon.waitForLog("the old ones stay")
            #expect(!daemon.lastLines.contains("\u{1B}"))
            #expect(!daemon.lastLines.contains("\u{202E}"))
            #expect(
                !daemon.lastLines.split(separator: "\n").contains { $0.hasPrefix("2026-01-01") }
            )
            #expect(daemon.lastLines.contains("a\u{FFFD}[31m"))
        }

        @Test func `a path cannot forge a line of the log either`() throws {
            let daemon = try RunningDaemon()
            let name = "d\u{1B}[31m\u{202E}\n2026-01-01T00:00:00Z notice: forged"
            let path = "\(daemon.home)/\(name)"
            try daemon.start(["--decision-log", path])
            try FileManager.default.removeItem(atPath: path)
            daemon.signal(SIGHUP)
            try daemon.waitForLog("decision log opened again path=")
            let text = daemon.allLines
            #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
            #expect(!text.split(separator: "\n").contains { $0.hasPrefix("2026-01-01") })
            #expect(text.contains(#"/d\u{1b}[31m\u{202e}\n2026-01-01T00:00:00Z notice: forged""#))
        }

        @Test func `for the journal each line has its priority`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(
                ["--poll", "0"],
                environment: ["JOURNAL_STREAM": daemon.journalStream]
            )
            try daemon.replace("network: yorozu, role", with: "network: yorozo, role")
            daemon.signal(SIGHUP)
            try daemon.waitForLog("rules refused")
            daemon.signal(SIGTERM)
            try daemon.waitForLog("stopped")
            let lines = daemon.allLines.split(separator: "\n")
            #expect(lines.allSatisfy { $0.contains(/^<[3-6]>[^<]/) })
            for (start, words) in [
                ("<6>", "listening "), ("<5>", "ready"), ("<3>", "book.yaml:"),
                ("<3>", "rules refused"), ("<5>", "stopping "), ("<6>", "stopped"),
            ] {
                #expect(lines.contains { $0.hasPrefix(start + words) }, "\(words)")
            }
        }

        @Test func `a crash leaves no image of the memory`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let path = "/proc/\(daemon.process)/limits"
            let limits = try String(contentsOfFile: path, encoding: .utf8)
            #expect(limits.contains(/Max core file size +0 +0 .*/))
        }

        @Test func `every connection is in the log with user, group and process`() throws {
            let daemon = try RunningDaemon()
            try daemon.start()
            let connection = try PlainConnection(daemon.socket)
            try daemon.waitForLog("connection gid=\(getegid()) pid=\(getpid()) uid=\(geteuid())")
            connection.send("")
        }

        // MARK: Crashing

        @Test func `a daemon that is killed leaves nothing that the next one minds`() throws {
            let daemon = try RunningDaemon()
            for round in 0..<10 {
                let next = RunningDaemon(home: daemon.home)
                try next.start()
                if round % 2 == 0 { next.signal(SIGHUP) }
                next.signal(SIGKILL)
                #expect(next.end() == -1)
            }
            try daemon.start()
            #expect(try Program.curl(daemon.socket, "/readyz", ["-f"]).status == 0)
            daemon.signal(SIGTERM)
            #expect(daemon.end() == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: daemon.home) == ["Rules"])
        }
    }
}
