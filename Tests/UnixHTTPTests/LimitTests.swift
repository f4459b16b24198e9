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

    @Test(arguments: ["GET /plain HTTP/1.1\r\nHost:", "GET /plain HTTP/1.1\r\nHost: x\r\n"])
    func `an unfinished header does not keep a connection open`(_ text: String) async throws {
        try await TestServer.run(.sample, .with(\.limits.idle, .milliseconds(500))) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(text)
                #expect(await connection.readToEnd() == "")
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
}
