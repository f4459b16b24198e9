/// Checks a text against RFC 8259 and notes its nodes on a tape, without recursion.
struct JSONParser {
    /// A container that is still open.
    private struct Frame {
        var container: Int
        var isObject: Bool
        /// How many elements or members are complete.
        var count = 0
        /// The entry of the key whose value is being read, or -1.
        var key = -1
    }

    /// What may come next.
    private enum Expectation {
        case value
        case firstElement
        case firstMember
        case key
        case separator
    }

    private(set) var tape: [JSONDocument.Entry] = []
    /// The byte to be looked at next.
    var position = 0
    private var frames: [Frame] = []
    private let maximumDepth: Int

    /// Prepares for a text of `capacity` bytes.
    init(maximumDepth: Int, capacity: Int) {
        self.maximumDepth = maximumDepth
        // A node of a usual request takes a dozen bytes; a hostile text must not buy much memory.
        tape.reserveCapacity(min(capacity / 8, 4_096) + 4)
    }

    /// Reads the whole text.
    mutating func parse(_ source: Span<UInt8>) throws(JSONError) {
        if source.count >= 3, source[0] == 0xEF, source[1] == 0xBB, source[2] == 0xBF {
            throw failure(.byteOrderMark, at: 0, source)
        }
        var expectation = Expectation.value
        while true {
            skipWhiteSpace(source)
            guard position < source.count else {
                if frames.isEmpty, expectation == .separator { return }
                throw failure(.unexpectedEnd, at: position, source)
            }
            let byte = source[position]
            switch expectation {
            case .value: expectation = try value(byte, source)
            case .firstElement where byte == UInt8(ascii: "]"): expectation = try close(source)
            case .firstElement: expectation = .value
            case .firstMember where byte == UInt8(ascii: "}"): expectation = try close(source)
            case .firstMember, .key: expectation = try key(byte, source)
            case .separator: expectation = try separator(byte, source)
            }
        }
    }

    // MARK: Structure

    private mutating func value(
        _ byte: UInt8,
        _ source: Span<UInt8>
    ) throws(JSONError) -> Expectation {
        switch byte {
        case UInt8(ascii: "\""):
            try string(source)
        case UInt8(ascii: "{"):
            return try open(.object, source)
        case UInt8(ascii: "["):
            return try open(.array, source)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            try number(source)
        case UInt8(ascii: "t"):
            try literal("true", .bool, source)
        case UInt8(ascii: "f"):
            try literal("false", .bool, source)
        case UInt8(ascii: "n"):
            try literal("null", .null, source)
        default:
            throw failure(.unexpectedByte, at: position, source)
        }
        return .separator
    }

    private mutating func open(
        _ kind: JSONKind,
        _ source: Span<UInt8>
    ) throws(JSONError) -> Expectation {
        guard frames.count < maximumDepth else { throw failure(.tooDeep, at: position, source) }
        frames.append(Frame(container: tape.count, isObject: kind == .object))
        note(kind, from: position, to: position)
        position += 1
        return kind == .object ? .firstMember : .firstElement
    }

    private mutating func close(_ source: Span<UInt8>) throws(JSONError) -> Expectation {
        guard var frame = frames.popLast() else {
            throw failure(.unexpectedByte, at: position, source)
        }
        position += 1
        tape[frame.container].end = UInt32(truncatingIfNeeded: position)
        tape[frame.container].next = UInt32(truncatingIfNeeded: tape.count)
        guard frame.isObject, frame.count > 0 else { return .separator }
        if let duplicate = duplicateKey(in: frame.container, source) {
            frame.key = duplicate
            frames.append(frame)
            throw failure(.duplicateKey, at: Int(tape[duplicate].start) - 1, source)
        }
        return .separator
    }

    private mutating func key(
        _ byte: UInt8,
        _ source: Span<UInt8>
    ) throws(JSONError) -> Expectation {
        guard byte == UInt8(ascii: "\"") else {
            throw failure(.unexpectedByte, at: position, source)
        }
        let entry = tape.count
        try string(source)
        frames[frames.count - 1].key = entry
        skipWhiteSpace(source)
        guard position < source.count else { throw failure(.unexpectedEnd, at: position, source) }
        guard source[position] == UInt8(ascii: ":") else {
            throw failure(.unexpectedByte, at: position, source)
        }
        position += 1
        return .value
    }

    private mutating func separator(
        _ byte: UInt8,
        _ source: Span<UInt8>
    ) throws(JSONError) -> Expectation {
        guard let frame = frames.last else { throw failure(.trailingContent, at: position, source) }
        switch byte {
        case UInt8(ascii: ","):
            frames[frames.count - 1].count += 1
            frames[frames.count - 1].key = -1
            position += 1
            return frame.isObject ? .key : .value
        case UInt8(ascii: "}") where frame.isObject, UInt8(ascii: "]") where !frame.isObject:
            frames[frames.count - 1].count += 1
            return try close(source)
        default:
            throw failure(.unexpectedByte, at: position, source)
        }
    }

    private mutating func skipWhiteSpace(_ source: Span<UInt8>) {
        while position < source.count {
            switch source[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func literal(
        _ word: String,
        _ kind: JSONKind,
        _ source: Span<UInt8>
    ) throws(JSONError) {
        let start = position
        for byte in word.utf8 {
            guard position < source.count else {
                throw failure(.unexpectedEnd, at: position, source)
            }
            guard source[position] == byte else {
                throw failure(.unexpectedByte, at: position, source)
            }
            position += 1
        }
        note(kind, from: start, to: position)
    }

    // MARK: Notes

    /// Puts a node without children on the tape.
    mutating func note(_ kind: JSONKind, from start: Int, to end: Int, needsDecoding: Bool = false)
    {
        tape.append(
            JSONDocument.Entry(
                start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: end),
                next: UInt32(truncatingIfNeeded: tape.count + 1),
                kind: kind,
                needsDecoding: needsDecoding
            )
        )
    }

    /// A fault in the value that is being read.
    func failure(_ code: JSONError.Code, at offset: Int, _ source: Span<UInt8>) -> JSONError {
        var pointer = ""
        for frame in frames {
            if !frame.isObject {
                pointer += "/\(frame.count)"
            } else if frame.key >= 0 {
                let entry = tape[frame.key]
                let name = JSONStringDecoding.string(entry, in: source)
                pointer += "/" + JSONStringDecoding.pointerToken(name)
            }
        }
        return JSONError(code, offset: offset, pointer: pointer)
    }
}
