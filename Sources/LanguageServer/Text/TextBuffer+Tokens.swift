import YAMLTree

extension TextBuffer {
    /// The whole scalar that starts at a byte, commas and all; the word there when the text cannot
    /// be parsed or no scalar starts there.
    func scalar(at offset: Int) -> Range<Int> {
        // What keeps the text from being parsed is a problem of its own.
        guard let document = try? YAMLTree.parse(bytes, file: ""),
            let node = scalar(at: offset, in: document.root)
        else { return token(at: offset) }
        return offset..<max(offset, self.offset(of: node.end))
    }

    private func scalar(at offset: Int, in node: YAMLNode) -> YAMLNode? {
        let parts = node.elements + node.entries.flatMap { [$0.key, $0.value] }
        guard parts.isEmpty else {
            return parts.lazy.compactMap { scalar(at: offset, in: $0) }.first
        }
        return self.offset(of: node.position) == offset ? node : nil
    }

    /// The word of YAML that starts at a byte: a quoted text, or what stands before the next
    /// delimiter; at least one character, within its line.
    func token(at offset: Int) -> Range<Int> {
        let end = line(lineNumber(of: offset)).upperBound
        guard offset < end else { return offset..<offset }
        let first = bytes[offset]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            return offset..<quoteEnd(from: offset, before: end)
        }
        var index = offset
        while index < end, !isDelimiter(at: index, before: end) { index += 1 }
        while index > offset, bytes[index - 1] == 0x20 { index -= 1 }
        if index == offset {
            index += 1
            while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
        }
        return offset..<index
    }

    private func quoteEnd(from offset: Int, before end: Int) -> Int {
        let quote = bytes[offset]
        var index = offset + 1
        while index < end {
            if bytes[index] == quote { return index + 1 }
            let isEscape = quote == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\")
            index += isEscape ? 2 : 1
        }
        return end
    }

    /// Whether a plain text ends at a byte.
    private func isDelimiter(at index: Int, before end: Int) -> Bool {
        switch bytes[index] {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "["),
            UInt8(ascii: "{"):
            true
        case UInt8(ascii: ":"): index + 1 == end || bytes[index + 1] == 0x20
        case UInt8(ascii: "#"): index > 0 && bytes[index - 1] == 0x20
        default: false
        }
    }

    /// The end of a stretch without the blank lines and comments at its end.
    func trimmedEnd(of range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            let number = lineNumber(of: end)
            let start = line(number).lowerBound
            let rest = bytes[min(start, end)..<end].drop { $0 == 0x20 || $0 == 0x09 }
            let isEmpty = rest.isEmpty || rest.first == UInt8(ascii: "#")
            guard isEmpty, number > 0, start > range.lowerBound else { break }
            end = line(number - 1).upperBound
        }
        return max(end, range.lowerBound)
    }
}
