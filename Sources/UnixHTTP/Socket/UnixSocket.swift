#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Bare sockets of the system.
package enum UnixSocket {
    #if canImport(Glibc)
    /// What the system calls a stream socket.
    static let streamType = Int32(SOCK_STREAM.rawValue)
    private static let type =
        streamType | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    #else
    static let streamType = SOCK_STREAM
    private static let type = streamType | SOCK_CLOEXEC | SOCK_NONBLOCK
    #endif

    /// A new stream socket, or a negative number and `errno`.
    static func make() -> Int32 { socket(AF_UNIX, type, 0) }

    /// Calls a function with the address of a path that fits into one.
    static func withAddress(
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

    /// The value of a whole-number option of a socket, or `nil` if it is no socket.
    static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        let result = unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &size)
        return result == 0 ? value : nil
    }

    /// Whether a descriptor has something to read, or a listening socket a connection to accept.
    static func hasInput(_ descriptor: Int32) -> Bool {
        var status = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&status, 1, 0) > 0
    }

    /// How many connections may wait to be accepted; the kernel cuts it to `somaxconn`.
    ///
    /// A peer that does not wait is turned away by the kernel as soon as so many wait, and the
    /// usual 128 are full in a moment.
    static let backlog: Int32 = 4_096

    /// How many descriptors the process may have open: `Int.max` for no limit, and `nil` if it is
    /// not to be learned.
    package static var descriptorLimit: Int? {
        var limit = rlimit()
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let resource = RLIMIT_NOFILE
        #endif
        guard unsafe getrlimit(resource, &limit) == 0 else { return nil }
        return Int(clamping: limit.rlim_cur)
    }
}
