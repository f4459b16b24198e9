import ArgumentParser
import Synchronization

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
    /// How long a cancellation may go unnoticed, in milliseconds.
    private static let patience: Int32 = 100

    private let end = End()

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let end: End

        mutating func next() async -> [UInt8]? {
            while !Task.isCancelled {
                var question = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                if unsafe poll(&question, 1, patience) != 0 { return end.read() }
                // Whoever shares the thread has the answers to write meanwhile.
                await Task.yield()
            }
            return nil
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(end: end) }

    /// Tells the end of the input from input that could not be read; asked when there is no more.
    ///
    /// - Throws: 66 when it could not be read.
    func check() throws(ExitCode) {
        let fault = end.fault.withLock { $0 }
        if fault != 0 { throw InputFile.ended("-", fault) }
    }

    /// Remembers why the input ended: the parts are read far from whoever can end the command.
    fileprivate final class End: Sendable {
        let fault = Mutex<Int32>(0)

        /// The next portion, or `nil` when there is no more.
        func read() -> [UInt8]? {
            let part = InputFile.read(STDIN_FILENO, upTo: InputFile.portion)
            fault.withLock { $0 = part.fault }
            return part.bytes.isEmpty ? nil : part.bytes
        }
    }
}
