import WireFormat

/// A line and a character of a text as the protocol counts them, both from 0.
struct DocumentPosition: Hashable, Sendable, Comparable {
    /// The line.
    var line: Int
    /// Code units from the start of the line; of which sort, both sides have agreed.
    var character: Int

    /// Orders positions as they come in the text.
    static func < (left: Self, right: Self) -> Bool {
        (left.line, left.character) < (right.line, right.character)
    }
}

/// A stretch of a text; the end is just behind it.
struct DocumentRange: Hashable, Sendable {
    /// Its first position.
    var start: DocumentPosition
    /// The position behind it.
    var end: DocumentPosition
}

/// How characters of a line are counted.
enum PositionEncoding: String, Sendable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case utf32 = "utf-32"

    /// The units that a character takes, by the first byte of its UTF-8; 0 for any other byte.
    func units(of byte: UInt8) -> Int {
        switch self {
        case .utf8: 1
        case .utf16: byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
        case .utf32: byte & 0xC0 == 0x80 ? 0 : 1
        }
    }
}

extension DocumentPosition {
    /// Reads `{line, character}`; `nil` when it is none.
    init?(_ node: JSONNode?) {
        guard let line = node?["line"]?.int, let character = node?["character"]?.int, line >= 0,
            character >= 0
        else { return nil }
        self.init(line: line, character: character)
    }
}

extension DocumentRange {
    /// Reads `{start, end}`, whichever of both comes first; `nil` when it is none.
    init?(_ node: JSONNode?) {
        guard let start = DocumentPosition(node?["start"]), let end = DocumentPosition(node?["end"])
        else { return nil }
        self.init(start: min(start, end), end: max(start, end))
    }
}

extension JSONWriter {
    /// Writes `{line, character}`.
    mutating func value(_ position: DocumentPosition) {
        beginObject()
        member("line", position.line)
        member("character", position.character)
        endObject()
    }

    /// Writes a key and `{start, end}`.
    mutating func member(_ name: String, _ range: DocumentRange) {
        key(name)
        beginObject()
        key("start")
        value(range.start)
        key("end")
        value(range.end)
        endObject()
    }
}
