import Diagnostics
import Foundation
import Logging
import Serving
import Synchronization
import Testing
import WireFormat

@Suite struct ReloaderTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// A small book with its store and reloader.
    private static func start(
        _ book: borrowing SmallBook,
        manager: any ServiceManager = NoServiceManager()
    ) throws -> (store: RuleStore, reloader: Reloader) {
        let store = try Reloader.start(book.loader, logger: logger)
        return (store, Reloader(book.loader, into: store, manager: manager, logger: logger))
    }

    @Test func `the first book is generation 1 and says how it was loaded`() throws {
        let book = try SmallBook()
        let (store, _) = try Self.start(book)
        let (snapshot, attempt) = store.current
        #expect(snapshot.generation == 1)
        #expect(attempt.trigger == .start)
        #expect(attempt.outcome == .loaded)
        #expect(store.attempts(.loaded) == 1)
    }

    @Test func `a folder with faults does not start, and all faults are told`() throws {
        let book = try SmallBook()
        try book.write("schema: 1\nrules: [{id: x}]\n", to: "broken.yaml")
        let failure = #expect(throws: BookLoader.Failure.self) { try Self.start(book) }
        #expect(failure?.diagnostics.contains { $0.file == "broken.yaml" && $0.line == 2 } == true)
    }

    @Test func `a changed folder is put in force as the next generation`() async throws {
        let book = try SmallBook()
        let (store, reloader) = try Self.start(book)
        let old = store.snapshot
        try book.replace("応募がない, en: Nobody", with: "人が来ない, en: Nobody", in: "book.yaml")
        let attempt = await reloader.reload(.request)
        #expect(attempt.outcome == .loaded)
        #expect(attempt.trigger == .request)
        #expect(store.snapshot.generation == 2)
        #expect(store.snapshot.ruleset != old.ruleset)
        #expect(store.attempts(.loaded) == 2)
    }

    @Test func `an unchanged folder keeps the book in force`() async throws {
        let book = try SmallBook()
        let (store, reloader) = try Self.start(book)
        let old = store.snapshot
        let attempt = await reloader.reload(.signal)
        #expect(attempt.outcome == .unchanged)
        #expect(store.snapshot === old)
        #expect(store.current.lastAttempt.trigger == .signal)
    }

    @Test(arguments: ["out.yaml", "a\u{1B}[31m.yaml"])
    func `what is refused for its kind or its name is no unchanged folder`(
        _ name: String
    ) async throws {
        let book = try SmallBook()
        let (store, reloader) = try Self.start(book)
        let old = store.snapshot
        try FileManager.default.createSymbolicLink(
            atPath: book.path + "/" + name,
            withDestinationPath: "/dev/null"
        )
        #expect(book.loader.fingerprint() != old.ruleset)
        let attempt = await reloader.reload(.signal)
        #expect(attempt.outcome == .failed && attempt.diagnostics.count == 1)
        #expect(store.snapshot === old)
        try FileManager.default.removeItem(atPath: book.path + "/" + name)
        #expect(await reloader.reload(.signal).outcome == .unchanged)
    }

    @Test func `a broken folder keeps the old book and tells file and line`() async throws {
        let book = try SmallBook()
        let (store, reloader) = try Self.start(book)
        let old = store.snapshot
        try book.replace("network: yorozu, role", with: "network: yorozo, role", in: "book.yaml")
        let attempt = await reloader.reload(.poll)
        #expect(attempt.outcome == .failed)
        #expect(store.snapshot === old)
        #expect(store.attempts(.failed) == 1)
        let fault = try #require(attempt.diagnostics.first)
        #expect(fault.file == "book.yaml")
        #expect(fault.code.rawValue == "rule.unknown-network")

        try book.replace("network: yorozo, role", with: "network: yorozu, role", in: "book.yaml")
        #expect(await reloader.reload(.poll).outcome == .unchanged)
    }

    @Test func `a request keeps its book while another is put in force`() async throws {
        let book = try SmallBook()
        let (store, reloader) = try Self.start(book)
        let held = store.snapshot
        let before = held.list(.rules)
        try book.replace("id: people.no-applicants", with: "id: people.renamed", in: "book.yaml")
        _ = await reloader.reload(.request)
        #expect(held.list(.rules) == before)
        #expect(store.snapshot.list(.rules) != before)
    }

    @Test func `everyone who asks gets an attempt that began after the asking`() async throws {
        let book = try SmallBook()
        let (store, reloader) = try Self.start(book)
        try book.replace("id: people.no-applicants", with: "id: people.renamed", in: "book.yaml")
        await withTaskGroup(of: LoadAttempt.Outcome.self) { group in
            for _ in 0..<8 { group.addTask { await reloader.reload(.request).outcome } }
            for await outcome in group { #expect(outcome != .failed) }
        }
        #expect(store.snapshot.generation == 2)
        let attempts = LoadAttempt.Outcome.allCases.reduce(0) { $0 + store.attempts($1) }
        #expect((2...9).contains(attempts))
    }

    @Test func `what was tried last is known, whatever came of it`() async throws {
        let book = try SmallBook()
        let (store, reloader) = try Self.start(book)
        let first = store.snapshot.ruleset
        #expect(reloader.hasTried(first))
        try book.replace("network: yorozu, role", with: "network: yorozo, role", in: "book.yaml")
        let broken = try #require(book.loader.fingerprint())
        #expect(!reloader.hasTried(broken))
        _ = await reloader.reload(.poll)
        #expect(reloader.hasTried(broken))
        // Back to the files in force: an attempt is due that ends well.
        #expect(!reloader.hasTried(first))
        try book.replace("network: yorozo, role", with: "network: yorozu, role", in: "book.yaml")
        #expect(await reloader.reload(.poll).outcome == .unchanged)
        #expect(reloader.hasTried(first))
    }

    @Test func `a book that was emptied is not put in force`() async throws {
        let book = try SmallBook()
        let (store, reloader) = try Self.start(book)
        let old = store.snapshot
        for file in try FileManager.default.contentsOfDirectory(atPath: book.path) {
            try FileManager.default.removeItem(atPath: "\(book.path)/\(file)")
        }
        #expect(await reloader.reload(.request).outcome == .failed)
        // A folder with a file that says nothing is sound, but no book to answer from.
        try book.write("schema: 1\n", to: "book.yaml")
        let attempt = await reloader.reload(.request)
        #expect(attempt.outcome == .failed)
        #expect(attempt.diagnostics.contains { $0.code == .selfTest })
        #expect(store.snapshot === old)
    }

    @Test func `the manager hears of the beginning and the end of a reload`() async throws {
        let book = try SmallBook()
        let manager = RecordingManager()
        let (store, reloader) = try Self.start(book, manager: manager)
        _ = await reloader.reload(.signal)
        let digest = store.snapshot.ruleset.prefix(12)
        try book.replace("network: yorozu, role", with: "network: yorozo, role", in: "book.yaml")
        _ = await reloader.reload(.signal)
        #expect(
            manager.events == [
                "reloading", "ready: generation 1, rules \(digest)",
                "reloading",
                "ready: generation 1, rules \(digest); newer rules were refused for 1 faults",
            ]
        )
    }
}

/// Notes what it is told.
private final class RecordingManager: ServiceManager {
    private let state = Mutex<[String]>([])

    var events: [String] { state.withLock { $0 } }

    func ready(_ status: String) { state.withLock { $0.append("ready: \(status)") } }
    func reloading() { state.withLock { $0.append("reloading") } }
    func stopping() { state.withLock { $0.append("stopping") } }
}
