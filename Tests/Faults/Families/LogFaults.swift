import Foundation

/// A standard error that nobody reads, or nobody can read any more.
enum LogFaults {
    static let all = [
        Fault("log-unread", "a standard error whose reader hangs, under load", hang),
        Fault("log-closed", "a standard error whose reader has gone, under load", leave),
    ]

    private static func hang(_ stage: Stage, _ seen: inout Observation) throws {
        try withPipe(stage, &seen) { stage, pipe, daemon, seen in
            // Everything there is in the pipe, read at last, is whole lines.
            let text = pipe.drain()
            seen.expect(
                text.utf8.count >= 60_000,
                "the pipe did not fill: \(text.utf8.count) bytes"
            )
            seen.expect(text.hasSuffix("\n"), "the log ends in the middle of a line")
            seen.ask(stage.socket, Ask.get("/livez"), "/livez") { $0.status == 200 }
            var later = ""
            let isTold = Pause.until(within: .seconds(20)) {
                later += pipe.drain()
                return later.contains("lines of the log were lost")
            }
            seen.expect(isTold, "nothing is said of the lines that were lost")
            pipe.closeReader()
        }
    }

    private static func leave(_ stage: Stage, _ seen: inout Observation) throws {
        try withPipe(stage, &seen, isRead: false) { _, _, _, _ in }
    }

    private static func withPipe(
        _ stage: Stage,
        _ seen: inout Observation,
        isRead: Bool = true,
        _ body: (Stage, LogPipe, DaemonProcess, inout Observation) throws -> Void
    ) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        for _ in 0..<stage.count(1, thorough: 5) {
            let pipe = try LogPipe()
            let daemon = try DaemonProcess(stage, errors: .descriptor(pipe.writer))
            pipe.closeWriter()
            try daemon.waitUntilReady()
            if !isRead { pipe.closeReader() }
            // Every connection is a line.
            let load = LoadClient(stage.socket, key, pause: 0)
            load.start(.fresh)
            seen.expect(load.waitFor(3_000), "the load came to a halt")
            let outcome = load.stop()
            seen.provoked += outcome.asked
            seen.add(outcome)
            try body(stage, pipe, daemon, &seen)
            try daemon.stop(&seen)
        }
    }
}

/// A pipe that is a daemon's standard error.
private final class LogPipe {
    /// The end that is written to.
    private(set) var writer: Int32 = -1
    private var reader: Int32 = -1

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw Breakdown("no pipe", errno) }
        (reader, writer) = (ends[0], ends[1])
        // No other program may hold them open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
        closeReader()
        closeWriter()
    }

    func closeWriter() {
        if writer >= 0 { _ = close(writer) }
        writer = -1
    }

    func closeReader() {
        if reader >= 0 { _ = close(reader) }
        reader = -1
    }

    /// What is in it, without waiting.
    func drain() -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var status = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        while unsafe poll(&status, 1, 0) > 0, status.revents & Int16(POLLIN) != 0 {
            let count = unsafe read(reader, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
