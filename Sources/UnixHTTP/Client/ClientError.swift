/// Why there is no response.
package enum ClientError: Error, Hashable, Sendable {
    /// Nobody answers at the path.
    case unreachable(path: String, reason: Reason)
    /// Somebody may answer, but not to us.
    case permissionDenied(path: String)
    /// The response did not arrive in time.
    case timedOut(path: String)
    /// The peer closed the connection in the middle of the response, or before it.
    case closedEarly(path: String)
    /// The peer does not speak HTTP/1.1.
    case badResponse(path: String, detail: String)
    /// The response has more bytes than the client takes.
    case responseTooLarge(path: String, limit: Int)
    /// The caller's body or the caller's use of the response failed, or the task was cancelled.
    case interrupted(detail: String)

    /// Why nobody answers.
    package enum Reason: Hashable, Sendable {
        /// There is no such file.
        case noSocket
        /// There is a socket file, but no server behind it.
        case noServer
        /// So many connections wait already that the system takes no more; try again.
        case busy
        /// The path cannot be the address of a socket.
        case badPath
        /// Another failure of the system.
        case other(String)
    }
}

extension ClientError: CustomStringConvertible {
    /// One English sentence without a full stop.
    package var description: String {
        switch self {
        case .unreachable(let path, let reason): "no server at \(path): \(reason)"
        case .permissionDenied(let path): "not permitted to connect to \(path)"
        case .timedOut(let path): "no answer from \(path) in time"
        case .closedEarly(let path): "\(path) closed the connection before the answer was complete"
        case .badResponse(let path, let detail): "\(path) does not speak HTTP: \(detail)"
        case .responseTooLarge(let path, let limit): "more than \(limit) bytes from \(path)"
        case .interrupted(let detail): "interrupted: \(detail)"
        }
    }
}

extension ClientError.Reason: CustomStringConvertible {
    /// A few English words.
    package var description: String {
        switch self {
        case .noSocket: "there is no such file"
        case .noServer: "nobody listens to the socket"
        case .busy: "too many connections are waiting already"
        case .badPath: "a socket path has 1 to 107 bytes"
        case .other(let detail): detail
        }
    }
}
