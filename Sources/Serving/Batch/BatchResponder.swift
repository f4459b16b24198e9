package import Answering
package import UnixHTTP
import WireFormat

/// Answers NDJSON line by line, in order, from one and the same book.
package struct BatchResponder: StreamResponder {
    private let answerer: Answerer
    private var lines: LineSplitter

    /// Begins a batch whose lines have at most `lineLimit` bytes.
    package init(_ answerer: Answerer, lineLimit: Int) {
        self.answerer = answerer
        lines = LineSplitter(limit: lineLimit)
    }

    /// Takes the next part of the lines.
    package mutating func receive(_ bytes: [UInt8]) { lines.append(bytes) }

    /// Learns that the last line is complete.
    package mutating func finish() { lines.finish() }

    /// Answers one line.
    package mutating func next() -> StreamStep {
        guard let line = lines.next() else { return .needsInput }
        return .output(answerer.answerLine(line, limit: lines.limit))
    }
}

extension Answerer {
    /// The answer to one line with its line feed, in the daemon and in-process alike; `limit` is
    /// the most bytes a line may have, for what is said of a longer one.
    package func answerLine(_ line: LineSplitter.Line, limit: Int) -> [UInt8] {
        switch line {
        case .text(let bytes):
            return answerLine(bytes) + [0x0A]
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
