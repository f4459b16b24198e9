/// Follows the structure of a file line by line up to the cursor, whatever is wrong with it.
struct CursorScanner {
    let text: TextBuffer
    let cursor: Int
    var frames: [CursorFrame] = []
    /// Where the word began that is being read within brackets or quotes.
    var tokenStart: Int?
    /// The quotation mark that is open, and where it stands.
    var quote: (mark: UInt8, start: Int)?
    /// The column beyond which lines belong to a block of text.
    private var blockColumn: Int?
    /// Where the line begins that is being read.
    private var lineStart = 0

    /// Finds where a byte of a text is; `nil` in comments and running text.
    static func context(in text: TextBuffer, at cursor: Int) -> CursorContext? {
        var scanner = CursorScanner(text: text, cursor: cursor)
        return scanner.run()
    }

    private init(text: TextBuffer, cursor: Int) {
        self.text = text
        self.cursor = min(max(cursor, 0), text.bytes.count)
    }

    private mutating func run() -> CursorContext? {
        let last = text.lineNumber(of: cursor)
        for number in 0..<last {
            let line = text.line(number)
            _ = scan(line, isLast: false)
        }
        let line = text.line(last)
        return scan(
            line.lowerBound..<max(line.lowerBound, min(line.upperBound, cursor)),
            isLast: true
        )
    }

    private mutating func scan(_ line: Range<Int>, isLast: Bool) -> CursorContext? {
        lineStart = line.lowerBound
        let start = skipSpaces(from: line.lowerBound, to: line.upperBound)
        let column = start - lineStart
        let isBlank = start == line.upperBound
        if let block = blockColumn {
            if column > block || (isBlank && !isLast) { return nil }
            blockColumn = nil
        }
        if isInside {
            if isBlank, !isLast { return nil }
            let closes = !isBlank && [UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte(start))
            if closes || column > ownerColumn {
                return scanInside(from: start, to: line.upperBound, isLast: isLast)
            }
            // A line that is not indented begins something new: the bracket was left open.
            leaveInside()
        }
        if isBlank { return isLast ? container(at: column, word: cursor..<cursor) : nil }
        if byte(start) == UInt8(ascii: "#") { return nil }
        return scanBlock(from: start, to: line.upperBound, isLast: isLast)
    }

    // MARK: Blocks

    private mutating func scanBlock(from start: Int, to end: Int, isLast: Bool) -> CursorContext? {
        var index = start
        while byte(index) == UInt8(ascii: "-"), index + 1 >= end || byte(index + 1) == 0x20 {
            beginItem(at: index - lineStart)
            index = skipSpaces(from: index + 1, to: end)
            guard index < end else {
                guard isLast else { return nil }
                return context(.keyOrValue, word: index..<cursor, column: index - lineStart)
            }
        }
        if let key = key(from: index, to: end) {
            return scanKey(key.name, behind: key.end, at: index - lineStart, to: end, isLast)
        }
        return scanValue(from: index, to: end, isLast: isLast, isFirst: true)
    }

    private mutating func scanKey(
        _ name: String,
        behind colon: Int,
        at column: Int,
        to end: Int,
        _ isLast: Bool
    ) -> CursorContext? {
        beginKey(name, at: column)
        let value = skipSpaces(from: colon, to: end)
        guard value < end else {
            guard isLast, value > colon else { return nil }
            return context(.value, word: value..<cursor, column: nil)
        }
        if let last = frames.indices.last, byte(value) != UInt8(ascii: "#") {
            frames[last].hasInlineValue = true
        }
        return scanValue(from: value, to: end, isLast: isLast, isFirst: false)
    }

    /// Reads what stands behind a key or a dash, or on a line of its own when it is the first.
    private mutating func scanValue(
        from start: Int,
        to end: Int,
        isLast: Bool,
        isFirst: Bool
    ) -> CursorContext? {
        switch byte(start) {
        case UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"): return nil
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            blockColumn = frames.last?.column ?? -1
            return nil
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"):
            if isFirst { settle(at: start - lineStart) }
            return scanInside(from: start, to: end, isLast: isLast)
        default:
            guard isLast, !hasComment(from: start, to: end) else { return nil }
            let word = start..<cursor
            if isFirst { return container(at: start - lineStart, word: word) }
            return context(.value, word: word, column: nil)
        }
    }

    /// What may stand at a column of a line of its own.
    private mutating func container(at column: Int, word: Range<Int>) -> CursorContext? {
        settle(at: column)
        if let top = frames.last, top.isMapping, top.column == column {
            var found = context(.key, word: word, column: column)
            found?.siblings.formUnion(top.keys)
            if found?.path.last == top.step { found?.path.removeLast() }
            return found
        }
        if frames.last?.hasInlineValue == true { return nil }
        let place: CursorContext.Place = frames.isEmpty ? .key : .keyOrValue
        return context(place, word: word, column: column)
    }

    private func context(
        _ place: CursorContext.Place,
        word: Range<Int>,
        column: Int?
    ) -> CursorContext? {
        var found = CursorContext(path: frames.compactMap(\.step), place: place, word: word)
        if let column { found.siblings = keysBelow(column) }
        return found
    }

    /// Keys of the same mapping on the lines below the cursor.
    private func keysBelow(_ column: Int) -> Set<String> {
        var keys: Set<String> = []
        var number = text.lineNumber(of: cursor) + 1
        while number < text.lineCount {
            let line = text.line(number)
            number += 1
            let start = skipSpaces(from: line.lowerBound, to: line.upperBound)
            guard start < line.upperBound, byte(start) != UInt8(ascii: "#") else { continue }
            let indent = start - line.lowerBound
            if indent > column { continue }
            guard indent == column, let key = key(from: start, to: line.upperBound) else { break }
            keys.insert(key.name)
        }
        return keys
    }

    // MARK: Frames

    private mutating func beginItem(at column: Int) {
        while let top = frames.last, top.column > column { frames.removeLast() }
        if let top = frames.last, !top.isMapping, top.column == column { return }
        frames.append(CursorFrame(isMapping: false, column: column))
    }

    private mutating func beginKey(_ name: String, at column: Int) {
        settle(at: column)
        if frames.last?.isMapping != true || frames.last?.column != column {
            frames.append(CursorFrame(isMapping: true, column: column))
        }
        let last = frames.count - 1
        frames[last].keys.insert(name)
        frames[last].current = name
        frames[last].hasInlineValue = false
    }

    /// Leaves what a line at a column, which is no item, no longer belongs to.
    private mutating func settle(at column: Int) {
        while let top = frames.last, top.column > column || (!top.isMapping && top.column == column)
        { frames.removeLast() }
    }

    private var ownerColumn: Int { frames.last { !$0.isFlow }?.column ?? -1 }

    // MARK: Characters

    func byte(_ index: Int) -> UInt8 { index < text.bytes.count ? text.bytes[index] : 0x0A }

    func skipSpaces(from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, byte(index) == 0x20 || byte(index) == 0x09 { index += 1 }
        return index
    }

    private func hasComment(from start: Int, to end: Int) -> Bool {
        var index = start + 1
        while index < end {
            if byte(index) == UInt8(ascii: "#"), byte(index - 1) == 0x20 { return true }
            index += 1
        }
        return false
    }

    /// The key that begins at an index, and where its colon ends; `nil` when there is no key.
    private func key(from start: Int, to end: Int) -> (name: String, end: Int)? {
        var index = start
        if byte(start) == UInt8(ascii: "\"") || byte(start) == UInt8(ascii: "'") {
            let quoted = text.token(at: start)
            guard quoted.upperBound < end, byte(quoted.upperBound) == UInt8(ascii: ":"),
                quoted.count >= 2
            else { return nil }
            let name = text.text(quoted.lowerBound + 1..<quoted.upperBound - 1)
            return (name, quoted.upperBound + 1)
        }
        guard !"[]{},#&*!|>%@`".utf8.contains(byte(start)) else { return nil }
        while index < end {
            if byte(index) == UInt8(ascii: ":"), index + 1 == end || byte(index + 1) == 0x20 {
                return index == start ? nil : (text.text(start..<index), index + 1)
            }
            if byte(index) == UInt8(ascii: "#"), byte(index - 1) == 0x20 { return nil }
            index += 1
        }
        return nil
    }
}
