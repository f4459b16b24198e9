import NIOCore
import NIOHTTP1
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Asks a server behind a Unix socket; every request has a connection of its own.
package struct UnixHTTPClient: Sendable {
    private typealias Connection = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    private let path: String
    private let timeout: Duration
    private let responseLimit: Int

    /// Describes a client; nothing is opened before the first request.
    ///
    /// - Parameters:
    ///   - path: The socket file.
    ///   - timeout: How long a request may take that is not a stream.
    ///   - responseLimit: The largest body that is collected, in bytes.
    package init(path: String, timeout: Duration = .seconds(30), responseLimit: Int = 64 << 20) {
        self.path = path
        self.timeout = timeout
        self.responseLimit = responseLimit
    }

    /// Sends a request and collects the response, whatever its status.
    package func send(_ request: Request) async throws(ClientError) -> Response {
        let (body, part) = AsyncStream.makeStream(of: [UInt8].self)
        if !request.body.isEmpty { part.yield(request.body) }
        part.finish()
        let connection = try await connect()
        let failure = ExchangeFailure()
        let channel = connection.channel
        let timer = channel.eventLoop.scheduleTask(in: TimeAmount(timeout)) { [path] in
            failure.set(.timedOut(path: path))
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        let length = request.body.count
        return try await exchange(request, length, body, connection, failure, collects: true) { _ in
        }
    }

    /// Sends a body while it comes into being, and hands over the response while it arrives.
    ///
    /// There is no time limit. Whoever wants to stop cancels the task; so does the end of the
    /// response, after which `body` is not asked any more and has to heed the cancellation.
    ///
    /// - Parameters:
    ///   - request: Method, path and header; its own body is not sent.
    ///   - body: The parts of the body. The next one is asked for when the last has been taken.
    ///   - receive: Is given the parts of the body of a successful response, one after the other.
    /// - Returns: The response; its body is empty if it was a success, and whole otherwise.
    /// - Throws: ``ClientError``; `interrupted` if `body` or `receive` throws.
    package func stream<Body: AsyncSequence & Sendable>(
        _ request: Request,
        body: Body,
        receive: ([UInt8]) async throws -> Void
    ) async throws(ClientError) -> Response where Body.Element == [UInt8] {
        let connection = try await connect()
        let failure = ExchangeFailure()
        return try await exchange(request, nil, body, connection, failure, collects: false) {
            part in
            try await receive(part)
        }
    }

    // MARK: Connecting

    private func connect() async throws(ClientError) -> Connection {
        guard (1...SocketReservation.longestPath).contains(path.utf8.count) else {
            throw .unreachable(path: path, reason: .badPath)
        }
        do {
            return try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(unixDomainSocketPath: path) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        return try Connection(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw connectionFailure(error)
        }
    }

    private func connectionFailure(_ error: any Error) -> ClientError {
        guard let error = error as? IOError else {
            return .unreachable(path: path, reason: .other("\(error)"))
        }
        return switch error.errnoCode {
        case ENOENT, ENOTDIR: .unreachable(path: path, reason: .noSocket)
        case ECONNREFUSED, ENOTSOCK: .unreachable(path: path, reason: .noServer)
        case EAGAIN: .unreachable(path: path, reason: .busy)
        case EACCES, EPERM: .permissionDenied(path: path)
        default: .unreachable(path: path, reason: .other(error.description))
        }
    }

    // MARK: Exchanging

    private func exchange<Body: AsyncSequence & Sendable>(
        _ request: Request,
        _ length: Int?,
        _ body: Body,
        _ connection: Connection,
        _ failure: ExchangeFailure,
        collects: Bool,
        receive: ([UInt8]) async throws -> Void
    ) async throws(ClientError) -> Response where Body.Element == [UInt8] {
        let head = requestHead(request, length)
        let channel = connection.channel
        do {
            return try await connection.executeThenClose { inbound, outbound in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        await Self.write(head, body, to: outbound, channel, failure)
                    }
                    defer { group.cancelAll() }
                    return try await read(inbound, collects: collects, receive)
                }
            }
        } catch {
            throw failure.first ?? exchangeFailure(error)
        }
    }

    private func requestHead(_ request: Request, _ length: Int?) -> HTTPRequestHead {
        let target = request.query.isEmpty ? request.path : request.path + "?" + request.query
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: target,
            headers: request.headers.fields
        )
        head.headers.replaceOrAdd(name: "Host", value: "localhost")
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        if let length {
            head.headers.replaceOrAdd(name: "Content-Length", value: String(length))
        } else {
            head.headers.replaceOrAdd(name: "Transfer-Encoding", value: "chunked")
        }
        return head
    }

    /// Writes the request.
    ///
    /// A peer that does not take it has said why, or hung up; either is the business of who reads.
    private static func write<Body: AsyncSequence & Sendable>(
        _ head: HTTPRequestHead,
        _ body: Body,
        to outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>,
        _ channel: any Channel,
        _ failure: ExchangeFailure
    ) async where Body.Element == [UInt8] {
        do {
            try await outbound.write(.head(head))
            var parts = body.makeAsyncIterator()
            while let part = try await next(&parts, channel, failure) {
                if part.isEmpty { continue }
                try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: part))))
            }
            if failure.first == nil { try await outbound.write(.end(nil)) }
        } catch {}
    }

    /// The next part of a body; the failure of a body ends the exchange.
    private static func next<Parts: AsyncIteratorProtocol>(
        _ parts: inout Parts,
        _ channel: any Channel,
        _ failure: ExchangeFailure
    ) async throws -> [UInt8]? where Parts.Element == [UInt8] {
        do {
            return try await parts.next(isolation: #isolation)
        } catch {
            failure.set(.interrupted(detail: "\(error)"))
            channel.close(promise: nil)
            throw error
        }
    }

    private func read(
        _ inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>,
        collects: Bool,
        _ receive: ([UInt8]) async throws -> Void
    ) async throws -> Response {
        var response = Response()
        for try await part in inbound {
            switch part {
            case .head(let head):
                response.status = Int(head.status.code)
                response.headers = HeaderFields(head.headers)
                response.contentType = head.headers.first(name: "Content-Type")
            case .body(let buffer):
                if !collects, response.isSuccess {
                    try await receive(Array(buffer.readableBytesView))
                    continue
                }
                response.body.append(contentsOf: buffer.readableBytesView)
                guard response.body.count <= responseLimit else {
                    throw ClientError.responseTooLarge(path: path, limit: responseLimit)
                }
            case .end:
                return response
            }
        }
        try Task.checkCancellation()
        throw ClientError.closedEarly(path: path)
    }

    private func exchangeFailure(_ error: any Error) -> ClientError {
        switch error {
        case let error as ClientError: error
        case HTTPParserError.invalidEOFState: .closedEarly(path: path)
        case let error as HTTPParserError: .badResponse(path: path, detail: "\(error)")
        case is ChannelError, is IOError: .closedEarly(path: path)
        case is CancellationError: .interrupted(detail: "cancelled")
        default: .interrupted(detail: "\(error)")
        }
    }
}
