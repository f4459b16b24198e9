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

    @Test func `each change is told once, and an unreadable folder is no change`() async {
        let looks = Looks(["a", nil, "a", "b", "b", nil, "b", "a"])
        let changes = Mutex(0)
        let watch = FolderWatch(every: .seconds(1), from: "a") { looks.next() }
        await watch.run(clock: StepClock(steps: 8)) { changes.withLock { $0 += 1 } }
        #expect(changes.withLock { $0 } == 2)
    }
}

/// The fingerprints of one look after the other.
private final class Looks: Sendable {
    private let rest: Mutex<[String?]>

    init(_ looks: [String?]) { rest = Mutex(looks) }

    func next() -> String? {
        rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
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
