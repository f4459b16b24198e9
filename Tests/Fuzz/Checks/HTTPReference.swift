import UnixHTTP

/// A head read after RFC 9112 in the plainest way, only to be held against the parser's.
struct ReferenceHead {
    private var lines: [[UInt8]] = []
    private var fields: [(name: String, value: String)] = []

    /// The media type of the body with its parameters.
    var contentType: String? { fields.first { $0.name == "content-type" }?.value }

    private var isBefore11: Bool {
        String(decoding: lines.first ?? [], as: UTF8.self).hasSuffix(" HTTP/1.0")
    }

    /// Reads a head that was accepted.
    ///
    /// - Throws: What another reader could understand differently in it.
    init(_ raw: ArraySlice<UInt8>) throws(BrokenPromise) {
        lines = try Self.lines(raw)
        if lines.first == [] { lines.removeFirst() }
        try promise(lines.suffix(2) == [[], []], "a head without an empty line at its end")
        lines.removeLast(2)
        guard let start = lines.first else { throw BrokenPromise("a head without a line") }
        try promise(
            start.split(separator: 0x20, omittingEmptySubsequences: false).count == 3
                && start.allSatisfy { $0 > 0x1F && $0 < 0x7F },
            "a request line of another form was accepted"
        )
        for line in lines.dropFirst() { fields.append(try Self.field(line)) }
    }

    /// Lines that end with CR LF; a CR or LF anywhere else lets two readers see different lines.
    private static func lines(_ raw: ArraySlice<UInt8>) throws(BrokenPromise) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var hasReturn = false
        for byte in raw {
            try promise(byte != 0, "a zero byte was accepted")
            try promise(hasReturn == (byte == 0x0A), "a bare CR or LF was accepted")
            switch byte {
            case 0x0D: hasReturn = true
            case 0x0A:
                lines.append([])
                hasReturn = false
            default: lines[lines.count - 1].append(byte)
            }
        }
        return lines
    }

    private static func field(
        _ line: [UInt8]
    ) throws(BrokenPromise) -> (name: String, value: String) {
        guard let colon = line.firstIndex(of: 0x3A), colon > 0 else {
            throw BrokenPromise("a field without a name was accepted")
        }
        let name = line[..<colon]
        let separators = Array("()<>@,;:\\\"/[]?={} \t".utf8)
        try promise(
            name.allSatisfy { $0 > 0x20 && $0 < 0x7F && !separators.contains($0) },
            "a field's name is no token"
        )
        let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
        let trimmed = value.drop { $0 == " " || $0 == "\t" }
        let end = trimmed.lastIndex { $0 != " " && $0 != "\t" }
        let text = end.map { String(trimmed[...$0]) } ?? ""
        return (String(decoding: name, as: UTF8.self).lowercased(), text)
    }

    private func values(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// Holds what the parser made of the head to what stands in it.
    func agrees(with head: RequestHead) throws(BrokenPromise) {
        let hosts = values("host")
        try promise(
            hosts.count == 1 || isBefore11 && hosts.isEmpty,
            "\(hosts.count) Hosts were accepted"
        )
        try promise(
            hosts.allSatisfy { host in
                !host.isEmpty && !host.contains { "/@ \t#?".contains($0) }
            },
            "the Host \(hosts) was accepted"
        )
        let lengths = values("content-length")
        let codings = values("transfer-encoding")
        try promise(lengths.count + codings.count < 2, "two framings were accepted")
        switch head.framing {
        case .chunked:
            try promise(
                codings.map { $0.lowercased() } == ["chunked"] && !isBefore11,
                "\(codings) counts as chunked"
            )
        case .length(let count):
            try promise(
                lengths.map { Self.number($0) } == [count] && count > 0,
                "\(lengths) counts as \(count)"
            )
        case .none:
            try promise(
                codings.isEmpty && lengths.allSatisfy { Self.number($0) == 0 },
                "\(lengths) \(codings) count as no body"
            )
        }
    }

    /// A number of ASCII digits; `Int.max` for more than can be counted.
    private static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text) ?? .max
    }
}

/// A body read in the plainest way.
enum ReferenceBody {
    /// Holds a complete body to the bytes that it was read from.
    static func check(
        _ raw: ArraySlice<UInt8>,
        framing: RequestHead.Framing,
        body: [UInt8]
    ) throws(BrokenPromise) {
        switch framing {
        case .none: try promise(raw.isEmpty && body.isEmpty, "a body where there is none")
        case .length(let count):
            try promise(
                raw.count == count && raw.elementsEqual(body),
                "\(body.count) bytes of body, announced were \(count)"
            )
        case .chunked:
            let expected = try chunks(raw)
            try promise(expected == body, "chunks of \(expected.count) bytes gave \(body.count)")
        }
    }

    private static func chunks(_ raw: ArraySlice<UInt8>) throws(BrokenPromise) -> [UInt8] {
        var rest = raw
        var body: [UInt8] = []
        while true {
            let line = try line(&rest)
            let digits = line.prefix { $0 != 0x3B }
            guard let text = String(validating: digits, as: UTF8.self), !text.hasPrefix("+"),
                !text.hasPrefix("-"), let size = Int(text, radix: 16)
            else { throw BrokenPromise("a chunk without a size was accepted") }
            if size == 0 { break }
            try promise(rest.count >= size + 2, "a chunk that is cut off was accepted")
            body += rest.prefix(size)
            rest = rest.dropFirst(size)
            try promise(rest.starts(with: [0x0D, 0x0A]), "a chunk without CR LF was accepted")
            rest = rest.dropFirst(2)
        }
        while try !line(&rest).isEmpty {}
        try promise(rest.isEmpty, "\(rest.count) bytes behind the last chunk were taken")
        return body
    }

    private static func line(_ rest: inout ArraySlice<UInt8>) throws(BrokenPromise) -> [UInt8] {
        guard let end = rest.firstIndex(of: 0x0A), end > rest.startIndex, rest[end - 1] == 0x0D
        else { throw BrokenPromise("a line without CR LF was accepted") }
        let line = Array(rest[..<(end - 1)])
        try promise(!line.contains(0x0D), "a bare CR was accepted")
        rest = rest[(end + 1)...]
        return line
    }
}
