import NIOHTTP1

/// The request line and the fields of a request, free of doubt about where its body ends.
package struct RequestHead: Sendable {
    /// How the end of the body is found (RFC 9112, section 6).
    package enum Framing: Hashable, Sendable {
        /// There is no body.
        case none
        /// The body has so many bytes, at least 1; `Int.max` stands for more than can be counted.
        case length(Int)
        /// The body comes in chunks.
        case chunked
    }

    /// The method as it was sent.
    package var method = ""
    /// The path and the query as they were sent, without scheme and authority.
    package var target = ""
    /// Whether the peer speaks HTTP/1.0, and so knows neither chunks nor, unasked, a kept connection.
    package var isBefore11 = false
    /// How the end of the body is found.
    package var framing = Framing.none
    /// Whether another request may follow on the connection.
    package var keepsAlive = true
    /// The value of `Expect`, which HTTP/1.0 does not have.
    package var expectation: String?
    /// The fields in the order they came.
    var fields = HTTPHeaders()
}

extension RequestHead {
    /// Draws from the fields what the server has to know of them, once they are complete.
    ///
    /// - Throws: What two readers could understand differently; the connection has to be closed.
    mutating func interpret() throws(HTTPFailure) {
        var connection: [Substring] = []
        var hosts: [String] = []
        var lengths: [String] = []
        var codings: [String] = []
        for (name, value) in fields {
            // Only names of these lengths are of interest.
            switch name.utf8.count {
            case 4 where name.lowercased() == "host": hosts.append(value)
            case 6 where name.lowercased() == "expect": expectation = value
            case 10 where name.lowercased() == "connection":
                connection += value.split { $0 == "," || $0 == " " || $0 == "\t" }
            case 14 where name.lowercased() == "content-length": lengths.append(value)
            case 17 where name.lowercased() == "transfer-encoding": codings.append(value)
            default: break
            }
        }
        try checkHost(hosts)
        try readFraming(lengths, codings)
        let options = connection.map { $0.lowercased() }
        keepsAlive =
            isBefore11
            ? options.contains("keep-alive") && !options.contains("close")
            : !options.contains("close")
        if isBefore11 { expectation = nil }
    }

    private func checkHost(_ hosts: [String]) throws(HTTPFailure) {
        guard let host = hosts.first else {
            if isBefore11 { return }
            throw HTTPFailure(.malformed, "HTTP/1.1 needs a Host")
        }
        guard hosts.count == 1 else {
            throw HTTPFailure(.malformed, "Host is there more than once")
        }
        guard TargetGrammar.isAuthority(host) else {
            throw HTTPFailure(.malformed, "Host is no name or address of a host")
        }
    }

    private mutating func readFraming(
        _ lengths: [String],
        _ codings: [String]
    ) throws(HTTPFailure) {
        if lengths.count > 1 {
            throw HTTPFailure(.malformed, "Content-Length is there more than once")
        }
        if let coding = codings.first {
            guard lengths.isEmpty else {
                throw HTTPFailure(
                    .malformed,
                    "Content-Length and Transfer-Encoding exclude each other"
                )
            }
            guard !isBefore11 else {
                throw HTTPFailure(.malformed, "HTTP/1.0 has no Transfer-Encoding")
            }
            guard codings.count == 1 else {
                throw HTTPFailure(.malformed, "Transfer-Encoding is there more than once")
            }
            guard coding.lowercased() == "chunked" else {
                throw HTTPFailure(.transferCoding, "only the transfer coding chunked is known")
            }
            framing = .chunked
        } else if let length = lengths.first {
            guard !length.isEmpty, length.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
                throw HTTPFailure(.malformed, "Content-Length is no number")
            }
            let count = Int(length) ?? .max
            framing = count == 0 ? .none : .length(count)
        }
    }
}
