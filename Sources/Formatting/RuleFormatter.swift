import Diagnostics
package import YAMLTree

/// Brings rule files into their one layout.
///
/// Keys stand in the order of the language's tables, two spaces deep, what belongs on a line on one
/// line of up to 100 columns, quotes only where some reader would go wrong without them. Comments
/// stay with what they are about. A formatted file stays as it is when it is formatted again.
package struct RuleFormatter: Sendable {
    /// The columns a line may have before it is broken where it can be.
    ///
    /// A Japanese character takes two. A text that is longer stays on one line, since a break
    /// would become a part of it.
    package static let lineLength = 100

    private let limits: YAMLLimits

    /// Makes a formatter that refuses files beyond the limits.
    package init(limits: YAMLLimits = YAMLLimits()) { self.limits = limits }

    /// The file in its one layout.
    ///
    /// The result is read again before it is given out: it says what the file said, value by value,
    /// and holds the same comments.
    ///
    /// - Parameters:
    ///   - bytes: The file, in UTF-8.
    ///   - file: Its name for reports.
    /// - Returns: The formatted file; the same bytes when there is nothing to do.
    /// - Throws: A ``FormatFault`` when the file is no YAML or would not stay the same.
    package func format(_ bytes: [UInt8], file: String) throws(FormatFault) -> [UInt8] {
        let document: YAMLDocument
        do {
            document = try YAMLTree.parse(bytes, file: file, limits: limits)
        } catch {
            throw .unreadable([error])
        }
        guard document.problems.isEmpty else { throw .unreadable(document.problems) }
        var (root, ending) = LayoutBuilder.read(bytes, document.root)
        let comments = root.comments + ending.map(\.text)
        LayoutArranger.arrange(&root.value)
        let text = LayoutPrinter.text(root, ending: ending, limit: Self.lineLength)
        let result = Array(text.utf8)
        if result == bytes { return bytes }
        try check(result, against: document.root, comments)
        return result
    }

    /// Reads what was written and holds it against what was to be written.
    private func check(
        _ result: [UInt8],
        against root: YAMLNode,
        _ comments: [String]
    ) throws(FormatFault) {
        let start = SourcePlace(file: root.place.file, line: 1, column: 1)
        let document: YAMLDocument
        do {
            document = try YAMLTree.parse(result, file: start.file, limits: limits)
        } catch {
            throw .meaning(start)
        }
        guard document.problems.isEmpty else { throw .meaning(start) }
        if let place = MeaningCheck.difference(root, document.root) {
            throw .meaning(SourcePlace(file: start.file, position: place))
        }
        let (item, ending) = LayoutBuilder.read(result, document.root)
        let kept = item.comments + ending.map(\.text)
        // Comments move with their keys; none may be lost, made or changed.
        guard kept.sorted() == comments.sorted() else { throw .comments(start) }
    }
}
