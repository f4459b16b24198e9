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
        setReading(false, context.channel)
        let bound = context.loopBound
        let brake = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.pause) {
            brake.value.setReading(true, bound.value.channel)
        }
    }

    private func setReading(_ isReading: Bool, _ channel: any Channel) {
        do {
            try channel.syncOptions?.setOption(.autoRead, value: isReading)
        } catch ChannelError.ioOnClosedChannel {
            // A channel that is closed has nothing to read any more.
        } catch {
            logger.error("cannot let the socket rest", metadata: ["reason": "\(error)"])
        }
    }
}
