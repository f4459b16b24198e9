import Foundation
import Testing

/// The end at which systemd would listen to its services.
final class NotificationSocket {
    private let descriptor: Int32
    private let path: String

    /// Listens at a path, or at an abstract name that is written with `@` in front.
    init(path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let socket = descriptor
        let result = unsafe SocketAddress.with(path) { unsafe bind(socket, $0, $1) }
        try #require(result == 0)
    }

    deinit { close(descriptor) }

    /// Whether, after what has come already, nothing more comes for some seconds.
    func isSilent(for seconds: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 512)
        while unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT)) >= 0 {}
        return !hasMessage(within: seconds)
    }

    private func hasMessage(within seconds: Int32) -> Bool {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var count: Int32
        repeat {
            count = unsafe poll(&waited, 1, seconds * 1_000)
        } while count < 0
            && errno == EINTR
        return count > 0
    }

    /// Sends messages to itself until no more would be taken from anybody.
    func waitUntilFull() {
        let sender = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(sender) }
        var count = 0
        repeat {
            count = Int(
                unsafe SocketAddress.with(path) { address, length in
                    let flags = Int32(MSG_DONTWAIT)
                    return Int32(unsafe sendto(sender, "x", 1, flags, address, length))
                }
            )
        } while count > 0
    }

    /// The next message; an empty text if none comes within a minute.
    func next() -> String {
        guard hasMessage(within: 60) else { return "" }
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
}
