/// Ways to cut the same bytes into pieces: nothing may depend on how they arrive.
enum Cuts {
    /// Byte by byte, in two halves, and in pieces whose lengths the bytes themselves decide.
    static func of(_ bytes: [UInt8]) -> [[ArraySlice<UInt8>]] {
        let middle = bytes.count / 2
        var uneven: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let length = Int(bytes[start] % 7) + 1
            let end = min(start + length, bytes.count)
            uneven.append(bytes[start..<end])
            start = end
        }
        return [
            bytes.indices.map { bytes[$0...$0] }, [bytes[..<middle], bytes[middle...]], uneven,
        ]
    }
}
