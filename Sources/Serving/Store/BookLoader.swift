package import Answering
package import Diagnostics
import Knowledge
import RuleEngine
import RuleLoading

/// Loads a rule folder all the way: files, book, weights, index.
package struct BookLoader: Sendable {
    /// A book ready to answer from.
    package struct Loaded: Sendable {
        /// What answers.
        package var answerer: Answerer
        /// Warnings and notes about the folder.
        package var diagnostics: [Diagnostic]
    }

    /// A folder that cannot be answered from.
    package struct Failure: Error, Sendable {
        /// Every fault, in order of file and line.
        package var diagnostics: [Diagnostic]
    }

    /// The folder.
    package let path: String

    /// Names a rule folder.
    package init(path: String) { self.path = path }

    /// Reads the folder and prepares it for answering.
    ///
    /// - Throws: All faults of the folder; nothing is answered from a folder with one.
    package func load() throws(Failure) -> Loaded {
        let directory = RuleDirectory(path: path)
        let result = RuleLoader().load(directory)
        guard let book = result.book else { throw Failure(diagnostics: result.diagnostics) }
        var files = result.inputs.map { ($0.path, $0.bytes) }
        var diagnostics = result.diagnostics
        var learned: LearnedModel?
        switch WeightsReader(directory).read(for: book) {
        case .absent: break
        case .model(let model, let file):
            learned = model
            files.append((file.path, file.bytes))
        case .unusable(let diagnostic): diagnostics.append(diagnostic)
        }
        if diagnostics.contains(where: { $0.severity == .error }) {
            throw Failure(diagnostics: diagnostics)
        }
        let compiled = CompiledBook(book, learned: learned)
        return Loaded(
            answerer: Answerer(compiled, ruleset: RulesetDigest.digest(of: files)),
            diagnostics: diagnostics
        )
    }
}
