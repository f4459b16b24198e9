import Diagnostics

/// The lines of a file and where they lie among its bytes, for edits at the places of findings.
struct SourceLines: Sendable {
    /// The bytes of the file.
    let bytes: [UInt8]
    /// Where each line begins.
    private let starts: [Int]

    /// Finds the lines: they end with LF, CR LF or CR, as in YAML.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (index, byte) in bytes.enumerated() {
            let isReturn = byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
            if byte == 0x0A || isReturn { starts.append(index + 1) }
        }
        self.starts = starts
    }

    /// The number of lines; what follows the last line end counts, even when it is empty.
    var count: Int { starts.count }

    /// The bytes of a line from 1, without its end; empty when there is no such line.
    func range(of line: Int) -> Range<Int> {
        guard starts.indices.contains(line - 1) else { return bytes.count..<bytes.count }
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// The bytes of a line from 1 with its end.
    func fullRange(of line: Int) -> Range<Int> {
        guard starts.indices.contains(line - 1) else { return bytes.count..<bytes.count }
        return starts[line - 1]..<(line < starts.count ? starts[line] : bytes.count)
    }

    /// A line from 1 without its end.
    func text(of line: Int) -> String { String(decoding: bytes[range(of: line)], as: UTF8.self) }

    /// The Unicode scalars of a line from 1.
    func length(of line: Int) -> Int { text(of: line).unicodeScalars.count }

    /// The byte at a position, or `nil` when the file has no such position.
    ///
    /// The place just after the last character of a line is one.
    func offset(of position: SourcePosition) -> Int? {
        guard starts.indices.contains(position.line - 1), position.column >= 1 else { return nil }
        let line = range(of: position.line)
        var offset = line.lowerBound
        for _ in 1..<position.column {
            guard offset < line.upperBound else { return nil }
            offset += 1
            while offset < line.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }

    /// Whether the file holds line ends that YAML knows and the lines here do not (NEL, LS, PS).
    ///
    /// Places in such a file cannot be relied on.
    var hasOddLineEnds: Bool {
        bytes.indices.dropLast().contains { index in
            (bytes[index] == 0xC2 && bytes[index + 1] == 0x85)
                || (bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && index + 2 < bytes.count
                    && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9))
        }
    }
}
