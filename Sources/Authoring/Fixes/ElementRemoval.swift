import Diagnostics
import RuleLoading
import YAMLTree

/// Takes an element out of a list and leaves the layout and the comments of the others alone.
struct ElementRemoval {
    private let outline: SourceOutline
    private let elements: [YAMLNode]
    private let index: Int

    init(_ outline: SourceOutline, elements: [YAMLNode], index: Int) {
        self.outline = outline
        self.elements = elements
        self.index = index
    }

    private var bytes: [UInt8] { outline.file.bytes }

    /// The edit, or `nil` where it would not be safe: the last element, one with a comment of its
    /// own, or one that is an anchor or an alias.
    var edit: TextEdit? {
        guard elements.count > 1, let range = outline.bytes(of: elements[index]) else { return nil }
        return isBlock(range) ? blockEdit(range) : flowEdit(range)
    }

    /// Whether a dash stands before the element.
    private func isBlock(_ range: Range<Int>) -> Bool {
        let before = startOfGap(before: range.lowerBound, across: isBlank)
        return before > 0 && before < range.lowerBound && bytes[before - 1] == UInt8(ascii: "-")
    }

    private func blockEdit(_ range: Range<Int>) -> TextEdit? {
        let element = elements[index]
        let first = outline.lines.fullRange(of: element.position.line)
        let last = outline.lines.fullRange(of: element.end.line)
        let dash = startOfGap(before: range.lowerBound, across: isBlank) - 1
        let before = bytes[first.lowerBound..<dash]
        let after = bytes[range.upperBound..<last.upperBound]
        guard before.allSatisfy(isBlank), after.allSatisfy({ isBlank($0) || isLineEnd($0) }) else {
            return nil
        }
        return .removing(first.lowerBound..<last.upperBound)
    }

    private func flowEdit(_ range: Range<Int>) -> TextEdit? {
        let next = endOfGap(after: range.upperBound, across: isBlank)
        if next < bytes.count, bytes[next] == UInt8(ascii: ",") {
            return .removing(range.lowerBound..<next + 1, trimmedBy: self)
        }
        // The last one takes the comma before it along.
        guard index > 0, let previous = outline.bytes(of: elements[index - 1]) else { return nil }
        let between = bytes[previous.upperBound..<range.lowerBound]
        guard let comma = between.firstIndex(of: UInt8(ascii: ",")),
            between.allSatisfy({ $0 == UInt8(ascii: ",") || isBlank($0) || isLineEnd($0) })
        else { return nil }
        return .removing(comma..<range.upperBound)
    }

    /// The range with the white space that would be left over: to the next element, the whole line
    /// when nothing else is on it, or back to what stands before.
    fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
        let end = endOfGap(after: range.upperBound, across: isBlank)
        guard end < bytes.count, isLineEnd(bytes[end]) else { return range.lowerBound..<end }
        let start = startOfGap(before: range.lowerBound, across: isBlank)
        guard start == 0 || isLineEnd(bytes[start - 1]) else { return start..<range.upperBound }
        let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
        return start..<end + (isPair ? 2 : 1)
    }

    private func startOfGap(before offset: Int, across isGap: (UInt8) -> Bool) -> Int {
        var start = offset
        while start > 0, isGap(bytes[start - 1]) { start -= 1 }
        return start
    }

    private func endOfGap(after offset: Int, across isGap: (UInt8) -> Bool) -> Int {
        var end = offset
        while end < bytes.count, isGap(bytes[end]) { end += 1 }
        return end
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

extension TextEdit {
    fileprivate static func removing(_ range: Range<Int>, trimmedBy removal: ElementRemoval) -> Self
    {
        .removing(removal.trimmed(range))
    }
}
