/// How many columns a text takes where Japanese characters take two.
enum TextColumns {
    /// The columns of a text; control characters and combining marks are not told apart.
    static func of(_ text: String) -> Int {
        var columns = 0
        for scalar in text.unicodeScalars { columns += isWide(scalar.value) ? 2 : 1 }
        return columns
    }

    /// The wide and full-width ranges of Unicode's EastAsianWidth.
    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1B000...0x1B2FF, 0x1F300...0x1F64F, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}
