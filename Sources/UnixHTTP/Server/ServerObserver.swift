/// Is told what a server does, for counting.
///
/// The calls come from several threads and from the middle of serving, so they have to be quick.
package protocol ServerObserver: Sendable {
    /// Connections are being accepted from now on.
    func listening()
    /// A connection was accepted.
    func connectionOpened()
    /// An accepted connection is gone.
    func connectionClosed()
    /// A connection was turned away because there are too many.
    func connectionRefused()
    /// A request has been answered or given up.
    func requestFinished(_ request: FinishedRequest)
}

extension ServerObserver {
    /// Does nothing.
    package func listening() {}
    /// Does nothing.
    package func connectionOpened() {}
    /// Does nothing.
    package func connectionClosed() {}
    /// Does nothing.
    package func connectionRefused() {}
    /// Does nothing.
    package func requestFinished(_ request: FinishedRequest) {}
}

/// What there is to count about one request.
package struct FinishedRequest: Hashable, Sendable {
    /// The status of a request whose peer went away before the answer was complete.
    package static let abandoned = 499

    /// The path of the route as registered, or `nil` if the request never came to a route.
    package var route: String?
    /// The method in capitals, as it was sent; empty if the request could not be read.
    package var method: String
    /// Who asked, if the kernel told.
    package var peer: Peer?
    /// The HTTP status, or ``abandoned``.
    package var status: Int
    /// The bytes of the request's body.
    package var requestBytes: Int
    /// The bytes of the response's body.
    package var responseBytes: Int
    /// The time from the end of the request's header to the last write of the response.
    package var nanoseconds: Int
}

/// An observer that looks away.
package struct NoObserver: ServerObserver {
    /// Makes one.
    package init() {}
}
