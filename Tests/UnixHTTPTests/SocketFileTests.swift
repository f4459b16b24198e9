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
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/new") == [])
        }
    }

    @Test func `a socket file has the group asked for`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            // A group that this process may give a file to: any for root, else its own.
            let group: gid_t = geteuid() == 0 ? 4_711 : getegid()
            try await TestServer.run(.sample, .with(\.group, group), at: path) { _ in
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect(attributes[.groupOwnerAccountID] as? UInt32 == group)
                #expect(permissions(path) == 0o660)
            }
        }
    }

    @Test func `nobody can connect before mode and group are those asked for`() async throws {
        try await TemporaryDirectory.with { directory in
            let group: gid_t = geteuid() == 0 ? 4_711 : getegid()
            let place = try SocketReservation(path: directory + "/s")
            let socket = try SocketFile(at: place, mode: 0o620, group: group)
            defer { socket.discard() }
            let attributes = try FileManager.default.attributesOfItem(atPath: place.path)
            #expect(attributes[.groupOwnerAccountID] as? UInt32 == group)
            #expect(permissions(place.path) == 0o620)
            // Of all of that, nothing lets anybody in.
            let early = connect(place.path)
            #expect(early == ECONNREFUSED)
            try socket.listen()
            #expect(connect(place.path) == 0)
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may give files to any group"))
    func `a group that is not ours leaves no socket behind`() async throws {
        try await TemporaryDirectory.with { directory in
            let place = try SocketReservation(path: directory + "/s")
            let error = #expect(throws: ServerError.self) {
                try SocketFile(at: place, mode: 0o660, group: 0)
            }
            #expect(error?.code == .permissionDenied)
            #expect(!FileManager.default.fileExists(atPath: place.path))
        }
    }

    @Test func `a dead socket is replaced`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            try leaveDead(path)
            #expect(FileManager.default.fileExists(atPath: path))
            try await TestServer.run(at: path) { server in
                let response = try await server.client.send(Request(method: "GET", path: "/plain"))
                #expect(response.text == "plain")
            }
        }
    }

    @Test func `a second server learns who has the socket, and the first serves on`() async throws {
        try await TestServer.run { server in
            let error = await #expect(throws: ServerError.self) {
                try await TestServer.run(at: server.path) { _ in }
            }
            #expect(error?.code == .addressInUse)
            #expect(error?.detail.hasSuffix(": process \(getpid())") == true)
            let response = try await server.client.send(Request(method: "GET", path: "/plain"))
            #expect(response.text == "plain")
        }
    }

    @Test func `a server that knows no lock is not disturbed either`() async throws {
        try await TestServer.run { server in
            try FileManager.default.removeItem(atPath: server.path + ".lock")
            let error = #expect(throws: ServerError.self) {
                try SocketReservation(path: server.path)
            }
            #expect(error?.code == .addressInUse)
            #expect(error?.subject == server.path)
            let response = try await server.client.send(Request(method: "GET", path: "/plain"))
            #expect(response.text == "plain")
        }
    }

    @Test func `what is no socket is left alone`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/file"
            try Data("precious".utf8).write(to: URL(filePath: path))
            let link = directory + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            try FileManager.default.createDirectory(
                atPath: directory + "/folder",
                withIntermediateDirectories: false
            )
            let before = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            for place in [path, link, directory + "/folder"] {
                let error = #expect(throws: ServerError.self) {
                    try SocketReservation(path: place)
                }
                #expect(error?.code == .notASocket)
            }
            #expect(FileManager.default.contents(atPath: path) == Data("precious".utf8))
            let after = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
            #expect(after == before)
        }
    }

    @Test func `a path has to fit into an address`() async throws {
        try await TemporaryDirectory.with { directory in
            let room = SocketReservation.longestPath - directory.utf8.count - 1
            let longest = directory + "/" + String(repeating: "s", count: room)
            let socket = try SocketFile(at: SocketReservation(path: longest), mode: 0o660)
            socket.remove()
            #expect(!FileManager.default.fileExists(atPath: longest))
            for path in [longest + "s", ""] {
                let error = #expect(throws: ServerError.self) { try SocketReservation(path: path) }
                #expect(error?.code == .badPath)
            }
        }
    }

    @Test func `only a missing parent is made`() async throws {
        try await TemporaryDirectory.with { directory in
            let error = #expect(throws: ServerError.self) {
                try SocketReservation(path: directory + "/a/b/s")
            }
            #expect(error?.code == .badPath)
        }
    }

    @Test func `a file that has taken the place is not removed`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            let place = try SocketReservation(path: path)
            let first = try SocketFile(at: place, mode: 0o660)
            try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
            #expect(!first.isInPlace)
            let second = try SocketFile(at: place, mode: 0o660)
            first.remove()
            #expect(FileManager.default.fileExists(atPath: path))
            second.remove()
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    // MARK: Losing the file

    @Test func `a socket that was deleted is made again`() async throws {
        let settings = ServerConfiguration.with(\.lookout, .milliseconds(20))
        try await TestServer.run(.sample, settings) { server in
            try await RawConnection.open(server.path) { connection in
                for _ in 0..<3 {
                    try FileManager.default.removeItem(atPath: server.path)
                    try await server.waitForSocket()
                    let response = try await server.client.send(
                        Request(method: "GET", path: "/plain")
                    )
                    #expect(response.text == "plain")
                }
                // Whoever was there already has noticed nothing.
                try await connection.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await connection.readMessage().hasSuffix("plain"))
            }
        }
    }

    @Test func `a socket whose whole directory was deleted is made again`() async throws {
        let settings = ServerConfiguration.with(\.lookout, .milliseconds(20))
        try await TemporaryDirectory.with { directory in
            try await TestServer.run(.sample, settings, at: directory + "/run/s") { server in
                try FileManager.default.removeItem(atPath: directory + "/run")
                try await server.waitForSocket()
                // The lock is there again too.
                let error = #expect(throws: ServerError.self) {
                    try SocketReservation(path: server.path)
                }
                #expect(error?.detail.hasSuffix(": process \(getpid())") == true)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/run") == [])
        }
    }

    @Test func `a file in the socket's place is left alone until it is gone`() async throws {
        let settings = ServerConfiguration.with(\.lookout, .milliseconds(20))
        try await TestServer.run(.sample, settings) { server in
            try FileManager.default.removeItem(atPath: server.path)
            try Data("mine".utf8).write(
                to: URL(filePath: server.path),
                options: .withoutOverwriting
            )
            try await Task.sleep(for: .milliseconds(100))
            #expect(try String(contentsOfFile: server.path, encoding: .utf8) == "mine")
            try FileManager.default.removeItem(atPath: server.path)
            try await server.waitForSocket()
        }
    }

    // MARK: Handing over

    @Test func `a socket that was handed over is served and its file stays`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            let inherited = try SocketFile(at: SocketReservation(path: path), mode: 0o660)
            try inherited.listen()
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
                    try SocketFile(adopting: descriptor)
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
            (["LISTEN_PID": "8", "LISTEN_FDS": "0"], nil), (["LISTEN_PID": "7"], nil),
            (["LISTEN_PID": "x", "LISTEN_FDS": "1"], nil),
            (["LISTEN_PID": "8", "LISTEN_FDS": "many"], nil),
        ] as [([String: String], Int32?)]
    )
    func `a handing over is meant for one process`(
        _ environment: [String: String],
        _ descriptor: Int32?
    ) throws {
        let found = try InheritedSocket.descriptor(environment: environment, process: 7)
        #expect(found == descriptor)
    }

    @Test(arguments: ["2", "0", "-1", "", "x", "1 ", "99999999999999999999"])
    func `exactly one socket can be handed over`(_ count: String) {
        let error = #expect(throws: ServerError.self) {
            try InheritedSocket.descriptor(
                environment: ["LISTEN_PID": "7", "LISTEN_FDS": count],
                process: 7
            )
        }
        #expect(error?.code == .badDescriptor && error?.subject == "LISTEN_FDS")
    }

    @Test func `variables are taken out of the environment`() {
        let names = ["BANSO_TEST_A", "BANSO_TEST_B", "BANSO_TEST_C"]
        for name in names { unsafe setenv(name, "1", 1) }
        InheritedSocket.forget(["BANSO_TEST_A", "BANSO_TEST_C", "BANSO_TEST_NONE"])
        let left = names.filter { unsafe getenv($0) != nil }
        #expect(left == ["BANSO_TEST_B"])
        InheritedSocket.forget(names)
    }

    @Test func `a socket that is taken over is not handed on`() async throws {
        try await TemporaryDirectory.with { directory in
            let place = try SocketReservation(path: directory + "/s")
            let socket = try SocketFile(at: place, mode: 0o600)
            try socket.listen()
            // As a service manager leaves it.
            try #require(fcntl(socket.descriptor, F_SETFD, 0) == 0)
            let taken = try SocketFile(adopting: socket.descriptor)
            #expect(fcntl(taken.descriptor, F_GETFD) == FD_CLOEXEC)
            socket.remove()
            close(socket.descriptor)
        }
    }

    /// Tries to connect; 0, or the system's number of what is in the way.
    private func connect(_ path: String) -> Int32 {
        let probe = UnixSocket.make()
        defer { close(probe) }
        let result = unsafe UnixSocket.withAddress(path) { address, length in
            unsafe Foundation.connect(probe, address, length)
        }
        return result == 0 ? 0 : errno
    }

    private func permissions(_ path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.posixPermissions] as? Int
    }

    /// Makes a socket as a server leaves it that was killed.
    private func leaveDead(_ path: String) throws {
        let place = try SocketReservation(path: path)
        let dead = try SocketFile(at: place, mode: 0o600)
        place.release()
        try FileHandle(fileDescriptor: dead.descriptor, closeOnDealloc: false).close()
    }
}

extension TestServer {
    /// Waits until somebody can connect.
    fileprivate func waitForSocket() async throws {
        while true {
            do {
                _ = try await client.send(Request(method: "GET", path: "/plain"))
                return
            } catch ClientError.unreachable {
                await Task.yield()
            }
        }
    }
}
