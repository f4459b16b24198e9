import UnixHTTP
import WireFormat

/// What sort of body a route understands.
///
/// A request that does not say what it brings is taken at its word by the reader of the body.
struct MediaTypes: Sendable {
    /// One JSON text.
    static let json = MediaTypes(["application/json"])
    /// JSON texts line by line.
    static let lines = MediaTypes([
        "application/x-ndjson", "application/ndjson", "application/jsonl", "application/json",
        "application/jsonlines", "application/x-jsonlines",
    ])

    private let names: [String]

    private init(_ names: [String]) { self.names = names }

    /// A handler that refuses other bodies with 415, and a request that announces none with 411, and is
    /// otherwise the same.
    func guarding(_ answer: @escaping @Sendable (Request) -> Response) -> Router.Handler {
        .immediate { request in refusal(of: request) ?? answer(request) }
    }

    /// The same for a body that is streamed.
    func guarding(_ decide: @escaping @Sendable (Request) -> StreamDecision) -> Router.Handler {
        .stream { request in refusal(of: request).map { .refuse($0) } ?? decide(request) }
    }

    private func refusal(of request: Request) -> Response? {
        if request.headers["Content-Length"] == nil, request.headers["Transfer-Encoding"] == nil {
            return .problem(
                ProblemBody(
                    status: 411,
                    code: "http.length-required",
                    detail: "a body is wanted here, with its Content-Length or in chunks"
                )
            )
        }
        if let coding = request.headers["Content-Encoding"], coding.lowercased() != "identity" {
            return Self.unsupported("a body comes as it is, without a content coding")
        }
        guard let type = request.mediaType else { return nil }
        guard names.contains(type) else {
            return Self.unsupported("the body has to be \(names[0])")
        }
        let charset = request.mediaTypeParameter("charset")
        guard charset == nil || charset == "utf-8" || charset == "us-ascii" else {
            return Self.unsupported("JSON is UTF-8")
        }
        return nil
    }

    private static func unsupported(_ detail: String) -> Response {
        .problem(ProblemBody(status: 415, code: "http.media-type", detail: detail))
    }
}
