import FoundationEssentials

#if canImport(Glibc)
import Glibc
#endif

/// Where data and remarks go.
enum Console {
    /// Writes data to standard output.
    static func write(_ bytes: [UInt8]) { FileDescriptorWriter(1).write(bytes) }

    /// Writes data and ends the line.
    static func writeLine(_ text: String) { write(Array(text.utf8) + [0x0A]) }

    /// Writes a remark to standard error.
    static func remark(_ text: String) {
        FileDescriptorWriter(2).write(Array(text.utf8) + [0x0A])
    }

    /// Whether standard output is a terminal that wants colour.
    static var wantsColour: Bool {
        isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    }
}

/// Writes whole buffers to a descriptor.
private struct FileDescriptorWriter {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// A reader that has gone away ends the writing; there is nobody left to tell.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// Where input comes from.
enum Input {
    /// All bytes of a file, or of standard input for `-`.
    static func bytes(of path: String) throws -> [UInt8] {
        if path == "-" { return readToEnd() }
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    private static func readToEnd() -> [UInt8] {
        var result: [UInt8] = []
        while let line = readLine(strippingNewline: false) { result += Array(line.utf8) }
        return result
    }
}
