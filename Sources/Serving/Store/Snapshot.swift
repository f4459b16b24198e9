package import Answering
package import Diagnostics
package import Knowledge
import RuleEngine
package import RuleLoading
package import WireFormat

/// A rule book in force: everything a request needs, and nothing of it ever changes.
///
/// It is a class so that a request takes hold of it by one reference, while a reload puts another
/// one in its place.
package final class Snapshot: Sendable {
    /// What answers.
    package let answerer: Answerer
    /// Answers that are given again; `nil` when every query is decided anew.
    let cache: AnswerCache?
    /// The digest of its files.
    package var ruleset: String { answerer.ruleset }
    /// The number of the book since the service started, from 1.
    package let generation: Int
    /// When it came into force.
    package let loadedAt: Moment
    /// Warnings and notes about its files.
    package let warnings: [Diagnostic]
    /// The folders it was loaded from, the lowest first.
    package let folders: [LayerStack.Folder]
    /// What each of them holds and does to those below it.
    package let layers: [Provenance.Layer]
    /// What came of its learned weights.
    package let weights: WeightsReport
    /// How much is in it, in the order they are shown.
    package let counts: [Count]
    private let catalog: CatalogEncoder
    private let lists: [Endpoint.Collection: [UInt8]]

    /// How many there are of one kind.
    package struct Count: Hashable, Sendable {
        /// The plural, such as `rules`.
        package let name: String
        /// At least 0.
        package let value: Int
    }

    /// Prepares a book for serving.
    ///
    /// The lists of the book are written here, off the event loops, because they can be long.
    package init(_ loaded: BookLoader.Loaded, generation: Int, loadedAt: Moment = .now) {
        answerer = loaded.answerer
        cache = loaded.answerCache > 0 ? AnswerCache(limit: loaded.answerCache) : nil
        warnings = loaded.diagnostics
        folders = loaded.folders
        weights = loaded.weights
        self.generation = generation
        self.loadedAt = loadedAt
        let compiled = loaded.answerer.engine.compiled
        let book = compiled.book
        layers = book.provenance.layers
        let catalog = CatalogEncoder(compiled)
        self.catalog = catalog
        lists = Dictionary(
            uniqueKeysWithValues: Endpoint.Collection.allCases.map { ($0, catalog.list($0)) }
        )
        counts = [
            Count(name: "categories", value: book.categories.count),
            Count(name: "subs", value: book.categories.reduce(0) { $0 + $1.subs.count }),
            Count(name: "concepts", value: book.concepts.count),
            Count(name: "expressions", value: compiled.expressionCount),
            Count(name: "keys", value: compiled.keyCount),
            Count(name: "rules", value: book.rules.count),
            Count(name: "partners", value: book.partners.count),
            Count(name: "policies", value: book.policies.count),
            Count(name: "examples", value: book.examples.count),
        ]
    }

    /// The answer to a query: one that was given before, or one that is decided now.
    ///
    /// - Throws: A problem: 400 for what is not JSON, 422 for what is not a query.
    package func decide(_ query: [UInt8]) throws(ProblemBody) -> Decision {
        guard let cache else { return try answerer.decide(query) }
        return try cache.decide(query, by: answerer)
    }

    /// A whole collection as JSON.
    package func list(_ collection: Endpoint.Collection) -> [UInt8] {
        lists[collection] ?? catalog.list(collection)
    }

    /// One record as JSON.
    ///
    /// - Throws: 404 when the collection has none of that id.
    package func item(
        _ collection: Endpoint.Collection,
        id: String
    ) throws(ProblemBody) -> [UInt8] {
        try catalog.record(collection, id: id)
    }
}

extension CatalogEncoder {
    /// One record as JSON, in the daemon and in-process alike.
    ///
    /// - Throws: 404 when the collection has none of that id.
    package func record(
        _ collection: Endpoint.Collection,
        id: String
    ) throws(ProblemBody) -> [UInt8] {
        if let item = item(collection, id: id) { return item }
        throw ProblemBody(
            status: 404,
            code: "catalog.not-found",
            detail: "\(collection.rawValue) has no \(Diagnostic.quote(id))"
        )
    }
}
