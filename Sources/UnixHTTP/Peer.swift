package import Logging

/// Who is at the other end of a connection, as the kernel knows it since the peer connected.
package struct Peer: Hashable, Sendable {
    /// The effective user.
    package var uid: UInt32
    /// The effective group.
    package var gid: UInt32
    /// The process; 0 if it lives in a namespace that we do not see.
    package var pid: Int32
    /// The supplementary groups, without 0; empty if the server was not told to ask for them.
    package var groups: [UInt32]

    /// Describes a peer.
    package init(uid: UInt32, gid: UInt32, pid: Int32, groups: [UInt32] = []) {
        self.uid = uid
        self.gid = gid
        self.pid = pid
        self.groups = groups
    }

    /// Whether the peer belongs to a group, by its own group or a supplementary one.
    package func isMember(of group: UInt32) -> Bool { gid == group || groups.contains(group) }
}

extension Peer {
    /// Who it is, for a log.
    package var metadata: Logger.Metadata {
        ["uid": "\(uid)", "gid": "\(gid)", "pid": "\(pid)"]
    }
}
