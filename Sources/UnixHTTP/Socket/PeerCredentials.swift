import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Asks the kernel who has connected.
enum PeerCredentials {
    /// `struct ucred` of socket(7), which the C module of some platforms hides.
    private struct Credentials: Sendable {
        var pid: Int32 = 0
        var uid: UInt32 = 0
        var gid: UInt32 = 0
    }

    /// The most supplementary groups that are asked for; of a peer with more none is known.
    private typealias Groups = InlineArray<256, UInt32>

    /// `SO_PEERGROUPS` of socket(7), since Linux 4.13.
    private static let peerGroups: Int32 = 59

    /// The peer of a connection, or `nil` if the kernel does not tell, as when it is gone already.
    ///
    /// The result is there at once when the channel's event loop asks.
    static func peer(of channel: any Channel, withGroups: Bool) -> EventLoopFuture<Peer?> {
        guard let options = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeSucceededFuture(nil)
        }
        let credentials: EventLoopFuture<Credentials> = options.unsafeGetSocketOption(
            level: .socket,
            name: .init(rawValue: SO_PEERCRED)
        )
        let peer = credentials.map { value -> Peer? in
            Peer(uid: value.uid, gid: value.gid, pid: value.pid)
        }
        guard withGroups else { return peer.recover { _ in nil } }
        let groups: EventLoopFuture<Groups> = options.unsafeGetSocketOption(
            level: .socket,
            name: .init(rawValue: peerGroups)
        )
        // What the kernel leaves of the list stays 0; so 0 cannot be told from nothing.
        let list = groups.map { list in list.indices.map { list[$0] }.filter { $0 != 0 } }
            .recover { _ in [] }
        return peer.and(list)
            .map { peer, list in
                var peer = peer
                peer?.groups = list
                return peer
            }
            .recover { _ in nil }
    }
}
