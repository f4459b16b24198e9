package import NIOCore
import NIOHTTP1

/// Takes the bytes of a connection apart into requests, and refuses whatever another reader could
/// take apart differently.
///
/// It is stricter than RFC 9112 where the RFC leaves a choice: lines end with CR LF and nothing
/// else, no field is folded, nothing stands between a field's name and its colon, and there is one
/// `Host`, which names something. After a failure it must not be asked again.
package struct RequestParser: Sendable {
    /// A piece of a request.
    package enum Part: Sendable {
        /// The beginning; pieces of the body may follow, and ``end`` in any case.
        case head(RequestHead)
        /// A piece of the body, at least one byte.
        case body(ByteBuffer)
        /// The request is complete.
        case end
    }

    /// What a request may have besides its body.
    package struct Limits: Hashable, Sendable {
        /// The bytes of the request line.
        package var line = 8 << 10
        /// The bytes of the request line and all fields; of the fields after a body as well, and
        /// of all extensions of its chunks.
        package var header = 16 << 10
        /// The number of fields.
        package var fields = 100

        /// Takes the defaults.
        package init() {}
    }

    private enum State {
        case start
        case fields
        case length(Int)
        case chunkSize
        case chunk(Int)
        case chunkEnd
        case trailers
        case complete
    }

    /// The most bytes of the line that begins a chunk.
    private static let chunkLine = 256
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let limits: Limits
    private var state = State.start
    private var head = RequestHead()
    /// The bytes of the present head or of what surrounds the body.
    private var used = 0
    /// How many bytes of the input are known to hold no line feed.
    private var scanned = 0
    /// The fields of the head or after the body.
    private var fieldCount = 0
    /// Whether the empty line that may come before a request has come.
    private var hasSkippedLine = false

    /// Begins at the first byte of a connection.
    package init(limits: Limits = Limits()) { self.limits = limits }

    /// Whether a request has begun whose head is not complete.
    package func isInsideHead(_ input: ByteBuffer) -> Bool {
        switch state {
        case .start: input.readableBytes > 0 || hasSkippedLine
        case .fields: true
        case .length, .chunkSize, .chunk, .chunkEnd, .trailers, .complete: false
        }
    }

    /// The next piece, which is taken off the input, or `nil` if more input is wanted.
    ///
    /// - Throws: What is wrong with the request. Where it ends is unknown from then on.
    package mutating func next(_ input: inout ByteBuffer) throws(HTTPFailure) -> Part? {
        while true {
            switch state {
            case .start:
                guard try requestLine(&input) else { return nil }
            case .fields:
                guard try field(&input) else { return nil }
                if case .fields = state { continue }
                defer { head = RequestHead() }
                return .head(head)
            case .length(let count):
                guard let piece = take(count, from: &input) else { return nil }
                let rest = count - piece.readableBytes
                state = rest == 0 ? .complete : .length(rest)
                return .body(piece)
            case .chunk(let count):
                guard let piece = take(count, from: &input) else { return nil }
                let rest = count - piece.readableBytes
                state = rest == 0 ? .chunkEnd : .chunk(rest)
                return .body(piece)
            case .chunkSize:
                guard try chunkSize(&input) else { return nil }
            case .chunkEnd:
                guard try chunkEnd(&input) else { return nil }
            case .trailers:
                guard try trailer(&input) else { return nil }
            case .complete:
                reset()
                return .end
            }
        }
    }

    private mutating func reset() {
        state = .start
        used = 0
        fieldCount = 0
        hasSkippedLine = false
    }

    private func take(_ count: Int, from input: inout ByteBuffer) -> ByteBuffer? {
        let length = min(count, input.readableBytes)
        return length == 0 ? nil : input.readSlice(length: length)
    }

    // MARK: Lines

    /// How many bytes the next line has without its CR LF, or `nil` if it is not complete.
    ///
    /// - Throws: `excess` if the line has more than `limit` bytes, CR LF not counted.
    private mutating func lineLength(
        _ input: ByteBuffer,
        limit: Int,
        excess: @autoclosure () -> HTTPFailure
    ) throws(HTTPFailure) -> Int? {
        let bytes = input.readableBytesUInt8Span
        while scanned < bytes.count, bytes[scanned] != Self.lineFeed { scanned += 1 }
        guard scanned <= limit + 1 else { throw excess() }
        guard scanned < bytes.count else { return nil }
        guard scanned > 0, bytes[scanned - 1] == Self.carriageReturn else {
            throw HTTPFailure(.malformed, "a line ends with a line feed alone")
        }
        defer { scanned = 0 }
        return scanned - 1
    }

    private mutating func drop(_ length: Int, from input: inout ByteBuffer) {
        input.moveReaderIndex(forwardBy: length + 2)
        used += length + 2
    }

    private func text(_ range: Range<Int>, in input: ByteBuffer) -> String {
        input.getString(at: input.readerIndex + range.lowerBound, length: range.count) ?? ""
    }

    // MARK: The head

    private mutating func requestLine(_ input: inout ByteBuffer) throws(HTTPFailure) -> Bool {
        guard let first = input.readableBytesView.first else { return false }
        if first != Self.carriageReturn, !TargetGrammar.token.contains(first) {
            throw HTTPFailure(.malformed, "a request begins with its method")
        }
        let limit = limits.line
        let line = try lineLength(
            input,
            limit: limit,
            excess: HTTPFailure(.targetTooLong, "the request line has more than \(limit) bytes")
        )
        guard let length = line else { return false }
        if length == 0, !hasSkippedLine {
            hasSkippedLine = true
            drop(0, from: &input)
            return true
        }
        try readRequestLine(input, length)
        drop(length, from: &input)
        state = .fields
        return true
    }

    private mutating func readRequestLine(_ input: ByteBuffer, _ length: Int) throws(HTTPFailure) {
        let bytes = input.readableBytesUInt8Span
        var spaces: [Int] = []
        for index in 0..<length {
            let byte = bytes[index]
            if byte == UInt8(ascii: " ") { spaces.append(index) }
            guard byte >= 0x20, byte < 0x7F else {
                throw HTTPFailure(.malformed, "the request line has a character it cannot have")
            }
        }
        guard spaces.count == 2, spaces[0] > 0, spaces[1] > spaces[0] + 1 else {
            throw HTTPFailure(.malformed, "a request line is method, target and version")
        }
        for index in 0..<spaces[0] where !TargetGrammar.token.contains(bytes[index]) {
            throw HTTPFailure(.malformed, "the method is no token")
        }
        head.method = text(0..<spaces[0], in: input)
        try readVersion(text(spaces[1] + 1..<length, in: input))
        let target = text(spaces[0] + 1..<spaces[1], in: input)
        guard let path = TargetGrammar.pathAndQuery(target) else {
            throw HTTPFailure(
                .malformed,
                "the target is no path, or not encoded as a path has to be"
            )
        }
        head.target = String(path)
    }

    private mutating func readVersion(_ text: String) throws(HTTPFailure) {
        switch text {
        case "HTTP/1.1": head.isBefore11 = false
        case "HTTP/1.0": head.isBefore11 = true
        default:
            let digits = text.dropFirst(5).utf8.filter { $0 &- UInt8(ascii: "0") < 10 }
            guard text.hasPrefix("HTTP/"), text.utf8.count == 8, digits.count == 2,
                text.dropFirst(6).hasPrefix(".")
            else { throw HTTPFailure(.malformed, "a request line ends with the version of HTTP") }
            throw HTTPFailure(.version, "only HTTP/1.1 and HTTP/1.0 are spoken here")
        }
    }

    /// Reads a field, or the empty line that ends the head.
    private mutating func field(_ input: inout ByteBuffer) throws(HTTPFailure) -> Bool {
        guard let (name, value, length) = try fieldLine(input) else { return false }
        drop(length, from: &input)
        guard length > 0 else {
            try head.interpret()
            used = 0
            fieldCount = 0
            switch head.framing {
            case .none: state = .complete
            case .length(let count): state = .length(count)
            case .chunked: state = .chunkSize
            }
            return true
        }
        head.fields.add(name: name, value: value)
        return true
    }

    /// A field and the length of its line; all are empty for the line that ends the fields.
    private mutating func fieldLine(
        _ input: ByteBuffer
    ) throws(HTTPFailure) -> (name: String, value: String, length: Int)? {
        let limits = limits
        func excess() -> HTTPFailure {
            HTTPFailure(
                .headerTooLarge,
                "the header has more than \(limits.header) bytes or \(limits.fields) fields"
            )
        }
        let room = max(limits.header - used, 0)
        guard let length = try lineLength(input, limit: room, excess: excess()) else { return nil }
        if length == 0 { return ("", "", 0) }
        fieldCount += 1
        guard fieldCount <= limits.fields else { throw excess() }
        let bytes = input.readableBytesUInt8Span
        var colon = 0
        while colon < length, TargetGrammar.token.contains(bytes[colon]) { colon += 1 }
        guard colon > 0, colon < length, bytes[colon] == UInt8(ascii: ":") else {
            throw HTTPFailure(.malformed, "a field is a name and, right behind it, a colon")
        }
        var start = colon + 1
        var end = length
        while start < end, Self.isBlank(bytes[start]) { start += 1 }
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        for index in start..<end {
            let byte = bytes[index]
            guard byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") else {
                throw HTTPFailure(.malformed, "a field has a character it cannot have")
            }
        }
        return (text(0..<colon, in: input), text(start..<end, in: input), length)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    // MARK: Chunks

    private mutating func chunkSize(_ input: inout ByteBuffer) throws(HTTPFailure) -> Bool {
        let line = try lineLength(
            input,
            limit: Self.chunkLine,
            excess: HTTPFailure(
                .malformed,
                "the line of a chunk has more than \(Self.chunkLine) bytes"
            )
        )
        guard let length = line else { return false }
        let (size, digits) = try Self.size(ofChunk: input, length)
        input.moveReaderIndex(forwardBy: length + 2)
        // Sizes are the price of chunks; extensions are of no use to anybody.
        used += length - digits
        guard used <= limits.header else {
            throw HTTPFailure(.headerTooLarge, "the chunks have too many extensions")
        }
        state = size == 0 ? .trailers : .chunk(size)
        return true
    }

    /// The size that the line of a chunk tells, and how many digits it has.
    private static func size(
        ofChunk input: ByteBuffer,
        _ length: Int
    ) throws(HTTPFailure) -> (size: Int, digits: Int) {
        let bytes = input.readableBytesUInt8Span
        var size = 0
        var digits = 0
        while digits < length, let digit = PercentEncoding.digit(bytes[digits]) {
            size = size << 4 | Int(digit)
            digits += 1
            guard digits <= 8 else { throw HTTPFailure(.malformed, "a chunk is too large") }
        }
        guard digits > 0, digits == length || bytes[digits] == UInt8(ascii: ";") else {
            throw HTTPFailure(.malformed, "a chunk begins with its size")
        }
        guard TargetGrammar.areExtensions(bytes.extracting(digits..<length)) else {
            throw HTTPFailure(.malformed, "a chunk's extensions are names with or without a value")
        }
        return (size, digits)
    }

    private mutating func chunkEnd(_ input: inout ByteBuffer) throws(HTTPFailure) -> Bool {
        var bytes = input.readableBytesView.makeIterator()
        guard let first = bytes.next() else { return false }
        let second = bytes.next()
        guard first == Self.carriageReturn, second == nil || second == Self.lineFeed else {
            throw HTTPFailure(.malformed, "a chunk is longer than its size")
        }
        if second == nil { return false }
        input.moveReaderIndex(forwardBy: 2)
        state = .chunkSize
        return true
    }

    /// Reads a field after the body, of which no use is made, or the empty line that ends them.
    private mutating func trailer(_ input: inout ByteBuffer) throws(HTTPFailure) -> Bool {
        guard let (_, _, length) = try fieldLine(input) else { return false }
        drop(length, from: &input)
        if length == 0 { state = .complete }
        return true
    }
}
