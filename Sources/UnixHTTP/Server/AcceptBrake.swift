import Logging
import NIOCore

/// Lets a listening socket rest when no connection can be accepted, as without descriptors.
///
/// The library's own handler only holds back requests to read: the socket stays registered, and a
/// connection that waits would be asked for as fast as the processor can.
final class AcceptBrake: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private static let pause = TimeAmount.milliseconds(200)
    private let logger: Logger
    private var lastTold: NIODeadline?

    /// Describes a brake that tells of its use once a minute.
    init(_ logger: Logger) { self.logger = logger }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let now = NIODeadline.now()
        if lastTold.map({ now > $0 + .minutes(1) }) ?? true {
            lastTold = now
            logger.error("cannot accept connections", metadata: ["reason": "\(error)"])
        }
        guard let options = context.channel.syncOptions,
            (try? options.setOption(.autoRead, value: false)) != nil
        else { return }
        let bound = context.loopBound
        context.eventLoop.scheduleTask(in: Self.pause) {
            // A channel that is closed by then has nothing to read any more.
            try? bound.value.channel.syncOptions?.setOption(.autoRead, value: true)
        }
    }
}
