import Serving
import UnixHTTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Tells systemd how the daemon is doing: sd_notify(3) without its library.
struct SystemdManager: ServiceManager {
    /// Where to tell it; a path, or an abstract name that begins with `@`.
    private let address: [UInt8]

    /// Finds out whether there is somebody to tell.
    init?(environment: [String: String]) {
        guard let path = environment["NOTIFY_SOCKET"], path.hasPrefix("/") || path.hasPrefix("@")
        else { return nil }
        var bytes = Array(path.utf8)
        if path.hasPrefix("@") { bytes[0] = 0 }
        guard bytes.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else { return nil }
        address = bytes
    }

    func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

    func reloading() { send("RELOADING=1\nMONOTONIC_USEC=\(Self.microseconds)") }

    func stopping() { send("STOPPING=1\nSTATUS=finishing what is under way") }

    /// The sign of life that systemd wants, at half the time after which it would worry; `nil` if it
    /// wants none of this process.
    func heartbeat(environment: [String: String], process: Int32) -> Heartbeat? {
        guard let limit = environment["WATCHDOG_USEC"].flatMap(Int.init), limit > 1 else {
            return nil
        }
        if let owner = environment["WATCHDOG_PID"], owner != "\(process)" { return nil }
        return Heartbeat(every: .microseconds(limit / 2)) { send("WATCHDOG=1") }
    }

    /// What systemd compares reloads by.
    private static var microseconds: Int {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
    }

    /// Sends a message; nothing depends on its arrival.
    private func send(_ message: String) {
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
                unsafe sendto(descriptor, bytes, bytes.count, 0, target, length)
            }
        }
    }

    #if canImport(Glibc)
    private static let datagram = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
    private static let datagram = SOCK_DGRAM | SOCK_CLOEXEC
    #endif
}
