import Logging
import NIOCore

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
    let writer = ResponseWriter()

    /// The response for a refusal, with the fields that HTTP asks for.
    func response(for failure: HTTPFailure) -> Response {
        var response = failureBody(failure)
        response.status = failure.status
        if failure.code == .methodNotAllowed {
            response.headers["Allow"] = failure.allowedMethods.joined(separator: ", ")
        }
        if let seconds = failure.retryAfter { response.headers["Retry-After"] = "\(seconds)" }
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
        case .accepted(let isStopping):
            logger.info("connection", metadata: peer?.metadata)
            let handler = ConnectionHandler(self, peer: peer)
            if isStopping { handler.prepareToStop() }
            try pipeline.addHandler(handler)
            observer.connectionOpened()
            channel.closeFuture.whenComplete { _ in
                registry.remove(channel)
                observer.connectionClosed()
            }
        case .full(let mayLinger):
            observer.connectionRefused()
            logger.warning("connection refused: too many are open", metadata: peer?.metadata)
            try refuse(channel, Self.full, lingers: mayLinger)
        case .stopping:
            try refuse(channel, Self.stopping, lingers: false)
        }
    }

    private func refuse(_ channel: any Channel, _ failure: HTTPFailure, lingers: Bool) throws {
        let response = writer.whole(response(for: failure), .init(), channel.allocator)
        if lingers { channel.closeFuture.whenComplete { _ in registry.removeRefused() } }
        try channel.pipeline.syncOperations.addHandler(RefusalHandler(response, lingers: lingers))
    }

    private static let full = HTTPFailure(.unavailable, "too many connections are open")
    /// For whoever comes while the server stops.
    static let stopping = HTTPFailure(.unavailable, "the server is stopping")
}

/// Sends one response as soon as the connection is there, and closes it.
///
/// If there is room for it, the connection stays open a little for what the peer is sending: it
/// would otherwise fail to send, and not come to read why.
private final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let patience = TimeAmount.seconds(1)
    private let response: ByteBuffer
    private let lingers: Bool

    init(_ response: ByteBuffer, lingers: Bool) {
        self.response = response
        self.lingers = lingers
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(response), promise: nil)
        guard lingers else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        let bound = context.loopBound
        let end = context.eventLoop.scheduleTask(in: Self.patience) {
            bound.value.close(promise: nil)
        }
        context.channel.closeFuture.whenComplete { _ in end.cancel() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
