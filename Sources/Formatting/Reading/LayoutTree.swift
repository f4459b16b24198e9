import YAMLTree

/// A scalar as it was written.
struct ScalarText {
    /// How a scalar is marked.
    enum Style {
        case plain, quoted, literal, folded
    }

    /// What it says, quotes and escapes resolved.
    var text: String
    /// What it is.
    var kind: YAMLNode.Kind
    /// How it was written.
    var style: Style
    /// The lines of a folded block, or those of a text that was broken over lines.
    var lines: [String] = []
    /// The name after `&` before a key; that of a value is the node's.
    var keyAnchor: String?
}

/// A value with all that was written about it.
struct LayoutNode {
    /// What a value is.
    enum Content {
        case scalar(ScalarText)
        case alias(String)
        case sequence
        case mapping
    }

    /// What it is.
    var content: Content
    /// The name after `&`.
    var anchor: String?
    /// The elements of a list or the entries of a mapping.
    var items: [LayoutItem] = []
    /// The comments behind the last of them.
    var ending: [Comment] = []
    /// Whether it was written in brackets or braces.
    var isFlow = false
    /// What the rule language says of it, once that has been looked up.
    var shape: LanguageShape?

    /// Whether it is a list.
    var isSequence: Bool {
        if case .sequence = content { return true }
        return false
    }

    /// Whether it is a mapping.
    var isMapping: Bool {
        if case .mapping = content { return true }
        return false
    }

    /// Whether it is a list or a mapping.
    var isCollection: Bool { isSequence || isMapping }

    /// Whether it is a list or mapping written line by line.
    var isBlock: Bool { isCollection && !isFlow && !items.isEmpty }

    /// The scalar, when it is one.
    var scalar: ScalarText? {
        if case .scalar(let text) = content { return text }
        return nil
    }

    /// Whether a comment stands anywhere within it.
    var holdsComments: Bool {
        !ending.isEmpty
            || items.contains {
                !$0.before.isEmpty || $0.note != nil || $0.value.holdsComments
            }
    }
}

/// An element of a list or an entry of a mapping.
struct LayoutItem {
    /// The comments on lines of their own above it.
    var before: [Comment] = []
    /// Whether a blank line stands right above it, below the comments.
    var isBelowBlank = false
    /// Whether it begins on another line than what stands before it.
    var startsLine = false
    /// The key of an entry; `nil` for an element.
    var key: ScalarText?
    /// The element or the value of the entry.
    var value: LayoutNode
    /// The comment on its line: behind the key of a block, behind the value otherwise.
    var note: Comment?
}

extension LayoutItem {
    /// Every comment within and about it, in the order of the file it was read from.
    var comments: [String] {
        var result: [String] = []
        addComments(to: &result)
        return result
    }

    private func addComments(to result: inout [String]) {
        result += before.map(\.text)
        if let note, value.isBlock { result.append(note.text) }
        for item in value.items { item.addComments(to: &result) }
        result += value.ending.map(\.text)
        if let note, !value.isBlock { result.append(note.text) }
    }
}
