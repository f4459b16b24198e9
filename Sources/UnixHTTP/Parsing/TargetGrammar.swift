/// What RFC 3986 and RFC 9110 let stand where, byte by byte.
enum TargetGrammar {
    /// Bytes of a token, such as a method or the name of a field.
    static let token = ByteSet(alphanumeric: "!#$%&'*+-.^_`|~")
    /// Bytes of a path and a query, `%` apart.
    private static let target = ByteSet(alphanumeric: "-._~!$&'()*+,;=:@/?")
    /// Bytes of the name of a host, `%` apart.
    private static let name = ByteSet(alphanumeric: "-._~!$&'()*+,;=")
    /// Bytes of an address in brackets.
    private static let address = ByteSet(alphanumeric: ":.")

    /// Path and query of a request's target, or `nil` if it is none that can be served here.
    ///
    /// A target is absolute, or has a scheme and an authority before its path, or is `*`.
    static func pathAndQuery(_ text: String) -> Substring? {
        if text == "*" { return text[...] }
        guard text.hasPrefix("/") else { return afterAuthority(text) }
        return isValid(text.utf8, target) ? text[...] : nil
    }

    private static func afterAuthority(_ text: String) -> Substring? {
        let scheme = "http://"
        guard text.utf8.count > scheme.utf8.count,
            text.prefix(scheme.count).lowercased() == scheme
        else { return nil }
        let rest = text.dropFirst(scheme.count)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard isAuthority(rest[..<end]), isValid(rest[end...].utf8, target) else { return nil }
        let path = rest[end...]
        return path.hasPrefix("/") ? path : "/" + path
    }

    /// Whether a text is the name or the address of a host, perhaps with a port.
    static func isAuthority(_ text: some StringProtocol) -> Bool {
        var host = Substring(text)
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return false }
            let inside = host[host.index(after: host.startIndex)..<end]
            guard !inside.isEmpty, inside.utf8.allSatisfy(address.contains) else { return false }
            host = "x" + host[host.index(after: end)...]
        }
        let parts = host.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, isValid(first.utf8, name) else {
            return false
        }
        return parts.count == 1 || parts[1].utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    }

    /// Whether bytes are extensions of a chunk: `;name`, `;name=value` or `;name="value"`, repeated.
    ///
    /// No reader has a use for them, but readers differ in where a broken one ends.
    static func areExtensions(_ bytes: Span<UInt8>) -> Bool {
        var place = 0
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: ";") else { return false }
            place += 1
            guard skipToken(bytes, &place) else { return false }
            guard place < bytes.count, bytes[place] == UInt8(ascii: "=") else { continue }
            place += 1
            guard skipQuoted(bytes, &place) || skipToken(bytes, &place) else { return false }
        }
        return true
    }

    private static func skipToken(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        let start = place
        while place < bytes.count, token.contains(bytes[place]) { place += 1 }
        return place > start
    }

    /// Steps over a text in quotation marks, in which a backslash keeps a mark from ending it.
    private static func skipQuoted(_ bytes: Span<UInt8>, _ place: inout Int) -> Bool {
        let mark = UInt8(ascii: "\"")
        guard place < bytes.count, bytes[place] == mark else { return false }
        var isEscaped = false
        for index in place + 1..<bytes.count {
            let byte = bytes[index]
            guard byte >= 0x20 && byte < 0x7F || byte == UInt8(ascii: "\t") else { return false }
            if byte == mark, !isEscaped {
                place = index + 1
                return true
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return false
    }

    /// Whether all bytes are in a set or belong to a percent-encoded byte.
    private static func isValid(_ text: Substring.UTF8View, _ set: ByteSet) -> Bool {
        var rest = text.makeIterator()
        while let byte = rest.next() {
            if set.contains(byte) { continue }
            guard byte == UInt8(ascii: "%"), let high = rest.next(), let low = rest.next(),
                PercentEncoding.digit(high) != nil, PercentEncoding.digit(low) != nil
            else { return false }
        }
        return true
    }

    private static func isValid(_ text: String.UTF8View, _ set: ByteSet) -> Bool {
        isValid(text[...], set)
    }
}

/// A set of ASCII characters.
struct ByteSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// Letters, digits and some other characters.
    init(alphanumeric others: String) {
        for byte in UInt8(0)..<128 {
            let letter = byte | 0x20
            let isLetter = letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
            let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            if isLetter || isDigit { insert(byte) }
        }
        for byte in others.utf8 { insert(byte) }
    }

    private mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }

    /// Whether a byte is in the set.
    func contains(_ byte: UInt8) -> Bool {
        if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
        return byte < 128 && high >> UInt64(byte - 64) & 1 == 1
    }
}
