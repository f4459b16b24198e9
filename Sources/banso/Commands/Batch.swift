import Answering
import ArgumentParser
import Knowledge
import Serving
import WireFormat

/// Answers many queries, one a line.
struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer queries from standard input, one JSON object a line, in order.",
        discussion: "A line that cannot be answered becomes a problem; the command goes on."
    )

    @OptionGroup var source: SourceOptions
    @Option(
        help: """
            The day to answer for, YYYY-MM-DD, where a query names none of its own (default: today \
            in Japan).
            """
    )
    var asOf: CalendarDate?

    func run() async throws {
        let parts = InputParts()
        if let asOf {
            try await answer(DatedParts(parts: parts, day: asOf))
        } else {
            try await answer(parts)
        }
        try parts.check()
    }

    private func answer(_ parts: some AsyncSequence<[UInt8], Never> & Sendable) async throws {
        if let stack = source.stack {
            let answerer = try RuleFolder.load(stack).answerer
            await ParallelBatch(answerer: answerer).run(parts) { Console.write($0) }
        } else {
            try await DaemonClient(source.daemon).stream(
                .recommendBatch,
                lines: parts,
                receive: { Console.write($0) }
            )
        }
    }
}
