import Answering
import Knowledge
import UnixHTTP
import WireFormat

/// Answers queries, counts what came of them and has it recorded.
struct DecisionDesk: Sendable {
    let metrics: ServiceMetrics
    /// `nil` when decisions are not recorded.
    let log: DecisionLog?

    /// The answer to one query of a request; `route` is the path that it came by.
    ///
    /// - Throws: What is wrong with the query; nothing is decided then, and nothing recorded.
    func answer(
        _ query: [UInt8],
        of request: Request,
        by route: String,
        from snapshot: Snapshot
    ) throws(ProblemBody) -> [UInt8] {
        do throws(ProblemBody) {
            let decision = try snapshot.decide(query)
            metrics.decided(
                route,
                decision.result.outcome.rawValue,
                isRepeated: decision.isRepeated
            )
            log?.add(
                DecisionRecord(
                    decision: decision,
                    query: query,
                    peer: request.peer,
                    trace: TraceContext(request.headers)
                )
            )
            return decision.body
        } catch {
            metrics.decided(route, ServiceMetrics.refused)
            throw error
        }
    }
}
