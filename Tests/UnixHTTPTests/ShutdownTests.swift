import Foundation
import Testing
import UnixHTTP

@Suite(.timeLimit(.minutes(1))) struct ShutdownTests {
    @Test func `a request in flight is finished and an idle connection closed`() async throws {
        let begun = Gate()
        let gate = Gate()
        try await TestServer.run(.gated(gate, begun: begun)) { server in
            try await RawConnection.open(server.path) { idle in
                try await idle.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await idle.readMessage().hasSuffix("plain"))
                try await RawConnection.open(server.path) { busy in
                    try await busy.send("GET /gated HTTP/1.1\r\nHost: x\r\n\r\n")
                    await begun.wait()
                    await server.stop()
                    // The end of the idle connection shows that the shutdown is under way.
                    #expect(await idle.readToEnd() == "")
                    #expect(!FileManager.default.fileExists(atPath: server.path))
                    await #expect(
                        throws: ClientError.unreachable(path: server.path, reason: .noSocket)
                    ) {
                        try await server.client.send(Request(method: "GET", path: "/plain"))
                    }
                    gate.open()
                    let response = await busy.readToEnd()
                    #expect(response.lowercased().contains("connection: close\r\n"))
                    #expect(response.hasSuffix("\r\n\r\ngated"))
                }
            }
        }
    }

    @Test func `a request that crosses the end on its way is answered`() async throws {
        let settings = ServerConfiguration.with(\.limits.farewell, .seconds(30))
        try await TestServer.run(.sample, settings) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await connection.readMessage().hasSuffix("plain"))
                await server.stop()
                // The connection may hear of the end a little after the server: until it has,
                // it goes on as before.
                var (first, last) = ("", "")
                repeat {
                    try await connection.send(
                        "GET /plain HTTP/1.1\r\nHost: x\r\n\r\n"
                            + "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
                    )
                    first = await connection.readMessage()
                    last = await connection.readMessage()
                    #expect(first.hasPrefix("HTTP/1.1 200 ") && first.hasSuffix("plain"))
                    #expect(!first.contains("Connection: close\r\n"))
                    #expect(last.hasPrefix("HTTP/1.1 200 ") && last.hasSuffix("\r\n\r\nslow"))
                } while last.hasSuffix("slow") && !last.contains("Connection: close\r\n")
                #expect(await connection.readToEnd() == "")
            }
        }
    }

    @Test func `who waits to be accepted when the end comes is still answered`() async throws {
        let begun = Gate()
        let standstill = DispatchSemaphore(value: 0)
        // Nobody is accepted meanwhile.
        let router = Router.standstill(begun: begun) { standstill.wait() }
        try await TestServer.run(router) { server in
            try await RawConnection.open(server.path) { first in
                try await first.send("GET /standstill HTTP/1.1\r\nHost: x\r\n\r\n")
                await begun.wait()
                try await RawConnection.open(server.path) { waiting in
                    try await waiting.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                    await server.stop()
                    while FileManager.default.fileExists(atPath: server.path) { await Task.yield() }
                    standstill.signal()
                    #expect(await waiting.readToEnd().hasSuffix("\r\n\r\nplain"))
                }
                #expect(await first.readToEnd().hasSuffix("\r\n\r\nover"))
            }
        }
    }

    @Test func `a body under way may still arrive`() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { idle in
                try await RawConnection.open(server.path) { busy in
                    try await busy.send(
                        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n"
                            + "Expect: 100-continue\r\n\r\n"
                    )
                    #expect(await busy.readMessage().hasPrefix("HTTP/1.1 100"))
                    await server.stop()
                    #expect(await idle.readToEnd() == "")
                    try await busy.send("abcdef")
                    #expect(await busy.readToEnd().hasSuffix("\r\n\r\nabcdef"))
                }
            }
        }
    }

    @Test func `what takes longer than the limit is cut off`() async throws {
        let begun = Gate()
        // Never opened: the handler ends because its task is cancelled.
        let gate = Gate()
        let settings = ServerConfiguration.with(\.limits.drain, .milliseconds(20))
        try await TestServer.run(.gated(gate, begun: begun), settings) { server in
            try await RawConnection.open(server.path) { busy in
                try await busy.send("GET /gated HTTP/1.1\r\nHost: x\r\n\r\n")
                await begun.wait()
                await server.stop()
                #expect(await busy.readToEnd() == "")
            }
        }
    }
}
