import NIOCore
import NIOHTTP1

/// One connection: takes requests apart from each other, and sends their responses in order.
///
/// The pipelining handler in front of it holds back the next request until the response to this
/// one has ended, so there is never more than one exchange.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How far the exchange has come.
    enum Phase {
        /// Between two requests.
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

    let core: ServerCore
    /// Who has connected.
    let peer: Peer?
    var phase = Phase.idle
    /// Set while the handler is in its pipeline.
    var context: ChannelHandlerContext?
    /// When something last moved.
    var lastProgress = NIODeadline.now()
    /// Whether a read is held back because a responder has not asked for more.
    var holdsRead = false
    /// Whether the peer has said that it will send no more.
    private var inputIsClosed = false
    /// Whether a batch of reads is being delivered, at the end of which there will be a flush.
    private var isReading = false
    /// Whether ``work()`` is on the stack, to keep pipelined requests from nesting in it.
    private var isWorking = false
    private var timer: Scheduled<Void>?

    init(_ core: ServerCore, peer: Peer?) {
        self.core = core
        self.peer = peer
    }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        lastProgress = .now()
        watch(context, until: lastProgress + TimeAmount(core.limits.idle))
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        abandon()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            abandon()
            context.close(promise: nil)
            return
        }
        let now = NIODeadline.now()
        switch phase {
        case .idle: fail(Exchange(unreadableFrom: peer, at: now), .unreadable(error))
        case .collecting(let exchange, _), .refusing(let exchange, _):
            fail(exchange, .unreadable(error))
        case .streaming, .ready, .running:
            // The response has begun, or is another request's: there is no place for a failure.
            abandon()
            context.close(promise: nil)
        case .closing: break
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed = event {
            inputIsClosed = true
            switch phase {
            case .idle, .collecting, .refusing:
                abandon()
                context.close(promise: nil)
            case .streaming(let stream) where !stream.inputHasEnded:
                abandon()
                context.close(promise: nil)
            case .streaming, .ready, .running, .closing: break
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    // MARK: Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        lastProgress = .now()
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head, context)
        case .body(let buffer): take(buffer)
        case .end: end()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.flush()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        if case .streaming(let stream) = phase, !stream.wantsInput {
            holdsRead = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            lastProgress = .now()
            work()
        }
        context.fireChannelWritabilityChanged()
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        guard case .idle = phase else { return }
        var exchange = Exchange(head, from: peer, at: lastProgress)
        do {
            try RequestFraming.check(head)
            let match = try core.router.match(exchange.request.method, exchange.request.path)
            exchange.request.parameter = match.parameter
            exchange.route = match.route.pattern
            try checkSize(head, match.route)
            let expectsContinue = try expectsContinue(head)
            if case .stream(let decide) = match.route.handler {
                openStream(exchange, decide(exchange.request), expectsContinue)
                return
            }
            if expectsContinue { sendContinue() }
            phase = .collecting(exchange, match.route)
        } catch {
            let waits = head.headers.contains(name: "Expect")
            let isTooLong = RequestFraming.contentLength(head) ?? 0 > core.limits.body
            if error.endsConnection || waits || isTooLong {
                fail(exchange, error)
            } else {
                phase = .refusing(exchange, error)
            }
        }
    }

    private func checkSize(_ head: HTTPRequestHead, _ route: Router.Route) throws(HTTPFailure) {
        if case .stream = route.handler { return }
        guard RequestFraming.contentLength(head) ?? 0 <= core.limits.body else { throw tooLarge }
    }

    private func expectsContinue(_ head: HTTPRequestHead) throws(HTTPFailure) -> Bool {
        guard !head.version.isBefore11, let value = head.headers.first(name: "Expect") else {
            return false
        }
        guard value.lowercased() == "100-continue" else {
            throw HTTPFailure(.expectation, "only the expectation 100-continue is known")
        }
        return RequestFraming.hasBody(head)
    }

    /// Tells the peer to send the body.
    func sendContinue() {
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context?.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    }

    private func take(_ buffer: ByteBuffer) {
        switch phase {
        case .collecting(var exchange, let route):
            // The phase must not hold a second reference, or each part would copy the body.
            phase = .idle
            exchange.requestBytes += buffer.readableBytes
            if exchange.requestBytes > core.limits.body {
                fail(exchange, tooLarge)
            } else {
                exchange.request.body.append(contentsOf: buffer.readableBytesView)
                phase = .collecting(exchange, route)
            }
        case .refusing(var exchange, let failure):
            exchange.requestBytes += buffer.readableBytes
            if exchange.requestBytes > core.limits.body {
                fail(exchange, failure)
            } else {
                phase = .refusing(exchange, failure)
            }
        case .streaming(let stream):
            stream.exchange.requestBytes += buffer.readableBytes
            stream.wantsInput = false
            stream.responder.receive(Array(buffer.readableBytesView))
            work()
        case .idle, .ready, .running, .closing:
            break
        }
    }

    private func end() {
        switch phase {
        case .collecting(let exchange, let route):
            phase = .ready(exchange, route.handler)
            work()
        case .refusing(let exchange, let failure):
            let response = core.response(for: failure)
            phase = .ready(exchange, .immediate { _ in response })
            work()
        case .streaming(let stream):
            stream.inputHasEnded = true
            stream.responder.finish()
            work()
        case .idle, .ready, .running, .closing:
            break
        }
    }

    private var tooLarge: HTTPFailure {
        HTTPFailure(.bodyTooLarge, "the body has more than \(core.limits.body) bytes")
    }

    // MARK: Serving

    /// Goes on with the exchange, and with those that come to light when it ends, until there is
    /// nothing to do or the peer does not take what there is.
    func work() {
        guard !isWorking else { return }
        isWorking = true
        defer { isWorking = false }
        while let context, hasRoom(context) {
            switch phase {
            case .ready(let exchange, .immediate(let answer)):
                send(answer(exchange.request), exchange)
                continue
            case .ready(let exchange, .background(let answer)):
                runInBackground(exchange, answer, context)
            case .streaming(let stream):
                if advance(stream, context) { continue }
            case .ready(_, .stream), .idle, .collecting, .refusing, .running, .closing:
                break
            }
            // During a batch of reads there may be more to send at its end.
            if !isReading { context.flush() }
            return
        }
    }

    /// Whether the peer takes more output; if not, ``channelWritabilityChanged(context:)`` comes.
    private func hasRoom(_ context: ChannelHandlerContext) -> Bool {
        if !context.channel.isWritable { context.flush() }
        return context.channel.isWritable
    }

    private func runInBackground(
        _ exchange: Exchange,
        _ answer: @escaping @concurrent @Sendable (Request) async -> Response,
        _ context: ChannelHandlerContext
    ) {
        phase = .running(exchange)
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let job = BackgroundWork.Job(handler: answer, request: exchange.request) { response in
            loop.execute { handler.value.finishBackground(response) }
        }
        if !core.background.submit(job) { fail(exchange, ServerCore.stopping) }
    }

    private func finishBackground(_ response: Response) {
        guard case .running(let exchange) = phase else { return }
        phase = .ready(exchange, .immediate { _ in response })
        work()
    }

    // MARK: Time

    /// Looks at the time again, at the latest after the shortest limit.
    ///
    /// One timer that comes too early now and then is cheaper than one for every request; a
    /// request may so take up to twice its limit.
    private func watch(_ context: ChannelHandlerContext, until next: NIODeadline) {
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        let shortest = TimeAmount(min(core.limits.idle, core.limits.request))
        let deadline = min(next, NIODeadline.now() + shortest)
        timer = context.eventLoop.scheduleTask(deadline: deadline) { handler.value.checkTime() }
    }

    private func checkTime() {
        guard let context else { return }
        let now = NIODeadline.now()
        let idle = TimeAmount(core.limits.idle)
        var next = lastProgress + idle
        switch phase {
        case .collecting(let exchange, _), .refusing(let exchange, _):
            let end = exchange.started + TimeAmount(core.limits.request)
            if now >= next || now >= end {
                fail(exchange, HTTPFailure(.timeout, "the request did not arrive in time"))
                next = now + idle
            } else {
                next = min(next, end)
            }
        case .running:
            next = now + idle
        case .idle, .ready, .streaming, .closing:
            if now >= next {
                abandon()
                context.close(promise: nil)
                return
            }
        }
        watch(context, until: next)
    }
}

extension HTTPFailure {
    /// What the parser complains about.
    fileprivate static func unreadable(_ error: HTTPParserError) -> HTTPFailure {
        switch error {
        case .headerOverflow: HTTPFailure(.headerTooLarge, "the header is too large")
        case .invalidVersion: HTTPFailure(.version, "only HTTP/1 is spoken here")
        default: HTTPFailure(.malformed, "this is no valid HTTP request: \(error)")
        }
    }
}

extension ConnectionHandler {
    /// Whether the connection can take another request after this exchange.
    func survives(_ exchange: Exchange) -> Bool { exchange.keepsAlive && !inputIsClosed }
}
