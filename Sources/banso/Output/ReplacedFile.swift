import ArgumentParser
import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file that a command puts in its place in one step: readers see the old one or the new one, and
/// when the command fails the old one stays.
///
/// Whether it can be written is known before the work begins. The target of a symbolic link is
/// replaced, not the link; what is no regular file, such as a pipe, is written as it is, and `-` is
/// standard output.
final class ReplacedFile {
    private let path: String
    private let target: String
    /// The permissions of a new file; those of the old one win.
    private var mode: mode_t = 0o666
    private var exists = false
    /// What is written as it is.
    private var pipe: OutputFile?
    /// What waits to be put in its place: a file that has lost its name, so that a command that is
    /// interrupted leaves nothing behind.
    private var spool: Int32?

    /// Finds out whether a file can be written.
    ///
    /// - Throws: 66 when its folder is not there, 77 when nothing may be written there.
    init(_ path: String) throws(ExitCode) {
        self.path = path
        target = URL(filePath: path).resolvingSymlinksInPath().path
        if path == "-" {
            pipe = try OutputFile(path)
            return
        }
        // Asked by the path as given: one as /dev/fd/63 leads to a pipe that has no path of its own.
        var status = stat()
        exists = unsafe stat(path, &status) == 0
        if exists {
            mode = status.st_mode & 0o7777
            if status.st_mode & S_IFMT != S_IFREG {
                pipe = try OutputFile(path)
                return
            }
        }
        let (name, descriptor) = try draft()
        _ = unsafe unlink(name)
        spool = descriptor
    }

    deinit { if let spool { close(spool) } }

    /// Writes the file and puts it in its place.
    ///
    /// - Throws: 70 when it cannot be written, as on a full disk.
    func replace(with bytes: [UInt8]) throws(ExitCode) {
        if let pipe { return try pipe.write(bytes) }
        try replace { FileDescriptorWriter($0).write(bytes) }
    }

    /// Adds to what ``finish()`` puts in its place; what is no regular file gets it at once.
    ///
    /// - Throws: 70 when it cannot be written.
    func append(_ bytes: [UInt8]) throws(ExitCode) {
        if let pipe { return try pipe.write(bytes) }
        guard let spool else { return }
        let fault = FileDescriptorWriter(spool).write(bytes)
        if fault != 0 { throw OutputFile.failed(path, fault) }
    }

    /// Puts what was added in its place.
    ///
    /// - Throws: 70 when it cannot be written.
    func finish() throws(ExitCode) {
        guard let spool else { return }
        if lseek(spool, 0, SEEK_SET) != 0 { throw OutputFile.failed(path, errno) }
        try replace { target in
            while true {
                let part = InputFile.read(spool, upTo: InputFile.portion)
                if part.fault != 0 || part.bytes.isEmpty { return part.fault }
                let fault = FileDescriptorWriter(target).write(part.bytes)
                if fault != 0 { return fault }
            }
        }
    }

    /// Has a new file written, which gives 0 or an `errno`, and puts it in its place.
    private func replace(writing write: (Int32) -> Int32) throws(ExitCode) {
        let (name, descriptor) = try draft()
        var fault = write(descriptor)
        if fault == 0, fsync(descriptor) != 0 { fault = errno }
        close(descriptor)
        if fault == 0, unsafe rename(name, target) != 0 { fault = errno }
        guard fault != 0 else { return }
        _ = unsafe unlink(name)
        throw OutputFile.failed(path, fault)
    }

    /// Opens a hidden file beside the target: whoever reads the folder meanwhile passes it over.
    private func draft() throws(ExitCode) -> (name: String, descriptor: Int32) {
        var parts = target.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let last = parts.removeLast()
        parts.append(".\(last).\(UInt32.random(in: .min ... .max)).part")
        let name = parts.joined(separator: "/")
        let descriptor = unsafe open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        if descriptor < 0 { throw OutputFile.refused(path, errno) }
        // The mask for new files is not for one that has its permissions already.
        if exists { _ = fchmod(descriptor, mode) }
        return (name, descriptor)
    }

    /// Makes a folder and those around it, where they are not there yet.
    ///
    /// - Throws: 77 when it cannot be made.
    static func createFolder(_ path: String) throws(ExitCode) {
        var folder = ""
        var fault: Int32 = 0
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            folder += part
            if !folder.isEmpty { fault = unsafe mkdir(folder, 0o777) == 0 ? 0 : errno }
            folder += "/"
        }
        // A folder that is there already may lie where none could be made.
        if unsafe fault == 0 || access(path + "/.", F_OK) == 0 { return }
        let cause = fault == EEXIST ? ENOTDIR : fault
        let words = unsafe String(cString: strerror(cause))
        Console.remark("banso: \(path) cannot be made: \(words)")
        throw .notPermitted
    }
}
