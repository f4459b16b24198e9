package import UnixHTTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Tells systemd how the daemon is doing: sd_notify(3) without its library.
package struct SystemdManager: ServiceManager {
    /// The variables that systemd speaks by; whoever is not its service has no business with them.
    package static let variables = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]

    /// Where to tell it; a path, or an abstract name that begins with a zero.
    private let address: [UInt8]

    /// Finds out whether there is somebody to tell.
    ///
    /// A name that is no path and no abstract one, or is too long for an address, is nobody's.
    package init?(environment: [String: String]) {
        guard let path = environment["NOTIFY_SOCKET"], path.hasPrefix("/") || path.hasPrefix("@")
        else { return nil }
        var bytes = Array(path.utf8)
        if path.hasPrefix("@") { bytes[0] = 0 }
        guard bytes.count > 1, bytes.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
        else { return nil }
        address = bytes
    }

    /// Says that requests are being answered, and from what.
    package func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

    /// Says that the rules are being loaded again.
    package func reloading() { send("RELOADING=1\nMONOTONIC_USEC=\(Self.microseconds)") }

    /// Says that the end is near.
    package func stopping() { send("STOPPING=1\nSTATUS=finishing what is under way") }

    /// The sign of life that systemd wants, at half the time after which it would worry; `nil` if it
    /// wants none of this process.
    package func heartbeat(environment: [String: String], process: Int32) -> Heartbeat? {
        guard let limit = environment["WATCHDOG_USEC"].flatMap(Int.init), limit > 1 else {
            return nil
        }
        if let owner = environment["WATCHDOG_PID"], owner != "\(process)" { return nil }
        // It is sent by a thread that serves connections, which must not wait for a slow systemd.
        return Heartbeat(every: .microseconds(limit / 2)) {
            send("WATCHDOG=1", waiting: false)
        }
    }

    /// What systemd compares reloads by.
    private static var microseconds: Int {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
    }

    /// Sends a message; nothing depends on its arrival.
    private func send(_ message: String, waiting: Bool = true) {
        let descriptor = socket(AF_UNIX, Self.datagram, 0)
        guard descriptor >= 0 else { return }
        defer { _ = close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: address) }
        // An abstract name ends where the address does; a path may end earlier.
        let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        let length = socklen_t(offset + address.count)
        let bytes = Array(message.utf8)
        _ = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
                let flags = waiting ? 0 : Int32(MSG_DONTWAIT)
                return unsafe sendto(descriptor, bytes, bytes.count, flags, target, length)
            }
        }
    }

    #if canImport(Glibc)
    private static let datagram = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
    private static let datagram = SOCK_DGRAM | SOCK_CLOEXEC
    #endif
}
