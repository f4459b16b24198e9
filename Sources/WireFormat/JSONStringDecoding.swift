/// What the checked strings of a text stand for.
///
/// Everything here relies on the parser having accepted the string.
enum JSONStringDecoding {
    /// The text of a string.
    static func string(_ entry: JSONDocument.Entry, in source: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        append(entry, in: source, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the UTF-8 of a string.
    static func append(
        _ entry: JSONDocument.Entry,
        in source: Span<UInt8>,
        to bytes: inout [UInt8]
    ) {
        var position = Int(entry.start)
        let end = Int(entry.end)
        bytes.reserveCapacity(bytes.count + end - position)
        while position < end {
            if source[position] == UInt8(ascii: "\\") {
                appendEscape(at: &position, in: source, to: &bytes)
            } else {
                bytes.append(source[position])
                position += 1
            }
        }
    }

    /// Whether two strings stand for the same code points.
    static func areEqual(
        _ left: JSONDocument.Entry,
        _ right: JSONDocument.Entry,
        in source: Span<UInt8>
    ) -> Bool {
        if left.needsDecoding || right.needsDecoding {
            var first: [UInt8] = []
            var second: [UInt8] = []
            append(left, in: source, to: &first)
            append(right, in: source, to: &second)
            return first == second
        }
        let length = Int(left.end - left.start)
        guard length == Int(right.end - right.start) else { return false }
        for offset in 0..<length
        where source[Int(left.start) + offset] != source[Int(right.start) + offset] {
            return false
        }
        return true
    }

    /// Whether a string stands for exactly the code points of `text`.
    static func isEqual(
        _ entry: JSONDocument.Entry,
        in source: Span<UInt8>,
        to text: Span<UInt8>
    ) -> Bool {
        if entry.needsDecoding {
            var bytes: [UInt8] = []
            append(entry, in: source, to: &bytes)
            guard bytes.count == text.count else { return false }
            for offset in text.indices where bytes[offset] != text[offset] { return false }
            return true
        }
        let start = Int(entry.start)
        guard Int(entry.end) - start == text.count else { return false }
        for offset in text.indices where source[start + offset] != text[offset] { return false }
        return true
    }

    /// A name as it is written inside an RFC 6901 pointer.
    static func pointerToken(_ name: String) -> String {
        var token = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "~": token += "~0"
            case "/": token += "~1"
            default: token.unicodeScalars.append(scalar)
            }
        }
        return token
    }

    /// The value of a hexadecimal digit.
    static func hexadecimalDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func appendEscape(
        at position: inout Int,
        in source: Span<UInt8>,
        to bytes: inout [UInt8]
    ) {
        let letter = source[position + 1]
        guard letter == UInt8(ascii: "u") else {
            bytes.append(simpleEscape(letter))
            position += 2
            return
        }
        var value = UInt32(codeUnit(at: position + 2, in: source))
        position += 6
        if value & 0xFC00 == 0xD800 {
            let low = UInt32(codeUnit(at: position + 2, in: source))
            value = 0x1_0000 + (value & 0x3FF) << 10 + (low & 0x3FF)
            position += 6
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private static func simpleEscape(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    private static func codeUnit(at start: Int, in source: Span<UInt8>) -> UInt16 {
        var unit: UInt16 = 0
        for offset in start..<start + 4 {
            unit = unit << 4 | (hexadecimalDigit(source[offset]) ?? 0)
        }
        return unit
    }
}
