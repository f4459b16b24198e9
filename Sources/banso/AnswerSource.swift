import Answering
import ArgumentParser
import Knowledge
import RuleEngine
import Serving
import WireFormat

/// Gets answers in-process when rule folders are named, and from the daemon otherwise; the bytes
/// are the same, `decision_id` aside.
struct AnswerSource {
    private let options: SourceOptions

    init(_ options: SourceOptions) { self.options = options }

    /// The answer to a query; a problem ends the command with its words on standard error.
    func answer(_ query: [UInt8]) async throws -> [UInt8] {
        guard let stack = options.stack else {
            return try await DaemonClient(options.daemon).ask(.recommend, json: query)
        }
        let answerer = try RuleFolder.load(stack).answerer
        do throws(ProblemBody) { return try answerer.answer(query) } catch {
            throw ProblemReport.ended(by: error)
        }
    }

    /// Several records of a collection, in the order asked for.
    func records(_ collection: Endpoint.Collection, ids: [String]) async throws -> [[UInt8]] {
        guard let stack = options.stack else {
            var bodies: [[UInt8]] = []
            for id in ids { bodies.append(try await records(collection, id: id)) }
            return bodies
        }
        let catalog = CatalogEncoder(try RuleFolder.load(stack).answerer.engine.compiled)
        return try ids.map { id in
            do throws(ProblemBody) { return try catalog.record(collection, id: id) } catch {
                throw ProblemReport.ended(by: error)
            }
        }
    }

    /// A collection of the book, or one record of it.
    func records(_ collection: Endpoint.Collection, id: String?) async throws -> [UInt8] {
        guard let stack = options.stack else {
            let endpoint = id.map { collection.item($0) } ?? collection.list
            return try await DaemonClient(options.daemon).ask(endpoint)
        }
        let catalog = CatalogEncoder(try RuleFolder.load(stack).answerer.engine.compiled)
        guard let id else { return catalog.list(collection) }
        do throws(ProblemBody) { return try catalog.record(collection, id: id) } catch {
            throw ProblemReport.ended(by: error)
        }
    }
}
