import WireFormat

/// A response of the daemon.
struct Reply {
    /// Its status.
    var status: Int
    /// The names of its fields in small letters, with their values.
    var fields: [String: String]
    /// Its body.
    var body: [UInt8]

    /// Whether the connection ends after it.
    var isLast: Bool { fields["connection"] == "close" }

    /// The body as JSON.
    func json() throws(JSONError) -> JSONNode { try JSONDocument(parsing: body).root }

    /// The `code` of a problem; `nil` if it is none.
    var code: String? {
        do throws(JSONError) {
            return try json()["code"]?.string
        } catch {
            return nil
        }
    }

    /// The first response in some bytes and how many of them are its; `nil` while it is not complete.
    static func first(in bytes: [UInt8]) throws(Connection.Fault) -> (Reply, Int)? {
        guard let end = headEnd(bytes) else { return nil }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let start = lines.first?.split(separator: " ") ?? []
        guard start.count > 1, start[0] == "HTTP/1.1", let status = Int(start[1]) else {
            throw .malformed(String(decoding: bytes.prefix(60), as: UTF8.self))
        }
        if status == 100 {
            let rest = try first(in: Array(bytes[(end + 4)...]))
            return rest.map { ($0.0, $0.1 + end + 4) }
        }
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { throw .malformed(String(line)) }
            fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        guard let length = fields["content-length"].flatMap({ Int($0) }) else {
            throw .malformed("a response without a length")
        }
        let total = end + 4 + length
        guard bytes.count >= total else { return nil }
        return (Reply(status: status, fields: fields, body: Array(bytes[(end + 4)..<total])), total)
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...(bytes.count - 4)).first { place in
            bytes[place] == 0x0D && bytes[place + 1] == 0x0A && bytes[place + 2] == 0x0D
                && bytes[place + 3] == 0x0A
        }
    }
}

/// Requests as they are sent.
enum Ask {
    /// One without a body.
    static func get(_ path: String) -> [UInt8] {
        Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
    }

    /// One with a body.
    static func post(
        _ path: String,
        _ body: [UInt8] = [],
        type: String = "application/json"
    ) -> [UInt8] {
        Array(
            """
            POST \(path) HTTP/1.1\r
            Host: localhost\r
            Content-Type: \(type)\r
            Content-Length: \(body.count)\r
            \r\n
            """.utf8
        ) + body
    }

    /// A query.
    static func recommend(_ query: String) -> [UInt8] { post("/v1/recommend", Array(query.utf8)) }

    /// An attempt to load the rules again.
    static let reload = post("/v1/reload")
}
