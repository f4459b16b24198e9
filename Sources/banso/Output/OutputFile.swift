import ArgumentParser
import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file that a command writes piece by piece, or standard output for `-`.
final class OutputFile {
    private let path: String
    private let descriptor: Int32

    /// Opens a file and empties it.
    ///
    /// - Throws: 66 when its folder is not there, 77 when it may not be written.
    init(_ path: String) throws {
        self.path = path
        if path == "-" {
            descriptor = STDOUT_FILENO
            return
        }
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        descriptor = unsafe open(path, flags, 0o644)
        guard descriptor >= 0 else {
            let code: ExitCode = errno == ENOENT ? .noInput : .notPermitted
            Console.remark(
                "banso: \(path) cannot be written: \(unsafe String(cString: strerror(errno)))"
            )
            throw code
        }
    }

    deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

    /// Writes bytes.
    ///
    /// - Throws: 70 when they cannot be written, as on a full disk.
    func write(_ bytes: [UInt8]) throws {
        if descriptor == STDOUT_FILENO { return Console.write(bytes) }
        let fault = FileDescriptorWriter(descriptor).write(bytes)
        guard fault != 0 else { return }
        let cause = unsafe String(cString: strerror(fault))
        Console.remark("banso: \(path) cannot be written: \(cause)")
        throw ExitCode.internal
    }
}
