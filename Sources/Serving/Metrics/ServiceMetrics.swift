import Knowledge
import Synchronization
package import UnixHTTP
import WireFormat

/// Counts what the server does.
package final class ServiceMetrics: ServerObserver {
    /// What requests are counted by; few enough values to keep for ever.
    struct RequestKey: Hashable, Comparable {
        /// The path of the route as registered; `none` for a request that came to no route.
        var route: String
        var status: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.route, left.status) < (right.route, right.status)
        }
    }

    /// What queries are counted by.
    struct DecisionKey: Hashable {
        /// The path of the route.
        var route: String
        /// The outcome of the answer, or ``refused``.
        var outcome: String

        /// All there can be, so that each is shown before it happens first.
        static let all = [Endpoint.recommend.path, Endpoint.recommendBatch.path].flatMap { route in
            (Outcome.allCases.map(\.rawValue) + [refused]).map {
                DecisionKey(route: route, outcome: $0)
            }
        }
    }

    /// What came of a query that was none.
    static let refused = "refused"

    /// What has been counted so far.
    struct Counts {
        var requests: [RequestKey: Int] = [:]
        var latencies: [String: LatencyHistogram] = [:]
        /// What came of queries, by the path they came by.
        var decisions: [DecisionKey: Int] = Dictionary(
            uniqueKeysWithValues: DecisionKey.all.map { ($0, 0) }
        )
        /// Queries whose answer was given before.
        var repeatedDecisions = 0
        var openConnections = 0
        var acceptedConnections = 0
        var refusedConnections = 0
        var requestBytes = 0
        var responseBytes = 0
    }

    /// Counts what is going on right now.
    let inFlight = InFlightGauge()
    private let state = Mutex(Counts())
    private let onListening: @Sendable () -> Void

    /// Starts at zero.
    ///
    /// - Parameter onListening: Is called once connections are being accepted.
    package init(onListening: @escaping @Sendable () -> Void = {}) {
        self.onListening = onListening
    }

    /// What has been counted so far.
    var counts: Counts { state.withLock { $0 } }

    /// Has what a route can come to shown before it happens first.
    func expect(_ route: String, statuses: [Int]) {
        state.withLock { counts in
            counts.latencies[route] = counts.latencies[route] ?? LatencyHistogram()
            for status in statuses {
                counts.requests[RequestKey(route: route, status: status), default: 0] += 0
            }
        }
    }

    /// Passes it on.
    package func listening() { onListening() }

    /// Counts a connection.
    package func connectionOpened() {
        state.withLock { counts in
            counts.openConnections += 1
            counts.acceptedConnections += 1
        }
    }

    /// Counts a connection less.
    package func connectionClosed() { state.withLock { $0.openConnections -= 1 } }

    /// Counts a refusal.
    package func connectionRefused() { state.withLock { $0.refusedConnections += 1 } }

    /// Counts what came of a query, and whether its answer was given before.
    func decided(_ route: String, _ outcome: String, isRepeated: Bool = false) {
        state.withLock { counts in
            counts.decisions[DecisionKey(route: route, outcome: outcome), default: 0] += 1
            if isRepeated { counts.repeatedDecisions += 1 }
        }
    }

    /// Counts a request by its route and status.
    package func requestFinished(_ request: FinishedRequest) {
        let route = request.route ?? "none"
        state.withLock { counts in
            counts.requests[RequestKey(route: route, status: request.status), default: 0] += 1
            counts.latencies[route, default: LatencyHistogram()].add(
                nanoseconds: request.nanoseconds
            )
            counts.requestBytes += request.requestBytes
            counts.responseBytes += request.responseBytes
        }
    }
}
