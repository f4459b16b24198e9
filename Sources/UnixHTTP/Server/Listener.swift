import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Accepts connections at a socket, and makes another one when its file is lost.
final class Listener: Sendable {
    private struct State {
        var socket: SocketFile
        var channel: any Channel
        /// What was last reported, so that it is not reported again at every look.
        var trouble: ServerError?
    }

    /// The most time that waiting connections are accepted for when no more can come.
    private static let farewell = 1_000

    private let state: Mutex<State>
    private let place: SocketReservation?
    private let configuration: ServerConfiguration
    private let bootstrap: @Sendable () -> ServerBootstrap
    private let logger: Logger
    private let ends: AsyncStream<Never>
    private let end: AsyncStream<Never>.Continuation

    /// Begins to accept connections.
    ///
    /// - Throws: ``ServerError`` if it cannot listen.
    static func open(
        _ configuration: ServerConfiguration,
        core: ServerCore,
        on group: MultiThreadedEventLoopGroup
    ) async throws -> Listener {
        let logger = core.logger
        let bootstrap: @Sendable () -> ServerBootstrap = {
            ServerBootstrap(group: group)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(AcceptBrake(logger))
                    }
                }
                .serverChannelOption(.maxMessagesPerRead, value: 16)
                .childChannelInitializer { core.initialize($0) }
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.maxMessagesPerRead, value: 1)
        }
        let place: SocketReservation?
        let socket: SocketFile
        switch configuration.source {
        case .path(let path):
            let reservation = try SocketReservation(path: path)
            (place, socket) = (reservation, try makeSocket(at: reservation, configuration))
        case .reserved(let reservation):
            (place, socket) = (reservation, try makeSocket(at: reservation, configuration))
        case .descriptor(let descriptor):
            (place, socket) = (nil, try SocketFile(adopting: descriptor))
        }
        if socket.replacedDead { logger.notice("replaced a dead socket") }
        let channel = try await Self.accept(at: socket, bootstrap())
        return Listener(socket, channel, place, configuration, bootstrap, logger)
    }

    private init(
        _ socket: SocketFile,
        _ channel: any Channel,
        _ place: SocketReservation?,
        _ configuration: ServerConfiguration,
        _ bootstrap: @escaping @Sendable () -> ServerBootstrap,
        _ logger: Logger
    ) {
        state = Mutex(State(socket: socket, channel: channel))
        self.place = place
        self.configuration = configuration
        self.bootstrap = bootstrap
        self.logger = logger
        (ends, end) = AsyncStream.makeStream(of: Never.self)
        observe(channel)
    }

    private static func makeSocket(
        at place: SocketReservation,
        _ configuration: ServerConfiguration
    ) throws(ServerError) -> SocketFile {
        let socket = try SocketFile(at: place, mode: configuration.mode, group: configuration.group)
        do throws(ServerError) {
            try socket.listen()
        } catch {
            socket.discard()
            throw error
        }
        return socket
    }

    private static func accept(
        at socket: SocketFile,
        _ bootstrap: ServerBootstrap
    ) async throws(ServerError) -> any Channel {
        do {
            let channel = try await bootstrap.withBoundSocket(socket.descriptor).get()
            // The library has listened again, for fewer connections than we do.
            try socket.listen()
            return channel
        } catch {
            socket.remove()
            throw ServerError(.system, "\(socket.descriptor)", "cannot accept: \(error)")
        }
    }

    /// Notes when accepting ends although nobody has asked for it.
    private func observe(_ channel: any Channel) {
        channel.closeFuture.whenComplete { [self] _ in
            if state.withLock({ $0.channel === channel }) { end.finish() }
        }
    }

    /// Waits until accepting has ended by itself.
    func waitForEnd() async { for await _ in ends {} }

    // MARK: Looking after the file

    /// Whether there is a socket file to look after.
    var hasFile: Bool { place != nil }

    /// Looks after the socket file until the task is cancelled.
    func keep() async {
        while (try? await Task.sleep(for: configuration.lookout)) != nil { await look() }
    }

    private func look() async {
        guard let place else { return }
        do throws(ServerError) {
            try place.renew()
            let isInPlace = state.withLock { state in
                if state.socket.isInPlace { state.trouble = nil }
                return state.socket.isInPlace
            }
            if isInPlace { return }
            let socket = try Self.makeSocket(at: place, configuration)
            let channel = try await Self.accept(at: socket, bootstrap())
            let old = state.withLock { state in
                defer { state = State(socket: socket, channel: channel) }
                return (state.channel, state.socket)
            }
            observe(channel)
            logger.warning(
                "the socket was gone and is there again",
                metadata: ["path": "\(place.path)"]
            )
            await Self.retire(old.0, old.1)
        } catch {
            let isNew = state.withLock { state in
                defer { state.trouble = error }
                return state.trouble != error
            }
            if isNew { logger.error("cannot look after the socket: \(error)") }
        }
    }

    // MARK: Stopping

    /// Lets nobody come any more, accepts who has come already, and gives the place free.
    func stop() async {
        let (channel, socket) = state.withLock { ($0.channel, $0.socket) }
        socket.remove()
        await Self.retire(channel, socket)
        place?.release()
    }

    /// Accepts the connections that wait at a socket whose file is gone, and closes it.
    ///
    /// Those that wait at a socket of somebody else are left to whoever accepts there next.
    private static func retire(_ channel: any Channel, _ socket: SocketFile) async {
        let closed = channel.closeFuture
        channel.eventLoop.execute { leave(channel, socket, rounds: socket.isOurs ? farewell : 0) }
        try? await closed.get()
    }

    private static func leave(_ channel: any Channel, _ socket: SocketFile, rounds: Int) {
        guard channel.isActive, rounds > 0, UnixSocket.hasInput(socket.descriptor) else {
            channel.close(promise: nil)
            return
        }
        channel.eventLoop.scheduleTask(in: .milliseconds(1)) {
            leave(channel, socket, rounds: rounds - 1)
        }
    }
}
