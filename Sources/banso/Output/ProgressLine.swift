#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A line on standard error that says how far a long command is; silent unless it is a terminal.
struct ProgressLine {
    /// How long a line stands before it is written again.
    private static let pause = Duration.milliseconds(100)

    private let isShown = isatty(STDERR_FILENO) == 1
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant
    private let noun: String

    /// Prepares to count things of a name, from now.
    init(_ noun: String) {
        self.noun = noun
        start = clock.now
        last = start
    }

    /// Says how many are done, of how many when that is known, and how many a second.
    mutating func show(_ done: Int, of total: Int? = nil) {
        let now = clock.now
        guard isShown, now - last >= Self.pause else { return }
        last = now
        let seconds = (now - start) / .seconds(1)
        let rate = seconds > 0 ? Int(Double(done) / seconds) : 0
        let whole = total.map { "/\($0)" } ?? ""
        write("\r\(done)\(whole) \(noun)  \(rate)/s\u{1B}[K")
    }

    /// Takes the line away.
    func clear() {
        if isShown { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        var text = text
        // Nobody is waiting for it, so what cannot be written is left out.
        _ = text.withUTF8 { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
