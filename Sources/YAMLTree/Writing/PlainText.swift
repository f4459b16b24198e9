/// Tells which texts can be written without quotes so that every reader takes them for texts.
package enum PlainText {
    /// Where a scalar stands.
    package enum Context: Sendable {
        case block, flow
    }

    /// Whether a text survives without quotes as far as its characters go.
    ///
    /// In brackets more is quoted than this project's own parser needs: old readers end a text
    /// there at a colon or a question mark.
    package static func isSafe(_ text: String, in context: Context) -> Bool {
        let bytes = text.utf8.span
        guard bytes.count > 0, !startsLikeIndicator(bytes), !isWhiteAtEnd(text),
            !text.unicodeScalars.contains(where: QuotedText.isEscaped)
        else { return false }
        var previous: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: " ") where previous == UInt8(ascii: ":"): return false
            case UInt8(ascii: "#") where previous == UInt8(ascii: " "): return false
            case UInt8(ascii: ","), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ":"):
                if context == .flow { return false }
            default: break
            }
            previous = byte
        }
        return previous != UInt8(ascii: ":")
    }

    private static func startsLikeIndicator(_ bytes: Span<UInt8>) -> Bool {
        switch bytes[0] {
        case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"),
            UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"),
            UInt8(ascii: "@"), UInt8(ascii: "`"):
            true
        case UInt8(ascii: "-"):
            bytes.count == 1 || bytes[1] == UInt8(ascii: " ")
                || (bytes.count >= 3 && bytes[1] == bytes[0] && bytes[2] == bytes[0])
        case UInt8(ascii: "."):
            bytes.count >= 3 && bytes[1] == bytes[0] && bytes[2] == bytes[0]
        default: false
        }
    }

    /// White space at either end, wide or not, would not be seen.
    private static func isWhiteAtEnd(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return scalars.first?.properties.isWhitespace == true
            || scalars.last?.properties.isWhitespace == true
    }

    /// Whether some reader of YAML, 1.1 or 1.2, takes the text for something else than a text.
    package static func isMistakable(_ text: String) -> Bool {
        words.contains(text) || isNumber(Array(text.utf8)[...]) || isDay(text)
    }

    private static let words: Set<String> = [
        "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE",
        "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF",
        "y", "Y", "n", "N", "=", "<<",
    ]

    /// `YYYY-M-D`, alone or with a time behind it.
    package static func isDay(_ text: String) -> Bool {
        let parts = text.utf8.split(
            separator: UInt8(ascii: "-"),
            maxSplits: 2,
            omittingEmptySubsequences: false
        )
        guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count) else {
            return false
        }
        let day = parts[2].prefix(while: isDigit)
        let rest = parts[2].dropFirst(day.count)
        guard parts[0].allSatisfy(isDigit), parts[1].allSatisfy(isDigit),
            (1...2).contains(day.count)
        else { return false }
        return rest.allSatisfy { isDigit($0) || "Tt :.Zz+-".utf8.contains($0) }
    }

    /// Decimal, octal, hexadecimal, binary, with underscores, in sixties, with a point or an
    /// exponent, infinite or no number.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
            rest = rest.dropFirst()
        }
        guard let first = rest.first, isDigit(first) || first == UInt8(ascii: ".") else {
            return false
        }
        if rest.allSatisfy(isDigitOrUnderscore) { return true }
        if isBased(rest) || isSixties(rest) { return true }
        if first == UInt8(ascii: ".") {
            let word = String(decoding: rest.dropFirst(), as: UTF8.self).lowercased()
            if word == "inf" || word == "nan" { return true }
        }
        return isFloat(rest)
    }

    private static func isBased(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.count > 2, text.first == UInt8(ascii: "0") else { return false }
        let digits = text.dropFirst(2)
        switch text[text.startIndex + 1] {
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            return digits.allSatisfy { byte in
                isDigitOrUnderscore(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")) ~= byte | 0x20
            }
        case UInt8(ascii: "o"), UInt8(ascii: "O"), UInt8(ascii: "b"), UInt8(ascii: "B"):
            return digits.allSatisfy(isDigitOrUnderscore)
        default: return false
        }
    }

    /// `12:30:45`, which YAML 1.1 reads as a number in base sixty.
    private static func isSixties(_ text: ArraySlice<UInt8>) -> Bool {
        let whole = text.prefix { $0 != UInt8(ascii: ".") }
        let fraction = text.dropFirst(whole.count + 1)
        let parts = whole.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count > 1, fraction.allSatisfy(isDigitOrUnderscore) else { return false }
        return parts.enumerated().allSatisfy { index, part in
            !part.isEmpty && part.allSatisfy(isDigitOrUnderscore) && (index == 0 || part.count <= 2)
        }
    }

    private static func isFloat(_ text: ArraySlice<UInt8>) -> Bool {
        let whole = text.prefix(while: isDigitOrUnderscore)
        var rest = text.dropFirst(whole.count)
        var digits = whole.count
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: isDigitOrUnderscore)
            digits += fraction.count
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard digits > 0, let mark = rest.first else { return digits > 0 }
        guard mark | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
            rest = rest.dropFirst()
        }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func isDigitOrUnderscore(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_")
    }
}
