import Answering
import UnixHTTP
import WireFormat

/// Answers queries from the book in force.
struct QueryHandler: Sendable {
    let store: RuleStore
    let desk: DecisionDesk
    /// The most bytes of a line of a batch.
    let lineLimit: Int

    /// One query, one answer.
    func recommend(_ request: Request) -> Response {
        do throws(ProblemBody) {
            return .json(
                try desk.answer(
                    request.body,
                    of: request,
                    by: Endpoint.recommend.path,
                    from: store.snapshot
                )
            )
        } catch {
            return .problem(error)
        }
    }

    /// Lines of queries, lines of answers; a reload in between does not concern them.
    func batch(_ request: Request) -> StreamDecision {
        let snapshot = store.snapshot
        return .accept(
            contentType: "application/x-ndjson",
            BatchResponder(snapshot.answerer, lineLimit: lineLimit) { line throws(ProblemBody) in
                try desk.answer(
                    line,
                    of: request,
                    by: Endpoint.recommendBatch.path,
                    from: snapshot
                )
            }
        )
    }
}
