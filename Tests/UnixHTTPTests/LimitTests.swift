import Foundation
import NIOCore
import Testing
import UnixHTTP

@Suite(.timeLimit(.minutes(1))) struct LimitTests {
    @Test func `a silent connection is closed`() async throws {
        try await TestServer.run(.sample, .with(\.limits.idle, .milliseconds(20))) { server in
            try await RawConnection.open(server.path) { connection in
                #expect(await connection.readToEnd() == "")
            }
        }
    }

    @Test func `a request that came while everything stood still is answered, however late`()
        async throws
    {
        // On a machine that is busy the connection may be idle for too long before anything stands
        // still, and is closed rightly.
        var isSeen = false
        while !isSeen {
            do {
                isSeen = try await Self.standStill()
            } catch ChannelError.ioOnClosedChannel {
                // So early that it could not even ask.
            }
        }
    }

    /// Whether nothing was closed before the standstill, so that it was seen what comes of it.
    private static func standStill() async throws -> Bool {
        let begun = Gate()
        let router = Router.standstill(begun: begun) { usleep(1_500_000) }
        var isSeen = false
        try await TestServer.run(router, .with(\.limits.idle, .seconds(1))) { server in
            try await RawConnection.open(server.path) { patient in
                try await patient.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await patient.readMessage().hasSuffix("plain"))
                try await RawConnection.open(server.path) { other in
                    try await other.send("GET /standstill HTTP/1.1\r\nHost: x\r\n\r\n")
                    await begun.wait()
                    isSeen = server.observer.closed == 0
                    guard isSeen else { return }
                    try await patient.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                    #expect(await other.readMessage().hasSuffix("over"))
                }
                if isSeen { #expect(await patient.readMessage().hasSuffix("plain")) }
            }
        }
        return isSeen
    }

    @Test(arguments: [
        "G", "GET /plain HTTP/1.1\r\nHost:", "GET /plain HTTP/1.1\r\nHost: x\r\n", "\r\n",
    ])
    func `a head that is not finished in time is refused`(_ text: String) async throws {
        try await TestServer.run(.sample, .with(\.limits.head, .milliseconds(50))) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(text)
                let response = await connection.readToEnd()
                #expect(response.hasPrefix("HTTP/1.1 408 "))
                #expect(response.hasSuffix("\r\n\r\nhttp.timeout"))
            }
        }
    }

    @Test func `bytes now and then do not prolong the time of a head`() async throws {
        try await TestServer.run(.sample, .with(\.limits.head, .milliseconds(100))) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("GET /plain HTTP/1.1\r\nHost: x\r\n")
                let output = connection.output
                let drip = Task {
                    while !Task.isCancelled {
                        try await output.write(ByteBuffer(string: "A: b\r\n"))
                        try await Task.sleep(for: .milliseconds(10))
                    }
                }
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 408 "))
                drip.cancel()
            }
        }
    }

    @Test func `a body that does not come is not waited for`() async throws {
        try await TestServer.run(.sample, .with(\.limits.request, .milliseconds(500))) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(
                    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
                )
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 408 "))
            }
        }
    }

    @Test func `connections over the limit are turned away until others end`() async throws {
        try await TestServer.run(.sample, .with(\.limits.connections, 1)) { server in
            try await RawConnection.open(server.path) { first in
                try await first.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await first.readMessage().hasSuffix("plain"))
                try await RawConnection.open(server.path) { second in
                    let response = await second.readToEnd()
                    #expect(response.hasPrefix("HTTP/1.1 503 "))
                    #expect(response.contains("Retry-After: 1\r\n"))
                    #expect(response.hasSuffix("\r\n\r\nhttp.unavailable"))
                }
                try await first.send("GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                _ = await first.readToEnd()
            }
            while server.observer.closed < 1 { await Task.yield() }
            let response = try await server.client.send(Request(method: "GET", path: "/plain"))
            #expect(response.status == 200)
            #expect(server.observer.refused == 1)
        }
    }

    @Test func `a handler that takes too long is answered for`() async throws {
        let gate = Gate()
        try await TestServer.run(.gated(gate), .with(\.limits.handler, .seconds(1))) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("GET /gated HTTP/1.1\r\nHost: x\r\n\r\n")
                let response = await connection.readToEnd()
                #expect(response.hasPrefix("HTTP/1.1 503 "))
                #expect(response.contains("Retry-After: 10\r\n"))
                #expect(response.hasSuffix("\r\n\r\nhttp.handler-timeout"))
            }
            gate.open()
            // On a machine that is busy this may be late again; in the end it is not.
            var text = ""
            while text != "gated" {
                text = try await server.client.send(Request(method: "GET", path: "/gated")).text
            }
        }
    }

    @Test func `a peer that takes nothing is given up`() async throws {
        var router = Router.sample
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 8 << 20)
        router.add("GET", "/large", .immediate { _ in Response(body: large) })
        try await TestServer.run(router, .with(\.limits.writeStall, .milliseconds(50))) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
                // Not reading is all this peer does until the server has had enough.
                while server.observer.closed < 1 { await Task.yield() }
            }
        }
    }

    @Test func `a peer that takes slowly gets everything`() async throws {
        var router = Router.sample
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 4 << 20)
        router.add("GET", "/large", .immediate { _ in Response(body: large) })
        try await TestServer.run(router, .with(\.limits.writeStall, .seconds(2))) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(
                    "GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                )
                #expect(await connection.countToEnd(pausing: .milliseconds(50)) > large.count)
            }
        }
    }

    @Test func `a peer that is still sending when it is refused reads why`() async throws {
        try await TestServer.run(.sample, .with(\.limits.body, 1_000)) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(
                    "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n"
                )
                // More than the socket holds: it goes through only if the server goes on reading.
                let part = String(repeating: "x", count: 1_000_000)
                for _ in 0..<4 { try await connection.send(part) }
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 413 "))
            }
        }
    }

    @Test func `a peer that stays after its refusal is not kept`() async throws {
        try await TestServer.run(.sample, .with(\.limits.linger, .milliseconds(50))) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("rubbish\r\n\r\n")
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 400 "))
                // This side does not close; the server does it alone.
                while server.observer.closed < 1 { await Task.yield() }
            }
        }
    }

    @Test(arguments: [
        (Int.max, 1_024, 944), (100, 1_024, 100), (16_384, 16_640, 16_384), (Int.max, 64, 16),
        (Int.max, 20, 1), (5, 0, 1), (Int.max, Int.max, Int.max - 80),
    ])
    func `connections stay below the descriptors of the process`(
        _ wanted: Int,
        _ descriptors: Int,
        _ limit: Int
    ) {
        #expect(UnixHTTPServer.connectionLimit(wanted, descriptors: descriptors) == limit)
    }

    @Test func `a descriptor is left when as many are connected as can be`() {
        for descriptors in 64...2_000 {
            let connections = UnixHTTPServer.connectionLimit(.max, descriptors: descriptors)
            // Those who are told that there is no room, and what the daemon has open for itself.
            #expect(connections + 16 + 24 < descriptors)
        }
    }
}
