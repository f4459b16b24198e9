import Diagnostics
import Knowledge
import RuleEngine
import RuleLoading

/// Reads the file of learned weights beside a book.
struct WeightsReader {
    /// What was found.
    enum Finding {
        /// There is no such file: answers rest on rules alone.
        case absent
        case model(LearnedModel, file: RuleFile)
        case unusable(Diagnostic)
    }

    private let source: RuleDirectory

    init(_ source: RuleDirectory) { self.source = source }

    /// Reads the weights and checks that they were learned for the book's categories.
    func read(for book: Book) -> Finding {
        guard source.hasFile(WeightsFile.name) else { return .absent }
        let bytes: [UInt8]
        do { bytes = try source.read(WeightsFile.name) } catch { return .unusable(error) }
        do {
            let model = try WeightsFile.model(String(decoding: bytes, as: UTF8.self))
            let subs = book.categories.flatMap(\.subs).map(\.id.text)
            guard model.settings.categories == book.categories.map(\.id.text),
                model.settings.subs == subs
            else {
                return .unusable(
                    diagnostic(.weightsMismatch, "the categories are not the book's", line: 4)
                )
            }
            return .model(model, file: RuleFile(path: WeightsFile.name, bytes: bytes))
        } catch {
            return .unusable(diagnostic(.weightsUnreadable, error.message, line: error.line))
        }
    }

    private func diagnostic(_ code: DiagnosticCode, _ message: String, line: Int) -> Diagnostic {
        Diagnostic(
            code,
            message,
            at: SourcePlace(
                file: WeightsFile.name,
                position: SourcePosition(line: line, column: 1)
            ),
            suggestion: "run banso learn"
        )
    }
}
