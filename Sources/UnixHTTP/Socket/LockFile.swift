#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file that one process at a time can hold, and that says which one does.
///
/// The kernel lets go of it when the process ends, however it ends, so that a lock that was left
/// behind is nobody's.
struct LockFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Takes hold of a file, which is made if it is not there.
    ///
    /// - Throws: `addressInUse` with the holder's number if another process has it; `notASocket` if
    ///   something other than a regular file is at the path, which is left alone.
    init(path: String) throws(ServerError) {
        self.path = path
        // Whoever lets go removes the file; one that was opened before that locks nothing.
        for _ in 0..<100 {
            let descriptor = try Self.openOrMake(path)
            let isHeld: Bool
            do throws(ServerError) {
                isHeld = try Self.hold(descriptor, path)
            } catch {
                _ = close(descriptor)
                throw error
            }
            guard isHeld else {
                _ = close(descriptor)
                continue
            }
            Self.sign(descriptor)
            self.descriptor = descriptor
            return
        }
        throw ServerError(.addressInUse, path, "the lock changes hands all the time")
    }

    deinit {
        // Removed while it is held: nobody else's file can be at the path.
        if FileIdentity(descriptor: descriptor) == FileIdentity(path: path) {
            _ = unsafe unlink(path)
        }
        _ = close(descriptor)
    }

    /// Whether the file is still at its path.
    var isInPlace: Bool { FileIdentity(descriptor: descriptor) == FileIdentity(path: path) }

    private static func openOrMake(_ path: String) throws(ServerError) -> Int32 {
        let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
        let descriptor = unsafe open(path, flags, 0o600)
        if descriptor >= 0 { return descriptor }
        if errno == ELOOP || errno == EISDIR || errno == ENXIO { throw isForeign(path) }
        throw ServerError.system(path, "cannot make the lock")
    }

    /// Tries to lock; `false` if the file was removed in the meantime.
    private static func hold(_ descriptor: Int32, _ path: String) throws(ServerError) -> Bool {
        guard FileIdentity.isRegular(descriptor) else { throw isForeign(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw ServerError.system(path, "cannot lock it") }
            throw ServerError(
                .addressInUse,
                path,
                "another server has the lock\(holder(descriptor))"
            )
        }
        return FileIdentity(descriptor: descriptor) == FileIdentity(path: path)
    }

    private static func isForeign(_ path: String) -> ServerError {
        ServerError(.notASocket, path, "is something other than a lock")
    }

    /// Writes down who holds the file; a full disk is no reason not to hold it.
    private static func sign(_ descriptor: Int32) {
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0 else { return }
        _ = unsafe pwrite(descriptor, text, text.count, 0)
    }

    /// Who has signed the file, such as `: process 4711`.
    private static func holder(_ descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 16)
        let count = unsafe pread(descriptor, &buffer, buffer.count, 0)
        let digits = buffer.prefix(max(count, 0)).prefix { $0 &- UInt8(ascii: "0") < 10 }
        return digits.isEmpty ? "" : ": process \(String(decoding: digits, as: UTF8.self))"
    }
}

/// Which file it is, whatever it is called.
struct FileIdentity: Equatable {
    private var device: UInt64
    private var inode: UInt64

    private init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// The file at a path, itself if it is a link; `nil` if there is none that can be seen.
    init?(path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// The file that is open under a descriptor.
    init?(descriptor: Int32) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Whether a regular file is open under a descriptor.
    static func isRegular(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}

extension ServerError {
    /// What `errno` says about a path.
    static func system(_ path: String, _ action: String) -> ServerError {
        let number = errno
        let reason = unsafe String(cString: strerror(number))
        let code: Code =
            switch number {
            case EACCES, EPERM, EROFS: .permissionDenied
            case EADDRINUSE: .addressInUse
            case ENAMETOOLONG, ENOENT, ENOTDIR, ELOOP: .badPath
            default: .system
            }
        return ServerError(code, path, "\(action): \(reason)")
    }
}
