#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A socket that is listening, and the file that has to go when it stops.
///
/// This is the only file of the module that talks to the C library.
struct SocketFile: Sendable {
    /// The longest path that fits into the address of a socket, in bytes.
    static let longestPath = 107

    /// Which file it is, to recognise it when it is time to remove it.
    private struct Identity: Equatable {
        var device: UInt64
        var inode: UInt64
    }

    /// The listening socket.
    let descriptor: Int32
    /// Whether a dead socket had to be cleared away.
    let replacedStale: Bool
    private let path: String
    /// `nil` if the file is not ours.
    private let identity: Identity?

    // MARK: Opening

    /// Listens at a path or takes over a socket.
    ///
    /// A socket file nobody answers at is replaced. Its directory is made with mode 0750 if only
    /// that is missing. Two servers that start at the same path in the same millisecond may both
    /// find it free; then the later one has it.
    static func open(
        _ source: ServerConfiguration.Source,
        mode: UInt16
    ) throws(ServerError) -> SocketFile {
        switch source {
        case .path(let path): try SocketFile(path: path, mode: mode)
        case .descriptor(let descriptor): try SocketFile(adopting: descriptor)
        }
    }

    private init(path: String, mode: UInt16) throws(ServerError) {
        guard (1...Self.longestPath).contains(path.utf8.count), !path.utf8.contains(0) else {
            throw ServerError(.badPath, path, "a socket path has 1 to \(Self.longestPath) bytes")
        }
        try Self.makeParent(of: path)
        replacedStale = try Self.clear(path)
        let socket = Self.makeSocket()
        guard socket >= 0 else { throw Self.failure(path, "no socket") }
        // Linux gives the file the permissions of the socket, so that there is no moment in which
        // it is open to all; the second call undoes what the umask took away.
        guard fchmod(socket, mode_t(mode)) == 0,
            unsafe Self.withAddress(path, { unsafe bind(socket, $0, $1) }) == 0,
            unsafe chmod(path, mode_t(mode)) == 0,
            listen(socket, Self.backlog) == 0
        else {
            let failure = Self.failure(path, "cannot listen here")
            _ = close(socket)
            throw failure
        }
        descriptor = socket
        self.path = path
        identity = Self.identity(of: path)
    }

    private init(adopting descriptor: Int32) throws(ServerError) {
        guard Self.option(SO_ACCEPTCONN, of: descriptor) == 1,
            Self.option(SO_DOMAIN, of: descriptor) == AF_UNIX
        else {
            throw ServerError(
                .badDescriptor,
                "descriptor \(descriptor)",
                "is no Unix stream socket that listens"
            )
        }
        self.descriptor = descriptor
        replacedStale = false
        path = "descriptor \(descriptor)"
        identity = nil
    }

    /// Removes the file, if it is still the one that was made.
    func remove() {
        guard let identity, Self.identity(of: path) == identity else { return }
        _ = unsafe unlink(path)
    }

    // MARK: Steps

    private static func makeParent(of path: String) throws(ServerError) {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
        let parent = String(path[..<slash])
        guard unsafe mkdir(parent, 0o750) == 0 || errno == EEXIST else {
            throw failure(parent, "cannot make the directory")
        }
    }

    /// Makes way at a path; says whether a dead socket was there.
    private static func clear(_ path: String) throws(ServerError) -> Bool {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            if errno == ENOENT { return false }
            throw failure(path, "cannot look at it")
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ServerError(.notASocket, path, "is something other than a socket")
        }
        let probe = makeSocket()
        guard probe >= 0 else { throw failure(path, "no socket") }
        defer { _ = close(probe) }
        let answer = unsafe withAddress(path) { unsafe connect(probe, $0, $1) }
        if answer == 0 || errno == EAGAIN {
            throw ServerError(.addressInUse, path, "another server answers here")
        }
        guard errno == ECONNREFUSED || errno == ENOENT else {
            throw failure(path, "cannot tell whether it is in use")
        }
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw failure(path, "cannot remove the dead socket")
        }
        return true
    }

    private static func makeSocket() -> Int32 { socket(AF_UNIX, streamType, 0) }

    private static func identity(of path: String) -> Identity? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    /// The value of a whole-number option of a socket, or `nil` if it is no socket.
    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &size)
        return result == 0 ? value : nil
    }

    private static func withAddress(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8)
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { rebound in
                unsafe body(rebound, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// What `errno` says about a path.
    private static func failure(_ path: String, _ action: String) -> ServerError {
        let number = errno
        let reason = unsafe String(cString: strerror(number))
        let code: ServerError.Code =
            switch number {
            case EACCES, EPERM: .permissionDenied
            case EADDRINUSE: .addressInUse
            case ENAMETOOLONG: .badPath
            default: .system
            }
        return ServerError(code, path, "\(action): \(reason)")
    }

    private static let backlog: Int32 = 128

    #if canImport(Glibc)
    private static let streamType =
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    #else
    private static let streamType = SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK
    #endif
}
