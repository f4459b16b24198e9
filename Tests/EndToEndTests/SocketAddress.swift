import Foundation

/// The addresses of Unix sockets, as the system's calls want them.
enum SocketAddress {
    /// Calls a function such as `connect` or `bind` with the address of a path, or of an abstract
    /// name that is written with `@` in front.
    static func with(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8)
            if path.hasPrefix("@") { unsafe $0[0] = 0 }
        }
        // A path ends at a zero, and an abstract name where the address does.
        let length =
            path.hasPrefix("@")
            ? MemoryLayout<sa_family_t>.size + path.utf8.count : MemoryLayout<sockaddr_un>.size
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(length))
            }
        }
    }
}
