/// Guesses which ids a file defines that cannot be parsed.
///
/// One slip in a file would otherwise make every name it defines look unknown in all the others,
/// and bury itself in the report.
enum UnreadNames {
    /// The words after `id:` anywhere in the bytes.
    static func of(_ bytes: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        let span = bytes.span
        var index = 0
        while index + 3 < span.count {
            let isKey =
                span[index] == UInt8(ascii: "i") && span[index + 1] == UInt8(ascii: "d")
                && span[index + 2] == UInt8(ascii: ":")
                && (index == 0 || isBoundary(span[index - 1]))
            guard isKey else {
                index += 1
                continue
            }
            var start = index + 3
            while start < span.count, isBoundary(span[start]), span[start] != 0x0A { start += 1 }
            var end = start
            while end < span.count, !isBoundary(span[end]) { end += 1 }
            if end > start { names.insert(String(decoding: bytes[start..<end], as: UTF8.self)) }
            index = max(end, index + 1)
        }
        return names
    }

    private static func isBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","),
            UInt8(ascii: "\""), UInt8(ascii: "'"):
            true
        default: false
        }
    }
}
