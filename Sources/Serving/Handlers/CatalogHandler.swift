import UnixHTTP
import WireFormat

/// Shows what is in the book.
struct CatalogHandler: Sendable {
    let store: RuleStore
    let collection: Endpoint.Collection

    /// The whole collection.
    func list(_ request: Request) -> Response { .json(store.snapshot.list(collection)) }

    /// One record, or 404.
    func item(_ request: Request) -> Response {
        do throws(ProblemBody) {
            return .json(try store.snapshot.item(collection, id: request.parameter ?? ""))
        } catch {
            return .problem(error)
        }
    }
}
