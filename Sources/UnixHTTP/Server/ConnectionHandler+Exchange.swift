import NIOCore

extension ConnectionHandler {
    /// Begins an exchange with the head of its request.
    func begin(_ head: RequestHead) {
        guard case .idle = phase else { return }
        clock.headBegan = nil
        var exchange = Exchange(head, from: peer, at: clock.lastRead)
        do throws(HTTPFailure) {
            let match = try core.router.match(exchange.request.method, exchange.request.path)
            exchange.request.parameter = match.parameter
            exchange.route = match.route.pattern
            let expectsContinue = try expectsContinue(head)
            if case .stream(let decide) = match.route.handler {
                openStream(exchange, decide(exchange.request), expectsContinue)
                return
            }
            if isTooLong(head) { throw tooLarge }
            if expectsContinue { sendContinue() }
            phase = .collecting(exchange, match.route)
        } catch {
            if error.endsConnection || head.expectation != nil || isTooLong(head) {
                fail(exchange, error)
            } else {
                phase = .refusing(exchange, error)
            }
        }
    }

    private func isTooLong(_ head: RequestHead) -> Bool {
        if case .length(let count) = head.framing { return count > core.limits.body }
        return false
    }

    private func expectsContinue(_ head: RequestHead) throws(HTTPFailure) -> Bool {
        guard let expectation = head.expectation else { return false }
        guard expectation.lowercased() == "100-continue" else {
            throw HTTPFailure(.expectation, "only the expectation 100-continue is known")
        }
        return head.framing != .none
    }

    /// Tells the peer to send the body.
    func sendContinue() {
        guard let context else { return }
        write(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n"), context)
        context.flush()
    }

    /// Takes a piece of the body.
    func take(_ buffer: ByteBuffer) {
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
        case .idle, .ready, .running, .closing:
            break
        }
    }

    /// Learns that the body is complete.
    func end() {
        switch phase {
        case .collecting(let exchange, let route):
            phase = .ready(exchange, route.handler)
        case .refusing(let exchange, let failure):
            let response = core.response(for: failure)
            phase = .ready(exchange, .immediate { _ in response })
        case .streaming(let stream):
            stream.inputHasEnded = true
            stream.responder.finish()
        case .idle, .ready, .running, .closing:
            break
        }
    }

    private var tooLarge: HTTPFailure {
        HTTPFailure(.bodyTooLarge, "the body has more than \(core.limits.body) bytes")
    }

    /// Hands a request to a handler off the event loop.
    func runInBackground(
        _ exchange: Exchange,
        _ answer: @escaping @concurrent @Sendable (Request) async -> Response,
        _ context: ChannelHandlerContext
    ) {
        phase = .running(exchange)
        clock.handlerBegan = .now()
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        let loop = context.eventLoop
        let job = BackgroundWork.Job(handler: answer, request: exchange.request) { response in
            loop.execute { handler.value.finishBackground(response) }
        }
        if !core.background.submit(job) { fail(exchange, ServerCore.stopping) }
    }

    /// Takes an answer, unless it comes too late.
    private func finishBackground(_ response: Response) {
        guard case .running(let exchange) = phase else { return }
        phase = .ready(exchange, .immediate { _ in response })
        work()
    }

    /// Whether the connection can take another request after this exchange.
    ///
    /// What has arrived before the end of the input, or before the server was told to stop, is still
    /// answered.
    func survives(_ exchange: Exchange) -> Bool {
        exchange.keepsAlive && (input.readableBytes > 0 || !inputIsClosed && !isDraining)
    }
}
