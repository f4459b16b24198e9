import Answering
import Diagnostics
import Foundation
import Knowledge
import RuleEngine
import RuleLoading

/// The books that targets answer from, read once in a process.
enum Books {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The day that is answered for, so that no answer depends on the clock.
    static let day = CalendarDate(iso: "2026-04-01")

    /// The files of the small book.
    static let smallSource = RuleDirectory(
        path: root.appending(path: "Tests/Fixtures/small-book").path
    )

    /// The small book; `nil` if it has faults, which other tests tell.
    static let small = RuleLoader().load(smallSource).book.map { CompiledBook($0) }

    /// The shipped book with its learned weights; `nil` if it has faults, which other tests tell.
    static let shipped: Answerer? = {
        let folder = root.appending(path: "Rules")
        let source = WithoutExamples(folder: RuleDirectory(path: folder.path))
        let weights = try? String(
            contentsOf: folder.appending(path: WeightsFile.name),
            encoding: .utf8
        )
        guard let book = RuleLoader().load(source).book, let weights,
            let model = try? WeightsFile.model(weights)
        else { return nil }
        let compiled = CompiledBook(book, learned: model)
        return Answerer(compiled, ruleset: String(repeating: "0", count: 64))
    }()
}

/// A rule folder without what only learning and testing read: most of its bytes.
private struct WithoutExamples: RuleSource {
    let folder: RuleDirectory

    func list() throws(Diagnostic) -> RuleListing {
        var listing = try folder.list()
        listing.paths.removeAll { $0.hasPrefix("examples/") || $0.hasPrefix("tests/") }
        return listing
    }

    func read(_ path: String) throws(Diagnostic) -> [UInt8] { try folder.read(path) }
}
