import Foundation
import NIOCore
import NIOPosix
import Testing
import UnixHTTP

/// Answers every connection with the same bytes after the first it reads, and closes it.
private final class CannedAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let text: String

    init(_ text: String) { self.text = text }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = context.channel.allocator.buffer(string: text)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        context.close(promise: nil)
    }
}

@Suite(.timeLimit(.minutes(1))) struct ClientTests {
    private let request = Request(method: "POST", path: "/x", body: [1])

    @Test func `a server that is not there is told from one that is dead`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            let client = UnixHTTPClient(path: path)
            await #expect(throws: ClientError.unreachable(path: path, reason: .noSocket)) {
                try await client.send(request)
            }
            try Data().write(to: URL(filePath: path))
            await #expect(throws: ClientError.unreachable(path: path, reason: .noServer)) {
                try await client.send(request)
            }
        }
        let long = "/" + String(repeating: "x", count: 107)
        await #expect(throws: ClientError.unreachable(path: long, reason: .badPath)) {
            try await UnixHTTPClient(path: long).send(request)
        }
    }

    @Test(.enabled("the superuser may connect anywhere") { NSUserName() != "root" })
    func `a socket that is not for us is told from one that is not there`() async throws {
        try await TestServer.run(.sample, .with(\.mode, 0)) { server in
            await #expect(throws: ClientError.permissionDenied(path: server.path)) {
                try await server.client.send(request)
            }
        }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    ])
    func `an answer that stops early is no answer`(_ answer: String) async throws {
        try await withAnswer(answer) { client, path in
            await #expect(throws: ClientError.closedEarly(path: path)) {
                try await client.send(request)
            }
        }
    }

    @Test(arguments: ["rubbish\r\n\r\n", "SSH-2.0-x\r\n", "HTTP/1.1 abc\r\n\r\n"])
    func `an answer in another language is no answer`(_ answer: String) async throws {
        try await withAnswer(answer) { client, path in
            let error = await #expect(throws: ClientError.self) { try await client.send(request) }
            guard case .badResponse(path, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func `an answer may be as long as the connection`() async throws {
        try await withAnswer("HTTP/1.1 201 Created\r\nA: b\r\n\r\nuntil the end") { client, _ in
            let response = try await client.send(request)
            #expect(response.status == 201)
            #expect(response.headers["a"] == "b")
            #expect(response.text == "until the end")
        }
    }

    @Test func `an early answer counts although the body was not taken`() async throws {
        let settings = ServerConfiguration.with(\.limits.body, 10)
        try await TestServer.run(.sample, settings) { server in
            let body = [UInt8](repeating: 0, count: 4 << 20)
            let request = Request(method: "POST", path: "/echo", body: body)
            let response = try await server.client.send(request)
            #expect(response.status == 413)
        }
    }

    @Test func `an answer over the limit is not collected`() async throws {
        try await TestServer.run { server in
            let client = UnixHTTPClient(path: server.path, responseLimit: 10)
            let request = Request(method: "POST", path: "/echo", body: Array("12345678901".utf8))
            await #expect(
                throws: ClientError.responseTooLarge(path: server.path, limit: 10)
            ) {
                try await client.send(request)
            }
        }
    }

    @Test func `a body that fails ends the exchange`() async throws {
        struct Broken: Error {}
        try await TestServer.run { server in
            let body = AsyncThrowingStream<[UInt8], any Error> { $0.finish(throwing: Broken()) }
            await #expect(throws: ClientError.interrupted(detail: "Broken()")) {
                try await server.client.stream(
                    Request(method: "POST", path: "/echo"),
                    body: body
                ) { _ in }
            }
        }
    }

    private func withAnswer(
        _ answer: String,
        _ body: (UnixHTTPClient, String) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/s"
            let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(CannedAnswer(answer))
                    }
                }
                .bind(unixDomainSocketPath: path)
                .get()
            try await body(UnixHTTPClient(path: path), path)
            try await server.close()
        }
    }
}
