import Answering
import ArgumentParser
import Knowledge
import RuleEngine
import Serving
import WireFormat

/// Gets answers in-process when rule folders are named, and from the daemon otherwise; the bytes
/// are the same, `decision_id` aside.
struct AnswerSource {
    private enum Place {
        case folders(Answerer)
        case daemon(DaemonClient)
    }

    private let place: Place

    /// Loads the rule folders, once for all that is asked, or prepares to ask the daemon.
    init(_ options: SourceOptions) throws {
        if let stack = options.stack {
            place = .folders(try RuleFolder.load(stack).answerer)
        } else {
            place = .daemon(DaemonClient(options.daemon))
        }
    }

    /// The answer to a query; a problem ends the command with its words on standard error.
    func answer(_ query: [UInt8]) async throws -> [UInt8] {
        try await reply(to: query).unwrapped()
    }

    /// The answer to a query, or the problem with it for the caller to deal with.
    func reply(to query: [UInt8]) async throws -> Result<[UInt8], ProblemBody> {
        switch place {
        case .folders(let answerer):
            Result { () throws(ProblemBody) in try answerer.answer(query) }
        case .daemon(let client): try await client.reply(to: .recommend, json: query)
        }
    }

    /// Several records of a collection, in the order asked for.
    func records(_ collection: Endpoint.Collection, ids: [String]) async throws -> [[UInt8]] {
        var bodies: [[UInt8]] = []
        for id in ids { bodies.append(try await records(collection, id: id)) }
        return bodies
    }

    /// A collection of the book, or one record of it.
    func records(_ collection: Endpoint.Collection, id: String?) async throws -> [UInt8] {
        switch place {
        case .daemon(let client):
            return try await client.ask(id.map { collection.item($0) } ?? collection.list)
        case .folders(let answerer):
            let catalog = CatalogEncoder(answerer.engine.compiled)
            guard let id else { return catalog.list(collection) }
            let record = Result { () throws(ProblemBody) in try catalog.record(collection, id: id) }
            return try record.unwrapped()
        }
    }
}

extension Result where Failure == ProblemBody {
    /// The value; a problem ends the command with its words on standard error.
    func unwrapped() throws(ExitCode) -> Success {
        do throws(ProblemBody) { return try get() } catch { throw ProblemReport.ended(by: error) }
    }
}
