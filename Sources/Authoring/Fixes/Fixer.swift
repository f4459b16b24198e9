import Diagnostics
import RuleLoading
import YAMLTree

/// Mends what can be mended without a decision of the author.
struct Fixer {
    /// The codes of findings that can be mended, where the text around allows it.
    static let codes: Set<String> = Set(
        [
            LintCode.repeatedExpression, .emptyExpression, .missingNewline,
        ].map(\.rawValue)
    ).union(
        DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("rule.unknown-") }.map(\.rawValue)
    ).union([DiagnosticCode.schemaVersion.rawValue, DiagnosticCode.badURL.rawValue])

    private let outlines: [String: SourceOutline]
    private let names: NameBook

    /// Prepares to mend files.
    init(_ files: [RuleFile]) {
        outlines = Dictionary(
            files.map { ($0.path, SourceOutline($0)) },
            uniquingKeysWith: { first, _ in first }
        )
        names = NameBook(outlines.values)
    }

    /// The edit that mends a finding, or `nil` when it is for its author to decide.
    func edit(for finding: Finding) -> TextEdit? {
        guard let outline = outlines[finding.place.file], !outline.lines.hasOddLineEnds else {
            return nil
        }
        let position = finding.place.position
        switch finding.code {
        case LintCode.repeatedExpression.rawValue, LintCode.emptyExpression.rawValue:
            return outline.list(withElementAt: position).flatMap {
                ElementRemoval(outline, elements: $0.elements, index: $0.index).edit
            }
        case LintCode.missingNewline.rawValue:
            return .inserting(outline.lines.ending, at: outline.file.bytes.count)
        case DiagnosticCode.schemaVersion.rawValue: return schemaLine(outline)
        case DiagnosticCode.badURL.rawValue: return address(finding, outline)
        default:
            return DiagnosticCode(rawValue: finding.code).flatMap { name($0, position, outline) }
        }
    }

    private func name(
        _ code: DiagnosticCode,
        _ position: SourcePosition,
        _ outline: SourceOutline
    ) -> TextEdit? {
        guard let node = outline.scalar(at: position), let range = outline.bytes(of: node),
            let name = names.only(near: node.text, for: code)
        else { return nil }
        // The name stays in the quotes it has; one with escapes is left alone.
        let written = Array(node.text.utf8)
        let isQuoted = range.count == written.count + 2
        let inner = isQuoted ? range.lowerBound + 1..<range.upperBound - 1 : range
        guard Array(outline.file.bytes[inner]) == written else { return nil }
        return TextEdit(range: inner, replacement: Array(name.utf8))
    }

    /// The scheme before an address that lacks nothing else, in quotes: within braces the colon of
    /// a plain one would be read as that of a key by other programs.
    private func address(_ finding: Finding, _ outline: SourceOutline) -> TextEdit? {
        guard let node = outline.scalar(at: finding.place.position),
            let range = outline.bytes(of: node)
        else { return nil }
        let meant = "https://" + node.text
        guard finding.suggestion?.contains("`\(meant)`") == true, !meant.contains("'") else {
            return nil
        }
        return TextEdit(range: range, replacement: Array("'\(meant)'".utf8))
    }

    /// The line that every file begins with, before the first key of one that lacks it.
    private func schemaLine(_ outline: SourceOutline) -> TextEdit? {
        guard let root = outline.root, root.kind == .mapping, root.position.column == 1,
            !root.entries.contains(where: { $0.key.text == "schema" }),
            let start = outline.lines.offset(of: root.position),
            outline.file.bytes[start] != UInt8(ascii: "{")
        else { return nil }
        return .inserting("schema: \(RuleLanguage.version)" + outline.lines.ending, at: start)
    }
}

extension SourceLines {
    /// How the lines of the file end: as its first one, or LF.
    fileprivate var ending: String {
        let first = fullRange(of: 1)
        return first.count > 1 && bytes[first.upperBound - 2..<first.upperBound] == [0x0D, 0x0A]
            ? "\r\n" : "\n"
    }
}
