import NIOCore

extension ConnectionHandler {
    /// Writes a whole response without flushing it, and becomes idle, or closes after it.
    ///
    /// Where bytes of the request may be under way, only the writing side is closed at first: a peer
    /// that is still sending would otherwise fail before it reads the response.
    func send(_ response: Response, _ exchange: Exchange, lingers: Bool = false) {
        guard let context else { return }
        var exchange = exchange
        exchange.status = response.status
        var terms = terms(exchange)
        terms.keepsAlive = survives(exchange)
        if !terms.isHead { exchange.responseBytes = response.body.count }
        becomeIdle(orClose: !terms.keepsAlive)
        core.observer.requestFinished(exchange.finished(at: .now()))
        let bytes = core.writer.whole(response, terms, context.channel.allocator)
        if terms.keepsAlive {
            write(bytes, context)
        } else {
            write(bytes, context, thenClose: lingers ? .output : .all)
        }
    }

    /// Answers with a failure at once, whatever else is to be read, and closes.
    func fail(_ exchange: Exchange, _ failure: HTTPFailure) {
        var exchange = exchange
        exchange.keepsAlive = false
        send(core.response(for: failure), exchange, lingers: true)
    }

    private func terms(_ exchange: Exchange) -> ResponseWriter.Terms {
        ResponseWriter.Terms(
            isBefore11: exchange.isBefore11,
            keepsAlive: exchange.keepsAlive,
            isHead: exchange.request.method == "HEAD",
            trace: exchange.trace
        )
    }

    private func becomeIdle(orClose closes: Bool) {
        phase = closes ? .closing : .idle
        clock.idleSince = .now()
    }

    /// Writes bytes without flushing them.
    func write(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        clock.written += bytes.readableBytes
        context.write(wrapOutboundOut(bytes), promise: nil)
    }

    /// Writes the last bytes, and closes when the peer has taken them.
    ///
    /// They are flushed here, for the rest of a batch of reads may never come.
    func write(
        _ bytes: ByteBuffer,
        _ context: ChannelHandlerContext,
        thenClose mode: CloseMode
    ) {
        clock.written += bytes.readableBytes
        let promise = context.eventLoop.makePromise(of: Void.self)
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        promise.futureResult.whenSuccess { handler.value.close(mode) }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: promise)
    }

    private func close(_ mode: CloseMode) {
        guard let context else { return }
        clock.flushedAt = .now()
        context.close(mode: inputIsClosed ? .all : mode, promise: nil)
        arm()
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

    init(_ exchange: Exchange, _ responder: any StreamResponder) {
        self.exchange = exchange
        self.responder = responder
    }
}

extension ConnectionHandler {
    /// Begins the answer of a streaming route.
    func openStream(_ exchange: Exchange, _ decision: StreamDecision, _ expectsContinue: Bool) {
        switch decision {
        case .refuse(let response):
            // The body is not wanted, and waiting for its end could take for ever.
            var exchange = exchange
            exchange.keepsAlive = false
            send(response, exchange, lingers: true)
        case .accept(let contentType, let responder):
            if expectsContinue { sendContinue() }
            var exchange = exchange
            // Before HTTP/1.1 only the end of the connection can end a body of unknown length.
            if exchange.isBefore11 || isDraining { exchange.keepsAlive = false }
            exchange.status = 200
            phase = .streaming(StreamExchange(exchange, responder))
            guard let context else { return }
            let allocator = context.channel.allocator
            write(
                core.writer.stream(contentType: contentType, terms(exchange), allocator),
                context
            )
        }
    }

    /// Lets the responder take a step; `false` if it has to wait for input.
    func advance(_ stream: StreamExchange, _ context: ChannelHandlerContext) -> Bool {
        switch stream.responder.next() {
        case .output(let bytes):
            write(bytes, stream, context)
        case .needsInput where !stream.inputHasEnded:
            stream.wantsInput = true
            clock.lastRead = .now()
            // What has been answered so far may be what the peer waits for.
            context.flush()
        case .needsInput, .finished:
            finish(stream, context)
        }
        return true
    }

    private func write(_ bytes: [UInt8], _ stream: StreamExchange, _ context: ChannelHandlerContext)
    {
        // An empty chunk would end the answer.
        if bytes.isEmpty { return }
        stream.exchange.responseBytes += bytes.count
        let allocator = context.channel.allocator
        write(core.writer.piece(bytes, terms(stream.exchange), allocator), context)
    }

    private func finish(_ stream: StreamExchange, _ context: ChannelHandlerContext) {
        let keepsAlive = stream.inputHasEnded && survives(stream.exchange)
        core.observer.requestFinished(stream.exchange.finished(at: .now()))
        becomeIdle(orClose: !keepsAlive)
        let end = core.writer.end(terms(stream.exchange), context.channel.allocator)
        if keepsAlive {
            write(end, context)
        } else {
            write(end, context, thenClose: stream.inputHasEnded ? .all : .output)
        }
    }
}
