import Diagnostics

/// Lays text out in columns.
extension DisplayWidth {
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
                lines.append(line.last == " " ? String(line.dropLast()) : line)
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
            let isNarrow = of(scalar) < 2 && character != " "
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
}
