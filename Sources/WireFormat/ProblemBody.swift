/// The body of an answer that is no answer, after RFC 9457 (`application/problem+json`).
package struct ProblemBody: Error, Hashable, Sendable {
    /// The media type to send it with.
    package static let contentType = "application/problem+json"

    /// One fault among several, in what was sent or in a file.
    package struct Item: Hashable, Sendable {
        /// What sort of fault it is; stable over releases.
        package var code: String
        /// What is wrong, as a sentence.
        package var detail: String
        /// Where in the request, as an RFC 6901 pointer.
        package var pointer: String?
        /// Where in the request, in bytes from its start, from 0.
        package var offset: Int?
        /// In which file.
        package var file: String?
        /// On which line of the file, from 1.
        package var line: Int?
        /// At which Unicode scalar of the line, from 1.
        package var column: Int?

        /// Describes one fault.
        package init(
            code: String,
            detail: String,
            pointer: String? = nil,
            offset: Int? = nil,
            file: String? = nil,
            line: Int? = nil,
            column: Int? = nil
        ) {
            self.code = code
            self.detail = detail
            self.pointer = pointer
            self.offset = offset
            self.file = file
            self.line = line
            self.column = column
        }
    }

    /// The HTTP status, 400 to 599.
    package var status: Int
    /// What sort of fault it is; stable over releases.
    package var code: String
    /// The sort of fault in a few words, the same for each occurrence.
    package var title: String
    /// What is wrong this time, as a sentence.
    package var detail: String
    /// The single faults, where there can be several.
    package var errors: [Item]

    /// Describes a failure; without a title, it is the usual phrase of the status.
    package init(
        status: Int,
        code: String,
        title: String? = nil,
        detail: String,
        errors: [Item] = []
    ) {
        self.status = status
        self.code = code
        self.title = title ?? Self.phrase(of: status)
        self.detail = detail
        self.errors = errors
    }

    /// The URI that names the sort of fault, such as `urn:banso:problem:json.duplicate-key`.
    package var type: String { "urn:banso:problem:\(code)" }

    /// The usual phrase of an HTTP status that is an error.
    static func phrase(of status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 411: "Length Required"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: status < 500 ? "Request Refused" : "Request Failed"
        }
    }
}

// MARK: JSON

extension ProblemBody {
    /// The body as JSON, on one line without a line feed.
    package var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 256)
        write(to: &writer)
        return writer.bytes
    }

    /// Writes the body as one value.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("type", type)
        writer.member("title", title)
        writer.member("status", status)
        writer.member("detail", detail)
        writer.member("code", code)
        if !errors.isEmpty {
            writer.key("errors")
            writer.beginArray()
            for item in errors { item.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    /// Reads a body that ``write(to:)`` has written, or `nil` if it is something else.
    ///
    /// Members it does not know are left out, as RFC 9457 asks of a client.
    package init?(_ node: JSONNode) {
        guard let status = node["status"]?.int, let code = node["code"]?.string else { return nil }
        self.init(
            status: status,
            code: code,
            title: node["title"]?.string,
            detail: node["detail"]?.string ?? "",
            errors: node["errors"].map { $0.elements.compactMap { Item($0) } } ?? []
        )
    }
}

extension ProblemBody.Item {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("code", code)
        writer.member("detail", detail)
        if let pointer { writer.member("pointer", pointer) }
        if let offset { writer.member("offset", offset) }
        if let file { writer.member("file", file) }
        if let line { writer.member("line", line) }
        if let column { writer.member("column", column) }
        writer.endObject()
    }

    fileprivate init?(_ node: JSONNode) {
        guard let code = node["code"]?.string else { return nil }
        self.init(
            code: code,
            detail: node["detail"]?.string ?? "",
            pointer: node["pointer"]?.string,
            offset: node["offset"]?.int,
            file: node["file"]?.string,
            line: node["line"]?.int,
            column: node["column"]?.int
        )
    }
}

extension ProblemBody {
    /// The failure of a request whose body is no JSON: status 400, with the place in `errors`.
    package init(_ error: JSONError) {
        self.init(
            status: 400,
            code: error.code.rawValue,
            title: "Malformed JSON",
            detail: error.description,
            errors: [
                Item(
                    code: error.code.rawValue,
                    detail: error.description,
                    pointer: error.pointer,
                    offset: error.offset
                )
            ]
        )
    }
}
