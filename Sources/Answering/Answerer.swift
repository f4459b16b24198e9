package import Knowledge
package import RuleEngine
package import WireFormat

/// Answers queries from one loaded book: query bytes in, answer bytes out.
///
/// The daemon and the command line's in-process calls share it, so both give the same bytes.
package struct Answerer: Sendable {
    /// The engine that answers.
    package let engine: RuleEngine
    /// The digest of the rule book, 64 hexadecimal digits.
    package let ruleset: String
    private let decoder: QueryDecoder
    private let encoder: AnswerEncoder

    /// Prepares to answer from a book.
    ///
    /// - Parameters:
    ///   - compiled: The book.
    ///   - ruleset: The digest of its files.
    package init(_ compiled: CompiledBook, ruleset: String) {
        engine = RuleEngine(compiled)
        self.ruleset = ruleset
        decoder = QueryDecoder(compiled.book)
        encoder = AnswerEncoder(compiled.book)
    }

    /// The answer to one query.
    ///
    /// - Throws: A problem: 400 for what is not JSON, 422 for what is not a query.
    package func answer(_ bytes: [UInt8]) throws(ProblemBody) -> [UInt8] {
        try decide(bytes).body
    }

    /// The answer to a query that was decoded before.
    package func answer(_ query: Query) -> [UInt8] {
        decide(query, on: WallClock.today).body
    }

    /// The answer to one query, with what there is to tell about it.
    ///
    /// - Parameters:
    ///   - bytes: The query as sent.
    ///   - today: The day in Japan, used when the query names none.
    /// - Returns: The decision with its answer.
    /// - Throws: A problem: 400 for what is not JSON, 422 for what is not a query.
    package func decide(
        _ bytes: [UInt8],
        on today: CalendarDate = WallClock.today
    ) throws(ProblemBody) -> Decision {
        let start = ContinuousClock.now
        let query = try query(bytes)
        let read = ContinuousClock.now - start
        return decide(query, on: today, reading: read)
    }

    private func decide(
        _ query: Query,
        on today: CalendarDate,
        reading read: Duration = .zero
    ) -> Decision {
        let start = ContinuousClock.now
        let result = engine.recommend(query, today: today)
        let found = ContinuousClock.now
        let now = WallClock.milliseconds
        var decision = Decision(
            id: DecisionID.next(at: now),
            milliseconds: now,
            determination: Determination.digest(of: query, ruleset: ruleset, asOf: result.asOf),
            ruleset: ruleset,
            result: result,
            timings: .init(read: read, decide: found - start),
            body: []
        )
        var writer = JSONWriter(capacity: 8_192)
        decision.idPlace = encoder.write(
            result,
            of: query,
            envelope: .init(
                decisionID: decision.id,
                determination: decision.determination,
                ruleset: ruleset
            ),
            to: &writer
        )
        decision.body = writer.bytes
        decision.timings.write = ContinuousClock.now - found
        return decision
    }

    /// The answer to one line of a batch: an answer, or a problem that carries the query's id.
    ///
    /// - Parameters:
    ///   - line: The line without its line feed.
    ///   - decide: Makes the answer, or tells what is wrong with the query.
    /// - Returns: The answer or the problem, without a line feed.
    package func answerLine(
        _ line: [UInt8],
        deciding decide: ([UInt8]) throws(ProblemBody) -> [UInt8]
    ) -> [UInt8] {
        do throws(ProblemBody) {
            return try decide(line)
        } catch {
            var writer = JSONWriter()
            writer.beginObject()
            if let id = Self.id(of: line) { writer.member("id", id) }
            writer.key("problem")
            error.write(to: &writer)
            writer.endObject()
            return writer.bytes
        }
    }

    /// The answer to one line of a batch: an answer, or a problem that carries the query's id.
    package func answerLine(_ line: [UInt8]) -> [UInt8] {
        answerLine(line) { bytes throws(ProblemBody) in try answer(bytes) }
    }

    /// Decodes a query without answering it.
    package func query(_ bytes: [UInt8]) throws(ProblemBody) -> Query {
        let document: JSONDocument
        do { document = try JSONDocument(parsing: bytes) } catch { throw ProblemBody(error) }
        return try decoder.query(document.root)
    }

    /// The id of a query that may be wrong in other ways.
    private static func id(of line: [UInt8]) -> String? {
        // What is not JSON has no id to give back; its problem says so.
        guard let document = try? JSONDocument(parsing: line) else { return nil }
        guard document.root.kind == .object else { return nil }
        return document.root["id"]?.string
    }
}
