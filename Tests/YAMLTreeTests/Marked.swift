import Diagnostics
import Testing
import YAMLTree

/// A text whose `▲` marks a place, and what is expected there.
struct Marked: Sendable, CustomTestStringConvertible {
    var code: DiagnosticCode
    var message: String
    var text: String
    var limits = YAMLLimits()
    var testDescription: String { "\(code.rawValue): \(text.prefix(40))" }

    /// The text without the mark.
    var source: String { text.replacing("▲", with: "") }

    /// The place of the mark.
    var position: SourcePosition {
        var position = SourcePosition(line: 1, column: 1)
        for scalar in text.unicodeScalars {
            if scalar == "▲" { break }
            position.column += 1
            if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
        }
        return position
    }
}

/// Everything that is wrong with a text, whether it can be read or not.
func problems(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> [Diagnostic] {
    do {
        return try YAMLTree.parse(bytes, file: "a.yaml", limits: limits).problems
    } catch {
        return [error]
    }
}
