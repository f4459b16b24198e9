import ArgumentParser
import Serving

/// The lines of a file, or of standard input for `-`, a portion at a time.
struct QueryFile: ~Copyable {
    /// A line with its number, from 1.
    struct Line {
        var number: Int
        var text: LineSplitter.Line
    }

    /// The most bytes of a line, as in the daemon's default.
    static let lineLimit = 1 << 20

    private let file: InputFile
    private var rest: [UInt8] = []
    private var number = 0
    private var hasEnded = false

    /// Opens a file.
    ///
    /// - Throws: 66 when it is not there, 77 when it may not be read.
    init(_ path: String) throws(ExitCode) { file = try InputFile(path) }

    /// The lines of the next portion that are not blank; `nil` at the end.
    ///
    /// - Throws: 66 when the file cannot be read.
    mutating func next() throws(ExitCode) -> [Line]? {
        while !hasEnded {
            let part = try file.next()
            if part.isEmpty { hasEnded = true }
            let lines = cut(part)
            if !lines.isEmpty { return lines }
        }
        return nil
    }

    /// Cuts what is complete into lines; at the end, what is left is a line too.
    private mutating func cut(_ part: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var start = part.startIndex
        while let end = part[start...].firstIndex(of: 0x0A) {
            take(part[start..<end], to: &lines)
            start = end + 1
        }
        if rest.count <= Self.lineLimit { rest += part[start...] }
        if hasEnded, !rest.isEmpty { take([], to: &lines) }
        return lines
    }

    private mutating func take(_ end: ArraySlice<UInt8>, to lines: inout [Line]) {
        number += 1
        let text = rest + end
        rest = []
        if text.count > Self.lineLimit {
            lines.append(Line(number: number, text: .tooLong))
        } else if !text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
            lines.append(Line(number: number, text: .text(text)))
        }
    }
}
