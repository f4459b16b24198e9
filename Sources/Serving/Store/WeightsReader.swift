import Diagnostics
import Knowledge
import RuleEngine
import RuleLoading

/// What came of the learned weights of a book.
package struct WeightsReport: Hashable, Sendable {
    /// Whether they are used.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// There is no file of weights: answers rest on rules alone.
        case absent
        /// They were learned for the categories of the book.
        case used
        /// They were learned for other categories; those they do not know rest on rules alone.
        case adapted
    }

    /// Whether they are used.
    package var state: State
    /// The file they come from; `nil` when there is none.
    package var file: String?
    /// Categories and sub-categories of the book that the weights do not know.
    package var unknown: [String] = []
}

/// Reads the learned weights of a book: those of the highest layer that has some.
struct WeightsReader {
    /// What was found.
    struct Finding {
        /// The weights, fitted to the book.
        var model: LearnedModel?
        /// What to tell about them.
        var report = WeightsReport(state: .absent)
        /// The files of weights of all layers, which are part of the rule set.
        var files: [RuleFile] = []
        /// What is wrong with them.
        var diagnostics: [Diagnostic] = []
    }

    private let stack: LayerStack

    init(_ stack: LayerStack) { self.stack = stack }

    /// Reads the weights and fits them to the categories of a book.
    ///
    /// In one folder weights for other categories are a fault. A layer, though, may add or remove
    /// categories and have no weights of its own; then the others keep what was learned for them.
    func read(for book: Book) -> Finding {
        var finding = Finding()
        for (number, folder) in stack.folders.enumerated() {
            let directory = folder.directory
            guard directory.holds(WeightsFile.name) else { continue }
            let path = stack.path(of: WeightsFile.name, inLayer: number)
            do {
                let bytes = try directory.read(WeightsFile.name, upTo: RuleLimits.weightsBytes)
                finding.files.append(RuleFile(path: path, bytes: bytes, layer: number))
            } catch {
                var unreadable = error
                unreadable.place.file = path
                finding.diagnostics.append(unreadable)
            }
        }
        guard let file = finding.files.last, finding.diagnostics.isEmpty else { return finding }
        take(file, for: book, into: &finding)
        return finding
    }

    private func take(_ file: RuleFile, for book: Book, into finding: inout Finding) {
        let model: LearnedModel
        do {
            model = try WeightsFile.model(String(decoding: file.bytes, as: UTF8.self))
        } catch {
            let place = SourcePlace(file: file.path, line: error.line, column: 1)
            finding.diagnostics.append(
                diagnostic(.weightsUnreadable, error.message, at: place)
            )
            return
        }
        let fitting = WeightsFitting(model, to: book.categories)
        let state: WeightsReport.State = fitting.isExact ? .used : .adapted
        finding.report = WeightsReport(state: state, file: file.path, unknown: fitting.unknown)
        finding.model = fitting.model
        guard !fitting.isExact else { return }
        let place = SourcePlace(file: file.path, line: 4, column: 1)
        guard stack.isLayered else {
            finding.diagnostics.append(
                diagnostic(.weightsMismatch, "the categories are not the book's", at: place)
            )
            return
        }
        var warning = diagnostic(.weightsMismatch, fitting.words, at: place)
        warning.severity = .warning
        finding.diagnostics.append(warning)
    }

    private func diagnostic(
        _ code: DiagnosticCode,
        _ message: String,
        at place: SourcePlace
    ) -> Diagnostic {
        let command = stack.isLayered ? "banso learn, naming all layers" : "banso learn"
        return Diagnostic(code, message, at: place, suggestion: "run \(command)")
    }
}
