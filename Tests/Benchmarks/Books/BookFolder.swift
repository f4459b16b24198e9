import Foundation
import RuleLoading

/// A generated book as a folder of rule files.
package struct BookFolder: Sendable {
    /// The most bytes of one file: below what the loader reads at most.
    private static let fileBytes = 900_000

    /// How much was written.
    package struct Size: Sendable {
        /// Files.
        package var files = 0
        /// Bytes of all files together.
        package var bytes = 0
    }

    private let base: BaseBook
    private let plan: BookPlan
    private let folder: URL
    private var size = Size()

    /// Writes a whole book, with the files it is built on.
    ///
    /// - Parameters:
    ///   - plan: What is generated.
    ///   - base: What it stands beside.
    ///   - path: The folder, which must not hold rule files yet.
    ///   - weights: A file of learned weights to copy; `nil` for none.
    /// - Returns: How much was written.
    /// - Throws: What the file system says.
    package static func write(
        _ plan: BookPlan,
        beside base: BaseBook,
        to path: String,
        weights: String?
    ) throws -> Size {
        var writer = BookFolder(base: base, plan: plan, folder: URL(filePath: path))
        for file in base.files { try writer.write(file.bytes, at: file.path) }
        let text = base.text
        let words = plan.vocabulary()
        try writer.section("concepts", count: words.count) { text.concept(words[$0]) }
        try writer.section("rules", count: plan.ruleCount, text.rule)
        try writer.section("policies", count: plan.policyCount, text.policy)
        try writer.section("partners", count: plan.partnerCount, text.partner)
        if let weights {
            let target = URL(filePath: path).appending(path: "learned.weights")
            try Data(contentsOf: URL(filePath: weights)).write(to: target)
        }
        return writer.size
    }

    private init(base: BaseBook, plan: BookPlan, folder: URL) {
        self.base = base
        self.plan = plan
        self.folder = folder
    }

    private mutating func section(
        _ name: String,
        count: Int,
        _ entry: (Int) -> String
    ) throws {
        let head = Array("schema: 1\n\(name):\n".utf8)
        var bytes = head
        var number = 0
        for place in 0..<count {
            let text = entry(place)
            if bytes.count + text.utf8.count > Self.fileBytes {
                try write(bytes, at: "generated/\(name)-\(number).yaml")
                number += 1
                bytes = head
            }
            bytes += text.utf8
        }
        if count > 0 { try write(bytes, at: "generated/\(name)-\(number).yaml") }
    }

    private mutating func write(_ bytes: [UInt8], at path: String) throws {
        let target = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: target)
        size.files += 1
        size.bytes += bytes.count
    }
}
