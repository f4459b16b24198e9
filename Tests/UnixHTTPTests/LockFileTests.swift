import Foundation
import Testing

@testable import UnixHTTP

@Suite struct LockFileTests {
    private func tryToLock(_ path: String) throws(ServerError) { _ = try LockFile(path: path) }

    @Test func `a lock is one holder's, says whose, and goes with the holder`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/l"
            do {
                let lock = try LockFile(path: path)
                #expect(try String(contentsOfFile: path, encoding: .utf8) == "\(getpid())\n")
                let error = #expect(throws: ServerError.self) { try tryToLock(path) }
                #expect(error?.code == .addressInUse)
                #expect(error?.detail == "another server has the lock: process \(getpid())")
                let isInPlace = lock.isInPlace
                #expect(isInPlace)
            }
            #expect(!FileManager.default.fileExists(atPath: path))
            try tryToLock(path)
        }
    }

    @Test func `a lock that was left behind is nobody's`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/l"
            try Data("4711 and more than a number can have\n".utf8).write(to: URL(filePath: path))
            let lock = try LockFile(path: path)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "\(getpid())\n")
            let isInPlace = lock.isInPlace
            #expect(isInPlace)
        }
    }

    @Test func `something other than a file is left alone`() async throws {
        try await TemporaryDirectory.with { directory in
            let target = directory + "/target"
            try Data("precious".utf8).write(to: URL(filePath: target))
            let link = directory + "/link"
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            let pipe = directory + "/pipe"
            let made = unsafe mkfifo(pipe, 0o600)
            #expect(made == 0)
            for path in [link, pipe, directory] {
                let error = #expect(throws: ServerError.self) { try tryToLock(path) }
                #expect(error?.code == .notASocket)
            }
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
            #expect(FileManager.default.fileExists(atPath: pipe))
        }
    }

    @Test func `a lock whose file was removed is not in place`() async throws {
        try await TemporaryDirectory.with { directory in
            let lock = try LockFile(path: directory + "/l")
            try FileManager.default.removeItem(atPath: directory + "/l")
            let wasInPlace = lock.isInPlace
            #expect(!wasInPlace)
            try Data().write(to: URL(filePath: directory + "/l"))
            let isInPlace = lock.isInPlace
            #expect(!isInPlace)
        }
    }

    @Test func `of many who try at once, one at a time has it`() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory + "/l"
            await withTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var count = 0
                        for _ in 0..<200 {
                            do throws(ServerError) {
                                let lock = try LockFile(path: path)
                                // Only ours can be at the path while we hold it.
                                if lock.isInPlace { count += 1 } else { count += 1_000_000 }
                            } catch {
                                #expect(error.code == .addressInUse)
                            }
                        }
                        return count
                    }
                }
                let total = await group.reduce(0, +)
                #expect((1...1_600).contains(total))
            }
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }
}
