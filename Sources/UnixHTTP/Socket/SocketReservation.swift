import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A place for a socket that is ours alone, long before there is a socket.
///
/// It is held by a lock file beside it, named like the socket with `.lock` behind. Two servers that
/// start at the same moment cannot both have it, and the second learns at once who has.
package final class SocketReservation: Sendable {
    /// The longest path that fits into the address of a socket, in bytes.
    package static let longestPath = 107

    /// The path of the socket.
    package let path: String
    private let lock: Mutex<LockFile?>

    /// Reserves a path; its directory is made with mode 0750 if only that is missing.
    ///
    /// - Throws: ``ServerError`` if another server has it, if something other than a socket is
    ///   there, or if a socket cannot be made there.
    package init(path: String) throws(ServerError) {
        guard (1...Self.longestPath).contains(path.utf8.count), !path.utf8.contains(0) else {
            throw ServerError(
                .badPath,
                path,
                "a socket path has 1 to \(Self.longestPath) bytes; this one has \(path.utf8.count)"
            )
        }
        try Self.refuseForeign(path)
        try Self.makeParent(of: path)
        lock = Mutex(try LockFile(path: path + ".lock"))
        self.path = path
        if try isAnswering() {
            throw ServerError(.addressInUse, path, "another server answers here")
        }
    }

    /// Takes the place again if its lock file was removed.
    ///
    /// - Throws: ``ServerError`` if another server has taken it meanwhile.
    func renew() throws(ServerError) {
        try lock.withLock { lock throws(ServerError) in
            if lock?.isInPlace == true { return }
            try Self.makeParent(of: path)
            lock = try LockFile(path: path + ".lock")
        }
    }

    /// Lets the next server have the place.
    package func release() { lock.withLock { $0 = nil } }

    /// Makes way for a socket: removes a dead one.
    ///
    /// - Returns: Whether there was a dead one.
    /// - Throws: `addressInUse` if somebody answers there, and `notASocket` if it is something else.
    func clear() throws(ServerError) -> Bool {
        guard try Self.refuseForeign(path) else { return false }
        if try isAnswering() {
            throw ServerError(.addressInUse, path, "another server answers here")
        }
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw ServerError.system(path, "cannot remove the dead socket")
        }
        return true
    }

    private static func makeParent(of path: String) throws(ServerError) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let parent = String(path[..<slash])
        guard unsafe mkdir(parent, 0o750) == 0 || errno == EEXIST else {
            throw ServerError.system(parent, "cannot make the directory")
        }
    }

    /// Whether there is a socket at a path.
    ///
    /// - Throws: `notASocket` if there is something else.
    @discardableResult
    private static func refuseForeign(_ path: String) throws(ServerError) -> Bool {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            if errno == ENOENT { return false }
            throw ServerError.system(path, "cannot look at it")
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ServerError(.notASocket, path, "is something other than a socket")
        }
        return true
    }

    /// Whether a server answers at the path; one of another kind takes no notice of our lock.
    private func isAnswering() throws(ServerError) -> Bool {
        let probe = UnixSocket.make()
        guard probe >= 0 else { throw ServerError.system(path, "no socket") }
        defer { _ = close(probe) }
        let answer = unsafe UnixSocket.withAddress(path) { unsafe connect(probe, $0, $1) }
        if answer == 0 || errno == EAGAIN { return true }
        guard errno == ECONNREFUSED || errno == ENOENT else {
            throw ServerError.system(path, "cannot tell whether it is in use")
        }
        return false
    }
}

extension SocketReservation: Hashable {
    /// Whether it is one and the same reservation.
    package static func == (left: SocketReservation, right: SocketReservation) -> Bool {
        left === right
    }

    /// Tells reservations apart.
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
