import ArgumentParser

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file, or standard input for `-`, read a portion at a time.
struct InputFile: ~Copyable {
    /// The most bytes of one portion.
    static let portion = 128 << 10

    private let descriptor: Int32
    private let path: String

    /// Opens a file.
    ///
    /// - Throws: 66 when it is not there, 77 when it may not be read.
    init(_ path: String) throws(ExitCode) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code: ExitCode = errno == EACCES || errno == EPERM ? .notPermitted : .noInput
            throw Self.ended(path, errno, code)
        }
    }

    deinit { if descriptor > STDERR_FILENO { close(descriptor) } }

    /// The next bytes; none at the end.
    ///
    /// - Throws: 66 when they cannot be read.
    func next(upTo size: Int = portion) throws(ExitCode) -> [UInt8] {
        let part = Self.read(descriptor, upTo: size)
        guard part.fault == 0 else { throw Self.ended(path, part.fault) }
        return part.bytes
    }

    /// Reads once from a descriptor, again when a signal interrupts that: no bytes mean the end, or
    /// that `fault`, an `errno`, stands in the way.
    static func read(_ descriptor: Int32, upTo size: Int) -> (bytes: [UInt8], fault: Int32) {
        while true {
            var count = 0
            let part = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                filled = Swift.max(0, count)
            }
            if count >= 0 { return (part, 0) }
            if errno != EINTR { return ([], errno) }
        }
    }

    /// Says that a file cannot be read, and why.
    static func ended(
        _ path: String,
        _ fault: Int32,
        _ code: ExitCode = .noInput
    ) -> ExitCode {
        let name = path == "-" ? "standard input" : path
        Console.remark("banso: \(name) cannot be read: \(unsafe String(cString: strerror(fault)))")
        return code
    }
}

/// Where input comes from as a whole.
enum Input {
    /// All bytes of a file, or of standard input for `-`.
    ///
    /// - Throws: 66 when they cannot be read, 77 when they may not.
    static func bytes(of path: String) throws(ExitCode) -> [UInt8] {
        let file = try InputFile(path)
        var result: [UInt8] = []
        while true {
            let part = try file.next()
            if part.isEmpty { return result }
            result += part
        }
    }

    /// The text of a file, or of standard input for `-`.
    ///
    /// - Throws: 65 when it is not UTF-8, and as ``bytes(of:)``.
    static func text(of path: String) throws(ExitCode) -> String { try text(bytes(of: path), path) }

    /// The next line of standard input, without its end; `nil` behind the last one.
    ///
    /// Byte by byte, so that what comes after the line is left to whoever reads next.
    ///
    /// - Throws: 65 when it is not UTF-8, 66 when it cannot be read.
    static func line() throws(ExitCode) -> String? {
        let file = try InputFile("-")
        var line: [UInt8] = []
        while true {
            let byte = try file.next(upTo: 1)
            if byte.isEmpty, line.isEmpty { return nil }
            if byte.isEmpty || byte == [0x0A] { return try text(line, "-") }
            line += byte
        }
    }

    private static func text(_ bytes: [UInt8], _ path: String) throws(ExitCode) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        Console.remark("banso: \(path == "-" ? "standard input" : path) is not UTF-8")
        throw .badData
    }
}
