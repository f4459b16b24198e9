import Diagnostics
import YAMLTree

/// Brings a file's values and its comments together.
///
/// The parser drops comments, so they are read from the gaps that its places leave, and each is
/// given to the entry that an author would say it belongs to.
struct LayoutBuilder {
    private var scanner: CommentScanner
    /// The comment behind the `|` or `>` of the block scalar that was read last.
    private var headerComment: Comment?

    private init(_ bytes: [UInt8]) { scanner = CommentScanner(SourceBytes(bytes)) }

    /// The outermost value of a file, and the comments behind it that are not its own.
    static func read(
        _ bytes: [UInt8],
        _ root: YAMLNode
    ) -> (item: LayoutItem, ending: [Comment]) {
        var builder = LayoutBuilder(bytes)
        return builder.document(root)
    }

    private mutating func document(_ root: YAMLNode) -> (item: LayoutItem, ending: [Comment]) {
        guard root.kind != .null || !root.text.isEmpty else {
            let all = scanner.comments(upTo: scanner.source.bytes.count).map(\.comment)
            let null = ScalarText(text: "", kind: .null, style: .plain)
            return (LayoutItem(value: LayoutNode(content: .scalar(null))), all)
        }
        let start = offset(of: root.position)
        var gap = scanner.comments(upTo: start)
        var item = LayoutItem(value: node(root, gap: &gap, within: -1))
        item.isBelowBlank = scanner.source.isBelowBlankLine(start)
        if item.value.isBlock {
            item.value.items[0].before = gap.map(\.comment) + item.value.items[0].before
        } else {
            item.before = gap.map(\.comment)
            addNote(to: &item, inFlow: false)
        }
        return (item, scanner.comments(upTo: scanner.source.bytes.count).map(\.comment))
    }

    // MARK: Values

    /// Reads a value; comments between its anchor and itself go to the gap before it.
    private mutating func node(
        _ node: YAMLNode,
        gap: inout [CommentScanner.Found],
        within outer: Int
    ) -> LayoutNode {
        // In `&a key: value` the anchor is the key's, though the mapping starts there as well.
        let isOfKey = node.entries.first?.key.position == node.position
        scanner.cursor = max(scanner.cursor, offset(of: node.position))
        let anchor = isOfKey ? nil : readProperties(of: node, gap: &gap)
        let start = scanner.cursor
        let first = start < scanner.source.bytes.count ? scanner.source.bytes[start] : 0
        var result: LayoutNode
        if first == UInt8(ascii: "*") {
            let end = offset(of: node.end)
            result = LayoutNode(content: .alias(scanner.source.text(start + 1..<end)))
            scanner.cursor = end
        } else {
            switch node.kind {
            case .sequence where first == UInt8(ascii: "["): result = flow(node, .sequence)
            case .sequence: result = blockSequence(node, within: outer)
            case .mapping where first == UInt8(ascii: "{"): result = flow(node, .mapping)
            case .mapping: result = blockMapping(node, within: outer)
            default: result = LayoutNode(content: .scalar(scalar(node)))
            }
        }
        result.anchor = anchor
        return result
    }

    /// Steps over anchor and tag; tags that a file may have say nothing that its values do not.
    private mutating func readProperties(
        of node: YAMLNode,
        gap: inout [CommentScanner.Found]
    ) -> String? {
        var anchor: String?
        while scanner.cursor < scanner.source.bytes.count {
            let byte = scanner.source.bytes[scanner.cursor]
            guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") else { break }
            let isAnchor = byte == UInt8(ascii: "&")
            var end = scanner.cursor + 1
            while end < scanner.source.bytes.count,
                isAnchor
                    ? isOfAnchor(scanner.source.bytes[end])
                    : !endsTag(scanner.source.bytes[end])
            {
                end += 1
            }
            if isAnchor { anchor = scanner.source.text(scanner.cursor + 1..<end) }
            scanner.cursor = end
            // Behind the anchor of an empty value stands what is no part of it.
            if node.kind == .null, node.text.isEmpty { continue }
            var next = end
            while next < scanner.source.bytes.count {
                let byte = scanner.source.bytes[next]
                guard byte.isSpace || byte == UInt8(ascii: "#") else { break }
                next = byte == UInt8(ascii: "#") ? scanner.source.lineEnd(from: next) : next + 1
            }
            gap += scanner.comments(upTo: next)
        }
        return anchor
    }

    /// Whether the library takes a byte for a part of an anchor's name; `&a:b` is `:b` behind `a`.
    private func isOfAnchor(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private func endsTag(_ byte: UInt8) -> Bool {
        byte.isSpace || [",", "[", "]", "{", "}"].contains(Unicode.Scalar(byte))
    }

    private mutating func offset(of position: SourcePosition) -> Int {
        scanner.source.offset(of: position)
    }

    // MARK: Lists and mappings

    private mutating func blockSequence(_ node: YAMLNode, within outer: Int) -> LayoutNode {
        var result = LayoutNode(content: .sequence)
        let column = scanner.source.column(of: scanner.cursor)
        for (index, element) in node.elements.enumerated() {
            let start = offset(of: element.position)
            let dash = index == 0 ? scanner.cursor : scanner.dash(upTo: start)
            let above = scanner.comments(upTo: dash).map(\.comment)
            scanner.cursor = dash + 1
            var gap = scanner.comments(upTo: start)
            var item = LayoutItem(value: self.node(element, gap: &gap, within: column))
            item.startsLine = true
            item.isBelowBlank = scanner.source.isBelowBlankLine(dash)
            item.before = above + gap.map(\.comment.moved)
            if !item.value.isBlock { addNote(to: &item, inFlow: false) }
            result.items.append(item)
        }
        result.ending = scanner.commentsEnding(blockAt: column, within: outer)
        return result
    }

    private mutating func blockMapping(_ node: YAMLNode, within outer: Int) -> LayoutNode {
        var result = LayoutNode(content: .mapping)
        // The one entry of `[key: value]` has no braces of its own.
        result.isFlow = outer == Self.flowColumn
        let column = result.isFlow ? outer : scanner.source.column(of: scanner.cursor)
        for entry in node.entries {
            result.items.append(item(entry, inFlow: result.isFlow, within: column))
        }
        if !result.isFlow {
            result.ending = scanner.commentsEnding(blockAt: column, within: outer)
        }
        return result
    }

    /// Stands for the column of what lies in brackets, where columns say nothing.
    private static let flowColumn = Int.max

    private mutating func flow(_ node: YAMLNode, _ content: LayoutNode.Content) -> LayoutNode {
        var result = LayoutNode(content: content, isFlow: true)
        scanner.cursor += 1
        for entry in node.entries {
            result.items.append(item(entry, inFlow: true, within: Self.flowColumn))
        }
        for element in node.elements {
            let start = offset(of: element.position)
            let startsLine = isOnNewLine(start)
            var gap = scanner.comments(upTo: start)
            let value = self.node(element, gap: &gap, within: Self.flowColumn)
            var item = LayoutItem(before: gap.map(\.comment), value: value)
            item.startsLine = startsLine
            addNote(to: &item, inFlow: true)
            result.items.append(item)
        }
        let end = offset(of: node.end)
        result.ending = scanner.comments(upTo: end - 1).map(\.comment)
        scanner.cursor = end
        return result
    }

    private mutating func item(
        _ entry: YAMLNode.Entry,
        inFlow: Bool,
        within outer: Int
    ) -> LayoutItem {
        let start = offset(of: entry.key.position)
        let startsLine = isOnNewLine(start)
        let above = scanner.comments(upTo: start).map(\.comment)
        var properties: [CommentScanner.Found] = []
        scanner.cursor = start
        let anchor = readProperties(of: entry.key, gap: &properties)
        var key = scalar(entry.key)
        key.keyAnchor = anchor
        let keyLine = scanner.source.line(of: max(0, scanner.cursor - 1))
        var gap = scanner.comments(
            upTo: max(scanner.cursor, offset(of: entry.value.position))
        )
        let value = node(entry.value, gap: &gap, within: outer)
        var item = LayoutItem(before: above, key: key, value: value)
        item.before += properties.map(\.comment.moved)
        item.startsLine = startsLine
        item.isBelowBlank = !inFlow && scanner.source.isBelowBlankLine(start)
        attach(gap, behindKeyOn: keyLine, to: &item, inFlow: inFlow)
        return item
    }

    private func isOnNewLine(_ start: Int) -> Bool {
        scanner.source.line(of: start) > scanner.source.line(of: scanner.cursor)
    }

    // MARK: Comments

    /// Gives the comments between a key and its value to the entry.
    private mutating func attach(
        _ gap: [CommentScanner.Found],
        behindKeyOn keyLine: Int,
        to item: inout LayoutItem,
        inFlow: Bool
    ) {
        let isOnKeyLine = gap.first?.line == keyLine
        if item.value.isBlock {
            if isOnKeyLine { item.note = gap.first?.comment.moved }
            let above = gap.dropFirst(isOnKeyLine ? 1 : 0).map(\.comment)
            item.value.items[0].before = above + item.value.items[0].before
            return
        }
        // What stands in empty brackets stands behind what is before them.
        let within = item.value.items.isEmpty ? item.value.ending : []
        item.value.ending.removeFirst(within.count)
        let note = commentBehind(inFlow: inFlow)
        if note == nil, within.isEmpty, gap.count == 1, isOnKeyLine, !item.value.holdsComments {
            item.note = gap.first?.comment.moved
        } else {
            item.before += (gap.map(\.comment) + within).map(\.moved)
            if let note { add(note, to: &item) }
        }
    }

    /// Gives the comment behind an element to it.
    private mutating func addNote(to item: inout LayoutItem, inFlow: Bool) {
        if item.value.items.isEmpty {
            item.before += item.value.ending.map(\.moved)
            item.value.ending = []
        }
        if let note = commentBehind(inFlow: inFlow) { add(note, to: &item) }
    }

    /// The comment on the line on which a value ends, or on that of the mark of a block scalar.
    private mutating func commentBehind(inFlow: Bool) -> Comment? {
        defer { headerComment = nil }
        return headerComment ?? scanner.commentOnLine(inFlow: inFlow)
    }

    /// Puts a comment behind a value, or at the end of a list that holds comments: that list will be
    /// written line by line, and the comments stay in their order.
    private func add(_ note: Comment, to item: inout LayoutItem) {
        if item.value.holdsComments {
            item.value.ending.append(note)
        } else {
            item.note = note
        }
    }

    // MARK: Scalars

    private mutating func scalar(_ node: YAMLNode) -> ScalarText {
        let start = scanner.cursor
        let end = max(start, offset(of: node.end))
        scanner.cursor = end
        var result = ScalarText(text: node.text, kind: node.kind, style: .plain)
        guard start < end else { return result }
        switch scanner.source.bytes[start] {
        case UInt8(ascii: "|") where node.kind == .text:
            result.style = .literal
            readHeader(at: start)
        case UInt8(ascii: ">") where node.kind == .text:
            result.style = .folded
            result.lines = foldedLines(start..<end)
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            result.style = .quoted
            result.lines = brokenLines(start + 1..<end - 1, of: result.text)
        default:
            result.lines = brokenLines(start..<end, of: result.text)
        }
        return result
    }

    /// Reads the comment behind `|` or `>`; gives what stands before it.
    @discardableResult
    private mutating func readHeader(at start: Int) -> String {
        let end = scanner.source.lineEnd(from: start)
        let line = scanner.source.bytes[start..<end]
        guard let mark = line.firstIndex(of: UInt8(ascii: "#")) else {
            return scanner.source.text(start..<end)
        }
        let text = scanner.source.text(mark..<end)
        headerComment = Comment(text: String(text.trimmingBlanks()))
        return scanner.source.text(start..<mark)
    }

    /// The lines of a folded block without their indentation; none when it is written out in
    /// numbers, since then the lines do not tell it.
    private mutating func foldedLines(_ range: Range<Int>) -> [String] {
        let header = readHeader(at: range.lowerBound)
        guard !header.contains(where: \.isNumber) else { return [] }
        let first = scanner.source.line(of: range.lowerBound) + 1
        let last = scanner.source.line(of: range.upperBound - 1)
        guard first <= last else { return [] }
        let lines = (first...last).map { scanner.source.content(ofLine: $0) }
        let indent = lines.lazy.filter { !$0.allSatisfy { $0 == 0x20 } }.map {
            $0.prefix { $0 == 0x20 }.count
        }.first
        var texts = lines.map { String(decoding: $0.dropFirst(indent ?? 0), as: UTF8.self) }
        while texts.last?.isEmpty == true { texts.removeLast() }
        return texts
    }

    /// The lines of a text that was broken at spaces; none for any other text.
    private func brokenLines(_ range: Range<Int>, of text: String) -> [String] {
        guard range.lowerBound < range.upperBound,
            scanner.source.line(of: range.lowerBound)
                < scanner.source.line(of: range.upperBound - 1)
        else { return [] }
        let first = scanner.source.line(of: range.lowerBound)
        let last = scanner.source.line(of: range.upperBound - 1)
        let lines = (first...last).map { line -> String in
            let content = scanner.source.content(ofLine: line)
            let start = max(content.startIndex, range.lowerBound)
            let end = max(start, min(content.endIndex, range.upperBound))
            return String(scanner.source.text(start..<end).trimmingBlanks())
        }
        // A block would drop the space of a break before the first word or behind the last.
        guard lines.first?.isEmpty == false, lines.last?.isEmpty == false else { return [] }
        return lines.joined(separator: " ") == text ? lines : []
    }
}

extension String {
    /// The text without spaces and tabs at both ends.
    func trimmingBlanks() -> Substring {
        var rest = self[...]
        while let first = rest.unicodeScalars.first, first == " " || first == "\t" {
            rest.unicodeScalars.removeFirst()
        }
        while let last = rest.unicodeScalars.last, last == " " || last == "\t" {
            rest.unicodeScalars.removeLast()
        }
        return rest
    }
}
