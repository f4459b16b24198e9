import ArgumentParser
import FoundationEssentials
import RuleEngine
import RuleLoading

/// Learns weights from the examples of a rule folder and writes them beside it.
struct Learn: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn weights from the book's examples; the same book gives the same file."
    )

    @OptionGroup var folder: FolderArgument
    @Option(help: "Where to write (default: learned.weights in the folder).")
    var output: String?

    func run() throws {
        let clock = ContinuousClock()
        let start = clock.now
        let result = RuleLoader().load(RuleDirectory(path: folder.path))
        guard let book = result.book else {
            Console.remark(DiagnosticReport(folder: folder.path).text(result.diagnostics))
            throw ExitCode.badData
        }
        let compiled = CompiledBook(book)
        guard let model = Learner(compiled).learn() else {
            Console.remark("banso: the book has no examples to learn from")
            throw ExitCode.badData
        }
        let text = WeightsFile.text(model)
        let path = output ?? "\(folder.path)/\(WeightsFile.name)"
        try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        Console.remark(
            "\(model.settings.exampleCount) examples, \(model.rows.count) features, "
                + "\(text.utf8.count) bytes, \(clock.now - start)"
        )
    }
}
