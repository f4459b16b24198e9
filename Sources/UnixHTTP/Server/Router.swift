/// Finds the handler of a method and a path.
///
/// Paths match exactly. A route whose last part is `{id}` matches any one part in its place.
package struct Router: Sendable {
    /// What answers the requests of a route.
    package enum Handler: Sendable {
        /// Runs on the event loop, so it must be done within a millisecond and never wait.
        case immediate(@Sendable (Request) -> Response)
        /// Runs off the event loop and may take its time.
        case background(@concurrent @Sendable (Request) async -> Response)
        /// Gets the body piece by piece while it answers; the request it is given has no body.
        case stream(@Sendable (Request) -> StreamDecision)
    }

    /// A handler and the path it was registered under.
    struct Route: Sendable {
        var pattern: String
        var handler: Handler
    }

    /// A route for a request, and what its `{id}` stands for.
    struct Match: Sendable {
        var route: Route
        var parameter: String?
    }

    private var exact: [String: [String: Route]] = [:]
    /// By the path up to and with the slash before `{id}`.
    private var captures: [String: [String: Route]] = [:]
    private static let capture = "{id}"

    /// Starts without routes.
    package init() {}

    /// Adds a route; a later one of the same method and path replaces an earlier one.
    ///
    /// `HEAD` needs no route of its own where there is one for `GET`.
    /// The path is absolute, not percent-encoded, and may have `{id}` as its last part.
    package mutating func add(_ method: String, _ path: String, _ handler: Handler) {
        let route = Route(pattern: path, handler: handler)
        if path.hasSuffix("/" + Self.capture) {
            let prefix = String(path.dropLast(Self.capture.count))
            captures[prefix, default: [:]][method] = route
        } else {
            exact[path, default: [:]][method] = route
        }
    }

    /// Finds the route of a request.
    ///
    /// - Parameters:
    ///   - method: In capitals.
    ///   - path: As it was sent, without the query.
    /// - Returns: The route, and what stands in the place of its `{id}`.
    /// - Throws: 404, 405 with the methods the path has, or 400 for broken percent-encoding.
    func match(_ method: String, _ path: String) throws(HTTPFailure) -> Match {
        if let routes = exact[path] {
            return Match(route: try choose(method, path, among: routes))
        }
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) }
        let start = slash ?? path.startIndex
        if start < path.endIndex, let routes = captures[String(path[..<start])] {
            guard let parameter = PercentEncoding.decode(path[start...]) else {
                throw HTTPFailure(.malformed, "the path is not valid percent-encoding")
            }
            return Match(route: try choose(method, path, among: routes), parameter: parameter)
        }
        // Some clients encode more than they have to, such as the colon.
        if path.utf8.contains(UInt8(ascii: "%")), let decoded = PercentEncoding.decode(path),
            let routes = exact[decoded]
        {
            return Match(route: try choose(method, path, among: routes))
        }
        throw HTTPFailure(.notFound, "there is nothing at this path")
    }

    private func choose(
        _ method: String,
        _ path: String,
        among routes: [String: Route]
    ) throws(HTTPFailure) -> Route {
        if let route = routes[method] { return route }
        if method == "HEAD", let route = routes["GET"], case .immediate = route.handler {
            return route
        }
        if method == "HEAD", let route = routes["GET"], case .background = route.handler {
            return route
        }
        var methods = Set(routes.keys)
        if methods.contains("GET") { methods.insert("HEAD") }
        throw HTTPFailure(
            .methodNotAllowed,
            "this path does not answer to \(method)",
            allowedMethods: methods.sorted()
        )
    }
}
