/// How many columns text takes on a terminal: East Asian wide and full-width characters take two
/// (Unicode Standard Annex 11, classes W and F).
enum DisplayWidth {
    /// The columns of a text.
    static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns($1) }
    }

    /// The text with spaces up to a width.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - of(text)))
    }

    /// The text in lines of at most a width, broken between any two wide characters or at spaces.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in pieces(text) {
            let columns = of(word)
            if used + columns > width, !line.isEmpty {
                lines.append(line)
                line = ""
                used = 0
                if word == " " { continue }
            }
            line += word
            used += columns
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// Words of narrow characters, single spaces and single wide characters; a closing mark stays
    /// with what comes before it.
    private static func pieces(_ text: String) -> [String] {
        var result: [String] = []
        var canJoin = false
        for character in text {
            let scalar = character.unicodeScalars.first ?? " "
            let isNarrow = columns(scalar) < 2 && character != " "
            let isClosing = "、。，．）」』】・：".contains(character)
            if (isNarrow && canJoin) || (isClosing && !result.isEmpty) {
                result[result.count - 1].append(character)
            } else {
                result.append(String(character))
            }
            canJoin = isNarrow
        }
        return result
    }

    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x0300...0x036F, 0x200B...0x200F, 0x3099...0x309A, 0xFE00...0xFE0F: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}
