import Answering
import UnixHTTP
import WireFormat

/// Answers queries from the book in force.
struct QueryHandler: Sendable {
    let store: RuleStore
    /// The most bytes of a line of a batch.
    let lineLimit: Int

    /// One query, one answer.
    func recommend(_ request: Request) -> Response {
        do throws(ProblemBody) {
            return .json(try store.snapshot.answerer.answer(request.body))
        } catch {
            return .problem(error)
        }
    }

    /// Lines of queries, lines of answers; a reload in between does not concern them.
    func batch(_ request: Request) -> StreamDecision {
        .accept(
            contentType: "application/x-ndjson",
            BatchResponder(store.snapshot.answerer, lineLimit: lineLimit)
        )
    }
}
