/// Writes diagnostics for people: place, code and message, the source line and a caret.
///
/// ```
/// rules/people.yaml:4:21: error[rule.unknown-network]: no network has the id `chambr`
///     - {network: chambr, role: lead}
///                 ^
///     did you mean `chamber`?
/// ```
package struct DiagnosticRenderer: Sendable {
    /// The most scalars of a source line that are shown.
    private static let window = 120

    private let sources: [String: [UInt8]]

    /// Makes a renderer that shows lines of these files; a file not among them is shown without.
    package init(sources: [String: [UInt8]]) { self.sources = sources }

    /// The diagnostics in the order given, each ending with a line feed.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        var texts: [String: SourceText] = [:]
        var report = ""
        for diagnostic in diagnostics {
            let label = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
            write(diagnostic.place, label, diagnostic.message, into: &report, using: &texts)
            if let suggestion = diagnostic.suggestion { report += "    \(clean(suggestion))\n" }
            for note in diagnostic.notes {
                write(note.place, "note", note.message, into: &report, using: &texts)
            }
        }
        return report
    }

    private func write(
        _ place: SourcePlace,
        _ label: String,
        _ message: String,
        into report: inout String,
        using texts: inout [String: SourceText]
    ) {
        let position = place.position
        report += "\(clean(place.file)):\(position.line):\(position.column): "
        report += "\(label): \(clean(message))\n"
        if texts[place.file] == nil, let bytes = sources[place.file] {
            texts[place.file] = SourceText(bytes)
        }
        guard let line = texts[place.file]?.line(position.line) else { return }
        report += Self.excerpt(of: line, column: position.column)
    }

    /// The line and a caret below its column; a long line is cut to a window around it.
    static func excerpt(of line: String, column: Int) -> String {
        let scalars = Array(line.unicodeScalars)
        let caret = min(max(column - 1, 0), scalars.count)
        let first =
            scalars.count <= window ? 0 : max(0, min(caret - window / 2, scalars.count - window))
        let last = min(scalars.count, first + window)
        var shown = first > 0 ? "…" : ""
        var padding = first > 0 ? " " : ""
        for index in first..<last {
            let isTab = scalars[index] == "\t"
            let scalar = isTab ? "\t" : Diagnostic.printable(scalars[index])
            shown.unicodeScalars.append(scalar)
            guard index < caret else { continue }
            // A tab stays a tab below itself, whatever width the terminal gives it.
            padding += isTab ? "\t" : String(repeating: " ", count: DisplayWidth.of(scalar))
        }
        if last < scalars.count { shown += "…" }
        return "    \(shown)\n    \(padding)^\n"
    }

    private func clean(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(Diagnostic.printable(scalar))
        }
        return result
    }
}
