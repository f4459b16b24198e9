import Foundation
import RuleLoading
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A folder that lives as long as one test, for things that no rule book has too.
final class TestFolder {
    let path = NSTemporaryDirectory() + "rules-" + UUID().uuidString

    init() throws { try make("") }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A folder with one sound file.
    static func sound() throws -> TestFolder {
        let folder = try TestFolder()
        try folder.write("schema: 1\n", to: "a.yaml")
        return folder
    }

    func make(_ folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: path + "/" + folder,
            withIntermediateDirectories: true
        )
    }

    func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + file))
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: path + "/" + name,
            withDestinationPath: target
        )
    }

    func makePipe(_ name: String) throws {
        let result = unsafe mkfifo(path + "/" + name, 0o600)
        try #require(result == 0)
    }

    /// Leaves the file of a socket behind.
    func makeSocket(_ name: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array((path + "/" + name).utf8)
        try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, length)
            }
        }
        try #require(result == 0)
    }

    func load() -> LoadResult { RuleLoader().load(RuleDirectory(path: path)) }
}
