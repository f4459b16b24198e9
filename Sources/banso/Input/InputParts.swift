#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Standard input in the portions it arrives in.
///
/// Whoever waits for the next portion can be cancelled, so that a daemon that goes away ends the
/// command even while a terminal is silent.
struct InputParts: AsyncSequence, Sendable {
    /// The most bytes of one portion.
    private static let size = 128 << 10
    /// How long a cancellation may go unnoticed, in milliseconds.
    private static let patience: Int32 = 100

    struct AsyncIterator: AsyncIteratorProtocol {
        mutating func next() async -> [UInt8]? {
            while !Task.isCancelled {
                var question = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                if unsafe poll(&question, 1, patience) != 0 { return InputParts.read() }
                // Whoever shares the thread has the answers to write meanwhile.
                await Task.yield()
            }
            return nil
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }

    /// The next portion, or `nil` at the end; what cannot be read ends there too.
    private static func read() -> [UInt8]? {
        let part = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = Swift.max(0, unsafe Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count))
        }
        return part.isEmpty ? nil : part
    }
}
