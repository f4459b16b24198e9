import Foundation

/// A connection to a Unix socket that sends what it is told, and nothing else.
final class Connection {
    /// Why nothing comes of it.
    enum Fault: Error, Hashable, CustomStringConvertible {
        /// Nobody can be reached, with the system's number.
        case unreachable(Int32)
        /// The other side has ended it.
        case closed
        /// Nothing happens.
        case timedOut
        /// What comes is no response.
        case malformed(String)

        var description: String {
            switch self {
            case .unreachable(let number):
                "cannot connect: \(unsafe String(cString: strerror(number)))"
            case .closed: "closed without an answer"
            case .timedOut: "no answer in time"
            case .malformed(let text): "no HTTP: \(text)"
            }
        }
    }

    /// Its descriptor.
    let descriptor: Int32
    private var input: [UInt8] = []

    /// Connects, waiting as long as the queue of the socket is full.
    init(_ path: String, patience: Int = 10) throws(Fault) {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { throw .unreachable(errno) }
        self.descriptor = descriptor
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        guard unsafe UnixAddress.with(path, { unsafe connect(descriptor, $0, $1) }) == 0 else {
            // The end of this object closes the descriptor.
            throw .unreachable(errno)
        }
    }

    deinit { _ = close(descriptor) }

    /// Sends all of it.
    func send(_ bytes: [UInt8]) throws(Fault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { bytes in
                unsafe Foundation.send(
                    descriptor,
                    bytes.baseAddress,
                    bytes.count,
                    Int32(MSG_NOSIGNAL)
                )
            }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw errno == EAGAIN ? .timedOut : .closed }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends a text.
    func send(_ text: String) throws(Fault) { try send(Array(text.utf8)) }

    /// Sends what can be sent without waiting; how much that was, `nil` when nobody takes it any more.
    func sendSome(_ bytes: [UInt8]) -> Int? {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let count = unsafe Foundation.send(descriptor, bytes, bytes.count, flags)
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    /// Sends nothing more, but still listens.
    func endSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// What has come, without waiting; `nil` at the end.
    func receiveSome() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count > 0 { return Array(buffer.prefix(count)) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? [] : nil
    }

    /// Whether the other side has gone; it does not look at what has come.
    var isOver: Bool {
        var status = pollfd(fd: descriptor, events: Int16(POLLHUP), revents: 0)
        return unsafe poll(&status, 1, 0) > 0 && status.revents & Int16(POLLHUP | POLLERR) != 0
    }

    /// Waits for one response.
    func receive() throws(Fault) -> Reply {
        while true {
            if let (reply, length) = try Reply.first(in: input) {
                input.removeFirst(length)
                return reply
            }
            guard try receiveMore() else { throw .closed }
        }
    }

    /// Waits for the end; everything that comes before it.
    func receiveToEnd() throws(Fault) -> [UInt8] {
        while try receiveMore() {}
        defer { input = [] }
        return input
    }

    private func receiveMore() throws(Fault) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 {
                input += buffer.prefix(count)
                return true
            }
            if count == 0 || errno == ECONNRESET { return false }
            if errno != EINTR { throw errno == EAGAIN ? .timedOut : .closed }
        }
    }

    /// Sends a request and waits for its response.
    func ask(_ request: [UInt8]) throws(Fault) -> Reply {
        do throws(Fault) {
            try send(request)
        } catch .closed {
            // The answer may say why.
        }
        return try receive()
    }
}

/// The addresses of Unix sockets, as the system's calls want them.
enum UnixAddress {
    /// Calls a function such as `connect` or `bind` with the address of a path.
    static func with(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) {
            unsafe $0.copyBytes(from: path.utf8)
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
