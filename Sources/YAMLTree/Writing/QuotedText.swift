/// Writes texts so that every reader of YAML takes them for the same texts.
package enum QuotedText {
    /// The text on one line, in quotes where it would be read as something else.
    package static func written(_ text: String, in context: PlainText.Context) -> String {
        let isPlain = PlainText.isSafe(text, in: context) && !PlainText.isMistakable(text)
        return isPlain ? text : quoted(text)
    }

    /// The text in single quotes, or in double ones where that is the only way or saves doubling.
    package static func quoted(_ text: String) -> String {
        var needsEscape = false
        var hasSingle = false
        var hasOther = false
        for scalar in text.unicodeScalars {
            if isEscaped(scalar) { needsEscape = true }
            if scalar == "'" { hasSingle = true }
            if scalar == "\"" || scalar == "\\" { hasOther = true }
        }
        if needsEscape || (hasSingle && !hasOther) { return "\"\(escaped(text))\"" }
        var result = "'"
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(scalar)
            if scalar == "'" { result.unicodeScalars.append(scalar) }
        }
        return result + "'"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where isEscaped(scalar):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
                result += "\\u\(zeros)\(digits)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a file may hold the character only as an escape.
    package static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
