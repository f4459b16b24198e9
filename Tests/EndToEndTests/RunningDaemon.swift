import Foundation
import Testing

/// A copy of the small book and a daemon that serves it, in a folder of the test's own.
final class RunningDaemon {
    /// The folder.
    let home: String
    /// The rule folder.
    var rules: String { home + "/Rules" }
    /// The daemon's socket.
    var socket: String { home + "/banso.sock" }
    /// The daemon's number.
    var process: Int32 { daemon.processIdentifier }

    private let daemon = Process()
    private let errors = Pipe()
    private var log = ""
    private let ownsHome: Bool

    /// What `JOURNAL_STREAM` is when the daemon's standard error leads to the journal.
    var journalStream: String {
        var status = stat()
        _ = unsafe fstat(errors.fileHandleForReading.fileDescriptor, &status)
        return "\(status.st_dev):\(status.st_ino)"
    }

    /// What the daemon had said when the words were found that were last waited for.
    private(set) var lastLines = ""
    /// All that the daemon had said by then.
    private(set) var allLines = ""

    /// Prepares to start a daemon in the folder of another one.
    init(home: String) {
        self.home = home
        ownsHome = false
    }

    /// Prepares the folder; ``start(_:environment:)`` starts the daemon.
    init() throws {
        ownsHome = true
        home =
            FileManager.default.temporaryDirectory
            .appending(path: "banso-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(
            atPath: home,
            withIntermediateDirectories: true
        )
        let fixture = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/small-book").path
        try FileManager.default.copyItem(atPath: fixture, toPath: rules)
    }

    deinit {
        if daemon.isRunning { daemon.terminate() }
        if ownsHome { try? FileManager.default.removeItem(atPath: home) }
    }

    /// Starts the daemon and waits for it to say that it is ready.
    ///
    /// `fileBlocks` limits how large the files are that it writes, in units of the shell's `ulimit`;
    /// `handle` is handed over to it as by a service manager that sets `variables`.
    func start(
        _ options: [String] = [],
        environment: [String: String] = [:],
        fileBlocks: Int? = nil,
        handing handle: FileHandle? = nil,
        variables: String = "LISTEN_PID=$$ LISTEN_FDS=1"
    ) throws {
        let program = "\(Program.folder)/bansod"
        let arguments = ["--rules", rules, "--socket", socket] + options
        if let fileBlocks {
            daemon.executableURL = URL(filePath: "/bin/sh")
            let script = "ulimit -f \(fileBlocks) && exec \"$0\" \"$@\""
            daemon.arguments = ["-c", script, program] + arguments
        } else if let handle {
            daemon.executableURL = URL(filePath: "/bin/sh")
            daemon.arguments =
                ["-c", Self.script(handing: handle, variables), program] + arguments
            daemon.standardInput = handle
        } else {
            daemon.executableURL = URL(filePath: program)
            daemon.arguments = arguments
        }
        daemon.environment = Program.environment(environment)
        daemon.standardError = errors
        try daemon.run()
        try waitForLog("ready")
    }

    /// Starts a daemon that is handed something it refuses.
    func refusal(
        handing handle: FileHandle?,
        variables: String = "LISTEN_PID=$$ LISTEN_FDS=1"
    ) throws -> Program.Result {
        let script = Self.script(handing: handle, variables)
        let command = ["\(Program.folder)/bansod", "--rules", rules, "--socket", socket]
        // One that serves nevertheless is not waited for.
        return try Program.run(
            path: "/usr/bin/timeout",
            ["30", "/bin/sh", "-c", script] + command,
            handing: handle
        )
    }

    /// Becomes the daemon with its standard input as descriptor 3, if there is something to hand over.
    private static func script(handing handle: FileHandle?, _ variables: String) -> String {
        let descriptor = handle == nil ? "3<&-" : "3<&0 </dev/null"
        return "exec \(descriptor); export \(variables); exec \"$0\" \"$@\""
    }

    /// Waits for words in what the daemon says on standard error.
    func waitForLog(_ words: String) throws {
        while !log.contains(words) {
            var waited = pollfd(
                fd: errors.fileHandleForReading.fileDescriptor,
                events: Int16(POLLIN),
                revents: 0
            )
            // A minute without a word: it will not come, and the other tests want their turn.
            let isHeard = unsafe poll(&waited, 1, 60_000) > 0
            try #require(isHeard, "the daemon says no more: \(log)")
            let part = errors.fileHandleForReading.availableData
            try #require(!part.isEmpty, "the daemon has ended: \(log)")
            log += String(decoding: part, as: UTF8.self)
        }
        lastLines = log
        allLines += log
        log = ""
    }

    /// Sends a signal.
    func signal(_ number: Int32) { kill(process, number) }

    /// Waits for the daemon to end; its exit status.
    func end() -> Int32 {
        daemon.waitUntilExit()
        return daemon.terminationReason == .exit ? daemon.terminationStatus : -1
    }

    /// Changes the text of a rule file.
    func replace(_ old: String, with new: String, in file: String = "book.yaml") throws {
        let path = "\(rules)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try #require(text.contains(old))
        // In one step, for the daemon may look at any moment.
        try Data(text.replacing(old, with: new).utf8).write(
            to: URL(filePath: path),
            options: .atomic
        )
    }
}
