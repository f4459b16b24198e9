extension JSONParser {
    /// Reads a string from its opening quotation mark to after its closing one.
    mutating func string(_ source: Span<UInt8>) throws(JSONError) {
        position += 1
        let start = position
        var hasEscapes = false
        while position < source.count {
            let byte = source[position]
            switch byte {
            case UInt8(ascii: "\""):
                note(.string, from: start, to: position, needsDecoding: hasEscapes)
                position += 1
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                try escape(source)
            case 0..<0x20:
                throw failure(.controlCharacter, at: position, source)
            case 0x20..<0x80:
                position += 1
            default:
                try multibyteScalar(byte, source)
            }
        }
        throw failure(.unexpectedEnd, at: position, source)
    }

    /// Reads one escape, or the two that make a surrogate pair.
    private mutating func escape(_ source: Span<UInt8>) throws(JSONError) {
        let start = position
        guard start + 1 < source.count else {
            throw failure(.unexpectedEnd, at: source.count, source)
        }
        switch source[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position = start + 2
        case UInt8(ascii: "u"):
            let unit = try codeUnit(at: start + 2, source)
            position = start + 6
            guard unit & 0xF800 == 0xD800 else { return }
            guard unit < 0xDC00, position + 1 < source.count,
                source[position] == UInt8(ascii: "\\"), source[position + 1] == UInt8(ascii: "u"),
                try codeUnit(at: position + 2, source) & 0xFC00 == 0xDC00
            else { throw failure(.loneSurrogate, at: start, source) }
            position += 6
        default:
            throw failure(.invalidEscape, at: start, source)
        }
    }

    /// The four hexadecimal digits at a place.
    private func codeUnit(at start: Int, _ source: Span<UInt8>) throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for offset in start..<start + 4 {
            guard offset < source.count else {
                throw failure(.unexpectedEnd, at: source.count, source)
            }
            guard let digit = JSONStringDecoding.hexadecimalDigit(source[offset]) else {
                throw failure(.invalidEscape, at: start - 2, source)
            }
            unit = unit << 4 | digit
        }
        return unit
    }

    /// Reads one scalar of two to four bytes, refusing what Unicode's table 3-7 does not list:
    /// overlong forms, surrogates, and values above U+10FFFF.
    private mutating func multibyteScalar(
        _ lead: UInt8,
        _ source: Span<UInt8>
    ) throws(JSONError) {
        let length: Int
        let second: ClosedRange<UInt8>
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw failure(.invalidUTF8, at: position, source)
        }
        guard position + length <= source.count, second.contains(source[position + 1]) else {
            throw failure(.invalidUTF8, at: position, source)
        }
        for offset in 2..<max(length, 2) where source[position + offset] & 0xC0 != 0x80 {
            throw failure(.invalidUTF8, at: position, source)
        }
        position += length
    }

    /// Reads a number, which RFC 8259 spells more strictly than most readers do.
    mutating func number(_ source: Span<UInt8>) throws(JSONError) {
        let start = position
        var isWhole = true
        if source[position] == UInt8(ascii: "-") { position += 1 }
        if position < source.count, source[position] == UInt8(ascii: "0") {
            position += 1
            if position < source.count, Self.isDigit(source[position]) {
                throw failure(.invalidNumber, at: start, source)
            }
        } else {
            try digits(of: start, source)
        }
        if position < source.count, source[position] == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try digits(of: start, source)
        }
        if position < source.count, source[position] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if position < source.count,
                source[position] == UInt8(ascii: "+") || source[position] == UInt8(ascii: "-")
            {
                position += 1
            }
            try digits(of: start, source)
        }
        note(.number, from: start, to: position, needsDecoding: !isWhole)
    }

    /// Reads at least one digit of the number that begins at `start`.
    private mutating func digits(of start: Int, _ source: Span<UInt8>) throws(JSONError) {
        let first = position
        while position < source.count, Self.isDigit(source[position]) { position += 1 }
        guard position > first else {
            throw failure(.invalidNumber, at: start, source)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }
}
