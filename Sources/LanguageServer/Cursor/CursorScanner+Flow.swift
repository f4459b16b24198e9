extension CursorScanner {
    /// Whether a bracket, a brace or a quotation mark is open.
    var isInside: Bool { quote != nil || frames.last?.isFlow == true }

    /// Gives up what was left open.
    mutating func leaveInside() {
        quote = nil
        tokenStart = nil
        frames.removeAll(where: \.isFlow)
    }

    /// Reads on within brackets, braces or quotes.
    mutating func scanInside(from start: Int, to end: Int, isLast: Bool) -> CursorContext? {
        var index = start
        // A word that goes on over lines cannot be completed as one.
        if quote == nil { tokenStart = nil }
        while index < end {
            if let open = quote {
                index = scanQuoted(open.mark, from: index, to: end)
            } else {
                guard let next = scanFlow(at: index, to: end) else { return nil }
                index = next
            }
            if !isInside { return nil }
        }
        return isLast ? insideContext() : nil
    }

    private mutating func scanQuoted(_ mark: UInt8, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end {
            if byte(index) == mark {
                quote = nil
                return index + 1
            }
            let isEscape = mark == UInt8(ascii: "\"") && byte(index) == UInt8(ascii: "\\")
            index += isEscape ? 2 : 1
        }
        return end
    }

    /// Reads one character; `nil` when a comment begins.
    private mutating func scanFlow(at index: Int, to end: Int) -> Int? {
        switch byte(index) {
        case 0x20, 0x09: break
        case UInt8(ascii: "#") where index == 0 || byte(index - 1) == 0x20: return nil
        case UInt8(ascii: "{"): push(isMapping: true)
        case UInt8(ascii: "["): push(isMapping: false)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            if frames.last?.isFlow == true { frames.removeLast() }
            tokenStart = nil
        case UInt8(ascii: ","):
            if let last = frames.indices.last { frames[last].current = nil }
            tokenStart = nil
        case UInt8(ascii: ":") where endsKey(at: index, to: end): endKey(at: index)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if tokenStart == nil {
                quote = (byte(index), index)
                tokenStart = index
            }
        default: if tokenStart == nil { tokenStart = index }
        }
        return index + 1
    }

    private mutating func push(isMapping: Bool) {
        frames.append(CursorFrame(isMapping: isMapping, column: .max, isFlow: true))
        tokenStart = nil
    }

    private func endsKey(at index: Int, to end: Int) -> Bool {
        guard let top = frames.last, top.isMapping, top.current == nil, tokenStart != nil else {
            return false
        }
        let isBehindQuote = byte(index - 1) == UInt8(ascii: "\"") || byte(index - 1) == 0x27
        return index + 1 >= end || isBehindQuote || " ,[]{}".utf8.contains(byte(index + 1))
    }

    private mutating func endKey(at index: Int) {
        guard let start = tokenStart, let last = frames.indices.last else { return }
        var name = text.text(start..<index)
        while name.last == " " { name.removeLast() }
        if name.count >= 2, let mark = name.first, mark == "\"" || mark == "'" {
            name = String(name.dropFirst().dropLast())
        }
        frames[last].keys.insert(name)
        frames[last].current = name
        tokenStart = nil
    }

    private func insideContext() -> CursorContext? {
        let start = quote.map { $0.start + 1 } ?? tokenStart ?? cursor
        let isOnLine = text.lineNumber(of: start) == text.lineNumber(of: cursor)
        var context = CursorContext(
            path: frames.compactMap(\.step),
            place: .value,
            word: min(isOnLine ? start : cursor, cursor)..<cursor
        )
        context.isQuoted = quote != nil
        guard let top = frames.last, top.isFlow else { return context }
        context.isFlow = true
        guard top.isMapping, top.current == nil else { return context }
        context.place = .key
        context.siblings = top.keys.union(keysAhead())
        return context
    }

    /// Keys of the same mapping behind the cursor.
    private func keysAhead() -> Set<String> {
        var keys: Set<String> = []
        var depth = 0
        var index = cursor
        var start: Int?
        let last = min(text.bytes.count, cursor + 4096)
        while index < last, depth >= 0 {
            switch byte(index) {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ",") where depth == 0: start = index + 1
            case UInt8(ascii: ":") where depth == 0 && byte(index + 1) == 0x20:
                if let first = start {
                    let name = text.text(first..<index).drop { $0.isWhitespace }
                    keys.insert(String(name))
                }
                start = nil
            case 0x0A where depth == 0 && start == nil: return keys
            default: break
            }
            index += 1
        }
        return keys
    }
}
