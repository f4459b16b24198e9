import FoundationEssentials
import Logging
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Writes the log to standard error: one record, one line, in one write.
///
/// Read by the journal, a line begins with its priority; read by others, with the time and the
/// level. What comes from outside cannot end a line, steer a terminal or look like another field.
struct LineLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    private let isJournal: Bool

    /// Finds out who reads.
    init(environment: [String: String]) {
        isJournal = LineOutput.isJournal(environment["JOURNAL_STREAM"])
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = isJournal ? "<\(Self.priority(event.level))>" : Self.prefix(event.level)
        line += LogText.escaped("\(event.message)")
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            line += " \(name)=\(LogText.value("\(value)"))"
        }
        LineOutput.shared.write(line)
    }

    private static func prefix(_ level: Logger.Level) -> String {
        "\(Date.now.formatted(.iso8601)) \(level.rawValue): "
    }

    /// The priority of syslog(3).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

/// Text from anywhere, fit for a line.
enum LogText {
    /// The text with everything escaped that is not to be seen, or changes the order of what is.
    static func escaped(_ text: String) -> String {
        if text.unicodeScalars.allSatisfy({ !isHidden($0) }) { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isHidden(scalar): result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text as the value of a field: between quotation marks unless it is one word.
    static func value(_ text: String) -> String {
        let isWord =
            !text.isEmpty && text.unicodeScalars.allSatisfy { $0 != " " && $0 != "\"" && $0 != "=" }
        // Before anything is escaped, so that a backslash in the text is not taken for one of ours.
        let plain = escaped(text.replacing("\\", with: "\\\\"))
        return isWord ? plain : "\"\(plain.replacing("\"", with: "\\\""))\""
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }
}

/// Standard error, as a place for lines that must not be waited for.
final class LineOutput: Sendable {
    /// The one there is.
    static let shared = LineOutput()

    /// Longer lines could be torn apart by other writers of a pipe.
    private static let longest = 4_000
    private let lost = Mutex(0)

    /// Writes a line, or drops it if nobody takes it: a reader that hangs must not stop the service.
    func write(_ line: String) {
        lost.withLock { lost in
            guard Self.takesMore else {
                lost += 1
                return
            }
            if lost > 0 { Self.put("\(lost) lines of the log were lost") }
            lost = 0
            Self.put(line)
        }
    }

    private static func put(_ line: String) {
        var bytes = Array(line.utf8)
        if bytes.count > longest {
            bytes.removeSubrange(longest...)
            // Not in the middle of a character.
            while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
            if let last = bytes.last, last >= 0x80 { bytes.removeLast() }
            bytes += Array("…".utf8)
        }
        CurrentProcess.put(bytes + [UInt8(ascii: "\n")])
    }

    /// Whether a pipe has room for the longest line, or a socket for anything.
    private static var takesMore: Bool {
        var status = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&status, 1, 0) > 0
    }

    /// Whether standard error is the journal's stream, which systemd names as device and inode.
    static func isJournal(_ stream: String?) -> Bool {
        var status = stat()
        guard let stream, unsafe fstat(STDERR_FILENO, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }
}
