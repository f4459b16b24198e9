/// Tells what a plain scalar means, by a strict subset of YAML 1.2's core schema.
///
/// Booleans are `true` and `false` alone; whole numbers are decimal; `yes`, `0x1F` and `2026-09-20`
/// are texts.
enum ScalarResolution {
    /// The kind of a plain scalar.
    static func kind(of text: Span<UInt8>) -> YAMLNode.Kind {
        guard text.count > 0 else { return .null }
        switch text[0] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "."):
            return numberKind(of: text)
        case UInt8(ascii: "~") where text.count == 1: return .null
        case UInt8(ascii: "n") where equals(text, "null"): return .null
        case UInt8(ascii: "N") where equals(text, "Null") || equals(text, "NULL"): return .null
        case UInt8(ascii: "t") where equals(text, "true"): return .boolean
        case UInt8(ascii: "f") where equals(text, "false"): return .boolean
        default: return .text
        }
    }

    /// `[-+]? digits` is whole; with a point, an exponent, or as `.inf` and `.nan`, it is not.
    private static func numberKind(of text: Span<UInt8>) -> YAMLNode.Kind {
        var index = isSign(text[0]) ? 1 : 0
        if isSpecial(text, from: index) { return .number }
        let whole = skipDigits(text, from: &index)
        if whole > 0, index == text.count { return .integer }
        var fraction = 0
        if index < text.count, text[index] == UInt8(ascii: ".") {
            index += 1
            fraction = skipDigits(text, from: &index)
        }
        guard whole + fraction > 0 else { return .text }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, isSign(text[index]) { index += 1 }
            guard skipDigits(text, from: &index) > 0 else { return .text }
        }
        return index == text.count ? .number : .text
    }

    private static func isSpecial(_ text: Span<UInt8>, from start: Int) -> Bool {
        guard text.count - start == 4, text[start] == UInt8(ascii: ".") else { return false }
        let rest = text.extracting(start + 1..<text.count)
        return ["inf", "Inf", "INF", "nan", "NaN", "NAN"].contains { equals(rest, $0) }
    }

    private static func skipDigits(_ text: Span<UInt8>, from index: inout Int) -> Int {
        let start = index
        while index < text.count, text[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index - start
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }

    private static func equals(_ text: Span<UInt8>, _ word: String) -> Bool {
        let other = word.utf8.span
        guard text.count == other.count else { return false }
        for index in text.indices where text[index] != other[index] { return false }
        return true
    }
}
