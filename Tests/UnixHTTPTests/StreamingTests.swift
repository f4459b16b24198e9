import Foundation
import NIOCore
import Synchronization
import Testing
import UnixHTTP

/// Says every byte back, in pieces of at most three.
private struct Echo: StreamResponder {
    var pending: [UInt8] = []

    mutating func receive(_ bytes: [UInt8]) { pending += bytes }
    mutating func finish() {}

    mutating func next() -> StreamStep {
        if pending.isEmpty { return .needsInput }
        let part = Array(pending.prefix(3))
        pending.removeFirst(part.count)
        return .output(part)
    }
}

/// Gives back what it is given, and keeps count of it.
private struct CountingEcho: StreamResponder {
    let count: Counter
    var pending: [UInt8] = []

    mutating func receive(_ bytes: [UInt8]) {
        count.add(bytes.count)
        pending += bytes
    }
    mutating func finish() {}

    mutating func next() -> StreamStep {
        if pending.isEmpty { return .needsInput }
        defer { pending = [] }
        return .output(pending)
    }
}

/// Answers a number of large pieces, whatever it is given.
private struct Flood: StreamResponder {
    static let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 65_536)
    let count: Counter
    var rest: Int

    mutating func receive(_ bytes: [UInt8]) {}
    mutating func finish() {}

    mutating func next() -> StreamStep {
        if rest == 0 { return .finished }
        rest -= 1
        count.add(1)
        return .output(Self.piece)
    }
}

private final class Counter: Sendable {
    private let value = Atomic(0)
    var count: Int { value.load(ordering: .relaxed) }
    func add(_ number: Int) { value.add(number, ordering: .relaxed) }
}

@Suite(.timeLimit(.minutes(1))) struct StreamingTests {
    private let count = Counter()

    private var router: Router {
        var router = Router.sample
        let count = count
        router.add("POST", "/stream", .stream { _ in .accept(contentType: "a/b", Echo()) })
        router.add(
            "POST",
            "/count",
            .stream { _ in .accept(contentType: "a/b", CountingEcho(count: count)) }
        )
        router.add(
            "POST",
            "/flood",
            .stream { request in
                let pieces = request.queryItem("n").flatMap { Int($0) } ?? 0
                return .accept(contentType: "a/b", Flood(count: count, rest: pieces))
            }
        )
        router.add("POST", "/refuse", .stream { _ in .refuse(Response(status: 415)) })
        return router
    }

    @Test func `a client talks and listens at the same time`() async throws {
        try await TestServer.run(router) { server in
            let (body, part) = AsyncStream.makeStream(of: [UInt8].self)
            part.yield(Array("one".utf8))
            var heard = ""
            let response = try await server.client.stream(
                Request(method: "POST", path: "/stream"),
                body: body
            ) { bytes in
                heard += String(decoding: bytes, as: UTF8.self)
                // The next part is sent only now that the answer to the last one is here.
                if heard == "one" { part.yield(Array("two".utf8)) }
                if heard == "onetwo" { part.finish() }
            }
            #expect(heard == "onetwo")
            #expect(response.status == 200)
            #expect(response.contentType == "a/b")
            #expect(server.observer.finished.map(\.responseBytes) == [6])
        }
    }

    @Test func `a stream is one request among others on a connection`() async throws {
        try await TestServer.run(router) { server in
            try await RawConnection.open(server.path) { connection in
                let head = "POST /stream HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
                try await connection.send(head + "abcde" + head + "fghij")
                try await connection.send(
                    "GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                )
                let text = await connection.readToEnd()
                #expect(text.contains("transfer-encoding: chunked") || text.contains("chunked\r\n"))
                #expect(text.contains("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\nHTTP/1.1 200"))
                #expect(text.contains("3\r\nfgh\r\n2\r\nij\r\n0\r\n\r\nHTTP/1.1 200"))
                #expect(text.hasSuffix("\r\n\r\nplain"))
            }
        }
    }

    @Test func `many pipelined streams are answered in order`() async throws {
        try await TestServer.run(router) { server in
            try await RawConnection.open(server.path) { connection in
                var text = "POST /flood?n=50 HTTP/1.1\r\nHost:x\r\nContent-Length:0\r\n\r\n"
                for _ in 0..<1_000 {
                    text += "POST /stream HTTP/1.1\r\nHost:x\r\nContent-Length:1\r\n\r\na"
                }
                text += "GET /plain HTTP/1.1\r\nHost:x\r\nConnection:close\r\n\r\n"
                try await connection.send(text)
                let answer = await connection.readToEnd()
                #expect(answer.hasSuffix("\r\n\r\nplain"))
            }
            #expect(server.observer.finished.count == 1_002)
            #expect(server.observer.finished.allSatisfy { $0.status == 200 })
        }
    }

    @Test func `a peer before HTTP 1.1 gets the body without chunks`() async throws {
        try await TestServer.run(router) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("POST /stream HTTP/1.0\r\nContent-Length: 5\r\n\r\nabcde")
                let text = await connection.readToEnd()
                #expect(text.hasPrefix("HTTP/1.0 200"))
                #expect(text.hasSuffix("\r\n\r\nabcde"))
            }
        }
    }

    @Test func `a peer that asks is told to continue`() async throws {
        try await TestServer.run(router) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(
                    "POST /stream HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                        + "Expect: 100-continue\r\nConnection: close\r\n\r\n"
                )
                #expect(await connection.readMessage() == "HTTP/1.1 100 Continue\r\n\r\n")
                try await connection.send("1\r\na\r\n0\r\n\r\n")
                #expect(await connection.readToEnd().hasSuffix("\r\n\r\n1\r\na\r\n0\r\n\r\n"))
            }
        }
    }

    @Test func `a refused stream keeps its status and body`() async throws {
        try await TestServer.run(router) { server in
            let (body, part) = AsyncStream.makeStream(of: [UInt8].self)
            defer { part.finish() }
            let response = try await server.client.stream(
                Request(method: "POST", path: "/refuse"),
                body: body
            ) { _ in Issue.record("a refusal is no stream") }
            #expect(response.status == 415)
        }
    }

    @Test func `a responder may be done before the body is`() async throws {
        try await TestServer.run(router) { server in
            let (body, part) = AsyncStream.makeStream(of: [UInt8].self)
            part.yield([1])
            defer { part.finish() }
            var received = 0
            let response = try await server.client.stream(
                Request(method: "POST", path: "/flood", query: "n=2"),
                body: body
            ) { received += $0.count }
            #expect(response.status == 200)
            #expect(received == 2 * Flood.piece.count)
        }
    }

    @Test func `a malformed chunk ends a stream that has begun`() async throws {
        try await TestServer.run(router) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(
                    "POST /stream HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n"
                )
                try await connection.send("zzz\r\n")
                let text = await connection.readToEnd()
                #expect(!text.hasSuffix("0\r\n\r\n"))
                #expect(text.components(separatedBy: "HTTP/1.1").count == 2)
            }
            #expect(server.observer.finished.map(\.status) == [FinishedRequest.abandoned])
        }
    }

    // MARK: Back-pressure

    @Test func `a stream whose body stands still is given up`() async throws {
        let settings = ServerConfiguration.with(\.limits.request, .milliseconds(100))
        try await TestServer.run(router, settings) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(
                    "POST /stream HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2\r\nab\r\n"
                )
                // The end of an answer would be a chunk of nothing.
                #expect(await !connection.readToEnd().hasSuffix("0\r\n\r\n"))
            }
        }
    }

    @Test func `output waits for a slow reader`() async throws {
        let pieces = 500
        try await TestServer.run(router) { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(
                    "POST /flood?n=\(pieces) HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\n\r\n"
                )
                let made = try await countAtRest(server)
                #expect(made < 50, "of \(pieces)")
                #expect(await connection.countToEnd() > pieces * Flood.piece.count)
                #expect(count.count == pieces)
            }
        }
    }

    @Test func `input waits for a slow reader`() async throws {
        let pieces = 500
        try await TestServer.run(router) { server in
            try await RawConnection.open(server.path) { connection in
                let total = pieces * Flood.piece.count
                try await connection.send(
                    "POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: \(total)\r\n"
                        + "Connection: close\r\n\r\n"
                )
                let output = connection.output
                try await withThrowingTaskGroup { tasks in
                    tasks.addTask {
                        for _ in 0..<pieces {
                            try await output.write(ByteBuffer(bytes: Flood.piece))
                        }
                    }
                    let taken = try await countAtRest(server)
                    #expect(taken < 50 * Flood.piece.count, "of \(total)")
                    #expect(await connection.countToEnd() > total)
                    #expect(count.count == total)
                    try await tasks.waitForAll()
                }
            }
        }
    }

    /// The count once it has begun and then stood still while other requests were answered.
    private func countAtRest(_ server: TestServer) async throws -> Int {
        var last = -1
        var still = 0
        while still < 20 {
            _ = try await server.client.send(Request(method: "GET", path: "/plain"))
            let now = count.count
            still = now == last && now > 0 ? still + 1 : 0
            last = now
        }
        return last
    }
}
