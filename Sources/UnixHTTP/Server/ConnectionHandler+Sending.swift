import NIOCore
import NIOHTTP1

extension ConnectionHandler {
    /// Writes a whole response without flushing it, and becomes idle, or closes after it.
    func send(_ response: Response, _ exchange: Exchange) {
        guard let context else { return }
        var exchange = exchange
        exchange.status = response.status
        let keepsAlive = survives(exchange)
        let head = ResponseHead.make(
            response,
            version: exchange.version,
            keepsAlive: keepsAlive
        )
        // Before the end is written: that may deliver the next request.
        phase = keepsAlive ? .idle : .closing
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if exchange.request.method != "HEAD", !response.body.isEmpty {
            exchange.responseBytes = response.body.count
            let buffer = context.channel.allocator.buffer(bytes: response.body)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        core.observer.requestFinished(exchange.finished(at: .now()))
        writeEnd(context, closes: !keepsAlive)
    }

    /// Answers with a failure at once, whatever else is to be read, and closes.
    func fail(_ exchange: Exchange, _ failure: HTTPFailure) {
        var exchange = exchange
        exchange.keepsAlive = false
        send(core.response(for: failure), exchange)
    }

    /// Writes the end of a response.
    ///
    /// A response after which the connection closes is flushed here, for the rest of a batch of
    /// reads may never come.
    func writeEnd(_ context: ChannelHandlerContext, closes: Bool) {
        guard closes else {
            context.write(wrapOutboundOut(.end(nil)), promise: nil)
            return
        }
        let promise = context.eventLoop.makePromise(of: Void.self)
        let bound = context.loopBound
        promise.futureResult.whenComplete { _ in bound.value.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: promise)
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

// MARK: Streams

/// An exchange whose body and answer are both under way.
final class StreamExchange {
    var exchange: Exchange
    var responder: any StreamResponder
    /// Whether the responder has asked for input and not had any since.
    var wantsInput = true
    /// Whether the body is complete.
    var inputHasEnded = false
    /// When the responder has worked long enough in one go.
    var turnEnd: NIODeadline?
    /// Whether the work goes on by itself in a moment.
    var isScheduled = false

    init(_ exchange: Exchange, _ responder: any StreamResponder) {
        self.exchange = exchange
        self.responder = responder
    }
}

extension ConnectionHandler {
    /// How long a stream works before other connections get their turn.
    private static let turn = TimeAmount.milliseconds(1)

    /// Begins the answer of a streaming route.
    func openStream(_ exchange: Exchange, _ decision: StreamDecision, _ expectsContinue: Bool) {
        switch decision {
        case .refuse(let response):
            // The body is not wanted, and waiting for its end could take for ever.
            var exchange = exchange
            exchange.keepsAlive = false
            send(response, exchange)
        case .accept(let contentType, let responder):
            if expectsContinue { sendContinue() }
            var exchange = exchange
            // Before HTTP/1.1 only the end of the connection can end a body of unknown length.
            if exchange.version.isBefore11 { exchange.keepsAlive = false }
            exchange.status = 200
            let head = ResponseHead.stream(
                contentType: contentType,
                version: exchange.version,
                keepsAlive: survives(exchange)
            )
            phase = .streaming(StreamExchange(exchange, responder))
            context?.write(wrapOutboundOut(.head(head)), promise: nil)
        }
    }

    /// Lets the responder take a step; `false` if it has to wait for input or for its turn.
    func advance(_ stream: StreamExchange, _ context: ChannelHandlerContext) -> Bool {
        if stream.isScheduled { return false }
        let now = NIODeadline.now()
        let end = stream.turnEnd ?? now + Self.turn
        stream.turnEnd = end
        switch stream.responder.next() {
        case .output(let bytes):
            write(bytes, stream, context)
            if now < end { return true }
            yield(stream, context)
            return false
        case .needsInput where !stream.inputHasEnded:
            stream.turnEnd = nil
            askForInput(stream, context)
            // Asking may have brought some already.
            return !stream.wantsInput || stream.inputHasEnded
        case .needsInput, .finished:
            finish(stream, context)
            return true
        }
    }

    private func write(_ bytes: [UInt8], _ stream: StreamExchange, _ context: ChannelHandlerContext)
    {
        // An empty chunk would end the answer.
        if bytes.isEmpty { return }
        stream.exchange.responseBytes += bytes.count
        let buffer = context.channel.allocator.buffer(bytes: bytes)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }

    private func askForInput(_ stream: StreamExchange, _ context: ChannelHandlerContext) {
        stream.wantsInput = true
        context.flush()
        releaseRead(context)
    }

    /// Goes on in a moment, after the other connections of the loop.
    private func yield(_ stream: StreamExchange, _ context: ChannelHandlerContext) {
        context.flush()
        lastProgress = .now()
        stream.isScheduled = true
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.execute {
            guard case .streaming(let stream) = handler.value.phase else { return }
            stream.isScheduled = false
            stream.turnEnd = nil
            handler.value.work()
        }
    }

    private func finish(_ stream: StreamExchange, _ context: ChannelHandlerContext) {
        let keepsAlive = survives(stream.exchange) && stream.inputHasEnded
        core.observer.requestFinished(stream.exchange.finished(at: .now()))
        phase = keepsAlive ? .idle : .closing
        writeEnd(context, closes: !keepsAlive)
        releaseRead(context)
    }

    private func releaseRead(_ context: ChannelHandlerContext) {
        guard holdsRead else { return }
        holdsRead = false
        context.read()
    }
}
