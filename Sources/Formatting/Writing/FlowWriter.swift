import Diagnostics
import YAMLTree

/// Writes values in brackets and braces.
enum FlowWriter {
    /// The value on one line; `nil` when a comment or a block within it forbids that.
    static func text(_ node: LayoutNode) -> String? {
        var result = ""
        return write(node, to: &result) ? result : nil
    }

    private static func write(_ node: LayoutNode, to result: inout String) -> Bool {
        if let anchor = node.anchor { result += "&\(anchor) " }
        switch node.content {
        case .scalar(let scalar):
            guard scalar.style != .literal, scalar.style != .folded else { return false }
            result += ScalarWriter.inline(scalar, in: .flow, shape: node.shape)
        case .alias(let name): result += "*\(name)"
        case .sequence, .mapping:
            guard node.ending.isEmpty else { return false }
            result += node.isMapping ? "{" : "["
            for (index, item) in node.items.enumerated() {
                guard item.before.isEmpty, item.note == nil else { return false }
                if index > 0 { result += ", " }
                if let key = item.key { result += ScalarWriter.key(key, in: .flow) + ": " }
                guard write(item.value, to: &result) else { return false }
            }
            result += node.isMapping ? "}" : "]"
        }
        return true
    }
}

/// Breaks a list in brackets into lines.
///
/// Line breaks that an author set stay while the lines fit, so that a change to one line shows as a
/// change to one line. Where a line has become too long, it is filled anew together with its
/// neighbours, up to the next line that was ended before it was full.
struct ListFiller {
    /// An element of the list.
    struct Element {
        /// How it is written.
        var text: String
        /// Whether the author began a line with it.
        var startsLine: Bool
        /// Its columns.
        let columns: Int

        init(text: String, startsLine: Bool) {
            self.text = text
            self.startsLine = startsLine
            columns = DisplayWidth.of(text)
        }
    }

    /// The columns for the elements of a line with their commas.
    let room: Int

    /// The lines of a list, each a row of elements.
    func lines(of elements: [Element]) -> [[String]] {
        var rows: [[Element]] = []
        for element in elements {
            if rows.isEmpty || element.startsLine {
                rows.append([element])
            } else {
                rows[rows.count - 1].append(element)
            }
        }
        var lines: [[Element]] = []
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, isFull(rows[end - 1], before: rows[end][0]) { end += 1 }
            let paragraph = rows[start..<end]
            lines +=
                paragraph.contains(where: isTooLong)
                ? filled(paragraph.flatMap { $0 }) : Array(paragraph)
            start = end
        }
        return lines.map { $0.map(\.text) }
    }

    private func columns(of row: [Element]) -> Int {
        row.reduce(0) { $0 + $1.columns } + 2 * row.count - 1
    }

    /// Nothing can be done about a single element that is too long.
    private func isTooLong(_ row: [Element]) -> Bool { row.count > 1 && columns(of: row) > room }

    private func isFull(_ row: [Element], before next: Element) -> Bool {
        columns(of: row) + 2 + next.columns > room
    }

    private func filled(_ elements: [Element]) -> [[Element]] {
        var rows: [[Element]] = []
        var used = 0
        for element in elements {
            if rows.isEmpty || used + 2 + element.columns > room {
                rows.append([element])
                used = element.columns + 1
            } else {
                rows[rows.count - 1].append(element)
                used += element.columns + 2
            }
        }
        return rows
    }
}
