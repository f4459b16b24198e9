import Foundation
import Synchronization

/// Asks all the time, on several connections, and knows what has to come back.
final class LoadClient: Sendable {
    /// What came of it.
    struct Outcome: Sendable {
        var asked = 0
        var lostCount = 0
        /// The first of what was lost.
        var lost: [String] = []
        /// How long each request took, in microseconds.
        var latencies: [Int] = []

        /// The time, in milliseconds, that a share of the requests did not exceed.
        func quantile(_ share: Double) -> Double {
            let sorted = latencies.sorted()
            guard let last = sorted.last else { return 0 }
            let place = Int(Double(sorted.count) * share)
            return Double(place < sorted.count ? sorted[place] : last) / 1_000
        }

        fileprivate mutating func lose(_ what: String) {
            lostCount += 1
            if lost.count < 5 { lost.append(what) }
        }
    }

    /// How requests come to connections.
    enum Style: Sendable {
        /// One connection for all requests of a thread.
        case kept
        /// A connection for each request.
        case fresh
    }

    private struct State {
        var isWanted = true
        var running = 0
        var outcome = Outcome()
    }

    private let socket: String
    private let key: AnswerKey
    private let queries: [String]
    private let pause: Int
    /// Whether the daemon may stop meanwhile: then nobody listening is no loss, but a request that
    /// was sent has to be answered all the same.
    private let mayStop: Bool
    private let state = Mutex(State())

    /// Describes a load; ``start(_:threads:)`` begins with it.
    ///
    /// - Parameters:
    ///   - socket: Where to ask.
    ///   - key: What the right answers are.
    ///   - queries: What to ask.
    ///   - pause: Milliseconds between an answer and the next request of a thread.
    ///   - mayStop: Whether the daemon may be stopped meanwhile.
    init(
        _ socket: String,
        _ key: AnswerKey,
        queries: [String] = Queries.all,
        pause: Int = 2,
        mayStop: Bool = false
    ) {
        self.socket = socket
        self.key = key
        self.queries = queries
        self.pause = pause
        self.mayStop = mayStop
    }

    /// Begins to ask.
    func start(_ style: Style = .kept, threads: Int = 4) {
        state.withLock { $0.running += threads }
        for number in 0..<threads {
            Thread.detachNewThread { self.run(style, number) }
        }
    }

    /// Waits until something was asked since now by each of so many requests.
    func waitFor(_ count: Int, within limit: Duration = .seconds(20)) -> Bool {
        let target = state.withLock { $0.outcome.asked } + count
        return Pause.until(within: limit) {
            state.withLock { $0.outcome.asked >= target || $0.running == 0 }
        }
    }

    /// Ends after the requests under way.
    func stop() -> Outcome {
        state.withLock { $0.isWanted = false }
        return wait()
    }

    /// Waits for the end that a daemon brings about by stopping.
    func wait() -> Outcome {
        let hasEnded = Pause.until(within: .seconds(60)) { state.withLock { $0.running == 0 } }
        return state.withLock { state in
            if !hasEnded { state.outcome.lose("a client still waits after a minute") }
            return state.outcome
        }
    }

    private func run(_ style: Style, _ number: Int) {
        defer { state.withLock { $0.running -= 1 } }
        let requests = queries.map { Ask.recommend($0) }
        var connection: Connection?
        var turn = number
        while state.withLock({ $0.isWanted }) {
            let query = turn % requests.count
            turn += 1
            let isNew = connection == nil
            let start = ContinuousClock.now
            do throws(Connection.Fault) {
                let current = if let connection { connection } else { try Connection(socket) }
                let reply = try current.ask(requests[query])
                note(reply, query, start.duration(to: .now), isNew ? "new" : "kept")
                if mayStop, reply.isLast { return }
                connection = style == .kept && !reply.isLast ? current : nil
            } catch {
                // Nobody there any more: the socket goes first when the daemon stops.
                if mayStop, isNew, case .unreachable = error { return }
                connection = nil
                state.withLock { state in
                    state.outcome.asked += 1
                    state.outcome.lose(
                        "a request on a \(isNew ? "new" : "kept") connection: \(error)"
                    )
                }
                // It is no use to ask a thousand times a second what nobody answers.
                Pause.milliseconds(50)
            }
            if pause > 0 { Pause.milliseconds(pause) }
        }
    }

    private func note(_ reply: Reply, _ query: Int, _ time: Duration, _ kind: String) {
        let isRight = key.isRight(reply, to: query)
        let microseconds = Int(time.inSeconds * 1e6)
        state.withLock { state in
            state.outcome.asked += 1
            state.outcome.latencies.append(microseconds)
            if isRight { return }
            let what = reply.status == 200 ? "another answer" : reply.code ?? "no problem"
            state.outcome.lose("a query on a \(kind) connection: \(reply.status), \(what)")
        }
    }
}
