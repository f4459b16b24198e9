import NIOCore

/// When things last happened on a connection, and the one timer that looks at it.
struct ConnectionClock {
    /// When bytes last came, or were last asked for.
    var lastRead = NIODeadline.now()
    /// Since when the connection has no request.
    var idleSince = NIODeadline.now()
    /// When the first byte of the head that is arriving came.
    var headBegan: NIODeadline?
    /// When a handler off the event loop was given its request.
    var handlerBegan = NIODeadline.now()
    /// How many bytes have been written.
    var written = 0
    /// How many of them the peer had taken when it was last looked at.
    var taken = 0
    /// When it was last seen to take some, or had nothing to take.
    var lastTaken = NIODeadline.now()
    /// When the last byte of the last response was taken.
    var flushedAt: NIODeadline?
    /// When the server was told to stop.
    var stopsAt: NIODeadline?

    /// Looks in a row that have found something due.
    private var looks = 0
    /// When it is looked at again before what is due is done; `nil` if nothing is due.
    private(set) var nextLook: NIODeadline?

    private var timer: Scheduled<Void>?
    private var timerEnd = NIODeadline.distantFuture

    private static let pause = TimeAmount.milliseconds(50)
    private static let punctual = TimeAmount.milliseconds(25)
    /// After so many looks it is done although the loop is late all the time.
    private static let mostLooks = 20

    /// Makes sure of being woken at a time; waking too early does no harm.
    mutating func wake(
        at time: NIODeadline,
        on loop: any EventLoop,
        _ body: @escaping @Sendable () -> Void
    ) {
        if timer != nil, timerEnd <= time { return }
        timer?.cancel()
        timerEnd = time
        timer = loop.scheduleTask(deadline: time, body)
    }

    /// Learns that the timer has gone off, and whether it finds something due; `true` if that is to
    /// be done now.
    ///
    /// When the loop was held up, or the whole process, bytes may have arrived in time that nobody
    /// has read yet. So it is looked at twice, and again while the loop is late.
    mutating func woke(at now: NIODeadline, isDue: Bool) -> Bool {
        timer = nil
        let isPunctual = now - timerEnd < Self.punctual
        looks = isDue ? looks + 1 : 0
        let isTime = looks > 1 && isPunctual || looks == Self.mostLooks
        nextLook = isDue && !isTime ? now + Self.pause : nil
        if isTime { looks = 0 }
        return isTime
    }

    /// Is not woken any more.
    mutating func cancel() {
        timer?.cancel()
        timer = nil
    }
}

extension ConnectionHandler {
    /// What becomes due when nothing happens.
    private enum Due {
        case close
        case answer(HTTPFailure)
        /// Nothing but to look again.
        case look

        /// Whether something is done.
        var isDeed: Bool { if case .look = self { false } else { true } }
    }

    /// Sees to it that the connection is looked at when its patience ends.
    func arm() {
        guard let context, context.channel.isActive else { return }
        let time = max(due(.now()).0, clock.nextLook ?? .uptimeNanoseconds(0))
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        clock.wake(at: time, on: context.eventLoop) { handler.value.checkTime() }
    }

    private func checkTime() {
        guard let context else { return clock.cancel() }
        let now = NIODeadline.now()
        let (time, what) = due(now)
        if clock.woke(at: now, isDue: now >= time && what.isDeed) {
            switch what {
            case .close: giveUp(context)
            case .answer(let failure): refuse(failure, context)
            case .look: break
            }
        }
        arm()
    }

    /// The next thing that becomes due, and when.
    private func due(_ now: NIODeadline) -> (NIODeadline, Due) {
        let next = nextDue(now)
        guard let stall = stallDue(now), stall.0 < next.0 else { return next }
        return stall
    }

    private func nextDue(_ now: NIODeadline) -> (NIODeadline, Due) {
        let limits = core.limits
        switch phase {
        case .idle:
            return idleDue(now)
        case .collecting(let exchange, _), .refusing(let exchange, _):
            let failure = HTTPFailure(.timeout, "the body did not arrive in time")
            return (exchange.started + TimeAmount(limits.request), .answer(failure))
        case .running:
            let failure = HTTPFailure(
                .handlerTimeout,
                "the answer did not come in time; what was asked for may still be done"
            )
            return (clock.handlerBegan + TimeAmount(limits.handler), .answer(failure))
        case .streaming(let stream) where stream.wantsInput && !stream.inputHasEnded:
            return (clock.lastRead + TimeAmount(limits.request), .close)
        case .closing:
            guard let flushedAt = clock.flushedAt else { return (.distantFuture, .look) }
            return (flushedAt + TimeAmount(limits.linger), .close)
        case .ready, .streaming:
            return (.distantFuture, .look)
        }
    }

    private func idleDue(_ now: NIODeadline) -> (NIODeadline, Due) {
        guard parser.isInsideHead(input) else {
            clock.headBegan = nil
            let idle = max(clock.idleSince, clock.lastRead) + TimeAmount(core.limits.idle)
            guard let stopsAt = clock.stopsAt else { return (idle, .close) }
            return (min(idle, stopsAt + TimeAmount(core.limits.farewell)), .close)
        }
        let began = clock.headBegan ?? clock.lastRead
        clock.headBegan = began
        let failure = HTTPFailure(.timeout, "the head of the request did not arrive in time")
        return (began + TimeAmount(core.limits.head), .answer(failure))
    }

    /// When the peer will have taken nothing for too long; `nil` if there is nothing to take.
    private func stallDue(_ now: NIODeadline) -> (NIODeadline, Due)? {
        guard let options = context?.channel.syncOptions,
            let untaken = try? options.getOption(ChannelOptions.bufferedWritableBytes)
        else { return nil }
        let taken = clock.written - untaken
        if untaken == 0 || taken > clock.taken { clock.lastTaken = now }
        clock.taken = taken
        if untaken == 0 { return nil }
        let limit = core.limits.writeStall
        let end = clock.lastTaken + TimeAmount(limit)
        // Looked at more often than once a limit, so that what is taken is noticed soon.
        let look = now + TimeAmount(limit / 4)
        return end <= now || end < look ? (end, .close) : (look, .look)
    }
}
