import Answering
import ArgumentParser
import Knowledge
import RuleEngine
import RuleLoading
import Serving
import TextAnalysis

/// Shows how a text is read before any rule.
struct Text: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how a text is read: normal form, clauses, scope, concepts."
    )

    @Argument(help: "The text.")
    var text: String
    @Option(help: "The rule folder whose vocabulary is used; may be repeated.")
    var rules: [String] = []

    func run() throws {
        let engine = try RuleFolder.load(LayerStack(RuleFolder.paths(rules))).answerer.engine
        let reading = engine.read(text)
        Console.writeLine("\(reading.analysis)")
        for mention in reading.mentions {
            let range = reading.text.originalRange(of: mention.start..<mention.end)
            let concept = engine.compiled.book.concepts[mention.concept]
            let words = reading.text.string(in: mention.start..<mention.end)
            Console.writeLine(
                "concept \(range.lowerBound)–\(range.upperBound) \(words): \(concept.id.text) "
                    + "(\(concept.title.ja)) \(mention.standing.names.joined(separator: ", "))"
            )
        }
    }
}

extension Mention.Standing {
    /// The flags in words.
    fileprivate var names: [String] {
        let all: [(Mention.Standing, String)] = [
            (.ruledOut, "ruled out"), (.others, "someone else's"), (.asked, "asked"),
            (.background, "background"), (.hypothetical, "hypothetical"),
        ]
        return all.filter { contains($0.0) }.map(\.1)
    }
}
