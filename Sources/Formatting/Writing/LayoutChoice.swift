import Diagnostics
import YAMLTree

/// How a value is written.
enum LayoutChoice {
    /// On the line of its key.
    case inline(String)
    /// As a block scalar.
    case text(ScalarWriter.Block)
    /// In brackets over several lines.
    case filled([[String]])
    /// An entry or element a line.
    case block
}

/// Chooses how values are written.
struct LayoutChooser {
    /// The part a value plays, which decides whether it may stand in braces.
    enum Role {
        /// The mapping of the whole file.
        case file
        /// The list of a section.
        case section
        /// An entry of a section.
        case entry
        /// Any other value.
        case inner
    }

    /// The columns a line may have.
    let limit: Int

    /// The choice for a value.
    ///
    /// What was written line by line stays so, except for what the language calls compact; what was
    /// written in brackets stays so while it fits.
    ///
    /// - Parameters:
    ///   - node: The value.
    ///   - role: Its part in the file.
    ///   - column: How far its line is filled already.
    ///   - indent: Where its own lines would start.
    /// - Returns: How to write it.
    func choice(
        for node: LayoutNode,
        role: Role,
        behind column: Int,
        indent: Int
    ) -> LayoutChoice {
        switch node.content {
        case .scalar(let scalar): return choice(for: scalar, in: node, behind: column)
        case .alias(let name): return .inline("*" + name)
        case .sequence, .mapping: break
        }
        if node.items.isEmpty { return .inline(FlowWriter.text(node) ?? "") }
        guard !isAlwaysBlock(node, role), node.isFlow || node.shape?.isCompact == true,
            let flat = FlowWriter.text(node)
        else { return .block }
        if column + DisplayWidth.of(flat) <= limit { return .inline(flat) }
        // A bracket or the blank below it comes first, a comma or a bracket last.
        let room = limit - indent - 1
        guard let elements = elementsToFill(node, room: room - 1) else { return .block }
        return .filled(ListFiller(room: room).lines(of: elements))
    }

    private func choice(
        for scalar: ScalarText,
        in node: LayoutNode,
        behind column: Int
    ) -> LayoutChoice {
        let text = ScalarWriter.inline(scalar, in: .block, shape: node.shape)
        let isTooLong = column + DisplayWidth.of(text) > limit
        if let block = ScalarWriter.block(scalar, mustWrap: isTooLong) { return .text(block) }
        return .inline(node.anchor.map { "&\($0) \(text)" } ?? text)
    }

    private func isAlwaysBlock(_ node: LayoutNode, _ role: Role) -> Bool {
        switch role {
        case .file, .entry: true
        case .section: node.items.contains { $0.value.isMapping && !$0.value.items.isEmpty }
        case .inner: false
        }
    }

    /// The elements of a list that is filled line by line.
    ///
    /// They are plain values, and with them mappings of plain values where the language has both;
    /// `nil` for a list that is clearer with an element a line.
    private func elementsToFill(_ node: LayoutNode, room: Int) -> [ListFiller.Element]? {
        guard node.isSequence else { return nil }
        var hasScalar = false
        var elements: [ListFiller.Element] = []
        for item in node.items {
            switch item.value.content {
            case .scalar, .alias: hasScalar = true
            case .mapping where item.value.items.allSatisfy { !$0.value.isCollection }: break
            default: return nil
            }
            guard let text = FlowWriter.text(item.value) else { return nil }
            // A list that was written line by line has no line breaks within brackets to keep.
            let startsLine = node.isFlow && item.startsLine
            let element = ListFiller.Element(text: text, startsLine: startsLine)
            guard element.columns <= room else { return nil }
            elements.append(element)
        }
        return node.shape?.element?.mayBeScalar ?? hasScalar ? elements : nil
    }
}
