import Foundation
import FuzzChecks
import Testing

/// What fuzzing found, and what it starts from, through the same checks.
@Suite struct FuzzCorpusTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzz/Corpus")

    private static func files(of target: FuzzTarget) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: corpus.appending(path: target.rawValue),
            includingPropertiesForKeys: nil
        ).sorted { $0.path < $1.path }
    }

    @Test(arguments: FuzzTarget.allCases)
    func `every input of the corpus keeps the promises`(_ target: FuzzTarget) throws {
        let files = try Self.files(of: target)
        #expect(!files.isEmpty)
        for file in files {
            do throws(BrokenPromise) {
                try target.check(try bytes(of: file))
            } catch {
                Issue.record("\(target.rawValue)/\(file.lastPathComponent): \(error)")
            }
        }
    }

    /// Half an input, and one with a byte that belongs nowhere, are inputs too.
    @Test(arguments: FuzzTarget.allCases)
    func `damaged inputs keep the promises`(_ target: FuzzTarget) throws {
        for file in try Self.files(of: target) {
            let whole = try bytes(of: file)
            for damaged in Self.damaged(whole) {
                do throws(BrokenPromise) {
                    try target.check(damaged)
                } catch {
                    Issue.record("\(target.rawValue)/\(file.lastPathComponent), damaged: \(error)")
                }
            }
        }
    }

    private static func damaged(_ bytes: [UInt8]) -> [[UInt8]] {
        guard !bytes.isEmpty else { return [] }
        let middle = bytes.count / 2
        return [
            Array(bytes[..<middle]), Array(bytes[middle...]),
            bytes[..<middle] + [0xFF] + bytes[middle...],
            bytes[..<middle] + [0x00] + bytes[(middle + 1)...],
        ]
    }

    private func bytes(of file: URL) throws(BrokenPromise) -> [UInt8] {
        Array(FileManager.default.contents(atPath: file.path) ?? Data())
    }
}
