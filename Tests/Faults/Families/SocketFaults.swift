import Foundation

/// What can be in the way at the socket's path, or happen to it.
enum SocketFaults {
    static let all = [
        Fault("second-start", "a second daemon at the socket of one under load", startTwice),
        Fault("stale-socket", "a dead socket, with and without a lock, at the path", startAtDead),
        Fault(
            "foreign-path",
            "a file, a folder, a pipe and links at the socket's and the lock's path",
            startAtForeign
        ),
        Fault(
            "socket-deleted",
            "the socket deleted, with its lock, or replaced by a file, under load",
            deleteSocket
        ),
    ]

    private static func startTwice(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let daemon = try DaemonProcess(stage)
        try daemon.waitUntilReady()
        let load = LoadClient(stage.socket, key)
        load.start(.fresh)
        let file = try FileState(stage.socket)
        for _ in 0..<stage.count(5, thorough: 50) {
            let before = daemon.log.utf8.count
            let second = try DaemonProcess(stage)
            let ending = second.process.waitForEnd(within: .seconds(10))
            seen.measure("second gone after", .now - second.process.start, atMost: 2)
            seen.expect(
                ending == .exit(75),
                "the second ends with \(ending.map { "\($0)" } ?? "?")"
            )
            let words = String(decoding: Array(daemon.log.utf8)[before...], as: UTF8.self)
            seen.expect(
                words.contains("process \(daemon.process.id)"),
                "the second does not name who has the socket"
            )
            seen.provoked += 1
        }
        seen.expect(try FileState(stage.socket) == file, "the socket is another file")
        seen.add(load.stop())
        try daemon.stop(&seen)
    }

    private static func startAtDead(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        for number in 0..<stage.count(4, thorough: 40) {
            let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            let dead = socket(AF_UNIX, type, 0)
            _ = unsafe UnixAddress.with(stage.socket) { unsafe bind(dead, $0, $1) }
            _ = close(dead)
            // A lock of somebody whose number is somebody else's by now.
            if number % 2 == 1 {
                try Data("1\n".utf8).write(to: URL(filePath: stage.socket + ".lock"))
            }
            let daemon = try DaemonProcess(stage)
            try seen.measureStart(daemon)
            seen.ask(stage.socket, Ask.recommend(Queries.all[0]), "a query") {
                key.isRight($0, to: 0)
            }
            seen.provoked += 1
            try daemon.stop(&seen)
        }
    }

    // MARK: Something else at the path

    /// What is put in the way.
    private static let obstacles:
        [(name: String, make: @Sendable (String, String) throws -> Void)] =
            [
                ("a file", { path, _ in try Data("mine".utf8).write(to: URL(filePath: path)) }),
                (
                    "a folder",
                    { path, _ in
                        try FileManager.default.createDirectory(
                            atPath: path,
                            withIntermediateDirectories: false
                        )
                    }
                ),
                ("a pipe", { path, _ in _ = unsafe mkfifo(path, 0o600) }),
                ("a link to nothing", { path, _ in _ = unsafe symlink("/nowhere/at/all", path) }),
                ("a link to a socket", { path, other in _ = unsafe symlink(other, path) }),
            ]

    private static func startAtForeign(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        // A daemon that serves on beside: links lead to it.
        let other = Stage(
            folder: stage.path("other"),
            program: stage.program,
            shipped: stage.shipped,
            extent: stage.extent
        )
        try FileManager.default.createDirectory(
            atPath: other.path("tmp"),
            withIntermediateDirectories: true
        )
        let neighbour = try DaemonProcess(other, rules: book.path)
        try neighbour.waitUntilReady()
        let load = LoadClient(other.socket, key)
        load.start(.fresh, threads: 1)
        for _ in 0..<stage.count(1, thorough: 10) {
            for path in [stage.socket, stage.socket + ".lock"] {
                for obstacle in obstacles {
                    try obstacle.make(path, other.socket)
                    try refuse(stage, obstacle.name, at: path, &seen)
                    try FileManager.default.removeItem(atPath: path)
                }
            }
        }
        seen.add(load.stop())
        try neighbour.stop(&seen)
    }

    private static func refuse(
        _ stage: Stage,
        _ name: String,
        at path: String,
        _ seen: inout Observation
    ) throws {
        seen.provoked += 1
        let file = try FileState(path)
        // A lock that is a plain file which nobody holds is anybody's.
        let isFree = path.hasSuffix(".lock") && name == "a file"
        let daemon = try DaemonProcess(stage)
        if isFree {
            try daemon.waitUntilReady()
            try daemon.stop(&seen, leaving: ["other"])
            try Data().write(to: URL(filePath: path))
            return
        }
        let ending = daemon.process.waitForEnd(within: .seconds(10))
        seen.measure("refused after", .now - daemon.process.start, atMost: 2)
        seen.expect(
            ending == .exit(78),
            "\(name) at \(path): the daemon ends with \(ending.map { "\($0)" } ?? "nothing")"
        )
        seen.expect(try FileState(path) == file, "\(name) at \(path) was touched")
    }

    // MARK: Under a running daemon

    private static func deleteSocket(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let daemon = try DaemonProcess(stage)
        try daemon.waitUntilReady()
        let load = LoadClient(stage.socket, key)
        load.start(.kept)
        for number in 0..<stage.count(3, thorough: 30) {
            seen.expect(load.waitFor(50), "the load came to a halt")
            // A connection that came just before must be answered too.
            let early = try Connection(stage.socket)
            try FileManager.default.removeItem(atPath: stage.socket)
            switch number % 3 {
            case 1: try FileManager.default.removeItem(atPath: stage.socket + ".lock")
            case 2:
                try Data("mine".utf8).write(to: URL(filePath: stage.socket))
                let file = try FileState(stage.socket)
                // Longer than the time between two looks.
                Pause.milliseconds(2_500)
                seen.expect(try FileState(stage.socket) == file, "a file at the path was touched")
                try FileManager.default.removeItem(atPath: stage.socket)
            default: break
            }
            seen.ask(early, Ask.get("/livez"), "a connection from before") { $0.status == 200 }
            let start = ContinuousClock.now
            let isBack = Pause.until(within: .seconds(20)) {
                (try? Connection(stage.socket).ask(Ask.get("/readyz")).status) == 200
            }
            seen.expect(isBack, "the socket does not come back")
            seen.measure("bound again after", .now - start, atMost: 5)
            let lock = stage.socket + ".lock"
            seen.expect(FileManager.default.fileExists(atPath: lock), "the lock does not come back")
            seen.provoked += 1
        }
        seen.add(load.stop())
        try daemon.stop(&seen)
    }
}

/// Which file is at a path, and what is in it.
private struct FileState: Equatable {
    private var device: dev_t
    private var number: ino_t
    private var mode: mode_t
    private var changed: Int

    init(_ path: String) throws {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { throw Breakdown("no \(path)", errno) }
        device = status.st_dev
        number = status.st_ino
        mode = status.st_mode
        changed = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    }
}
