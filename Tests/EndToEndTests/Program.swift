import Foundation
import Testing

/// Runs a program of the package to its end.
enum Program {
    /// What came of it.
    struct Result {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The folder the programs are built into: that of the test's own executable.
    static let folder = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path

    /// Runs a program of the package.
    static func run(
        _ name: String,
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:]
    ) throws -> Result {
        try run(path: "\(folder)/\(name)", arguments, input: input, environment: environment)
    }

    /// Asks with curl, as anybody would.
    static func curl(_ socket: String, _ path: String, _ arguments: [String] = []) throws -> Result
    {
        try run(
            path: "/usr/bin/curl",
            ["-sS", "--max-time", "60", "--unix-socket", socket, "http://localhost\(path)"]
                + arguments,
            input: "",
            environment: [:]
        )
    }

    /// Runs any program; `handle` takes the place of its standard input.
    static func run(
        path: String,
        _ arguments: [String],
        input: String = "",
        handing handle: FileHandle? = nil,
        environment: [String: String] = [:]
    ) throws -> Result {
        // Files and not pipes: nothing has to be read while something is being written.
        let base = FileManager.default.temporaryDirectory
            .appending(path: "banso-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: base) }
        let files = ["in", "out", "err"].map { base.appending(path: $0) }
        try Data(input.utf8).write(to: files[0])
        try Data().write(to: files[1])
        try Data().write(to: files[2])
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = Self.environment(environment)
        process.standardInput = try handle ?? FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8)
        )
    }

    /// The test's own environment without what would configure the programs.
    static func environment(_ additions: [String: String]) -> [String: String] {
        let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("BANSO_") && !name.hasPrefix("XDG_") && name != "NOTIFY_SOCKET"
        }
        return inherited.merging(additions) { _, new in new }
    }
}
