import Foundation
import WireFormat

/// A daemon as it is run: a process of its own, listening at a socket.
final class DaemonProcess {
    /// Where its standard error goes.
    enum Errors {
        /// To the file `stderr` of the stage, behind what is there.
        case file
        /// To a descriptor of this process.
        case descriptor(Int32)
    }

    /// The process.
    let process: ChildProcess
    /// Where it listens.
    let socket: String
    private let stage: Stage

    /// Starts a daemon without waiting for it.
    ///
    /// - Parameters:
    ///   - stage: Where.
    ///   - rules: The rule folder; that of the stage if `nil`.
    ///   - options: Further options.
    ///   - limits: Options of the shell's `ulimit`, such as `-n 64`.
    ///   - errors: Where its standard error goes.
    /// - Throws: If it cannot be started.
    init(
        _ stage: Stage,
        rules: String? = nil,
        _ options: [String] = [],
        limits: String? = nil,
        errors: Errors = .file
    ) throws {
        self.stage = stage
        socket = stage.socket
        let arguments =
            ["--rules", rules ?? stage.path("rules"), "--socket", stage.socket, "--poll", "0"]
            + options
        let log: Int32
        switch errors {
        case .file:
            let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC
            log = unsafe open(stage.path("stderr"), flags, 0o600)
            guard log >= 0 else { throw Breakdown("cannot open the log", errno) }
        case .descriptor(let descriptor): log = descriptor
        }
        defer { if case .file = errors { _ = close(log) } }
        let environment = Self.environment(stage)
        process =
            if let limits {
                try ChildProcess(
                    "/bin/sh",
                    ["-c", "ulimit \(limits) && exec \"$0\" \"$@\"", stage.program] + arguments,
                    environment: environment,
                    errors: log
                )
            } else {
                try ChildProcess(stage.program, arguments, environment: environment, errors: log)
            }
    }

    /// The environment without what would configure the daemon.
    private static func environment(_ stage: Stage) -> [String: String] {
        ProcessInfo.processInfo.environment.filter { name, _ in
            !["BANSO_", "XDG_", "NOTIFY_", "LISTEN_", "WATCHDOG_"].contains { name.hasPrefix($0) }
        }.merging(["TMPDIR": stage.path("tmp"), "SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
    }

    /// Waits until a daemon says that it is ready; how long that took from its start.
    @discardableResult
    func waitUntilReady(within limit: Duration = .seconds(60)) throws -> Duration {
        let isReady = try Pause.until(within: limit) {
            if let ending = process.waitForEnd(within: .zero) {
                throw Breakdown("the daemon has ended with \(ending): \(log.suffix(500))")
            }
            do throws(Connection.Fault) {
                return try Connection(socket).ask(Ask.get("/readyz")).status == 200
            } catch {
                return false
            }
        }
        guard isReady else { throw Breakdown("the daemon does not become ready") }
        return .now - process.start
    }

    /// What it has written to standard error.
    var log: String {
        let bytes = FileManager.default.contents(atPath: stage.path("stderr")) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What the kernel tells of it.
    var figures: ProcessFigures { get throws { try ProcessFigures(of: process.id) } }

    /// What it says of the rules in force.
    func status() throws -> Status {
        let reply = try Connection(socket).ask(Ask.get("/v1/status"))
        let root = try reply.json()
        let attempt = root["last_attempt"]
        return Status(
            generation: root["generation"]?.int ?? -1,
            trigger: attempt?["trigger"]?.string ?? "",
            outcome: attempt?["outcome"]?.string ?? "",
            at: attempt?["at"]?.string ?? ""
        )
    }

    /// A figure of its metrics, such as `banso_decision_log_errors_total`; all of one name together.
    func metric(_ name: String) throws -> Double {
        let reply = try Connection(socket).ask(Ask.get("/metrics"))
        let lines = String(decoding: reply.body, as: UTF8.self).split(separator: "\n")
        return lines.filter { $0.hasPrefix("\(name) ") || $0.hasPrefix("\(name){") }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }

    /// Stops it as a service manager does, and sees whether it ends as it should and leaves nothing
    /// behind but what is expected.
    func stop(_ seen: inout Observation, leaving expected: [String] = []) throws {
        process.signal(SIGTERM)
        let ending = process.waitForEnd(within: .seconds(30))
        seen.expect(
            ending == .exit(0),
            "the daemon ends with \(ending.map { "\($0)" } ?? "nothing, within 30 s")"
        )
        let remains = try stage.remains().filter { name in
            !expected.contains { name.hasPrefix($0) }
        }
        seen.expect(remains.isEmpty, "left behind: \(remains.joined(separator: ", "))")
    }

    /// What the daemon says of the rules in force.
    struct Status: Equatable {
        var generation: Int
        var trigger: String
        var outcome: String
        var at: String
    }
}

extension Observation {
    /// Waits until a daemon is ready, which has to be within a second.
    ///
    /// The bound is on the time of the processor: a machine that does other things besides says
    /// nothing about the daemon.
    mutating func measureStart(_ daemon: DaemonProcess) throws {
        let time = try daemon.waitUntilReady()
        let processor = try daemon.figures.processorSeconds
        measure("longest start", time.inSeconds, "s", atMost: 1, isGoal: true)
        measure("longest start, on the processor", processor, "s", atMost: 1)
    }
}
