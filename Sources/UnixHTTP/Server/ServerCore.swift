import Logging
import NIOCore
import NIOHTTP1

/// What all connections of a server share.
struct ServerCore: Sendable {
    let router: Router
    let limits: ServerConfiguration.Limits
    let observer: any ServerObserver
    let failureBody: @Sendable (HTTPFailure) -> Response
    let registry: ConnectionRegistry
    let background: BackgroundWork
    /// Whether the peers' supplementary groups are wanted.
    let asksForGroups: Bool
    let logger: Logger

    /// The response for a refusal, with `Allow` where HTTP asks for it.
    func response(for failure: HTTPFailure) -> Response {
        var response = failureBody(failure)
        response.status = failure.status
        if failure.code == .methodNotAllowed {
            let methods = failure.allowedMethods.joined(separator: ", ")
            response.headers["Allow"] = methods
        }
        if failure.code == .unavailable {
            response.headers["Retry-After"] = "1"
        }
        return response
    }

    /// Sets up an accepted connection: admits it, or answers 503 without reading anything.
    func initialize(_ channel: any Channel) -> EventLoopFuture<Void> {
        PeerCredentials.peer(of: channel, withGroups: asksForGroups).flatMapThrowing { peer in
            try admit(channel, from: peer)
        }
    }

    private func admit(_ channel: any Channel, from peer: Peer?) throws {
        let pipeline = channel.pipeline.syncOperations
        switch registry.admit(channel) {
        case .accepted:
            logger.info("connection", metadata: peer?.metadata)
            var decoder = NIOHTTPDecoderLimitConfiguration()
            decoder.maxHeaderListSize = limits.header
            decoder.maxHeaderFieldSize = limits.header
            decoder.maxHeaderFieldCount = limits.headerFields
            try pipeline.configureHTTPServerPipeline(
                withErrorHandling: false,
                withEncoderConfiguration: HTTPResponseEncoder.Configuration(),
                withDecoderLimitConfiguration: decoder
            )
            try pipeline.addHandler(ConnectionHandler(self, peer: peer))
            observer.connectionOpened()
            channel.closeFuture.whenComplete { _ in
                registry.remove(channel)
                observer.connectionClosed()
            }
        case .full:
            observer.connectionRefused()
            logger.warning("connection refused: too many are open", metadata: peer?.metadata)
            try pipeline.addHandler(HTTPResponseEncoder())
            try pipeline.addHandler(RefusalHandler(response(for: Self.full)))
        case .stopping:
            try pipeline.addHandler(HTTPResponseEncoder())
            try pipeline.addHandler(RefusalHandler(response(for: Self.stopping)))
        }
    }

    private static let full = HTTPFailure(.unavailable, "too many connections are open")
    /// For whoever comes while the server stops.
    static let stopping = HTTPFailure(.unavailable, "the server is stopping")
}

/// Sends one response as soon as the connection is there, and closes it.
private final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    private let response: Response

    init(_ response: Response) { self.response = response }

    func channelActive(context: ChannelHandlerContext) {
        let head = ResponseHead.make(response, version: .http1_1, keepsAlive: false)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let body = context.channel.allocator.buffer(bytes: response.body)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}

/// Header fields that the server is responsible for.
enum ResponseHead {
    /// The header of a response whose body is known.
    static func make(_ response: Response, version: HTTPVersion, keepsAlive: Bool)
        -> HTTPResponseHead
    {
        var head = start(
            response.status,
            response.contentType,
            response.headers,
            version,
            keepsAlive
        )
        if response.status != 204, response.status != 304 {
            let length = String(response.body.count)
            head.headers.replaceOrAdd(name: "Content-Length", value: length)
        }
        return head
    }

    /// The header of a response whose body is still to come.
    static func stream(contentType: String, version: HTTPVersion, keepsAlive: Bool)
        -> HTTPResponseHead
    {
        var head = start(200, contentType, [:], version, keepsAlive)
        if !version.isBefore11 { head.headers.add(name: "Transfer-Encoding", value: "chunked") }
        return head
    }

    private static func start(
        _ status: Int,
        _ contentType: String?,
        _ fields: HeaderFields,
        _ version: HTTPVersion,
        _ keepsAlive: Bool
    ) -> HTTPResponseHead {
        var head = HTTPResponseHead(
            version: version.isBefore11 ? version : .http1_1,
            status: HTTPResponseStatus(statusCode: status),
            headers: fields.fields
        )
        if let contentType { head.headers.replaceOrAdd(name: "Content-Type", value: contentType) }
        if !keepsAlive {
            head.headers.replaceOrAdd(name: "Connection", value: "close")
        } else if version.isBefore11 {
            head.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
        }
        return head
    }
}

extension HTTPVersion {
    /// Whether the peer knows neither chunks nor, unasked, keeping a connection.
    var isBefore11: Bool { (major, minor) < (1, 1) }
}
