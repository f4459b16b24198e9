import Diagnostics

/// Finds what no rule file may hold, before the parser sees it: UTF-16 and damaged UTF-8, characters
/// other than YAML's printable ones, marks that change the direction of text, and tag directives.
///
/// Such marks let a line read differently to people than to the program (CVE-2021-42574).
/// U+0085, U+2028 and U+2029 are refused too: YAML 1.1 and 1.2 disagree on whether they end a line,
/// so that places behind them would be wrong for one of the two.
enum EncodingCheck {
    /// What is wrong at one byte.
    private enum Fault {
        case encoding
        case character(UInt32)
        case directive
    }

    /// The bytes without a byte order mark.
    ///
    /// - Throws: A diagnostic with the place of the first fault.
    static func body(of bytes: [UInt8], file: String) throws(Diagnostic) -> ArraySlice<UInt8> {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard let (offset, fault) = firstFault(in: body.span) else { return body }
        let place = SourcePlace(file: file, position: position(of: offset, in: body.span))
        switch fault {
        case .encoding where isUTF16(bytes):
            throw Diagnostic(
                .encoding,
                "the file is UTF-16",
                at: place,
                suggestion: "save the file as UTF-8"
            )
        case .encoding:
            let byte = hexadecimal(UInt32(body[body.startIndex + offset]), digits: 2)
            throw Diagnostic(
                .encoding,
                "the file is not UTF-8: the byte \(byte) has no place here",
                at: place,
                suggestion: "save the file as UTF-8"
            )
        case .character(let value):
            throw Diagnostic(
                .controlCharacter,
                isUTF16(bytes)
                    ? "the file is UTF-16"
                    : "\(ForbiddenCharacter.words(value)) is not allowed",
                at: place,
                suggestion: isUTF16(bytes)
                    ? "save the file as UTF-8" : ForbiddenCharacter.advice(value)
            )
        case .directive:
            // Tags are refused anyway, and the library's time for these grows with their square.
            throw Diagnostic(.badTag, "tag directives are not allowed", at: place)
        }
    }

    private static func firstFault(in bytes: Span<UInt8>) -> (offset: Int, fault: Fault)? {
        var index = 0
        let count = bytes.count
        while index < count {
            let first = bytes[index]
            if first < 0x80 {
                if first < 0x20, first != 0x09, first != 0x0A, first != 0x0D {
                    return (index, .character(UInt32(first)))
                }
                if first == 0x7F { return (index, .character(0x7F)) }
                if first == UInt8(ascii: "%"), isTagDirective(at: index, in: bytes) {
                    return (index, .directive)
                }
                index += 1
                continue
            }
            guard let (value, length) = scalar(at: index, in: bytes) else {
                return (index, .encoding)
            }
            if ForbiddenCharacter.isForbidden(value) { return (index, .character(value)) }
            index += length
        }
        return nil
    }

    /// Whether a line starts with `%TAG` here.
    private static func isTagDirective(at index: Int, in bytes: Span<UInt8>) -> Bool {
        guard index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D,
            index + 4 <= bytes.count
        else { return false }
        return bytes[index + 1] == UInt8(ascii: "T") && bytes[index + 2] == UInt8(ascii: "A")
            && bytes[index + 3] == UInt8(ascii: "G")
    }

    /// The scalar of two to four bytes at an index, or `nil` when it is damaged.
    private static func scalar(at index: Int, in bytes: Span<UInt8>) -> (
        value: UInt32, length: Int
    )? {
        let first = bytes[index]
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first >= 0xC2, first <= 0xF4, index + length <= bytes.count else { return nil }
        var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for next in index + 1..<index + length {
            guard bytes[next] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[next] & 0x3F)
        }
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000
        guard value >= least, value <= 0x10_FFFF, !(0xD800...0xDFFF).contains(value) else {
            return nil
        }
        return (value, length)
    }

    /// Whether the file begins as UTF-16 does: with its mark, or with ASCII every other byte of which
    /// is zero.
    private static func isUTF16(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2 else { return false }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        return (bytes[0] == 0) != (bytes[1] == 0)
    }

    /// Where the character at an offset stands.
    static func position(of offset: Int, in bytes: Span<UInt8>) -> SourcePosition {
        var position = SourcePosition(line: 1, column: 1)
        for index in 0..<offset {
            let byte = bytes[index]
            let isBreak =
                byte == 0x0A
                || (byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A))
            if isBreak {
                position = SourcePosition(line: position.line + 1, column: 1)
            } else if byte & 0xC0 != 0x80, byte != 0x0D {
                position.column += 1
            }
        }
        return position
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        ForbiddenCharacter.hexadecimal(value, digits: digits)
    }
}

/// Characters that rule files may not hold.
enum ForbiddenCharacter {
    /// Whether a character outside ASCII may not stand in a file as such.
    static func isForbidden(_ value: UInt32) -> Bool {
        switch value {
        case 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: isForbiddenEscaped(value)
        }
    }

    /// Whether a text may not hold a character even where it is written as an escape: it could steer
    /// the terminal or the page that shows the text.
    static func isForbiddenEscaped(_ value: UInt32) -> Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F...0x9F: true
        default: turnsText(value)
        }
    }

    /// Whether it changes the direction of text: Unicode's property Bidi_Control.
    private static func turnsText(_ value: UInt32) -> Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// What to call it.
    static func words(_ value: UInt32) -> String {
        let name = "U+" + hexadecimal(value, digits: 4)
        return turnsText(value)
            ? "\(name), which changes the direction of text," : "the character \(name)"
    }

    /// What to do about it where it stands in a file.
    static func advice(_ value: UInt32) -> String {
        isForbiddenEscaped(value)
            ? "delete it" : "delete it, or write it as an escape in double quotes"
    }

    /// At least so many hexadecimal digits.
    static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
