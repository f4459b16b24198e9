import Answering
import ArgumentParser
import Serving
import WireFormat

/// Answers many queries, one a line.
struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer queries from standard input, one JSON object a line, in order.",
        discussion: "A line that cannot be answered becomes a problem; the command goes on."
    )

    @OptionGroup var source: SourceOptions

    func run() async throws {
        let parts = InputParts()
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
        try parts.check()
    }
}
