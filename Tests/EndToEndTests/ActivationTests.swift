import Foundation
import Testing

extension EndToEnd {
    /// What a service manager can hand over at the start, and what it can do wrong.
    @Suite struct ActivationTests {
        /// A socket of some kind, bound to a place of its own.
        private struct Handed {
            let handle: FileHandle

            /// Makes a socket; `listens` whether it does.
            init(_ domain: Int32, _ type: __socket_type, listens: Bool, path: String) throws {
                let descriptor = socket(domain, Int32(type.rawValue), 0)
                try #require(descriptor >= 0)
                if domain == AF_UNIX {
                    let bound = unsafe SocketAddress.with(path) { unsafe bind(descriptor, $0, $1) }
                    try #require(bound == 0)
                }
                // An IP socket that was not bound gets a port of the system's choice.
                if listens { try #require(listen(descriptor, 16) == 0) }
                handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            }
        }

        @Test func `a socket that was handed over is served, and outlives the daemon`() throws {
            let daemon = try RunningDaemon()
            let path = daemon.home + "/handed.sock"
            let socket = try Handed(AF_UNIX, SOCK_STREAM, listens: true, path: path)
            try daemon.start(handing: socket.handle)
            #expect(try Program.curl(path, "/readyz", ["-f"]).status == 0)
            #expect(!FileManager.default.fileExists(atPath: daemon.socket))
            // Who has connected when the daemon is killed waits for the next one.
            daemon.signal(SIGKILL)
            _ = daemon.end()
            let waiting = try PlainConnection(path)
            waiting.send("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let next = RunningDaemon(home: daemon.home)
            try next.start(handing: socket.handle)
            #expect(waiting.readToEnd().hasPrefix("HTTP/1.1 200"))
            next.signal(SIGTERM)
            #expect(next.end() == 0)
            #expect(FileManager.default.fileExists(atPath: path))
        }

        @Test func `variables that are meant for another process are passed over`() throws {
            let daemon = try RunningDaemon()
            let path = daemon.home + "/handed.sock"
            let socket = try Handed(AF_UNIX, SOCK_STREAM, listens: true, path: path)
            try daemon.start(handing: socket.handle, variables: "LISTEN_PID=1 LISTEN_FDS=1")
            #expect(try Program.curl(daemon.socket, "/readyz", ["-f"]).status == 0)
        }

        @Test(arguments: [
            ("LISTEN_PID=$$ LISTEN_FDS=2", "LISTEN_FDS: 2 sockets where one is wanted"),
            ("LISTEN_PID=$$ LISTEN_FDS=0", "LISTEN_FDS: 0 sockets where one is wanted"),
            ("LISTEN_PID=$$ LISTEN_FDS=-1", "LISTEN_FDS: is no number of sockets"),
            ("LISTEN_PID=$$ LISTEN_FDS=one", "LISTEN_FDS: is no number of sockets"),
            ("LISTEN_PID=$$ LISTEN_FDS=", "LISTEN_FDS: is no number of sockets"),
        ])
        func `a number of sockets other than one ends the daemon with 78`(
            _ variables: String,
            _ reason: String
        ) throws {
            let daemon = try RunningDaemon()
            let path = daemon.home + "/handed.sock"
            let socket = try Handed(AF_UNIX, SOCK_STREAM, listens: true, path: path)
            let result = try daemon.refusal(handing: socket.handle, variables: variables)
            #expect(result.status == 78)
            #expect(result.errors == "bansod: \(reason)\n")
        }

        @Test(
            arguments: [
                ("a TCP socket", AF_INET, SOCK_STREAM, true),
                ("a TCP socket of the newer kind", AF_INET6, SOCK_STREAM, true),
                ("a datagram socket", AF_UNIX, SOCK_DGRAM, false),
                ("a socket of packets", AF_UNIX, SOCK_SEQPACKET, true),
                ("a stream socket that does not listen", AF_UNIX, SOCK_STREAM, false),
            ]
        )
        func `a socket of another kind ends the daemon with 78`(
            _ name: String,
            _ domain: Int32,
            _ type: __socket_type,
            _ listens: Bool
        ) throws {
            let daemon = try RunningDaemon()
            let path = daemon.home + "/handed.sock"
            let socket = try Handed(domain, type, listens: listens, path: path)
            let result = try daemon.refusal(handing: socket.handle)
            #expect(result.status == 78, "\(name)")
            let last = result.errors.split(separator: "\n").last
            #expect(last == "bansod: descriptor 3: is no Unix stream socket that listens")
        }

        @Test func `what is no socket, or not there, ends the daemon with 78`() throws {
            let daemon = try RunningDaemon()
            let file = try FileHandle(forReadingFrom: URL(filePath: daemon.rules + "/book.yaml"))
            for handle in [file, nil] {
                let result = try daemon.refusal(handing: handle)
                #expect(result.status == 78)
                let last = result.errors.split(separator: "\n").last
                #expect(last == "bansod: descriptor 3: is no Unix stream socket that listens")
            }
        }

        @Test func `a service manager behind an abstract name hears of the daemon`() throws {
            let daemon = try RunningDaemon()
            let name = "@banso-\(UUID().uuidString)"
            let manager = try NotificationSocket(path: name)
            try daemon.start(environment: ["NOTIFY_SOCKET": name])
            #expect(manager.next().hasPrefix("READY=1\nSTATUS=generation 1, rules "))
            daemon.signal(SIGTERM)
            #expect(manager.next().hasPrefix("STOPPING=1\n"))
            #expect(daemon.end() == 0)
        }

        @Test(arguments: [
            "", "@", "relative/path", "vsock:2:1", "/nowhere/at/all",
            "/" + String(repeating: "x", count: 200),
        ])
        func `a name that leads to no manager is no reason not to serve`(_ name: String) throws {
            let daemon = try RunningDaemon()
            try daemon.start(environment: ["NOTIFY_SOCKET": name, "WATCHDOG_USEC": "20000"])
            #expect(try Program.curl(daemon.socket, "/readyz", ["-f"]).status == 0)
            daemon.signal(SIGTERM)
            #expect(daemon.end() == 0)
        }

        @Test func `a service manager that does not listen holds nobody up`() throws {
            let daemon = try RunningDaemon()
            let manager = try NotificationSocket(path: daemon.home + "/notify")
            // A sign of life every millisecond: the queue of the manager is full at once.
            try daemon.start(environment: [
                "NOTIFY_SOCKET": daemon.home + "/notify", "WATCHDOG_USEC": "2000",
            ])
            manager.waitUntilFull()
            #expect(try Program.curl(daemon.socket, "/readyz", ["-f"]).status == 0)
            #expect(manager.next().hasPrefix("READY=1\n"))
        }
    }
}
