/// What is asked, with its whole body, or with an empty one where the body is streamed.
package struct Request: Sendable {
    /// The method in capitals, such as `GET`.
    package var method: String
    /// The path as it was sent, without the query.
    package var path: String
    /// What follows the question mark, as it was sent; empty if there is nothing.
    package var query: String
    /// What stands in the place of `{id}` in the route, percent-decoded.
    package var parameter: String?
    /// The header fields.
    package var headers: HeaderFields
    /// The body.
    package var body: [UInt8]
    /// Who asks; `nil` for a request that has not come over a connection.
    package var peer: Peer?

    /// Describes a request.
    ///
    /// Path and query are percent-encoded where they have to be; the query has no question mark.
    package init(
        method: String,
        path: String,
        query: String = "",
        contentType: String? = nil,
        headers: HeaderFields = [:],
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        if let contentType { self.headers["Content-Type"] = contentType }
    }

    /// The media type of the body in small letters, without its parameters.
    package var mediaType: String? {
        guard let value = headers["Content-Type"] else { return nil }
        let type = value.prefix { $0 != ";" }
        return type.lowercased().filter { $0 != " " && $0 != "\t" }
    }

    /// A parameter of the media type in small letters, without quotation marks.
    package func mediaTypeParameter(_ name: String) -> String? {
        guard let value = headers["Content-Type"] else { return nil }
        for part in value.lowercased().split(separator: ";").dropFirst() {
            let pair = part.filter { $0 != " " && $0 != "\t" && $0 != "\"" }
                .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2, pair[0] == name { return String(pair[1]) }
        }
        return nil
    }

    /// The parts of the query, decoded; a part without `=` has an empty value.
    ///
    /// A part that is not valid percent-encoding is taken as it was sent.
    package var queryItems: [(name: String, value: String)] {
        query.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = pair.count > 1 ? pair[1] : ""
            return (Self.formDecoded(pair[0]), Self.formDecoded(value))
        }
    }

    /// The first value of a name in the query.
    package func queryItem(_ name: String) -> String? {
        queryItems.first { $0.name == name }?.value
    }

    private static func formDecoded(_ text: Substring) -> String {
        let spaced = String(text.map { $0 == "+" ? " " : $0 })
        return PercentEncoding.decode(spaced) ?? spaced
    }
}

/// RFC 3986 percent-encoding.
enum PercentEncoding {
    /// The text that was encoded, or `nil` if it is no valid encoding of UTF-8.
    static func decode(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The value of a hexadecimal digit.
    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
