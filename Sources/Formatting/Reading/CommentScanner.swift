/// A comment of a rule file.
struct Comment: Equatable {
    /// What is written, with its `#` and without blanks at the end.
    var text: String
    /// Whether a blank line stands above it.
    var isBelowBlank = false

    /// The same words in a place where what stood above them does not count.
    var moved: Comment { Comment(text: text) }
}

/// Reads what stands between the values of a file: comments.
///
/// Between values there are only blanks, indicators, anchors, tags and directives besides, none of
/// which can hold a `#`; so every `#` there begins a comment.
struct CommentScanner {
    /// The file.
    var source: SourceBytes
    /// Up to where everything has been read.
    var cursor = 0

    /// A comment with its place.
    struct Found {
        var comment: Comment
        /// The line, from 0.
        var line: Int
    }

    init(_ source: SourceBytes) { self.source = source }

    /// The comments up to an offset, where reading goes on.
    mutating func comments(upTo limit: Int) -> [Found] {
        var found: [Found] = []
        while cursor < limit {
            if source.bytes[cursor] == UInt8(ascii: "#") {
                found.append(take(at: cursor))
            } else {
                cursor += 1
            }
        }
        return found
    }

    /// The comment that follows on the same line, behind a comma at most.
    mutating func commentOnLine(inFlow: Bool) -> Comment? {
        // What a block scalar ends with is the line before.
        if cursor > 0, source.isLineStart(cursor) { return nil }
        var index = cursor
        var hasComma = false
        while index < source.bytes.count {
            let byte = source.bytes[index]
            if byte == UInt8(ascii: "#") { return take(at: index).comment.moved }
            if inFlow, !hasComma, byte == UInt8(ascii: ",") {
                hasComma = true
            } else if !byte.isBlank {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// The comments at the end of a block whose entries stand at a column.
    ///
    /// They are those indented like the entries or deeper, and deeper than both what the block lies
    /// in and what comes after it.
    mutating func commentsEnding(blockAt column: Int, within outer: Int) -> [Comment] {
        let least = max(column, outer + 1, nextColumn() + 1)
        var result: [Comment] = []
        while let start = nextComment(), source.column(of: start) >= least {
            result.append(take(at: start).comment)
        }
        return result
    }

    /// The first `-` that is no part of a comment.
    func dash(upTo limit: Int) -> Int {
        var index = cursor
        while index < limit, source.bytes[index] != UInt8(ascii: "-") {
            index =
                source.bytes[index] == UInt8(ascii: "#") ? source.lineEnd(from: index) : index + 1
        }
        return index
    }

    private mutating func take(at start: Int) -> Found {
        var end = source.lineEnd(from: start)
        cursor = end
        while end > start, source.bytes[end - 1].isBlank { end -= 1 }
        let comment = Comment(
            text: source.text(start..<end),
            isBelowBlank: source.isBelowBlankLine(start)
        )
        return Found(comment: comment, line: source.line(of: start))
    }

    /// Where the next comment starts, when nothing but blanks comes before it.
    private func nextComment() -> Int? {
        var index = cursor
        while index < source.bytes.count, source.bytes[index].isSpace { index += 1 }
        guard index < source.bytes.count, source.bytes[index] == UInt8(ascii: "#") else {
            return nil
        }
        return index
    }

    /// The column of what comes next and is no comment; −1 at the end of the document.
    private func nextColumn() -> Int {
        var index = cursor
        while index < source.bytes.count {
            let byte = source.bytes[index]
            if byte == UInt8(ascii: "#") {
                index = source.lineEnd(from: index)
            } else if byte.isSpace {
                index += 1
            } else {
                let isEndMark = source.bytes[index...].starts(with: [0x2E, 0x2E, 0x2E])
                let column = source.column(of: index)
                return isEndMark && column == 0 ? -1 : column
            }
        }
        return -1
    }
}
