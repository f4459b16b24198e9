import Answering
import ArgumentParser
import Serving

/// Answers many queries, one a line.
struct Batch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer queries from standard input, one JSON object a line, in order."
    )

    @OptionGroup var source: SourceOptions

    func run() async throws {
        let answerer = try RuleFolder.load(RuleFolder.path(flag: source.rules)).answerer
        while let line = readLine() {
            guard !line.isEmpty else { continue }
            Console.write(answerer.answerLine(Array(line.utf8)) + [0x0A])
        }
    }
}
