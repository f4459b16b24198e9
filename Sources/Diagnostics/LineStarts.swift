/// Where the lines of a file start.
package enum LineStarts {
    /// The offset of each line's first byte, behind a byte order mark; at least one line.
    ///
    /// Lines end with LF, CR LF or CR, as in YAML.
    package static func of(_ bytes: [UInt8]) -> [Int] {
        var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        let span = bytes.span
        for index in span.indices {
            let isBreak =
                span[index] == 0x0A
                || (span[index] == 0x0D && !(index + 1 < span.count && span[index + 1] == 0x0A))
            if isBreak { starts.append(index + 1) }
        }
        return starts
    }
}
