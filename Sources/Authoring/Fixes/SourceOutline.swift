import Diagnostics
import RuleLoading
import YAMLTree

/// A rule file as text and as values at once: what is written where.
struct SourceOutline {
    /// Something that begins on a line: an entry of a list, or a key with its value.
    private struct Extent {
        var start: SourcePosition
        var lastLine: Int
    }

    /// The file.
    let file: RuleFile
    /// Its lines.
    let lines: SourceLines
    /// Its outermost value; `nil` when it is no YAML.
    let root: YAMLNode?
    private var extents: [Extent] = []
    private var scalars: [(start: SourcePosition, end: SourcePosition)] = []

    /// Reads a file; one that cannot be parsed has lines and no values.
    init(_ file: RuleFile) {
        self.file = file
        lines = SourceLines(file.bytes)
        do throws(Diagnostic) {
            root = try YAMLTree.parse(file.bytes, file: file.path).root
        } catch {
            // The loader reports what is wrong with it.
            root = nil
        }
        if let root { _ = note(root) }
    }

    /// The lines taken by what begins first on a line: an entry, a key with its value, or the line.
    func extent(from line: Int) -> ClosedRange<Int> {
        let begun = extents.filter { $0.start.line == line }
        let last = begun.map(\.lastLine).max() ?? line
        return line...max(line, last)
    }

    /// Whether a position lies in a text, where `#` begins no comment.
    func isInText(_ position: SourcePosition) -> Bool {
        scalars.contains { $0.start <= position && position < $0.end }
    }

    /// Notes a value with all it contains; its last line.
    private mutating func note(_ node: YAMLNode) -> Int {
        switch node.kind {
        case .mapping:
            let lasts = node.entries.map { entry in
                _ = note(entry.key)
                return noteExtent(from: entry.key.position, of: entry.value)
            }
            return max(node.position.line, lasts.max() ?? 0)
        case .sequence:
            let lasts = node.elements.map { noteExtent(from: $0.position, of: $0) }
            return max(node.position.line, lasts.max() ?? 0)
        default:
            scalars.append((node.position, node.end))
            return max(node.position.line, node.end.column == 1 ? node.end.line - 1 : node.end.line)
        }
    }

    private mutating func noteExtent(from start: SourcePosition, of node: YAMLNode) -> Int {
        let last = note(node)
        extents.append(Extent(start: start, lastLine: last))
        return last
    }
}

extension SourceOutline {
    /// The text or key that begins at a position, or `nil`.
    func scalar(at position: SourcePosition) -> YAMLNode? {
        root.flatMap { Self.first(in: $0) { $0.isScalar && $0.position == position } }
    }

    /// The list with an element that begins at a position, and the number of the element.
    func list(withElementAt position: SourcePosition) -> (elements: [YAMLNode], index: Int)? {
        let list = root.flatMap { root in
            Self.first(in: root) { node in node.elements.contains { $0.position == position } }
        }
        guard let elements = list?.elements,
            let index = elements.firstIndex(where: { $0.position == position })
        else { return nil }
        return (elements, index)
    }

    /// The bytes of a value, or `nil` when it comes from an alias or has a tag or an anchor.
    func bytes(of node: YAMLNode) -> Range<Int>? {
        guard let start = lines.offset(of: node.position), let end = lines.offset(of: node.end),
            start < end
        else { return nil }
        let mark = file.bytes[start]
        let isOdd =
            mark == UInt8(ascii: "&") || mark == UInt8(ascii: "*")
            || mark == UInt8(ascii: "!")
        return isOdd ? nil : start..<end
    }

    private static func first(in node: YAMLNode, where isWanted: (YAMLNode) -> Bool) -> YAMLNode? {
        if isWanted(node) { return node }
        for element in node.elements {
            if let found = first(in: element, where: isWanted) { return found }
        }
        for entry in node.entries {
            if isWanted(entry.key) { return entry.key }
            if let found = first(in: entry.value, where: isWanted) { return found }
        }
        return nil
    }
}

extension YAMLNode {
    fileprivate var isScalar: Bool { kind != .sequence && kind != .mapping }
}
