import NIOCore

/// One connection: takes requests apart from each other, and sends their responses in order.
///
/// A request is taken off the input only when the response to the one before has ended, so there is
/// never more than one exchange. What has arrived meanwhile waits in ``input``, and what has not,
/// in the kernel.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How far the exchange has come.
    enum Phase {
        /// Between two requests, or in the head of one.
        case idle
        /// The body is arriving.
        case collecting(Exchange, Router.Route)
        /// The body is arriving and of no use; the failure is sent when it ends.
        case refusing(Exchange, HTTPFailure)
        /// The request is complete and waits for the peer to take earlier responses.
        case ready(Exchange, Router.Handler)
        /// A background handler is at it.
        case running(Exchange)
        /// A responder is at it.
        case streaming(StreamExchange)
        /// The last response is on its way, or the connection is gone.
        case closing
    }

    /// How long a connection works before the others of its loop get their turn.
    private static let turn = TimeAmount.milliseconds(1)
    /// So many bytes may wait for their turn before no more are read.
    private static let waitingInput = 64 << 10

    let core: ServerCore
    /// Who has connected.
    let peer: Peer?
    var phase = Phase.idle
    /// Set while the handler is in its pipeline.
    var context: ChannelHandlerContext?
    var parser: RequestParser
    /// What has arrived and is not yet taken apart.
    var input = ByteBuffer()
    /// Whether the peer has said that it will send no more.
    var inputIsClosed = false
    /// Whether the server is about to stop.
    var isDraining: Bool { clock.stopsAt != nil }
    /// What is known of the passing of time.
    var clock = ConnectionClock()
    /// Whether a read is held back because its bytes could not be used yet.
    private var holdsRead = false
    /// Whether a batch of reads is being delivered, at the end of which there will be a flush.
    private var isReading = false
    /// Whether ``work()`` is on the stack, to keep exchanges from nesting in it.
    private var isWorking = false
    /// Whether the work goes on by itself in a moment.
    private var isScheduled = false

    init(_ core: ServerCore, peer: Peer?) {
        self.core = core
        self.peer = peer
        parser = RequestParser(limits: core.limits.parser)
    }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        arm()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        clock.cancel()
        abandon()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { giveUp(context) }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            inputIsClosed = true
            if clock.flushedAt != nil { context.close(promise: nil) }
            work()
        case is ServerStops:
            prepareToStop()
            arm()
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Lets the connection end after what is under way.
    func prepareToStop() { clock.stopsAt = .now() }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        clock.lastRead = .now()
        if case .closing = phase { return }
        var buffer = unwrapInboundIn(data)
        if input.readableBytes == 0 {
            input = buffer
        } else {
            // Without it, a connection that always has a beginning left would only grow.
            input.discardReadBytes()
            input.writeBuffer(&buffer)
        }
        work()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.flush()
        arm()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if wantsMore { context.read() } else { holdsRead = true }
    }

    /// Whether further bytes could be used, or dropped, at once.
    private var wantsMore: Bool {
        switch phase {
        case .closing: true
        case .streaming(let stream) where !stream.wantsInput: false
        default: input.readableBytes < Self.waitingInput
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { work() }
        context.fireChannelWritabilityChanged()
    }

    // MARK: Working

    /// Goes on with the exchange, and with those that come to light when it ends, until there is
    /// nothing to do, the peer does not take what there is, or the turn is over.
    func work() {
        guard !isWorking, !isScheduled else { return }
        isWorking = true
        defer { isWorking = false }
        let end = NIODeadline.now() + Self.turn
        while let context, step(context) {
            if NIODeadline.now() >= end {
                goOnLater(context)
                break
            }
        }
        guard let context else { return }
        if input.readableBytes == 0 { input = ByteBuffer() }
        // During a batch of reads there may be more to send at its end.
        if !isReading {
            context.flush()
            arm()
        }
        if holdsRead, wantsMore {
            holdsRead = false
            context.read()
        }
    }

    /// Takes one step; `false` if nothing can be done before something happens.
    private func step(_ context: ChannelHandlerContext) -> Bool {
        switch phase {
        case .idle, .collecting, .refusing:
            return takePart(context)
        case .ready(let exchange, .immediate(let answer)):
            guard hasRoom(context) else { return false }
            send(answer(exchange.request), exchange)
            return true
        case .ready(let exchange, .background(let answer)):
            guard hasRoom(context) else { return false }
            runInBackground(exchange, answer, context)
            return true
        case .streaming(let stream):
            if stream.wantsInput, !stream.inputHasEnded { return takePart(context) }
            return hasRoom(context) && advance(stream, context)
        case .ready(_, .stream), .running, .closing:
            return false
        }
    }

    /// Takes the next part of a request off the input; `false` if it has not arrived.
    private func takePart(_ context: ChannelHandlerContext) -> Bool {
        do throws(HTTPFailure) {
            guard let part = try parser.next(&input) else {
                if inputIsClosed { leave(context) }
                return false
            }
            switch part {
            case .head(let head): begin(head)
            case .body(let buffer): take(buffer)
            case .end: end()
            }
            return true
        } catch {
            refuse(error, context)
            return true
        }
    }

    /// Whether the peer takes more output; if not, ``channelWritabilityChanged(context:)`` comes.
    private func hasRoom(_ context: ChannelHandlerContext) -> Bool {
        if !context.channel.isWritable { context.flush() }
        return context.channel.isWritable
    }

    /// Lets the other connections of the loop have their turn.
    private func goOnLater(_ context: ChannelHandlerContext) {
        isScheduled = true
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.execute {
            handler.value.isScheduled = false
            handler.value.work()
        }
    }

    // MARK: Ending

    /// Answers with a failure, if there is a place for an answer, and closes.
    func refuse(_ failure: HTTPFailure, _ context: ChannelHandlerContext) {
        switch phase {
        case .idle: fail(Exchange(unreadableFrom: peer, at: .now()), failure)
        case .collecting(let exchange, _), .refusing(let exchange, _), .running(let exchange):
            fail(exchange, failure)
        case .streaming, .ready, .closing:
            // The response has begun: there is no place for a failure.
            giveUp(context)
        }
    }

    /// Closes because no more requests will come; earlier responses may still be on their way.
    private func leave(_ context: ChannelHandlerContext) {
        guard case .idle = phase else { return giveUp(context) }
        phase = .closing
        write(ByteBuffer(), context, thenClose: .all)
    }

    /// Closes without another word.
    func giveUp(_ context: ChannelHandlerContext) {
        abandon()
        context.close(promise: nil)
    }

    /// Gives up what is going on; nothing more will be written.
    func abandon() {
        let exchange: Exchange?
        switch phase {
        case .idle, .closing: exchange = nil
        case .collecting(let current, _), .refusing(let current, _), .ready(let current, _),
            .running(let current):
            exchange = current
        case .streaming(let stream): exchange = stream.exchange
        }
        phase = .closing
        guard var exchange else { return }
        exchange.status = FinishedRequest.abandoned
        core.observer.requestFinished(exchange.finished(at: .now()))
    }
}

/// Tells the connections that the server is about to stop.
struct ServerStops: Sendable {}
