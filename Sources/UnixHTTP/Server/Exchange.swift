import NIOCore
import NIOHTTP1

/// One request and what is known for its response.
struct Exchange {
    /// The request; its body is filled in when it is complete.
    var request: Request
    /// The path of its route, once there is one.
    var route: String?
    /// Whether another request may follow on the connection.
    var keepsAlive: Bool
    let version: HTTPVersion
    let started: NIODeadline
    var requestBytes = 0
    var responseBytes = 0
    var status = 0

    /// Reads the header of a request from a peer.
    init(_ head: HTTPRequestHead, from peer: Peer?, at now: NIODeadline) {
        let target = Self.originForm(head.uri)
        let mark = target.firstIndex(of: "?")
        request = Request(
            method: head.method.rawValue,
            path: String(target[..<(mark ?? target.endIndex)]),
            query: mark.map { String(target[target.index(after: $0)...]) } ?? "",
            headers: HeaderFields(head.headers)
        )
        request.peer = peer
        keepsAlive = head.isKeepAlive
        version = head.version
        started = now
    }

    /// Stands for a request that could not be read.
    init(unreadableFrom peer: Peer?, at now: NIODeadline) {
        request = Request(method: "", path: "")
        request.peer = peer
        keepsAlive = false
        version = .http1_1
        started = now
    }

    /// The target without scheme and authority, which a client may send too.
    private static func originForm(_ target: String) -> Substring {
        guard target.hasPrefix("http://") else { return target[...] }
        let authority = target.dropFirst("http://".count)
        guard let slash = authority.firstIndex(where: { $0 == "/" || $0 == "?" }) else {
            return "/"
        }
        return authority[slash...]
    }

    /// What an observer is told when it is over.
    func finished(at now: NIODeadline) -> FinishedRequest {
        FinishedRequest(
            route: route,
            method: request.method,
            peer: request.peer,
            status: status,
            requestBytes: requestBytes,
            responseBytes: responseBytes,
            nanoseconds: Int((now - started).nanoseconds)
        )
    }
}

/// Whether a header leaves no doubt about where the request ends (RFC 9112, section 6).
///
/// The parser refuses most of this already. It is checked again because a doubt here lets one
/// peer slip a request into the connection of another.
enum RequestFraming {
    /// Checks a header.
    ///
    /// - Throws: A failure after which the connection has to be closed.
    static func check(_ head: HTTPRequestHead) throws(HTTPFailure) {
        guard head.version.major == 1 else {
            throw HTTPFailure(.version, "only HTTP/1 is spoken here")
        }
        let lengths = head.headers["Content-Length"]
        let codings = head.headers["Transfer-Encoding"]
        if lengths.count > 1 {
            throw HTTPFailure(.malformed, "Content-Length is there more than once")
        }
        if let length = lengths.first, !isLength(length) {
            throw HTTPFailure(.malformed, "Content-Length is no number")
        }
        if let coding = codings.first {
            if !lengths.isEmpty {
                throw HTTPFailure(
                    .malformed,
                    "Content-Length and Transfer-Encoding exclude another"
                )
            }
            if head.version.isBefore11 {
                throw HTTPFailure(.malformed, "HTTP/1.0 has no Transfer-Encoding")
            }
            guard codings.count == 1, coding.lowercased() == "chunked" else {
                throw HTTPFailure(.transferCoding, "only the transfer coding chunked is known")
            }
        }
        if !head.version.isBefore11, head.headers["Host"].count != 1 {
            throw HTTPFailure(.malformed, "HTTP/1.1 needs one Host")
        }
    }

    /// Whether a body follows the header.
    static func hasBody(_ head: HTTPRequestHead) -> Bool {
        if head.headers.contains(name: "Transfer-Encoding") { return true }
        return contentLength(head) ?? 0 > 0
    }

    /// The announced length of the body; `Int.max` if it is too large to count.
    static func contentLength(_ head: HTTPRequestHead) -> Int? {
        head.headers.first(name: "Content-Length").map { Int($0) ?? .max }
    }

    private static func isLength(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    }
}
