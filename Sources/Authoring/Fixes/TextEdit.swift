import RuleLoading

/// A change of some bytes of a file into others.
struct TextEdit: Hashable, Sendable {
    /// The bytes that go; empty to insert.
    var range: Range<Int>
    /// The bytes that come.
    var replacement: [UInt8]

    /// Removes bytes.
    static func removing(_ range: Range<Int>) -> TextEdit {
        TextEdit(range: range, replacement: [])
    }

    /// Inserts a text before a byte.
    static func inserting(_ text: String, at offset: Int) -> TextEdit {
        TextEdit(range: offset..<offset, replacement: Array(text.utf8))
    }

    /// The bytes with edits made that do not overlap, given in any order.
    static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var place = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            result += bytes[place..<edit.range.lowerBound]
            result += edit.replacement
            place = edit.range.upperBound
        }
        return result + bytes[place...]
    }

    /// Whether both cannot be made at once.
    func collides(with other: TextEdit) -> Bool {
        range.overlaps(other.range) || range.lowerBound == other.range.lowerBound
    }
}
