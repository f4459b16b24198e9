/// How many columns text takes on a terminal, where East Asian characters take two.
package enum DisplayWidth {
    /// The columns of a text.
    package static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    /// The columns one scalar takes: 0 for combining marks, 2 for wide East Asian ones, else 1.
    ///
    /// A short table of the ranges of Unicode's EastAsianWidth that are W or F, ambiguous ones
    /// counted as narrow, as terminals do outside legacy encodings.
    package static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if isCombining(value) { return 0 }
        return isWide(value) ? 2 : 1
    }

    private static func isCombining(_ value: UInt32) -> Bool {
        switch value {
        case 0x300...0x36F, 0x200B...0x200D, 0x20D0...0x20FF, 0x302A...0x302D, 0x3099...0x309A,
            0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xFEFF, 0xE0100...0xE01EF:
            true
        default: false
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF,
            0x1F200...0x1F2FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
