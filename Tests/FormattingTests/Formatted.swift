import Formatting
import Testing
import YAMLTree

/// The formatted text of a file.
func formatted(_ text: String) throws -> String {
    String(decoding: try RuleFormatter().format(Array(text.utf8), file: "a.yaml"), as: UTF8.self)
}

/// Expects a layout, that it stays as it is, and that it was not there before.
func expectLayout(
    _ text: String,
    _ layout: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(try formatted(text) == layout, sourceLocation: sourceLocation)
    #expect(try formatted(layout) == layout, "it does not stay", sourceLocation: sourceLocation)
}

/// What a file says, with the keys of each mapping in order; made without the formatter's help.
func meaning(of text: String) throws -> String {
    let document = try YAMLTree.parse(Array(text.utf8), file: "a.yaml")
    #expect(document.problems == [])
    return meaning(of: document.root)
}

private func meaning(of node: YAMLNode) -> String {
    switch node.kind {
    case .null: "null"
    case .sequence: "[" + node.elements.map(meaning).joined(separator: ", ") + "]"
    case .mapping:
        "{"
            + node.entries.map { "\($0.key.text.debugDescription): \(meaning(of: $0.value))" }
            .sorted().joined(separator: ", ") + "}"
    default: "\(node.kind) \(node.text.debugDescription)"
    }
}
