/// The bytes of a file, cut into lines.
struct SourceText {
    private let bytes: [UInt8]
    /// Where each line starts.
    private let starts: [Int]

    /// Finds the lines of a file: they end with LF, CR LF or CR, as in YAML.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = LineStarts.of(bytes)
    }

    /// A line from 1 without its end, damaged UTF-8 repaired; `nil` when there is no such line.
    func line(_ number: Int) -> String? {
        guard number >= 1, number <= starts.count else { return nil }
        let start = starts[number - 1]
        let end = number < starts.count ? starts[number] : bytes.count
        var slice = bytes[start..<end]
        while let last = slice.last, last == 0x0A || last == 0x0D { slice.removeLast() }
        return String(decoding: slice, as: UTF8.self)
    }
}
