/// Where a server listens and what it puts up with.
package struct ServerConfiguration: Sendable {
    /// Where connections come from.
    package enum Source: Hashable, Sendable {
        /// A socket file, made when the server starts and removed when it stops.
        case path(String)
        /// A socket file at a place that is ours already.
        case reserved(SocketReservation)
        /// A socket that somebody else has bound and listens on; its file is left alone.
        case descriptor(Int32)
    }

    /// What a peer may demand.
    package struct Limits: Hashable, Sendable {
        /// The bytes of a body that is not streamed.
        package var body = 256 << 10
        /// The bytes of the request line and all fields; the request line alone has at most half.
        package var header = 16 << 10
        /// The number of header fields.
        package var headerFields = 100
        /// The connections open at one time; further ones get 503 and are closed.
        ///
        /// The descriptors of the process may allow fewer.
        package var connections = 16_384
        /// How long a connection may wait for its first or next request.
        package var idle = Duration.seconds(60)
        /// How long the head of a request may take from its first byte to its last.
        package var head = Duration.seconds(10)
        /// How long a body may take to arrive, and how long a streamed one may stand still.
        package var request = Duration.seconds(30)
        /// How long a peer may take nothing of what is written to it.
        package var writeStall = Duration.seconds(30)
        /// How long a background handler may take before its request is answered without it.
        package var handler = Duration.seconds(10)
        /// How long connections may go on once the server is told to stop.
        package var drain = Duration.seconds(22)
        /// How long a connection without a request is kept then, for the one that may be on its way.
        package var farewell = Duration.milliseconds(500)
        /// How long a connection is read after a refusal, so that the peer comes to read it.
        package var linger = Duration.seconds(2)

        /// Takes the defaults.
        package init() {}

        /// What the parser is told.
        var parser: RequestParser.Limits {
            var limits = RequestParser.Limits()
            limits.header = header
            limits.line = header / 2
            limits.fields = headerFields
            return limits
        }
    }

    /// Where connections come from.
    package var source: Source
    /// The permission bits of a socket file that the server makes.
    package var mode: UInt16 = 0o660
    /// The group of such a socket file; `nil` means that of the process.
    package var group: UInt32?
    /// How often the server looks whether its socket file is still there.
    package var lookout = Duration.seconds(2)
    /// The threads that serve connections, at least 1.
    package var threads = 1
    /// Whether ``Peer/groups`` are wanted, which costs a little for every connection.
    package var asksForGroups = false
    /// The sign of life that the server gives, if one is wanted.
    package var heartbeat: Heartbeat?
    /// What a peer may demand.
    package var limits = Limits()

    /// Describes a server with the default limits.
    package init(source: Source) { self.source = source }
}

extension ServerConfiguration.Source {
    /// Lets others have a place that was reserved.
    package func release() {
        if case .reserved(let place) = self { place.release() }
    }
}

/// A sign of life that is given from time to time, as long as all threads that serve do so.
package struct Heartbeat: Sendable {
    /// How long it is from one to the next.
    package let interval: Duration
    let beat: @Sendable () -> Void

    /// Describes a sign of life.
    package init(every interval: Duration, beat: @escaping @Sendable () -> Void) {
        self.interval = interval
        self.beat = beat
    }
}
