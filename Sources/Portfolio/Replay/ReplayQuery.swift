package import Knowledge

/// A query to be answered from two books.
package struct ReplayQuery: Sendable {
    /// Where it was found: `FILE:LINE`.
    package var source: String
    /// Its place in the replay, from 1; 0 before it has one.
    package var number: Int
    /// The query as the old book takes it; `nil` when that book refuses it.
    package var old: Query?
    /// The query as the new book takes it; `nil` when that book refuses it.
    package var new: Query?
    /// Why a book refuses it.
    package var refusal: String?

    /// Describes a query that both books take.
    package init(_ query: Query, source: String) {
        self.init(source: source, old: query, new: query, refusal: nil)
    }

    /// Describes a query that one of the books may refuse.
    package init(source: String, old: Query?, new: Query?, refusal: String?) {
        self.source = source
        self.old = old
        self.new = new
        self.refusal = refusal
        number = 0
    }

    /// The query as either book takes it.
    var any: Query? { old ?? new }

    /// Changes the query on both sides.
    mutating func change(_ edit: (inout Query) -> Void) {
        if var query = old {
            edit(&query)
            old = query
        }
        if var query = new {
            edit(&query)
            new = query
        }
    }
}

/// A line that cannot be replayed.
package struct ReplayFault: Error, Hashable, Sendable {
    /// Where it stands: `FILE:LINE`.
    package var source: String
    /// What is wrong with it, as a sentence.
    package var detail: String

    /// Describes a line.
    package init(source: String, detail: String) {
        self.source = source
        self.detail = detail
    }
}
