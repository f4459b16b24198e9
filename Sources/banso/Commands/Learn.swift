import ArgumentParser
import RuleEngine
import RuleLoading

/// Learns weights from the examples of a rule folder and writes them beside it.
struct Learn: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Learn weights from the book's examples; the same book gives the same file."
    )

    @OptionGroup var folder: FolderArgument
    @Option(help: "Where to write (default: learned.weights in the highest folder).")
    var output: String?

    func run() throws {
        let clock = ContinuousClock()
        let start = clock.now
        let stack = folder.stack
        try RuleFolder.requireFolders(stack)
        let home = stack.folders.last?.path ?? folder.path
        let file = try ReplacedFile(output ?? "\(home)/\(WeightsFile.name)")
        let result = RuleLoader().load(stack)
        guard let book = result.book else {
            Console.remark(DiagnosticReport(stack: stack).text(result.diagnostics))
            throw ExitCode.badData
        }
        let compiled = CompiledBook(book)
        guard let model = Learner(compiled).learn() else {
            Console.remark("banso: the book has no examples to learn from")
            throw ExitCode.badData
        }
        let text = WeightsFile.text(model)
        try file.replace(with: Array(text.utf8))
        Console.remark(
            "\(model.settings.exampleCount) examples, \(model.featureCount) features, "
                + "\(text.utf8.count) bytes, \(clock.now - start)"
        )
    }
}
