package import Answering
package import UnixHTTP
import WireFormat

/// Answers NDJSON line by line, in order, from one and the same book.
package struct BatchResponder: StreamResponder {
    /// Makes the answer to a query, or tells what is wrong with it.
    typealias Decide = @Sendable ([UInt8]) throws(ProblemBody) -> [UInt8]

    private let answerer: Answerer
    private let decide: Decide
    private var lines: LineSplitter

    /// Begins a batch.
    ///
    /// - Parameters:
    ///   - answerer: What reads the ids of lines that are no queries.
    ///   - lineLimit: The most bytes of a line.
    ///   - decide: Answers queries.
    init(_ answerer: Answerer, lineLimit: Int, deciding decide: @escaping Decide) {
        self.answerer = answerer
        self.decide = decide
        lines = LineSplitter(limit: lineLimit)
    }

    /// Takes the next part of the lines.
    package mutating func receive(_ bytes: [UInt8]) { lines.append(bytes) }

    /// Learns that the last line is complete.
    package mutating func finish() { lines.finish() }

    /// Answers one line.
    package mutating func next() -> StreamStep {
        guard let line = lines.next() else { return .needsInput }
        return .output(answerer.answerLine(line, limit: lines.limit, deciding: decide))
    }
}

extension Answerer {
    /// The answer to one line with its line feed, in the daemon and in-process alike; `limit` is
    /// the most bytes a line may have, for what is said of a longer one.
    package func answerLine(_ line: LineSplitter.Line, limit: Int) -> [UInt8] {
        answerLine(line, limit: limit) { query throws(ProblemBody) in try answer(query) }
    }

    /// The same, with the answer that `decide` makes.
    fileprivate func answerLine(
        _ line: LineSplitter.Line,
        limit: Int,
        deciding decide: BatchResponder.Decide
    ) -> [UInt8] {
        switch line {
        case .text(let bytes):
            return answerLine(bytes, deciding: decide) + [0x0A]
        case .tooLong:
            let problem = ProblemBody(
                status: 413,
                code: "batch.line-too-long",
                detail: "a line has at most \(limit) bytes"
            )
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("problem")
            problem.write(to: &writer)
            writer.endObject()
            writer.endLine()
            return writer.bytes
        }
    }
}
