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
    /// Answers that are given again; `nil` when every query is answered anew.
    package let cache: AnswerCache?
    private let decoder: QueryDecoder
    private let encoder: AnswerEncoder

    /// Prepares to answer from a book.
    ///
    /// - Parameters:
    ///   - compiled: The book.
    ///   - ruleset: The digest of its files.
    ///   - cacheBytes: About the most bytes of answers that are kept for queries asked again.
    package init(_ compiled: CompiledBook, ruleset: String, cacheBytes: Int = 0) {
        cache = cacheBytes > 0 ? AnswerCache(limit: cacheBytes) : nil
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
        decide(query, on: WallClock.today).decision.body
    }

    /// The answer to one query, with what there is to tell about it.
    ///
    /// - Throws: A problem: 400 for what is not JSON, 422 for what is not a query.
    package func decide(_ bytes: [UInt8]) throws(ProblemBody) -> Decision {
        let start = ContinuousClock.now
        let today = WallClock.today
        guard let cache else { return try decide(bytes, on: today, from: start).decision }
        let key = AnswerCache.Key(bytes)
        if let entry = cache.entry(for: key, on: today) {
            return entry.repeated(at: WallClock.milliseconds, after: ContinuousClock.now - start)
        }
        let entry = try decide(bytes, on: today, from: start)
        cache.offer(entry, for: key)
        return entry.decision
    }

    private func decide(
        _ bytes: [UInt8],
        on today: CalendarDate,
        from start: ContinuousClock.Instant
    ) throws(ProblemBody) -> AnswerCache.Entry {
        let query = try query(bytes)
        let read = ContinuousClock.now - start
        return decide(query, on: today, reading: read)
    }

    private func decide(
        _ query: Query,
        on today: CalendarDate,
        reading read: Duration = .zero
    ) -> AnswerCache.Entry {
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
        let idPlace = encoder.write(
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
        return AnswerCache.Entry(decision: decision, idPlace: idPlace, today: today)
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
