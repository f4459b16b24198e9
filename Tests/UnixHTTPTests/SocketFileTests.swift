import Foundation
import Testing

@testable import UnixHTTP

@Suite(.timeLimit(.minutes(1))) struct SocketFileTests {
    @Test func `a socket file has the mode asked for and goes with the server`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/new/s"
            let settings = ServerConfiguration.with(\.mode, 0o620)
            try await TestServer.run(.sample, settings, at: path) { _ in
                #expect(permissions(path) == 0o620)
                #expect(permissions(directory + "/new") == 0o750)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `a dead socket is replaced`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            let dead = try SocketFile.open(.path(path), mode: 0o600)
            try closeDescriptor(dead.descriptor)
            #expect(FileManager.default.fileExists(atPath: path))
            try await TestServer.run(at: path) { server in
                let response = try await server.client.send(Request(method: "GET", path: "/plain"))
                #expect(response.text == "plain")
            }
        }
    }

    @Test func `a living server is not disturbed`() async throws {
        try await TestServer.run { server in
            let error = #expect(throws: ServerError.self) {
                try SocketFile.open(.path(server.path), mode: 0o660)
            }
            #expect(error?.code == .addressInUse)
            let response = try await server.client.send(Request(method: "GET", path: "/plain"))
            #expect(response.text == "plain")
        }
    }

    @Test func `a server that cannot listen says why`() async throws {
        try await TestServer.run { server in
            let error = await #expect(throws: ServerError.self) {
                try await TestServer.run(at: server.path) { _ in }
            }
            #expect(error?.code == .addressInUse)
            #expect(error?.subject == server.path)
        }
    }

    @Test func `what is no socket is left alone`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/file"
            try Data("precious".utf8).write(to: URL(filePath: path))
            let link = directory + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            for place in [path, link, directory] {
                let error = #expect(throws: ServerError.self) {
                    try SocketFile.open(.path(place), mode: 0o660)
                }
                #expect(error?.code == .notASocket)
            }
            #expect(FileManager.default.contents(atPath: path) == Data("precious".utf8))
        }
    }

    @Test func `a path has to fit into an address`() async throws {
        try await TemporaryDirectory.with { directory in
            let room = SocketFile.longestPath - directory.utf8.count - 1
            let longest = directory + "/" + String(repeating: "s", count: room)
            let socket = try SocketFile.open(.path(longest), mode: 0o660)
            socket.remove()
            #expect(!FileManager.default.fileExists(atPath: longest))
            for path in [longest + "s", ""] {
                let error = #expect(throws: ServerError.self) {
                    try SocketFile.open(.path(path), mode: 0o660)
                }
                #expect(error?.code == .badPath)
            }
        }
    }

    @Test func `only a missing parent is made`() async throws {
        try await TemporaryDirectory.with { directory in
            let error = #expect(throws: ServerError.self) {
                try SocketFile.open(.path(directory + "/a/b/s"), mode: 0o660)
            }
            #expect(error?.code == .system)
        }
    }

    @Test func `a file that has taken the place is not removed`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            let first = try SocketFile.open(.path(path), mode: 0o660)
            try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
            let second = try SocketFile.open(.path(path), mode: 0o660)
            first.remove()
            #expect(FileManager.default.fileExists(atPath: path))
            second.remove()
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    // MARK: Handing over

    @Test func `a socket that was handed over is served and its file stays`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            let inherited = try SocketFile.open(.path(path), mode: 0o660)
            let settings = ServerConfiguration.with(\.source, .descriptor(inherited.descriptor))
            try await TestServer.run(.sample, settings, at: path) { server in
                let response = try await server.client.send(Request(method: "GET", path: "/plain"))
                #expect(response.text == "plain")
            }
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `a descriptor that does not listen is refused`() async throws {
        try await TemporaryDirectory.with { directory in
            try Data().write(to: URL(filePath: directory + "/file"))
            let file = try FileHandle(forReadingFrom: URL(filePath: directory + "/file"))
            for descriptor in [file.fileDescriptor, 100_000] {
                let error = #expect(throws: ServerError.self) {
                    try SocketFile.open(.descriptor(descriptor), mode: 0o660)
                }
                #expect(error?.code == .badDescriptor)
            }
            try file.close()
        }
    }

    @Test(
        arguments: [
            ([:], nil), (["LISTEN_PID": "7", "LISTEN_FDS": "1"], 3),
            (["LISTEN_PID": "8", "LISTEN_FDS": "1"], nil), (["LISTEN_FDS": "1"], nil),
            (["LISTEN_PID": "7", "LISTEN_FDS": "0"], nil), (["LISTEN_PID": "7"], nil),
            (["LISTEN_PID": "x", "LISTEN_FDS": "1"], nil),
        ] as [([String: String], Int32?)]
    )
    func `a handing over is meant for one process`(
        _ environment: [String: String],
        _ descriptor: Int32?
    ) throws {
        let found = try InheritedSocket.descriptor(environment: environment, process: 7)
        #expect(found == descriptor)
    }

    @Test func `only one socket can be handed over`() {
        #expect(throws: ServerError.self) {
            try InheritedSocket.descriptor(
                environment: ["LISTEN_PID": "7", "LISTEN_FDS": "2"],
                process: 7
            )
        }
    }

    private func permissions(_ path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.posixPermissions] as? Int
    }

    private func closeDescriptor(_ descriptor: Int32) throws {
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).close()
    }
}
