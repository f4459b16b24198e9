extension JSONWriter {
    /// Breaks a JSON text into lines for people: two spaces a level, empty containers together.
    ///
    /// Only white space between the tokens changes, so values keep their spelling.
    ///
    /// - Parameter text: One valid JSON text, with or without white space.
    /// - Returns: The same text without a line feed at its end.
    package static func pretty(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count * 2)
        var depth = 0
        var position = 0
        while position < text.count {
            let byte = text[position]
            position += 1
            switch byte {
            case 0x20, 0x0A, 0x0D, 0x09:
                continue
            case UInt8(ascii: "\""):
                output.append(byte)
                copyString(text, from: &position, to: &output)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                output.append(byte)
                depth += 1
                breakLine(depth, &output)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                closeContainer(byte, depth, &output)
            case UInt8(ascii: ","):
                output.append(byte)
                breakLine(depth, &output)
            case UInt8(ascii: ":"):
                output.append(byte)
                output.append(0x20)
            default:
                output.append(byte)
            }
        }
        return output
    }

    /// Copies the rest of a string with its closing quotation mark.
    private static func copyString(
        _ text: [UInt8],
        from position: inout Int,
        to output: inout [UInt8]
    ) {
        var isEscaped = false
        while position < text.count {
            let byte = text[position]
            output.append(byte)
            position += 1
            if byte == UInt8(ascii: "\""), !isEscaped { return }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
    }

    private static func breakLine(_ depth: Int, _ output: inout [UInt8]) {
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: max(depth, 0) * 2))
    }

    /// Writes a closing bracket on a line of its own, or behind the opening one.
    private static func closeContainer(_ byte: UInt8, _ depth: Int, _ output: inout [UInt8]) {
        while let last = output.last, last == 0x20 || last == 0x0A { output.removeLast() }
        if output.last != UInt8(ascii: "{"), output.last != UInt8(ascii: "[") {
            breakLine(depth, &output)
        }
        output.append(byte)
    }
}
