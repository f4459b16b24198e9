import NIOCore

/// One request and what is known for its response.
struct Exchange {
    /// The request; its body is filled in when it is complete.
    var request: Request
    /// The path of its route, once there is one.
    var route: String?
    /// Whether another request may follow on the connection.
    var keepsAlive: Bool
    /// Whether the peer speaks HTTP/1.0.
    let isBefore11: Bool
    /// The trace it belongs to, which is given back with the response.
    let trace: TraceContext?
    let started: NIODeadline
    var requestBytes = 0
    var responseBytes = 0
    var status = 0

    /// Reads the header of a request from a peer.
    init(_ head: RequestHead, from peer: Peer?, at now: NIODeadline) {
        let target = head.target
        let mark = target.firstIndex(of: "?")
        request = Request(
            method: head.method,
            path: String(target[..<(mark ?? target.endIndex)]),
            query: mark.map { String(target[target.index(after: $0)...]) } ?? "",
            headers: HeaderFields(head.fields)
        )
        request.peer = peer
        keepsAlive = head.keepsAlive
        isBefore11 = head.isBefore11
        trace = TraceContext(request.headers)
        started = now
    }

    /// Stands for a request that could not be read.
    init(unreadableFrom peer: Peer?, at now: NIODeadline) {
        request = Request(method: "", path: "")
        request.peer = peer
        keepsAlive = false
        isBefore11 = false
        trace = nil
        started = now
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
