import Diagnostics

/// The bytes of a file with its lines, for positions of every sort.
///
/// Lines end with LF, CR LF or CR, for the protocol as for YAML. A byte order mark counts for
/// neither. Damaged UTF-8 gives positions that are damaged too, and nothing worse.
struct TextBuffer: Sendable {
    /// What the file holds.
    private(set) var bytes: [UInt8]
    /// Where each line starts.
    private var starts: [Int]

    /// Takes the bytes of a file.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = LineStarts.of(bytes)
    }

    /// How many lines there are; at least 1.
    var lineCount: Int { starts.count }

    /// The bytes of a line from 0 without its end; empty beyond the last.
    func line(_ number: Int) -> Range<Int> {
        guard starts.indices.contains(number) else { return bytes.count..<bytes.count }
        let start = starts[number]
        var end = number + 1 < starts.count ? starts[number + 1] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// The line, from 0, in which a byte lies.
    func lineNumber(of offset: Int) -> Int {
        var range = 0..<starts.count
        while range.count > 1 {
            let middle = range.lowerBound + range.count / 2
            range =
                starts[middle] <= offset
                ? middle..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }

    /// A stretch of the text.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// Puts other bytes in place of a stretch.
    mutating func replace(_ range: Range<Int>, with replacement: some Collection<UInt8>) {
        bytes.replaceSubrange(range.clamped(to: 0..<bytes.count), with: replacement)
        starts = LineStarts.of(bytes)
    }
}

// MARK: Positions

extension TextBuffer {
    /// The byte of a position; beyond the end of a line it is that end, beyond the last line the
    /// end of the text, and within a character the start of it.
    func offset(of position: DocumentPosition, _ encoding: PositionEncoding) -> Int {
        guard position.line < lineCount else { return bytes.count }
        let range = line(position.line)
        var offset = range.lowerBound
        var units = 0
        while offset < range.upperBound {
            let length = characterLength(at: offset, before: range.upperBound)
            var next = units
            for index in offset..<offset + length { next += encoding.units(of: bytes[index]) }
            if next > position.character { return offset }
            units = next
            offset += length
        }
        return offset
    }

    /// The position of a byte.
    func position(of offset: Int, _ encoding: PositionEncoding) -> DocumentPosition {
        let offset = min(max(offset, starts[0]), bytes.count)
        let line = lineNumber(of: offset)
        var character = 0
        for index in starts[line]..<max(starts[line], offset) {
            character += encoding.units(of: bytes[index])
        }
        return DocumentPosition(line: line, character: character)
    }

    /// The positions of a stretch.
    func range(_ range: Range<Int>, _ encoding: PositionEncoding) -> DocumentRange {
        DocumentRange(
            start: position(of: range.lowerBound, encoding),
            end: position(of: range.upperBound, encoding)
        )
    }

    /// The byte of a position in a file as it was read, clamped like any other.
    func offset(of position: SourcePosition) -> Int {
        offset(
            of: DocumentPosition(line: position.line - 1, character: position.column - 1),
            .utf32
        )
    }

    private func characterLength(at offset: Int, before end: Int) -> Int {
        var length = 1
        while offset + length < end, bytes[offset + length] & 0xC0 == 0x80 { length += 1 }
        return length
    }
}
