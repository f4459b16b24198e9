#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A socket to listen at, and the file that has to go when that ends.
struct SocketFile: Sendable {
    /// The socket.
    let descriptor: Int32
    /// Whether a dead socket had to be cleared away.
    let replacedDead: Bool
    private let path: String
    /// Which file it is, to recognise it when it is time to remove it; `nil` if it is not ours.
    private let identity: FileIdentity?

    /// Makes a socket at a reserved path: binds it, then sees to group and mode.
    ///
    /// Nobody can connect before ``listen()``, so there is no moment in which somebody could who must
    /// not.
    ///
    /// - Parameters:
    ///   - place: The path.
    ///   - mode: The permission bits of the file.
    ///   - group: The group of the file; `nil` means that of the process.
    /// - Throws: ``ServerError``; no file of ours is left behind.
    init(
        at place: SocketReservation,
        mode: UInt16,
        group: UInt32? = nil
    ) throws(ServerError) {
        path = place.path
        replacedDead = try place.clear()
        let socket = UnixSocket.make()
        guard socket >= 0 else { throw ServerError.system(path, "no socket") }
        do throws(ServerError) {
            identity = try Self.bind(socket, path, mode)
        } catch {
            _ = close(socket)
            throw error
        }
        descriptor = socket
        do throws(ServerError) {
            try give(mode: mode, group: group)
        } catch {
            discard()
            throw error
        }
    }

    private static func bind(
        _ socket: Int32,
        _ path: String,
        _ mode: UInt16
    ) throws(ServerError) -> FileIdentity? {
        // Linux gives the file the permissions of the socket, less the umask.
        guard fchmod(socket, mode_t(mode)) == 0,
            unsafe UnixSocket.withAddress(path, { unsafe Self.bind(socket, $0, $1) }) == 0
        else { throw ServerError.system(path, "cannot make the socket") }
        return FileIdentity(path: path)
    }

    private static func bind(
        _ socket: Int32,
        _ address: UnsafePointer<sockaddr>,
        _ length: socklen_t
    ) -> Int32 {
        #if canImport(Glibc)
        unsafe Glibc.bind(socket, address, length)
        #else
        unsafe Musl.bind(socket, address, length)
        #endif
    }

    private func give(mode: UInt16, group: UInt32?) throws(ServerError) {
        if let group, unsafe lchown(path, uid_t.max, group) != 0 {
            throw ServerError.system(path, "cannot give the socket to group \(group)")
        }
        guard unsafe chmod(path, mode_t(mode)) == 0 else {
            throw ServerError.system(path, "cannot set the permissions of the socket")
        }
    }

    /// Lets connections come and wait to be accepted; called again, it changes how many may wait.
    func listen() throws(ServerError) {
        #if canImport(Glibc)
        let result = Glibc.listen(descriptor, UnixSocket.backlog)
        #else
        let result = Musl.listen(descriptor, UnixSocket.backlog)
        #endif
        guard result == 0 else { throw ServerError.system(path, "cannot listen here") }
    }

    /// Takes over a socket that somebody else has bound and listens on.
    init(adopting descriptor: Int32) throws(ServerError) {
        guard UnixSocket.option(SO_ACCEPTCONN, of: descriptor) == 1,
            UnixSocket.option(SO_DOMAIN, of: descriptor) == AF_UNIX,
            UnixSocket.option(SO_TYPE, of: descriptor) == UnixSocket.streamType
        else {
            throw ServerError(
                .badDescriptor,
                "descriptor \(descriptor)",
                "is no Unix stream socket that listens"
            )
        }
        // It came without the mark that all our other descriptors have.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.descriptor = descriptor
        replacedDead = false
        path = "descriptor \(descriptor)"
        identity = nil
    }

    /// Whether the file is still there, if it is ours.
    var isInPlace: Bool { identity == nil || FileIdentity(path: path) == identity }

    /// Whether the file is ours, so that nobody can come any more once it is removed.
    var isOurs: Bool { identity != nil }

    /// Gives up a socket that nobody accepts at yet.
    func discard() {
        remove()
        _ = close(descriptor)
    }

    /// Removes the file, if it is still the one that was made.
    func remove() {
        guard let identity, FileIdentity(path: path) == identity else { return }
        _ = unsafe unlink(path)
    }
}
