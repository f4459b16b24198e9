import Foundation
import Serving
import Testing
import UnixHTTP

@Suite struct ConfigurationTests {
    private let file = FileManager.default.temporaryDirectory
        .appending(path: "banso-\(UUID().uuidString).conf").path

    private func configuration(
        _ text: String,
        options: [Setting: [String]] = [:],
        environment: [String: String] = [:]
    ) throws -> ServiceConfiguration {
        try Data(text.utf8).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        return try ServiceConfiguration(options: options, file: file, environment: environment)
    }

    @Test func `options beat the environment, which beats the file, which beats defaults`() throws {
        let text = "# ours\n\nrules = from-file\nsocket = /file.sock\npoll = 5\nthreads=2\n"
        let configuration = try configuration(
            text,
            options: [.rules: ["from-option", "above-it"]],
            environment: ["BANSO_RULES": "from-environment", "BANSO_SOCKET": "/environment.sock"]
        )
        #expect(configuration.rules == ["from-option", "above-it"])
        #expect(configuration.socket == "/environment.sock")
        #expect(configuration.poll == .seconds(5))
        #expect(configuration.threads == 2)
        #expect(configuration.socketMode == 0o660)
    }

    @Test func `several rule folders come from lines of the file, or joined by colons`() throws {
        let text = "rules = below\npoll = 5\nrules = above\n"
        #expect(try configuration(text).rules == ["below", "above"])
        let environment = ["BANSO_RULES": "/usr/share/rules:local"]
        #expect(
            try configuration(text, environment: environment).rules
                == ["/usr/share/rules", "local"]
        )
        #expect(throws: ConfigurationError.self) {
            try configuration("", environment: ["BANSO_RULES": ":"])
        }
    }

    @Test func `the socket's default lies in the user's runtime folder, or in run`() throws {
        let user = try configuration("", environment: ["XDG_RUNTIME_DIR": "/run/user/7"])
        #expect(user.socket == "/run/user/7/banso/banso.sock")
        #expect(try configuration("").socket == "/run/banso/banso.sock")
    }

    @Test func `an empty variable counts as none, and poll 0 as never`() throws {
        let configuration = try configuration("poll = 0\n", environment: ["BANSO_THREADS": ""])
        #expect(configuration.threads == 1)
        #expect(configuration.poll == nil)
    }

    @Test func `every limit can be set`() throws {
        let text = """
            max_connections = 7
            max_body = 2048
            max_header = 4096
            idle_timeout = 1
            head_timeout = 2
            body_timeout = 3
            write_timeout = 4
            handler_timeout = 5
            drain_timeout = 6
            socket_group = staff
            admin_group = 27
            """
        let configuration = try configuration(text)
        var limits = ServerConfiguration.Limits()
        limits.connections = 7
        limits.body = 2_048
        limits.header = 4_096
        limits.idle = .seconds(1)
        limits.head = .seconds(2)
        limits.request = .seconds(3)
        limits.writeStall = .seconds(4)
        limits.handler = .seconds(5)
        limits.drain = .seconds(6)
        #expect(configuration.limits == limits)
        #expect(configuration.socketGroup == "staff")
        #expect(configuration.adminGroup == "27")
    }

    @Test func `the limits are those of the manual unless said otherwise`() throws {
        let configuration = try configuration("")
        #expect(configuration.limits.header == 16 << 10)
        #expect(configuration.limits.body == 256 << 10)
        #expect(configuration.limits.idle == .seconds(60))
        #expect(configuration.limits.head == .seconds(10))
        #expect(configuration.limits.request == .seconds(30))
        #expect(configuration.limits.writeStall == .seconds(30))
        #expect(configuration.limits.handler == .seconds(10))
        #expect(configuration.limits.drain == .seconds(22))
        #expect(configuration.poll == .seconds(2))
        let server = ServerConfiguration(source: .path(configuration.socket))
        #expect(server.mode == 0o660 && server.lookout == .seconds(2))
    }

    @Test(arguments: [
        "rulez = x", "rules", "rules =", "poll = 1\npoll = 2", "threads = 0", "poll = -1",
        "poll = soon", "socket_mode = 999", "socket_mode = rw", "log_level = loud",
        "decision_log_text = yes", "decision_log_mask = query",
        "decision_log_mask = /queri/company",
        "decision_log_queue = 12", "max_connections = 0", "max_body = 12", "idle_timeout = 0",
        "drain_timeout = 1e9",
        "max_header = 9", "head_timeout = 0", "body_timeout = -1", "write_timeout = x",
        "handler_timeout = nan", "socket_group =",
    ])
    func `a bad line is refused with the file and the line`(_ line: String) {
        let error = #expect(throws: ConfigurationError.self) { try configuration("\n" + line) }
        #expect(error?.origin == .configuration)
        let bad = line.split(separator: "\n").count + 1
        #expect(error?.detail.hasPrefix("\(file):\(bad): ") == true)
    }

    @Test func `there is no decision log unless it is named, and then the owner's words stay out`()
        throws
    {
        #expect(try configuration("decision_log_text = true\n").decisionLog == nil)
        let plain = try configuration("decision_log = /var/log/banso/decisions.jsonl\n").decisionLog
        #expect(plain == DecisionLogSettings(path: "/var/log/banso/decisions.jsonl"))
        #expect(plain?.keepsText == false && plain?.masks == [])
        let text = """
            decision_log = d.jsonl
            decision_log_text = true
            decision_log_mask = /query/company/corporate_number
            decision_log_mask = /query/history
            decision_log_queue = 4096
            """
        let full = try #require(try configuration(text).decisionLog)
        #expect(full.keepsText && full.queueBytes == 4096)
        #expect(full.masks.count == 2 && full.masks.first != full.masks.last)
        let environment = ["BANSO_DECISION_LOG_MASK": "/requester:/trace"]
        #expect(
            try configuration(text, environment: environment).decisionLog?.masks
                == ["/requester", "/trace"].compactMap { RecordPointer($0) }
        )
    }

    @Test func `a bad option is a matter of usage and is named`() {
        let error = #expect(throws: ConfigurationError.self) {
            try configuration("", options: [.idle: ["never"]])
        }
        #expect(error?.origin == .usage)
        #expect(error?.detail.hasPrefix("--idle-timeout: never") == true)
    }

    @Test(arguments: ["\u{1B}[31mred = 1", "poll = \u{1B}[2J", "threads = \u{202E}1", "\u{7}"])
    func `what a file says cannot steer a terminal`(_ line: String) {
        let error = #expect(throws: ConfigurationError.self) { try configuration(line) }
        #expect(
            error?.detail.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" } == false
        )
    }

    @Test func `a named file has to be there`() {
        #expect(throws: ConfigurationError.self) {
            try ServiceConfiguration(file: "/nowhere/bansod.conf")
        }
        #expect(throws: ConfigurationError.self) {
            try ServiceConfiguration(environment: ["BANSO_CONFIG": "/nowhere/bansod.conf"])
        }
    }
    @Test func `a file that is too large is refused by its size and not read`() throws {
        let full = "#" + String(repeating: "x", count: 64 << 10)
        let error = #expect(throws: ConfigurationError.self) { try configuration(full) }
        #expect(
            error?.detail == "\(file): the file holds 65537 bytes; at most 65536 are read"
        )
        #expect(error?.origin == .configuration)
        #expect(throws: Never.self) { try configuration(String(full.dropLast())) }
    }

    @Test func `what is no file is refused and not opened`() throws {
        // Reading either would not come to an end.
        try #require(unsafe mkfifo(file, 0o600) == 0)
        defer { try? FileManager.default.removeItem(atPath: file) }
        for (path, kind) in [(file, "a named pipe"), ("/dev/zero", "a device")] {
            let error = #expect(throws: ConfigurationError.self) {
                try ServiceConfiguration(file: path)
            }
            #expect(error?.detail == "\(path): this is \(kind) and not a file")
        }
    }

    @Test func `a file that is not text is called so`() throws {
        try Data([0x72, 0xFF]).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let error = #expect(throws: ConfigurationError.self) {
            try ServiceConfiguration(file: file)
        }
        #expect(error?.detail == "\(file): the file is not UTF-8")
    }
}
