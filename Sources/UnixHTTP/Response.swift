/// What is answered, with its whole body.
package struct Response: Sendable {
    /// The HTTP status, 200 to 599.
    package var status: Int
    /// The media type of the body, if there is one.
    package var contentType: String?
    /// Further header fields; the length and the handling of the connection are not the caller's.
    package var headers: HeaderFields
    /// The body.
    package var body: [UInt8]

    /// Describes a response.
    package init(
        status: Int = 200,
        contentType: String? = nil,
        headers: HeaderFields = [:],
        body: [UInt8] = []
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    /// Whether the status says that it worked.
    package var isSuccess: Bool { (200..<300).contains(status) }
}
