import Diagnostics

/// The bytes of a file, addressed by line and column.
struct SourceBytes {
    /// The bytes without a byte order mark.
    let bytes: [UInt8]
    /// Where each line starts; they end with LF, CR LF or CR, as in YAML.
    private let starts: [Int]
    /// The place that was looked up last, since lookups mostly go forward along one line.
    private var last = (line: 0, column: 0, offset: 0)

    init(_ file: [UInt8]) {
        bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
        starts = LineStarts.of(bytes)
    }

    /// The offset of a place that the parser named.
    mutating func offset(of position: SourcePosition) -> Int {
        let line = position.line - 1
        guard line < starts.count else { return bytes.count }
        let isAhead = line == last.line && position.column - 1 >= last.column
        var column = isAhead ? last.column : 0
        var offset = isAhead ? last.offset : starts[line]
        while column < position.column - 1, offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        last = (line, column, offset)
        return offset
    }

    /// The line of an offset, from 0.
    func line(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The column of an offset in scalars, from 0.
    func column(of offset: Int) -> Int {
        bytes[starts[line(of: offset)]..<offset].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    /// Whether a line starts at an offset.
    func isLineStart(_ offset: Int) -> Bool { starts[line(of: offset)] == offset }

    /// A line from 0 without its end, as bytes.
    func content(ofLine line: Int) -> ArraySlice<UInt8> {
        let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
        var content = bytes[starts[line]..<end]
        while let last = content.last, last == 0x0A || last == 0x0D { content.removeLast() }
        return content
    }

    /// Where the content of the line at an offset ends.
    func lineEnd(from offset: Int) -> Int {
        var end = offset
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        return end
    }

    /// Whether the line above that of an offset is there and blank.
    func isBelowBlankLine(_ offset: Int) -> Bool {
        let line = line(of: offset)
        return line > 0 && content(ofLine: line - 1).allSatisfy(\.isBlank)
    }

    /// The text between two offsets.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension UInt8 {
    /// Whether it is a space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// Whether it is a space, a tab or part of a line end.
    var isSpace: Bool { isBlank || self == 0x0A || self == 0x0D }
}
