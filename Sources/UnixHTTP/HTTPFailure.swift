/// A request that the server itself refuses, before or instead of a handler.
package struct HTTPFailure: Error, Hashable, Sendable {
    /// What sort of refusal it is; the raw values are stable over releases.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// Not HTTP, or HTTP that two readers could understand differently.
        case malformed = "http.malformed"
        /// No route has the path.
        case notFound = "http.not-found"
        /// A route has the path, but for other methods.
        case methodNotAllowed = "http.method-not-allowed"
        /// The request did not arrive in time.
        case timeout = "http.timeout"
        /// The body is larger than the limit.
        case bodyTooLarge = "http.body-too-large"
        /// The request line is longer than the limit.
        case targetTooLong = "http.target-too-long"
        /// An `Expect` other than `100-continue`.
        case expectation = "http.expectation"
        /// The header is larger than a limit.
        case headerTooLarge = "http.header-too-large"
        /// A transfer coding other than `chunked`.
        case transferCoding = "http.transfer-coding"
        /// The server is full, or about to stop.
        case unavailable = "http.unavailable"
        /// The answer did not come in time; what was asked for may still be done.
        case handlerTimeout = "http.handler-timeout"
        /// Not HTTP/1.
        case version = "http.version"
    }

    /// What sort of refusal it is.
    package var code: Code
    /// What is wrong this time, as an English sentence without a full stop.
    package var detail: String
    /// The methods that the path has, for ``Code-swift.enum/methodNotAllowed``.
    package var allowedMethods: [String]

    /// Describes a refusal.
    package init(_ code: Code, _ detail: String, allowedMethods: [String] = []) {
        self.code = code
        self.detail = detail
        self.allowedMethods = allowedMethods
    }

    /// The HTTP status that goes with the code.
    package var status: Int {
        switch code {
        case .malformed: 400
        case .notFound: 404
        case .methodNotAllowed: 405
        case .timeout: 408
        case .bodyTooLarge: 413
        case .targetTooLong: 414
        case .expectation: 417
        case .headerTooLarge: 431
        case .transferCoding: 501
        case .unavailable, .handlerTimeout: 503
        case .version: 505
        }
    }

    /// After how many seconds it is worth asking again, where the status says that it is.
    var retryAfter: Int? {
        switch code {
        case .unavailable: 1
        case .handlerTimeout: 10
        default: nil
        }
    }

    /// Whether nothing more can be read from the connection that brought the request.
    var endsConnection: Bool {
        switch code {
        case .notFound, .methodNotAllowed: false
        default: true
        }
    }
}
