import Foundation
import WireFormat

/// Rule folders that hold what no rule folder should.
enum FolderFaults {
    static let all = [
        Fault(
            "hostile-folder",
            "pipes, devices, links, floods and malformed files in the rule folder, reloaded",
            reloadHostile
        )
    ]

    /// What no answer and no log may show: it lies outside the folder.
    private static let secret = "what-lies-outside-4711"

    /// Something hostile and how the daemon has to name it.
    private struct Trap: Sendable {
        var name: String
        var code: String
        /// Puts it in the folder; the second path is that of a file outside.
        var set: @Sendable (String, String) throws -> Void

        init(
            _ name: String,
            _ code: String,
            _ set: @escaping @Sendable (String, String) throws -> Void
        ) {
            self.name = name
            self.code = code
            self.set = set
        }

        /// A file of some text.
        static func file(_ name: String, _ code: String, _ text: String) -> Trap {
            Trap(name, code) { folder, _ in
                try Data(text.utf8).write(to: URL(filePath: "\(folder)/trap.yaml"))
            }
        }

        /// Bytes that need not be a text.
        static func file(_ name: String, _ code: String, bytes: [UInt8]) -> Trap {
            Trap(name, code) { folder, _ in
                try Data(bytes).write(to: URL(filePath: "\(folder)/trap.yaml"))
            }
        }

        /// A link.
        static func link(_ name: String, to target: @escaping @Sendable (String) -> String) -> Trap
        {
            Trap(name, "source.link") { folder, outside in
                try FileManager.default.createSymbolicLink(
                    atPath: "\(folder)/trap.yaml",
                    withDestinationPath: target(outside)
                )
            }
        }
    }

    // MARK: What is put in the folder

    private static let special = [
        Trap("a pipe", "source.unreadable") { folder, _ in
            guard unsafe mkfifo("\(folder)/trap.yaml", 0o600) == 0 else {
                throw Breakdown("mkfifo", errno)
            }
        },
        Trap("a socket", "source.unreadable") { folder, _ in
            let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
            let end = socket(AF_UNIX, type, 0)
            _ = unsafe UnixAddress.with("\(folder)/trap.yaml") { unsafe bind(end, $0, $1) }
            _ = close(end)
        },
        .link("a link out of the folder", to: { $0 }),
        .link("a link to a device", to: { _ in "/dev/zero" }),
        .link("a link to nothing", to: { _ in "nowhere" }),
        .link("a link to itself", to: { _ in "trap.yaml" }),
        .link("a link to the folder", to: { _ in "." }),
        Trap("folders 40 deep", "source.too-deep") { folder, _ in
            let path = folder + "/trap" + String(repeating: "/d", count: 40)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try Data("schema: 1\n".utf8).write(to: URL(filePath: path + "/a.yaml"))
        },
        Trap("10,001 files", "source.too-many-files") { folder, _ in
            let path = "\(folder)/trap"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            for number in 0...10_000 {
                _ = FileManager.default.createFile(
                    atPath: "\(path)/\(number).yaml",
                    contents: Data()
                )
            }
        },
        Trap("a file of a thousand million bytes", "yaml.too-large") { folder, _ in
            _ = FileManager.default.createFile(atPath: "\(folder)/trap.yaml", contents: Data())
            guard unsafe truncate("\(folder)/trap.yaml", 1 << 30) == 0 else {
                throw Breakdown("truncate", errno)
            }
        },
    ]

    private static let malformed = [
        Trap.file("100 kB of [", "yaml.too-deep", String(repeating: "[", count: 100_000)),
        .file("100 kB of {a: ", "yaml.too-deep", String(repeating: "{a: ", count: 25_000)),
        .file("100 kB of - ", "yaml.too-deep", String(repeating: "- ", count: 50_000)),
        .file("duplicate keys", "yaml.duplicate-key", "schema: 1\nrules: []\nrules: []\n"),
        .file(
            "aliases of aliases",
            "yaml.",
            "schema: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + (1...20).map {
                    "a\($0): &a\($0) [\(String(repeating: "*a\($0 - 1), ", count: 10))x]\n"
                }
                .joined()
        ),
        .file("an unknown tag", "yaml.bad-tag", "schema: !!python/object:os.system 1\n"),
        .file("two documents", "yaml.multiple-documents", "schema: 1\n---\nschema: 1\n"),
        .file("marks that turn text", "yaml.control-character", "schema: 1 # \u{202E}\n"),
        .file("no UTF-8", "yaml.encoding", bytes: Array("schema: 1 # ".utf8) + [0xC3, 0x28, 0x0A]),
        .file("UTF-16", "yaml.encoding", bytes: [0xFF, 0xFE] + Array("s\0c\0h\0".utf8)),
        .file("null bytes", "yaml.", bytes: Array("schema: 1\n".utf8) + [0, 0, 0]),
        .file("half a file", "yaml.syntax", "schema: 1\nrules:\n  - id: \"half"),
        .file("another program's file", "rule.", "version: '3'\nservices: {web: {image: nginx}}\n"),
    ]

    // MARK: Reloading

    private static func reloadHostile(_ stage: Stage, _ seen: inout Observation) throws {
        let book = try TestBook(stage)
        let key = try book.answerKey(editions: 1)
        let outside = stage.path("expected")
        try Data("\(secret): [\n".utf8).write(to: URL(filePath: outside))
        let daemon = try DaemonProcess(stage)
        try daemon.waitUntilReady()
        let load = LoadClient(stage.socket, key)
        load.start(threads: 2)
        var traps = special + malformed
        if let device = device(&seen) { traps.append(device) }
        for _ in 0..<stage.count(1, thorough: 10) {
            for trap in traps {
                try trap.set(book.path, outside)
                try spring(trap, stage, &seen)
                for name in ["trap.yaml", "trap"] where exists("\(book.path)/\(name)") {
                    try FileManager.default.removeItem(atPath: "\(book.path)/\(name)")
                }
            }
            seen.ask(stage.socket, Ask.reload, "a reload of the folder without them") {
                $0.status == 200
            }
        }
        seen.add(load.stop())
        seen.expect(!daemon.log.contains(secret), "the log shows what a link points at")
        try daemon.stop(&seen)
    }

    /// A device, which only root can make.
    private static func device(_ seen: inout Observation) -> Trap? {
        guard geteuid() == 0 else {
            seen.note("without a device: only root can make one")
            return nil
        }
        // The null device's numbers.
        return Trap("a device", "source.unreadable") { folder, _ in
            guard unsafe mknod("\(folder)/trap.yaml", mode_t(S_IFCHR) | 0o600, 1 << 8 | 3) == 0
            else {
                throw Breakdown("mknod", errno)
            }
        }
    }

    /// Reloads, and sees whether the trap is named, soon, without what it points at.
    private static func spring(_ trap: Trap, _ stage: Stage, _ seen: inout Observation) throws {
        let start = ContinuousClock.now
        seen.provoked += 1
        let reply = seen.ask(stage.socket, Ask.reload, trap.name) { $0.status == 422 }
        seen.measure("longest refusal", .now - start, atMost: 5)
        guard let reply, reply.status == 422 else { return }
        let codes = try reply.json()["errors"]?.elements.compactMap { $0["code"]?.string } ?? []
        seen.expect(
            codes.contains { $0.hasPrefix(trap.code) },
            "\(trap.name) is called \(codes.first ?? "nothing"), not \(trap.code)"
        )
        let body = String(decoding: reply.body, as: UTF8.self)
        seen.expect(!body.contains(secret), "\(trap.name): the refusal shows what lies outside")
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }
}
