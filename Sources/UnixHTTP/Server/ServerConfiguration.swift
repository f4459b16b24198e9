/// Where a server listens and what it puts up with.
package struct ServerConfiguration: Sendable {
    /// Where connections come from.
    package enum Source: Hashable, Sendable {
        /// A socket file, made when the server starts and removed when it stops.
        case path(String)
        /// A socket that somebody else has bound and listens on; its file is left alone.
        case descriptor(Int32)
    }

    /// What a peer may demand.
    package struct Limits: Hashable, Sendable {
        /// The bytes of a body that is not streamed.
        package var body = 1 << 20
        /// The bytes of all header fields and of the request line.
        package var header = 32 << 10
        /// The number of header fields.
        package var headerFields = 100
        /// The connections open at one time; further ones get 503 and are closed.
        package var connections = 512
        /// How long a connection may stand still, whoever's turn it is.
        package var idle = Duration.seconds(60)
        /// How long a body that is not streamed may take to arrive.
        package var request = Duration.seconds(30)
        /// How long requests may go on once the server is told to stop.
        package var drain = Duration.seconds(10)

        /// Takes the defaults.
        package init() {}
    }

    /// Where connections come from.
    package var source: Source
    /// The permission bits of a socket file that the server makes.
    package var mode: UInt16 = 0o660
    /// The threads that serve connections, at least 1.
    package var threads = 1
    /// Whether ``Peer/groups`` are wanted, which costs a little for every connection.
    package var asksForGroups = false
    /// What a peer may demand.
    package var limits = Limits()

    /// Describes a server with the default limits.
    package init(source: Source) { self.source = source }
}
