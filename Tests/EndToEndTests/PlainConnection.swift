import Foundation
import Testing

/// A connection to a Unix socket that sends what it is told, and nothing else.
final class PlainConnection {
    private let descriptor: Int32

    /// Connects, if that is possible at once.
    init(_ path: String) throws {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_UNIX, type, 0)
        let socket = descriptor
        let result = unsafe SocketAddress.with(path) { unsafe connect(socket, $0, $1) }
        try #require(result == 0)
        try #require(fcntl(descriptor, F_SETFL, 0) == 0)
    }

    deinit { close(descriptor) }

    /// Sends a text.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// The next piece of what comes, or an empty text at the end.
    func read() -> String {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    /// Everything that comes before the end.
    func readToEnd() -> String {
        var text = ""
        while true {
            let part = read()
            if part.isEmpty { return text }
            text += part
        }
    }
}
