package import Diagnostics

/// Why a file was left as it is.
package enum FormatFault: Error, Hashable, Sendable {
    /// It is no YAML of the language: what is wrong with it, at least one diagnostic.
    case unreadable([Diagnostic])
    /// What was written would have said something else than what was read, from this place on: a
    /// fault of the formatter.
    case meaning(SourcePlace)
    /// What was written would have lost a comment: a fault of the formatter.
    case comments(SourcePlace)
    /// It could not be written: its path, the system's reason, and whether permission is lacking.
    case unwritable(path: String, reason: String, isForbidden: Bool)

    /// What the fault is called; stable over releases.
    package var code: String {
        switch self {
        case .unreadable(let diagnostics): (diagnostics.first?.code ?? .syntax).rawValue
        case .meaning: DiagnosticCode.formatMeaning.rawValue
        case .comments: DiagnosticCode.formatComments.rawValue
        case .unwritable: DiagnosticCode.formatUnwritable.rawValue
        }
    }

    /// The fault for people, with the lines of the sources it is about, ending with a line feed.
    package func text(sources: [String: [UInt8]]) -> String {
        let kept = "the file is left as it is; please report it with the file"
        switch self {
        case .unreadable(let diagnostics):
            return DiagnosticRenderer(sources: sources).render(diagnostics)
        case .meaning(let place):
            return line(place, "formatting would change what this says; \(kept)")
        case .comments(let place):
            return line(place, "formatting would lose a comment; \(kept)")
        case .unwritable(let path, let reason, _):
            return "\(path): error[\(code)]: the file cannot be written: \(reason)\n"
        }
    }

    private func line(_ place: SourcePlace, _ message: String) -> String {
        let position = place.position
        return "\(place.file):\(position.line):\(position.column): error[\(code)]: \(message)\n"
    }
}
