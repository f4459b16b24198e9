import Diagnostics
import YAMLTree

/// Writes a file in its one layout.
struct LayoutPrinter {
    private let chooser: LayoutChooser
    private var text = ""

    private init(limit: Int) { chooser = LayoutChooser(limit: limit) }

    /// The file of a value and the comments behind it.
    static func text(_ root: LayoutItem, ending: [Comment], limit: Int) -> String {
        var printer = LayoutPrinter(limit: limit)
        printer.writeFile(root, ending)
        return printer.text
    }

    private mutating func writeFile(_ root: LayoutItem, _ ending: [Comment]) {
        writeComments(root.before, indent: 0, isFirst: true)
        let isAbsent = root.value.scalar.map { $0.kind == .null && $0.text.isEmpty } ?? false
        if !isAbsent || root.value.anchor != nil {
            if !root.before.isEmpty, root.isBelowBlank { text += "\n" }
            writeRoot(root)
        }
        writeComments(ending, indent: 0, isFirst: text.isEmpty)
    }

    private mutating func writeRoot(_ root: LayoutItem) {
        let role: LayoutChooser.Role = root.value.isMapping ? .file : .inner
        let choice = chooser.choice(for: root.value, role: role, behind: 0, indent: 0)
        switch choice {
        case .inline(let inline):
            text += inline
            endLine(root.note)
        case .text(let block):
            text += root.value.anchor.map { "&\($0) " } ?? ""
            writeBlock(block, root.note, indent: 0)
        case .filled(let lines):
            if let anchor = root.value.anchor { text += "&\(anchor)\n" }
            writeFilled(lines, root.note, indent: 0)
        case .block:
            if let anchor = root.value.anchor { text += "&\(anchor)\n" }
            writeItems(
                of: root.value,
                indent: 0,
                role: role,
                isElement: false,
                continuesLine: false
            )
            if let note = root.note { text += note.text + "\n" }
        }
    }

    // MARK: Lists and mappings

    /// Writes the entries or elements of a block.
    private mutating func writeItems(
        of node: LayoutNode,
        indent: Int,
        role: LayoutChooser.Role,
        isElement: Bool,
        continuesLine: Bool
    ) {
        for (index, item) in node.items.enumerated() {
            let inner = innerRole(of: item.value, in: role)
            let column = indent + (item.key.map { DisplayWidth.of(head($0)) } ?? 1) + 1
            let choice = chooser.choice(
                for: item.value,
                role: inner,
                behind: column,
                indent: indent + 2
            )
            let placed = placingNote(of: item, choice, isFirstOfElement: index == 0 && isElement)
            if index > 0 || !continuesLine {
                let isApart = index > 0 && (role == .file || inner == .entry)
                writeLead(placed, index: index, isApart: isApart, indent: indent)
                writeIndent(indent)
            }
            write(placed, choice, indent: indent, role: inner)
        }
        writeComments(node.ending, indent: indent, isFirst: false)
    }

    /// The part that a value plays in a value with another part.
    private func innerRole(
        of value: LayoutNode,
        in role: LayoutChooser.Role
    ) -> LayoutChooser.Role {
        switch role {
        case .file: value.isSequence ? .section : .inner
        case .section: value.isMapping ? .entry : .inner
        case .entry, .inner: .inner
        }
    }

    /// The item with its comment where there is room: behind the dash of a block there is none, so
    /// it goes above, or to the end where what is above belongs to the element around it.
    private func placingNote(
        of item: LayoutItem,
        _ choice: LayoutChoice,
        isFirstOfElement: Bool
    ) -> LayoutItem {
        guard item.key == nil, case .block = choice, let note = item.note else { return item }
        var item = item
        item.note = nil
        if isFirstOfElement {
            item.value.ending.append(note)
        } else {
            item.before.append(note)
        }
        return item
    }

    private mutating func writeLead(
        _ item: LayoutItem,
        index: Int,
        isApart: Bool,
        indent: Int
    ) {
        guard let first = item.before.first else {
            if isApart || (index > 0 && item.isBelowBlank) { text += "\n" }
            return
        }
        if isApart || (index > 0 && first.isBelowBlank) { text += "\n" }
        writeComments(item.before, indent: indent, isFirst: true)
        if item.isBelowBlank { text += "\n" }
    }

    /// Writes an item from its key or dash on.
    private mutating func write(
        _ item: LayoutItem,
        _ choice: LayoutChoice,
        indent: Int,
        role: LayoutChooser.Role
    ) {
        text += item.key.map(head) ?? "-"
        let anchor = item.value.anchor.map { " &\($0)" } ?? ""
        switch choice {
        case .inline(let inline):
            text += " " + inline
            endLine(item.note)
        case .text(let block):
            text += anchor + " "
            writeBlock(block, item.note, indent: indent)
        case .filled(let lines):
            if item.key == nil, anchor.isEmpty {
                text += " "
                writeFilled(lines, item.note, indent: indent + 2, continuesLine: true)
            } else {
                text += anchor + "\n"
                writeFilled(lines, item.note, indent: indent + 2)
            }
        case .block:
            let continuesLine = item.key == nil && anchor.isEmpty
            text += continuesLine ? " " : anchor
            if !continuesLine { endLine(item.note) }
            writeItems(
                of: item.value,
                indent: indent + 2,
                role: role,
                isElement: item.key == nil,
                continuesLine: continuesLine
            )
        }
    }

    private func head(_ key: ScalarText) -> String { ScalarWriter.key(key, in: .block) + ":" }

    // MARK: Lines

    private mutating func writeIndent(_ indent: Int) {
        text += String(repeating: " ", count: indent)
    }

    private mutating func endLine(_ note: Comment?) {
        if let note { text += "  " + note.text }
        text += "\n"
    }

    private mutating func writeComments(_ comments: [Comment], indent: Int, isFirst: Bool) {
        for (index, comment) in comments.enumerated() {
            if comment.isBelowBlank, index > 0 || !isFirst { text += "\n" }
            writeIndent(indent)
            text += comment.text + "\n"
        }
    }

    private mutating func writeBlock(
        _ block: ScalarWriter.Block,
        _ note: Comment?,
        indent: Int
    ) {
        text += block.mark
        endLine(note)
        for line in block.lines {
            if !line.isEmpty {
                writeIndent(indent + 2)
                text += line
            }
            text += "\n"
        }
    }

    private mutating func writeFilled(
        _ lines: [[String]],
        _ note: Comment?,
        indent: Int,
        continuesLine: Bool = false
    ) {
        for (index, line) in lines.enumerated() {
            if index > 0 || !continuesLine { writeIndent(indent) }
            text += (index == 0 ? "[" : " ") + line.joined(separator: ", ")
            if index < lines.count - 1 { text += ",\n" }
        }
        text += "]"
        endLine(note)
    }
}
