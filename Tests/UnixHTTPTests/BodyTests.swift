import Testing
import UnixHTTP

@Suite(.timeLimit(.minutes(1))) struct BodyTests {
    @Test func `a chunked body arrives whole`() async throws {
        try await exchange(
            "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n4;ext=1\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n"
        ) { connection in
            #expect(await connection.readMessage().hasSuffix("\r\n\r\nabcdefg"))
        }
    }

    @Test func `a body may come in many pieces`() async throws {
        try await exchange("POST /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n") {
            for piece in ["a", "bc", "def"] { try await $0.send(piece) }
            #expect(await $0.readMessage().hasSuffix("\r\n\r\nabcdef"))
        }
    }

    @Test(arguments: [
        "Content-Length: 101\r\n\r\n",
        "Content-Length: 9223372036854775807\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n65\r\n" + String(repeating: "x", count: 101),
        "Content-Length: 101\r\nExpect: 100-continue\r\n\r\n",
    ])
    func `a body over the limit is refused before it is read`(_ rest: String) async throws {
        try await exchange("POST /echo HTTP/1.1\r\nHost: x\r\n" + rest) { connection in
            let response = await connection.readToEnd()
            #expect(response.hasPrefix("HTTP/1.1 413 "))
            #expect(response.lowercased().contains("connection: close\r\n"))
        }
    }

    @Test func `a body of the limit is accepted`() async throws {
        let body = String(repeating: "x", count: 100)
        let head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"
        try await exchange(head + body) { connection in
            #expect(await connection.readMessage().hasSuffix("\r\n\r\n" + body))
        }
    }

    @Test func `a peer that asks is told to continue`() async throws {
        let head =
            "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"
        try await exchange(head) { connection in
            #expect(await connection.readMessage() == "HTTP/1.1 100 Continue\r\n\r\n")
            try await connection.send("abc")
            #expect(await connection.readMessage().hasSuffix("\r\n\r\nabc"))
        }
    }

    @Test(arguments: [
        ("POST /nothing", "100-continue", "404"), ("GET /echo", "100-continue", "405"),
        ("POST /echo", "200-ok", "417"),
    ])
    func `a peer that asks in vain is told at once`(
        _ start: String,
        _ expectation: String,
        _ status: String
    ) async throws {
        let head =
            "\(start) HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: \(expectation)\r\n\r\n"
        try await exchange(head) { connection in
            #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    private func exchange(
        _ text: String,
        _ body: (RawConnection) async throws -> Void
    ) async throws {
        let settings = ServerConfiguration.with(\.limits.body, 100)
        try await TestServer.run(.sample, settings) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(text)
                try await body(connection)
            }
        }
    }
}
