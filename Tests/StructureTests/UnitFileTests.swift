import Foundation
import Testing

/// The files under `Service/systemd`, as far as they can be judged without running them; `Tests/Boot`
/// runs them.
@Suite struct UnitFileTests {
    private static let folder = SourceTree.root.appending(path: "Service/systemd")

    /// The settings of a unit: for each key its values in order.
    private static func settings(_ name: String) throws -> [String: [String]] {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        var settings: [String: [String]] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { settings[String(parts[0]), default: []].append(String(parts[1])) }
        }
        return settings
    }

    @Test(
        arguments: [
            // A namespace of users hides who connects, a user of systemd's making clashes with the
            // one of sysusers.d, and older systemd takes notify-reload for no type at all.
            ("PrivateUsers", ["no"]), ("DynamicUser", nil), ("User", ["banso"]),
            ("Type", ["notify"]),
            ("ExecReload", ["/usr/bin/banso reload --socket /run/banso/banso.sock"]),
            // Without it the folder of the socket vanishes with the daemon.
            ("RuntimeDirectory", ["banso"]), ("RuntimeDirectoryPreserve", ["yes"]),
            ("LimitCORE", ["0"]),
            ("Environment", ["SWIFT_BACKTRACE=enable=no", "LIBDISPATCH_LOG=NO"]),
            ("WatchdogSec", ["30s"]), ("WatchdogSignal", ["SIGKILL"]), ("Restart", ["on-failure"]),
            ("RestartPreventExitStatus", ["64 65 66 77 78"]),
        ] as [(String, [String]?)]
    )
    func `what is there for a reason stays`(_ key: String, _ values: [String]?) throws {
        #expect(try Self.settings("bansod.service")[key] == values)
    }

    @Test func `service and socket agree on the place`() throws {
        let socket = try Self.settings("bansod.socket")
        let service = try Self.settings("bansod.service")
        let path = try #require(socket["ListenStream"]?.first)
        #expect(socket["ListenStream"]?.count == 1)
        for key in ["ExecStart", "ExecReload"] {
            #expect(service[key]?.first?.hasSuffix("--socket \(path)") == true)
        }
        #expect(socket["SocketMode"] == ["0660"])
        #expect(socket["DirectoryMode"] == service["RuntimeDirectoryMode"])
    }

    @Test(.enabled(if: Analyzer.isThere, "there is no systemd-analyze"))
    func `the exposure is 1 at most`() throws {
        let unit = Self.folder.appending(path: "bansod.service").path
        let result = try Analyzer.run(["security", "--offline=true", "--threshold=10", unit])
        #expect(result.status == 0, "\(result.text)")
        // The threshold is heeded: this unit is not perfect.
        let strict = ["security", "--offline=true", "--threshold=1", unit]
        #expect(try Analyzer.run(strict).status != 0)
    }

    @Test(.enabled(if: Analyzer.isThere, "there is no systemd-analyze"))
    func `systemd knows every line`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "banso-units-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        var paths: [String] = []
        for name in ["bansod.service", "bansod.socket"] {
            // The programs need not be installed.
            let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
                .replacing(/(?m)^(Exec\w+)=\S+/) { "\($0.1)=/bin/true" }
            try Data(text.utf8).write(to: folder.appending(path: name))
            paths.append(folder.appending(path: name).path)
        }
        let result = try Analyzer.run(["verify"] + paths)
        #expect(result.text == "" && result.status == 0)
    }
}

/// `systemd-analyze`, where it is installed.
private enum Analyzer {
    private static let path = "/usr/bin/systemd-analyze"

    /// Whether it is there and can judge files, which it can since systemd 250.
    static var isThere: Bool {
        guard FileManager.default.isExecutableFile(atPath: path) else { return false }
        let words = (try? run(["--version"]).text.split(separator: " ")) ?? []
        return words.count > 1 && Int(words[1]).map { $0 >= 250 } == true
    }

    /// Runs it to its end; its status and all it says.
    static func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = ["SYSTEMD_PAGER": "", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
