import NIOCore
import Synchronization

/// The open connections of a server.
final class ConnectionRegistry: Sendable {
    /// What becomes of a new connection.
    enum Admission {
        /// It is one of ours, perhaps for its last request only.
        case accepted(isStopping: Bool)
        /// There are too many; it may be kept for a moment if there are few of its kind.
        case full(mayLinger: Bool)
        case stopping
    }

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        /// The refused connections that are kept for a moment.
        var refused = 0
        /// To be kept when the last connection is gone; set once the server stops.
        var drained: EventLoopPromise<Void>?
    }

    /// The most refused connections that are kept for a moment.
    static let refusedLimit = 16

    private let state = Mutex(State())
    private let limit: Int

    /// Prepares for at most `limit` connections at a time.
    init(limit: Int) { self.limit = limit }

    /// Notes a new connection, if there is room.
    func admit(_ channel: any Channel) -> Admission {
        state.withLock { state in
            if state.channels.count >= limit {
                let mayLinger = state.refused < Self.refusedLimit
                if mayLinger { state.refused += 1 }
                return .full(mayLinger: mayLinger)
            }
            if state.drained != nil, state.channels.isEmpty { return .stopping }
            state.channels[ObjectIdentifier(channel)] = channel
            return .accepted(isStopping: state.drained != nil)
        }
    }

    /// Forgets a refused connection that was kept for a moment.
    func removeRefused() { state.withLock { $0.refused -= 1 } }

    /// Forgets a connection that is gone.
    func remove(_ channel: any Channel) {
        let drained = state.withLock { state -> EventLoopPromise<Void>? in
            state.channels[ObjectIdentifier(channel)] = nil
            return state.channels.isEmpty ? state.drained : nil
        }
        drained?.succeed()
    }

    /// Lets the connections finish what they are at, and keeps a promise when all are gone.
    func drain(_ promise: EventLoopPromise<Void>) {
        let channels = state.withLock { state in
            state.drained = promise
            return Array(state.channels.values)
        }
        if channels.isEmpty { promise.succeed() }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ServerStops()) }
    }

    /// Closes all connections at once; says how many there were.
    func closeAll() -> Int {
        let channels = state.withLock { Array($0.channels.values) }
        for channel in channels { channel.close(promise: nil) }
        return channels.count
    }
}
