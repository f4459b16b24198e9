import ArgumentParser
import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What a command writes piece by piece as it is: a pipe or a device, or standard output for `-`.
///
/// A regular file is a ``ReplacedFile``.
final class OutputFile {
    private let path: String
    private let descriptor: Int32

    /// Opens it.
    ///
    /// - Throws: 66 when its folder is not there, 77 when it may not be written.
    init(_ path: String) throws(ExitCode) {
        self.path = path
        if path == "-" {
            descriptor = STDOUT_FILENO
            return
        }
        let flags = O_WRONLY | O_CLOEXEC
        descriptor = unsafe open(path, flags)
        if descriptor < 0 { throw Self.refused(path, errno) }
    }

    deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

    /// Writes bytes.
    ///
    /// - Throws: 70 when they cannot be written, as on a full disk.
    func write(_ bytes: [UInt8]) throws(ExitCode) {
        if descriptor == STDOUT_FILENO { return Console.write(bytes) }
        let fault = FileDescriptorWriter(descriptor).write(bytes)
        if fault != 0 { throw Self.failed(path, fault) }
    }

    /// Says why a file cannot be opened to be written: 66 when its folder is not there, else 77.
    static func refused(_ path: String, _ fault: Int32) -> ExitCode {
        complain(path, fault)
        return fault == ENOENT || fault == ENOTDIR ? .noInput : .notPermitted
    }

    /// Says why bytes cannot be written to a file: 70.
    static func failed(_ path: String, _ fault: Int32) -> ExitCode {
        complain(path, fault)
        return .internal
    }

    private static func complain(_ path: String, _ fault: Int32) {
        let cause = unsafe String(cString: strerror(fault))
        Console.remark("banso: \(path) cannot be written: \(cause)")
    }
}
