package import Answering
package import Diagnostics
import Knowledge
import RuleEngine
package import RuleLoading

/// Loads rule folders all the way: files, book, weights, index.
package struct BookLoader: Sendable {
    /// A book ready to answer from.
    package struct Loaded: Sendable {
        /// What answers.
        package var answerer: Answerer
        /// Warnings and notes about the folders.
        package var diagnostics: [Diagnostic]
        /// The folders, the lowest first, as they were named.
        package var folders: [LayerStack.Folder]
        /// What came of the learned weights.
        package var weights: WeightsReport
        /// About the most bytes of answers that are kept for queries asked again; 0 for none.
        package var answerCache: Int
    }

    /// Folders that cannot be answered from.
    package struct Failure: Error, Sendable {
        /// Every fault, in order of file and line.
        package var diagnostics: [Diagnostic]
    }

    /// The folders, laid over each other.
    package let stack: LayerStack

    /// About the most bytes of answers that are kept for queries asked again; 0 for none.
    private let answerCache: Int

    /// The lowest folder.
    package var path: String { stack.folders[0].path }

    /// Names a rule folder.
    package init(path: String) { self.init(paths: [path]) }

    /// Names rule folders, the lowest first; none means the working directory.
    ///
    /// - Parameters:
    ///   - paths: The folders.
    ///   - answerCache: About the most bytes of answers that are kept for queries asked again.
    package init(paths: [String], answerCache: Int = 0) {
        self.init(LayerStack(paths), answerCache: answerCache)
    }

    /// Names rule folders that are laid over each other.
    ///
    /// - Parameters:
    ///   - stack: The folders.
    ///   - answerCache: About the most bytes of answers that are kept for queries asked again.
    package init(_ stack: LayerStack, answerCache: Int = 0) {
        self.stack = stack
        self.answerCache = answerCache
    }

    /// Reads the folders and prepares them for answering.
    ///
    /// - Throws: All faults of the folders; nothing is answered from a book with one.
    package func load() throws(Failure) -> Loaded {
        if let overlap = stack.overlap { throw Failure(diagnostics: [overlap]) }
        CompiledBook.prepare()
        let result = RuleLoader().load(stack)
        guard let book = result.book else { throw Failure(diagnostics: result.diagnostics) }
        let weights = WeightsReader(stack).read(for: book)
        let diagnostics = result.diagnostics + weights.diagnostics
        if diagnostics.contains(where: { $0.severity == .error }) {
            throw Failure(diagnostics: diagnostics)
        }
        let compiled = CompiledBook(book, learned: weights.model)
        let digest = ruleset(result.inputs + weights.files)
        return Loaded(
            answerer: Answerer(compiled, ruleset: digest),
            diagnostics: diagnostics,
            folders: stack.folders,
            weights: weights.report,
            answerCache: answerCache
        )
    }

    /// The digest of a book's files: of their paths, their bytes and the order of their layers.
    func ruleset(_ files: [RuleFile]) -> String {
        RulesetDigest.digest(
            of: files.map { file in
                (stack.isLayered ? "\(file.layer):\(file.path)" : file.path, file.bytes)
            }
        )
    }
}
