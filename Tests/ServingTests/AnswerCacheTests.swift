import Answering
import Knowledge
import Testing
import WireFormat

@testable import Serving

@Suite struct AnswerCacheTests {
    private static let day = CalendarDate(dayNumber: 20_000)
    private static let query =
        #"{"id": "q", "problem": "求人を出しても応募がない", "company": {"employees": 28}}"#

    private func snapshot(_ book: borrowing SmallBook, bytes: Int = 1 << 20) throws -> Snapshot {
        let loader = BookLoader(paths: [book.path], answerCache: bytes)
        return Snapshot(try loader.load(), generation: 1)
    }

    private func withoutID(_ decision: Decision) throws -> String {
        let body = String(decoding: decision.body, as: UTF8.self)
        let node = try JSONDocument(parsing: decision.body).root
        #expect(node["decision_id"]?.string == decision.id)
        return body.replacing(decision.id, with: "…")
    }

    @Test func `from the third time on an answer is given again, with an id of its own`() throws {
        let book = try SmallBook()
        let snapshot = try snapshot(book)
        let decisions = try (0..<4).map { _ in try snapshot.decide(Array(Self.query.utf8)) }
        #expect(decisions.map(\.isRepeated) == [false, false, true, true])
        let ids = decisions.map(\.id)
        #expect(
            Set(ids).count == 4
                && decisions.map(\.milliseconds).sorted() == decisions.map(\.milliseconds)
        )
        #expect(Set(try decisions.map(withoutID)).count == 1)
        #expect(Set(decisions.map(\.determination)).count == 1)
    }

    @Test func `what a record tells of an answer given again is what it told the first time`()
        throws
    {
        let book = try SmallBook()
        let snapshot = try snapshot(book)
        let results = try (0..<3).map { _ in try snapshot.decide(Array(Self.query.utf8)).result }
        let told = results.map { result in
            [
                result.outcome.rawValue, result.asOf.iso, result.framing?.id.text ?? "",
                result.approach?.model.text ?? "",
            ] + result.categories.map { "\($0.id.text) \($0.sub?.text ?? "") \($0.score)" }
                + result.partners.map { "\($0.id.text) \($0.score)" }
                + result.policies.map { "\($0.id.text) \($0.status) \($0.score)" }
                + result.questions.map(\.key.text)
        }
        #expect(told[0].count > 6 && Set(told).count == 1)
    }

    @Test func `a query that differs by a byte is decided by itself`() throws {
        let book = try SmallBook()
        let snapshot = try snapshot(book)
        for _ in 0..<3 { _ = try snapshot.decide(Array(Self.query.utf8)) }
        let other = Self.query.replacing("\"q\"", with: "\"r\"")
        let decision = try snapshot.decide(Array(other.utf8))
        #expect(!decision.isRepeated)
        #expect(try JSONDocument(parsing: decision.body).root["id"]?.string == "r")
    }

    @Test func `what is no query is refused every time and never kept`() throws {
        let book = try SmallBook()
        let snapshot = try snapshot(book)
        for _ in 0..<4 {
            #expect(throws: ProblemBody.self) { try snapshot.decide(Array(#"{"problm": 1}"#.utf8)) }
        }
        #expect(snapshot.cache?.counts == AnswerCache.Counts())
    }

    @Test func `without room for answers every query is decided anew`() throws {
        let book = try SmallBook()
        let snapshot = try snapshot(book, bytes: 0)
        let decisions = try (0..<4).map { _ in try snapshot.decide(Array(Self.query.utf8)) }
        #expect(decisions.allSatisfy { !$0.isRepeated } && snapshot.cache == nil)
    }

    // MARK: What is kept

    private func entry(_ size: Int, on day: CalendarDate = day) throws -> AnswerCache.Entry {
        let book = try SmallBook()
        var decision = try snapshot(book).decide(Array(Self.query.utf8))
        decision.body = Array(repeating: 0x20, count: size)
        return AnswerCache.Entry(decision: decision, today: day)
    }

    private func key(_ number: Int) -> AnswerCache.Key { .init(Array("query \(number)".utf8)) }

    private func keep(_ number: Int, _ entry: AnswerCache.Entry, in cache: AnswerCache) {
        for _ in 0..<2 { cache.offer(entry, for: key(number)) }
    }

    @Test func `an answer holds for the day on which it was given`() throws {
        let cache = AnswerCache(limit: 1 << 20)
        keep(1, try entry(100), in: cache)
        #expect(cache.entry(for: key(1), on: Self.day) != nil)
        let next = CalendarDate(dayNumber: Self.day.dayNumber + 1)
        #expect(cache.entry(for: key(1), on: next) == nil)
        cache.offer(try entry(100, on: next), for: key(1))
        #expect(cache.entry(for: key(1), on: next) != nil)
        #expect(cache.counts.answers == 1)
    }

    @Test func `what is asked once is not kept`() throws {
        let cache = AnswerCache(limit: 1 << 20)
        let entry = try entry(100)
        for number in 0..<200 { cache.offer(entry, for: key(number)) }
        #expect(cache.counts == AnswerCache.Counts())
    }

    @Test func `the room is kept to, and what is used stays`() throws {
        let cache = AnswerCache(limit: 1 << 20)
        let entry = try entry(8_000)
        for number in 0..<1_000 {
            keep(number, entry, in: cache)
            #expect(cache.entry(for: key(0), on: Self.day) != nil, "gone after \(number)")
            #expect(cache.counts.bytes <= 1 << 20)
        }
        #expect(cache.entry(for: key(1), on: Self.day) == nil)
        #expect(cache.entry(for: key(999), on: Self.day) != nil)
        // Half of the room at least is used.
        #expect(cache.counts.bytes > 1 << 19)
    }

    @Test func `an answer that would fill much of the room is not kept`() throws {
        let cache = AnswerCache(limit: 1 << 20)
        keep(1, try entry(200_000), in: cache)
        #expect(cache.counts == AnswerCache.Counts())
    }

    @Test func `the weight is given back with what is given up`() throws {
        let cache = AnswerCache(limit: 1 << 20)
        let entry = try entry(8_000)
        for number in 0..<500 { keep(number % 130, entry, in: cache) }
        let counts = cache.counts
        let weight = entry.weight + key(100).bytes.count
        #expect(abs(counts.bytes - counts.answers * weight) <= 2 * counts.answers)
    }
}
