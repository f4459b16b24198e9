/// Cuts bytes that arrive in any portions into lines, and holds no more than one line and what
/// came with it.
package struct LineSplitter: Sendable {
    /// A line without its line feed.
    package enum Line: Hashable, Sendable {
        case text([UInt8])
        /// The line was longer than the limit and is gone.
        case tooLong
    }

    /// The most bytes a line may have.
    package let limit: Int
    private var buffer: [UInt8] = []
    /// Where the next line begins.
    private var start = 0
    /// How far the buffer is known to hold no line feed.
    private var scanned = 0
    /// Whether the rest of a line that was too long is being passed over.
    private var isSkipping = false
    private var hasEnded = false

    /// Prepares to cut lines of at most `limit` bytes.
    package init(limit: Int) { self.limit = limit }

    /// Takes the next portion.
    package mutating func append(_ bytes: [UInt8]) {
        if start > 0 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// Learns that there are no more portions; what follows the last line feed is a line too.
    package mutating func finish() { hasEnded = true }

    /// The next line that is not blank, or `nil` if it has not arrived yet or there is none.
    package mutating func next() -> Line? {
        while let line = nextOfAnyKind() {
            if case .text(let text) = line, text.allSatisfy(Self.isBlank) { continue }
            return line
        }
        return nil
    }

    private mutating func nextOfAnyKind() -> Line? {
        while true {
            guard let end = buffer[scanned...].firstIndex(of: 0x0A) else { return rest() }
            let line = buffer[start..<end]
            start = end + 1
            scanned = start
            guard isSkipping else {
                return line.count > limit ? .tooLong : .text(Array(line))
            }
            isSkipping = false
        }
    }

    /// What comes of the bytes after the last line feed.
    private mutating func rest() -> Line? {
        scanned = buffer.count
        let count = buffer.count - start
        if isSkipping || count > limit {
            let isNew = !isSkipping
            isSkipping = true
            start = buffer.count
            return isNew ? .tooLong : nil
        }
        guard hasEnded, count > 0 else { return nil }
        let line = Array(buffer[start...])
        start = buffer.count
        return .text(line)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D
    }
}
