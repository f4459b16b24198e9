/// Cuts a stream of bytes into messages by the `Content-Length` of their headers.
struct MessageFraming {
    /// What came out of the stream.
    enum Item: Equatable {
        /// The body of a message.
        case message([UInt8])
        /// A header that cannot be read, in words; the stream goes on behind it.
        case fault(String)
    }

    /// The most bytes of a header.
    static let headerLimit = 8 << 10
    /// The most bytes of a message; what is longer is passed over.
    static let messageLimit = 64 << 20

    private var buffer: [UInt8] = []
    /// Bytes of a message that is too long, still to be passed over.
    private var surplus = 0
    /// The length of the message whose header has been read.
    private var expected: Int?

    /// Adds what was read.
    mutating func add(_ bytes: some Collection<UInt8>) { buffer.append(contentsOf: bytes) }

    /// The next message or fault, or `nil` until more has been read.
    mutating func next() -> Item? {
        passOver()
        guard surplus == 0 else { return nil }
        if expected == nil {
            guard let end = headerEnd() else {
                guard buffer.count > Self.headerLimit else { return nil }
                buffer.removeAll()
                return .fault("a header of more than \(Self.headerLimit) bytes")
            }
            let header = String(decoding: buffer[..<end], as: UTF8.self)
            buffer.removeFirst(end)
            guard let length = Self.length(in: header) else {
                return .fault("a header without a Content-Length that is a number")
            }
            guard length <= Self.messageLimit else {
                surplus = length
                passOver()
                return .fault("a message of \(length) bytes; at most \(Self.messageLimit) are read")
            }
            expected = length
        }
        guard let length = expected, buffer.count >= length else { return nil }
        expected = nil
        let message = Array(buffer[..<length])
        buffer.removeFirst(length)
        return .message(message)
    }

    private mutating func passOver() {
        let count = min(surplus, buffer.count)
        buffer.removeFirst(count)
        surplus -= count
    }

    /// The index behind the blank line that ends a header.
    private func headerEnd() -> Int? {
        var index = 0
        while index + 3 < buffer.count, index <= Self.headerLimit {
            if buffer[index] == 0x0D, buffer[index + 1] == 0x0A, buffer[index + 2] == 0x0D,
                buffer[index + 3] == 0x0A
            {
                return index + 4
            }
            index += 1
        }
        return nil
    }

    private static func length(in header: String) -> Int? {
        var length: Int?
        for line in header.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
            let digits = parts[1].filter { $0 != " " && $0 != "\t" }
            guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
            length = Int(digits)
        }
        return length
    }
}
