import ArgumentParser
import CMeasure
import Foundation

/// Programs that run beside this one.
enum Child {
    /// This program's file.
    static var own: URL {
        URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    }

    /// Another program of the same build.
    static func sibling(_ name: String) -> URL {
        own.deletingLastPathComponent().appending(path: name)
    }

    /// Runs this program with other arguments and returns what it writes.
    static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = own
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
        return text
    }

    /// Where a program lies that the system may have; `nil` without it.
    static func find(_ name: String) -> URL? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return (folders + ["/usr/sbin"]).map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

/// A server at a Unix socket, running until it is stopped.
final class Server {
    let name: String
    let socket: String
    private let process = Process()

    var id: Int32 { process.processIdentifier }

    /// Starts a program and waits until somebody listens at the socket.
    ///
    /// - Throws: ``ExitCode`` when the program ends or a minute has passed.
    init(_ name: String, _ program: URL, _ arguments: [String], socket: String) throws {
        self.name = name
        self.socket = socket
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let clock = ContinuousClock()
        let start = clock.now
        while !Self.listens(socket) {
            guard process.isRunning, clock.now - start < .seconds(180) else {
                process.terminate()
                remark("bench: \(name) does not listen at \(socket)")
                throw ExitCode(69)
            }
            Thread.sleep(forTimeInterval: 0.02)
        }
    }

    /// Ends the program and waits for that.
    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    private static func listens(_ path: String) -> Bool {
        guard FileManager.default.fileExists(atPath: path) else { return false }
        // A probe without a request: connections are opened, counted for no time, and closed.
        return Load(socket: path, requests: [[]], connections: 1).canConnect
    }
}
