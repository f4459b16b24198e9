package import Logging
package import UnixHTTP
import WireFormat

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Who may change what the service does: root, the service's own user, and the members of a group.
///
/// Whoever may connect may ask; that is a matter of the socket's permissions.
package struct AccessPolicy: Sendable {
    private let owner: UInt32
    private let group: UInt32?
    private let logger: Logger

    /// Describes a policy.
    ///
    /// - Parameters:
    ///   - owner: The service's user; that of the process unless said otherwise.
    ///   - group: The group whose members may as well; `nil` means none.
    ///   - logger: Where refusals are told.
    package init(owner: UInt32 = geteuid(), group: UInt32? = nil, logger: Logger) {
        self.owner = owner
        self.group = group
        self.logger = logger
    }

    /// Whether a peer may; one that is not known may not.
    package func allows(_ peer: Peer?) -> Bool {
        guard let peer else { return false }
        return peer.uid == 0 || peer.uid == owner || group.map(peer.isMember) == true
    }

    /// The refusal of a request whose peer may not, which is logged; `nil` if it may.
    func refusal(of request: Request) -> Response? {
        if allows(request.peer) { return nil }
        var metadata = request.peer?.metadata ?? [:]
        metadata["path"] = "\(request.path)"
        logger.warning("refused: not permitted", metadata: metadata)
        return .problem(
            ProblemBody(
                status: 403,
                code: "access.denied",
                detail: "only root, the daemon's user and its administrators may do this"
            )
        )
    }
}
