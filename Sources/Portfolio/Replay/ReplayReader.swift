import Answering
package import Knowledge
import WireFormat

/// Reads queries to replay from lines of JSON.
///
/// Three kinds of line are understood, each told by what it holds:
///
/// - a record of a decision log: an object with `query`, whose `as_of` holds when the query names
///   no day;
/// - a labelled case: an object with `gold` or `expect`, of which only what a query may have counts;
/// - otherwise a request as `POST /v1/recommend` takes it, as strictly as there.
package struct ReplayReader: Sendable {
    private let old: QueryDecoder
    private let new: QueryDecoder

    /// Prepares to read queries for two books.
    package init(old: Book, new: Book) {
        self.old = QueryDecoder(old)
        self.new = QueryDecoder(new)
    }

    /// Reads one line.
    ///
    /// - Throws: What is wrong with a line that neither book takes.
    package func query(_ line: [UInt8], source: String) throws(ReplayFault) -> ReplayQuery {
        let document: JSONDocument
        do { document = try JSONDocument(parsing: line) } catch {
            throw ReplayFault(source: source, detail: error.description)
        }
        let (node, day) = try request(in: document.root, source: source)
        let before = Result { () throws(ProblemBody) in try old.query(node) }
        let after = Result { () throws(ProblemBody) in try new.query(node) }
        var problem: ProblemBody?
        if case .failure(let refused) = before { problem = refused }
        if case .failure(let refused) = after {
            if let problem { throw ReplayFault(source: source, detail: Self.words(problem)) }
            problem = refused
        }
        var query = ReplayQuery(
            source: source,
            old: before.value,
            new: after.value,
            refusal: problem.map(Self.words)
        )
        if let day { query.change { if $0.asOf == nil { $0.asOf = day } } }
        return query
    }

    /// The request that a line holds, and the day it was asked on when the line tells.
    private func request(
        in root: JSONNode,
        source: String
    ) throws(ReplayFault) -> (JSONNode, CalendarDate?) {
        if let query = root["query"], query.kind == .object {
            let day = try self.day(in: root, source: source)
            let hasNothing =
                query["problem"] == nil && query["categories"] == nil && query["answers"] == nil
            // Without the words another question would be answered than was asked.
            let hasGap = root["masked"]?.elements.contains { $0.equals("/query/problem") } ?? false
            if hasNothing || hasGap {
                throw ReplayFault(source: source, detail: "the log does not hold what was asked")
            }
            return (query, day)
        }
        if root["decision_id"] != nil, root["problem"] == nil {
            throw ReplayFault(source: source, detail: "the log does not hold what was asked")
        }
        guard root["gold"] != nil || root["expect"] != nil else { return (root, nil) }
        do { return (try JSONDocument(parsing: Self.bareCase(root)).root, nil) } catch {
            throw ReplayFault(source: source, detail: error.description)
        }
    }

    /// The day of a record; another day than the one that was meant would give another answer.
    private func day(
        in record: JSONNode,
        source: String
    ) throws(ReplayFault) -> CalendarDate? {
        guard let written = record["as_of"], !written.isNull else { return nil }
        if let day = written.string.flatMap({ CalendarDate(iso: $0) }) { return day }
        let text = String(decoding: written.raw, as: UTF8.self)
        throw ReplayFault(source: source, detail: "/as_of: \(text) is not a day written YYYY-MM-DD")
    }

    private static func words(_ problem: ProblemBody) -> String {
        guard let first = problem.errors.first else { return problem.detail }
        let rest = problem.errors.count - 1
        let place = first.pointer.flatMap { $0.isEmpty ? nil : "\($0): " } ?? ""
        return place + first.detail + (rest > 0 ? " (and \(rest) more)" : "")
    }

    private static let caseKeys = ["id", "problem", "categories", "history", "answers", "as_of"]
    private static let companyKeys = [
        "employees", "capital", "prefecture", "municipality", "founded", "sole_proprietor",
        "certified",
    ]

    /// A labelled case without its labels.
    private static func bareCase(_ root: JSONNode) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        copy(caseKeys, of: root, to: &writer)
        if let company = root["company"], company.kind == .object {
            writer.key("company")
            writer.beginObject()
            copy(companyKeys, of: company, to: &writer)
            // Labelled cases may write the name of the industry after its code.
            if let code = company["industry"]?.string?.split(separator: " ").first {
                writer.member("industry", String(code))
            }
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }

    private static func copy(_ keys: [String], of node: JSONNode, to writer: inout JSONWriter) {
        for key in keys {
            guard let value = node[key] else { continue }
            writer.key(key)
            writer.raw(value.raw)
        }
    }
}

extension Result {
    fileprivate var value: Success? {
        if case .success(let value) = self { value } else { nil }
    }
}
