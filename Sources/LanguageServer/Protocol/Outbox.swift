import WireFormat

/// Gathers messages to the client, each behind its header.
struct Outbox {
    /// The bytes to send.
    private(set) var bytes: [UInt8] = []
    private var requests = 0

    /// Gives away what has gathered.
    mutating func take() -> [UInt8] {
        defer { bytes.removeAll() }
        return bytes
    }

    /// Answers a request; the closure writes the result, one value.
    mutating func answer(_ id: RequestID, _ result: (inout JSONWriter) -> Void) {
        send { writer in
            writer.key("id")
            writer.raw(id.raw)
            writer.key("result")
            result(&writer)
        }
    }

    /// Answers a request with an error; without an id when it is not known which.
    mutating func refuse(_ id: RequestID?, _ error: ResponseError) {
        send { writer in
            writer.key("id")
            if let id { writer.raw(id.raw) } else { writer.null() }
            writer.key("error")
            writer.beginObject()
            writer.member("code", error.code.rawValue)
            writer.member("message", error.message)
            writer.endObject()
        }
    }

    /// Tells the client something; the closure writes the parameters, one value.
    mutating func notify(_ method: String, _ params: (inout JSONWriter) -> Void) {
        send { writer in
            writer.member("method", method)
            writer.key("params")
            params(&writer)
        }
    }

    /// Asks the client for something whose answer does not matter.
    mutating func ask(_ method: String, _ params: (inout JSONWriter) -> Void) {
        requests += 1
        let id = "banso-\(requests)"
        send { writer in
            writer.member("id", id)
            writer.member("method", method)
            writer.key("params")
            params(&writer)
        }
    }

    private mutating func send(_ members: (inout JSONWriter) -> Void) {
        var writer = JSONWriter(capacity: 256)
        writer.beginObject()
        writer.member("jsonrpc", "2.0")
        members(&writer)
        writer.endObject()
        bytes.append(contentsOf: "Content-Length: \(writer.bytes.count)\r\n\r\n".utf8)
        bytes.append(contentsOf: writer.bytes)
    }
}
