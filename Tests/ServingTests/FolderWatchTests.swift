import Foundation
import Serving
import Synchronization
import Testing

@Suite struct FolderWatchTests {
    @Test func `the fingerprint of unchanged files is the digest of the book`() throws {
        let book = try SmallBook()
        let loaded = try book.loader.load()
        #expect(book.loader.fingerprint() == Snapshot(loaded, generation: 1).ruleset)
    }

    @Test func `the fingerprint changes with a file, and is nil without a folder`() throws {
        let book = try SmallBook()
        let before = book.loader.fingerprint()
        try book.write("schema: 1\n", to: "more.yaml")
        #expect(book.loader.fingerprint() != before)
        #expect(BookLoader(path: book.path + "-gone").fingerprint() == nil)
    }

    @Test func `a look sums up what changes when a file does`() throws {
        let book = try SmallBook()
        let loader = book.loader
        var before = loader.hint()
        #expect(before != nil && loader.hint() == before)
        func changes(_ what: Comment, _ body: () throws -> Void) throws {
            try body()
            let after = loader.hint()
            #expect(after != before, what)
            before = after
        }
        try changes("a new file") { try book.write("schema: 1\n", to: "more.yaml") }
        try changes("other bytes") { try book.write("schema: 1\n\n", to: "more.yaml") }
        let files = FileManager.default
        try changes("another name") {
            try files.moveItem(atPath: book.path + "/more.yaml", toPath: book.path + "/m.yaml")
        }
        try changes("a new folder") {
            try files.createDirectory(
                atPath: book.path + "/sub",
                withIntermediateDirectories: false
            )
        }
        try changes("a file in it") { try book.write("schema: 1\n", to: "sub/a.yaml") }
        try changes("no file in it") { try files.removeItem(atPath: book.path + "/sub/a.yaml") }
        // What the loader does not see is no change.
        try book.write("x", to: ".hidden.yaml")
        #expect(loader.hint() == before)
        #expect(BookLoader(path: book.path + "-gone").hint() == nil)
    }

    @Test func `a pipe in the folder is not waited for`() throws {
        let book = try SmallBook()
        let made = unsafe mkfifo(book.path + "/pipe.yaml", 0o600)
        #expect(made == 0)
        #expect(book.loader.hint() != nil)
    }

    @Test func `each change is told once, and an unreadable folder is no change`() async {
        // Each look at a changed folder is followed by one that finds it settled.
        let looks = Looks([1, 1, nil, 1, 2, 2, 2, nil, 2, 1, 1, 1])
        #expect(await changes(looks, known: "1") == ["2", "1"])
    }

    @Test func `files that are being written are waited for`() async {
        let looks = Looks([1, 1, 2, 3, 4, 5, 5, 5, 5])
        #expect(await changes(looks, known: "1") == ["5"])
    }

    @Test func `other times with the same bytes are no change`() async {
        let looks = Looks([1, 1, 2, 2, 2], digest: { _ in "same" })
        #expect(await changes(looks, known: "same") == [])
    }

    @Test func `what cannot be read is looked at again`() async {
        let looks = Looks([1, 1, 1, 1, 1], digest: { look in look < 4 ? nil : "new" })
        #expect(await changes(looks, known: "old") == ["new"])
    }

    /// What a watch tells of some looks.
    private func changes(_ looks: Looks, known first: String) async -> [String] {
        let known = Mutex([first])
        let watch = FolderWatch(
            every: .seconds(1),
            hint: { looks.next() },
            fingerprint: { looks.digest },
            isKnown: { digest in
                known.withLock { known in
                    defer { if known.last != digest { known.append(digest) } }
                    return known.last == digest
                }
            }
        )
        let told = Mutex(0)
        await watch.run(clock: StepClock(steps: looks.count)) { told.withLock { $0 += 1 } }
        let found = known.withLock { Array($0.dropFirst()) }
        #expect(told.withLock { $0 } == found.count)
        return found
    }
}

/// The hints of one look after the other.
private final class Looks: Sendable {
    let count: Int
    private let state: Mutex<(rest: [Int?], last: Int?, taken: Int)>
    private let digestOf: @Sendable (Int) -> String?

    /// A look's digest is its hint, or made from how many looks were taken.
    init(_ looks: [Int?], digest: (@Sendable (Int) -> String?)? = nil) {
        count = looks.count
        let state = Mutex<(rest: [Int?], last: Int?, taken: Int)>((looks, nil, 0))
        self.state = state
        digestOf = digest ?? { _ in nil }
        usesHint = digest == nil
    }

    private let usesHint: Bool

    var digest: String? {
        let (last, taken) = state.withLock { ($0.last, $0.taken) }
        return usesHint ? last.map(String.init) : digestOf(taken)
    }

    func next() -> Int? {
        state.withLock { state in
            guard !state.rest.isEmpty else { return state.last }
            state.last = state.rest.removeFirst()
            state.taken += 1
            return state.last
        }
    }
}

/// A clock on which every sleep is over at once, until it has been slept on often enough.
private final class StepClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let state: Mutex<(now: Instant, steps: Int)>

    init(steps: Int) { state = Mutex((Instant(offset: .zero), steps)) }

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let isOver = state.withLock { state in
            state.now = deadline
            state.steps -= 1
            return state.steps < 0
        }
        if isOver { throw CancellationError() }
    }
}
