#if canImport(Glibc)
import Glibc
#endif

/// A file descriptor that is read in pieces and written in one.
struct Descriptor {
    /// What came of reading.
    enum Piece {
        case bytes(ArraySlice<UInt8>)
        /// The time is over.
        case nothing
        /// There is no more, or it cannot be read.
        case end
    }

    private static let pieceSize = 64 << 10
    private let number: Int32

    /// Takes the number of an open descriptor; whoever opened it closes it.
    init(_ number: Int32) { self.number = number }

    /// Waits for what comes next, no longer than until an instant if there is one.
    func read(until due: ContinuousClock.Instant?, on clock: ContinuousClock) -> Piece {
        while true {
            if let due, !isReadable(until: due, on: clock) { return .nothing }
            var buffer = [UInt8](repeating: 0, count: Self.pieceSize)
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Glibc.read(number, $0.baseAddress, $0.count)
            }
            if count > 0 { return .bytes(buffer[..<count]) }
            if count == 0 || errno != EINTR { return .end }
        }
    }

    /// Whether something can be read, an end among others, before an instant.
    private func isReadable(
        until due: ContinuousClock.Instant,
        on clock: ContinuousClock
    ) -> Bool {
        while true {
            let left = (due - clock.now).components
            let rest = left.attoseconds / 1_000_000_000_000_000
            let milliseconds = max(0, left.seconds * 1000 + rest)
            var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
            let count = unsafe poll(&request, 1, Int32(clamping: milliseconds))
            if count > 0 { return true }
            if count == 0 { return false }
            // What cannot be waited for is left to reading, which tells why.
            if errno != EINTR { return true }
        }
    }

    /// Writes everything; `false` when that cannot be done.
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(number, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}
