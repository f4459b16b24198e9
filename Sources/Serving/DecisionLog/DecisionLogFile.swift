#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Why the decision log cannot be written.
package struct DecisionLogFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system's number.
    let number: Int32
    /// What could not be done.
    let action: String

    /// What could not be done and why.
    package var description: String {
        let reason =
            isHeld
            ? "another process writes it" : unsafe String(cString: strerror(number))
        return "\(action): \(reason)"
    }

    /// Whether another process writes the file.
    package var isHeld: Bool { number == EWOULDBLOCK }

    /// Whether permission is lacking.
    package var isForbidden: Bool { number == EACCES || number == EPERM || number == EROFS }

    /// Whether it may mend by itself, such as a full disk.
    var isPassing: Bool {
        switch number {
        case ENOSPC, EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, EINTR, ENXIO, ESTALE: true
        default: false
        }
    }
}

/// The file of the decision log: whole lines are appended to it, or none.
struct DecisionLogFile: ~Copyable {
    /// What a write came to.
    struct Written {
        /// Lines that are in the file, from the first.
        var lines = 0
        /// Why the others are not.
        var fault: DecisionLogFault?
    }

    /// The file that is open: on which device and which number there.
    private struct Identity: Equatable {
        var device: dev_t
        var number: ino_t

        init(_ status: stat) {
            device = status.st_dev
            number = status.st_ino
        }
    }

    private let path: String
    private var descriptor: Int32 = -1
    private var identity: Identity?
    /// Whether the file can be cut: it is neither a device nor a pipe.
    private var isRegular = false

    /// Names the file; `-` is standard output.
    init(_ path: String) { self.path = path }

    deinit { if descriptor > STDERR_FILENO { _ = close(descriptor) } }

    /// Lets a write beyond a limit on the size of files fail instead of ending the process.
    static func refuseToDieOfSize() { _ = signal(SIGXFSZ, SIG_IGN) }

    /// Whether there is something to write to.
    var isOpen: Bool { descriptor >= 0 }

    private var isStandardOutput: Bool { path == "-" }

    // MARK: Opening

    /// Opens the file unless the one that is open is still the one at the path.
    ///
    /// When the one at the path cannot be opened, the old one goes on being written.
    ///
    /// - Returns: Whether a file was opened in place of another.
    /// - Throws: Why nothing can be opened at the path.
    mutating func reopen() throws(DecisionLogFault) -> Bool {
        if isStandardOutput {
            descriptor = STDOUT_FILENO
            return false
        }
        var status = stat()
        let isThere = unsafe stat(path, &status) == 0
        if isThere, descriptor >= 0, identity == Identity(status) { return false }
        let next = try open(isPipe: isThere && status.st_mode & S_IFMT == S_IFIFO)
        let isAnother = descriptor >= 0
        if isAnother { _ = close(descriptor) }
        descriptor = next
        _ = unsafe fstat(next, &status)
        identity = Identity(status)
        isRegular = status.st_mode & S_IFMT == S_IFREG
        if isRegular { mendEnd(size: Int(status.st_size)) }
        return isAnother
    }

    private func open(isPipe: Bool) throws(DecisionLogFault) -> Int32 {
        // Without waiting, for a pipe that nobody reads would hold us up.
        let flags = O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
        let next = unsafe openat(AT_FDCWD, path, flags | (isPipe ? O_WRONLY : O_RDWR), 0o600)
        guard next >= 0 else { throw DecisionLogFault(number: errno, action: "cannot open") }
        // Two writers could cut each other's lines when a disk is full. A device is everybody's.
        if !Self.isDevice(next), flock(next, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            _ = close(next)
            throw DecisionLogFault(number: EWOULDBLOCK, action: "cannot open")
        }
        _ = fcntl(next, F_SETFL, O_APPEND)
        return next
    }

    private static func isDevice(_ descriptor: Int32) -> Bool {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
    }

    /// Ends a line that a process did not live to finish.
    ///
    /// Nothing can be made of half a record, so it goes; what is no record of ours stays.
    private func mendEnd(size: Int) {
        let window = min(size, 1 << 20)
        var tail = [UInt8](repeating: 0, count: window)
        let count = unsafe tail.withUnsafeMutableBytes { buffer in
            unsafe pread(descriptor, buffer.baseAddress, window, off_t(size - window))
        }
        guard count == window, let last = tail.last, last != 0x0A else { return }
        let line = (tail.lastIndex(of: 0x0A) ?? -1) + 1
        if tail[line...].starts(with: Array("{\"decision_id\":".utf8)),
            ftruncate(descriptor, off_t(size - window + line)) == 0
        {
            return
        }
        _ = writeAll([0x0A])
    }

    // MARK: Writing

    /// Appends lines, each of which ends with a line feed.
    ///
    /// A part of a line is taken back, so that the file holds whole lines whatever happens.
    mutating func append(_ lines: [[UInt8]]) -> Written {
        var written = Written()
        var start = 0
        while start < lines.count {
            // In portions that a disk takes at once.
            var end = start
            var portion: [UInt8] = []
            while end < lines.count, end == start || portion.count + lines[end].count <= 1 << 16 {
                portion += lines[end]
                end += 1
            }
            let before = isRegular ? size : 0
            let (count, number) = writeAll(portion)
            guard number != 0 else {
                written.lines += end - start
                start = end
                continue
            }
            written.fault = DecisionLogFault(number: number, action: "cannot write")
            written.lines += keepWhole(lines[start..<end], of: count, after: before)
            return written
        }
        return written
    }

    private var size: Int {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Cuts off the part of a line at the end; the lines that are whole.
    private mutating func keepWhole(
        _ lines: ArraySlice<[UInt8]>,
        of count: Int,
        after before: Int
    ) -> Int {
        var whole = 0
        var bytes = 0
        for line in lines {
            // A short line behind one that was cut is not there either.
            guard bytes + line.count <= count else { break }
            bytes += line.count
            whole += 1
        }
        if isRegular, bytes < count, ftruncate(descriptor, off_t(before + bytes)) != 0 {
            // The end is mended when the file is opened again.
            _ = close(descriptor)
            descriptor = -1
            identity = nil
        }
        return whole
    }

    /// Writes all bytes; how many were written, and the system's number when it was not all.
    private func writeAll(_ bytes: [UInt8]) -> (count: Int, number: Int32) {
        var count = 0
        while count < bytes.count {
            let step = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(
                    descriptor,
                    buffer.baseAddress?.advanced(by: count),
                    bytes.count - count
                )
            }
            if step > 0 {
                count += step
            } else if step == 0 {
                return (count, EIO)
            } else if errno == EAGAIN {
                // Standard output may belong to somebody who wants it not to wait.
                var question = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&question, 1, -1)
            } else if errno != EINTR {
                return (count, errno)
            }
        }
        return (count, 0)
    }
}
