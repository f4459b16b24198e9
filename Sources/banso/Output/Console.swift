import FoundationEssentials

#if canImport(Glibc)
import Glibc
#endif

/// Where data and remarks go.
enum Console {
    /// Writes data to standard output.
    ///
    /// When it cannot be written the command ends here: quietly if the reader has gone away, as
    /// the signal for that would end it, for the connection to the daemon makes us ignore it.
    static func write(_ bytes: [UInt8]) {
        let fault = FileDescriptorWriter(1).write(bytes)
        if fault == 0 { return }
        if fault == EPIPE { exit(128 + SIGPIPE) }
        remark("banso: standard output cannot be written")
        exit(EX_SOFTWARE)
    }

    /// Writes data and ends the line.
    static func writeLine(_ text: String) { write(Array(text.utf8) + [0x0A]) }

    /// Writes a remark to standard error.
    static func remark(_ text: String) {
        // There is nobody left to tell when this fails.
        _ = FileDescriptorWriter(2).write(Array(text.utf8) + [0x0A])
    }
}

/// Writes whole buffers to a descriptor.
struct FileDescriptorWriter {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Writes everything; 0, or the `errno` that stands in the way.
    func write(_ bytes: [UInt8]) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
