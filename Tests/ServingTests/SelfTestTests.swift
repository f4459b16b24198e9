import Testing

@testable import Serving

@Suite struct SelfTestTests {
    @Test(arguments: [0, 1, 23, 24, 25, 47, 48, 49, 1_000, 25_632])
    func `at most 24 texts are tried, and they are from everywhere`(_ count: Int) {
        let tried = Array(SelfTest.sample(of: count))
        #expect(tried.count == min(count, tried.count) && tried.count <= 24)
        #expect(tried.first == (count == 0 ? nil : 0))
        if count <= 24 { #expect(tried.count == count) }
        // None lies further behind the last one than they lie apart.
        let step = tried.count > 1 ? tried[1] - tried[0] : 1
        #expect(count - (tried.last ?? 0) <= max(step, 1))
    }

    @Test func `a sound book has no fault, and its snapshot is what is tried`() throws {
        let book = try SmallBook()
        let snapshot = Snapshot(try book.loader.load(), generation: 1)
        #expect(SelfTest(snapshot).fault() == nil)
    }

    private static let whole = #"{"decision_id":"1","ruleset":"r","outcome":"answered"}"#

    @Test(arguments: [
        (#"{"decision_id":"2","ruleset":"r","outcome":"answered"}"#, nil),
        (
            #"{"decision_id":"2","ruleset":"r","outcome":"no_match"}"#,
            "the same query has two answers, in outcome"
        ),
        (
            #"{"decision_id":"2","ruleset":"r","outcome":"answered","partners":[]}"#,
            "the same query has two answers, one of them with more members"
        ),
        (
            #"{"decision_id":"2","ruleset":"r"}"#,
            "the same query has two answers, one of them with more members"
        ),
        (
            #"{"decision_id":"2","rules":"r","outcome":"answered"}"#,
            "the same query has two answers, in ruleset"
        ),
    ])
    func `two answers to one query are a fault`(_ again: String, _ fault: String?) {
        let found = SelfTest.difference(Array(Self.whole.utf8), Array(again.utf8), ruleset: "r")
        #expect(found == fault)
    }

    @Test(arguments: [
        (#"{"ruleset":"other","outcome":"answered"}"#, "the answer is not one of this book"),
        (#"{"ruleset":"r"}"#, "the answer is not one of this book"),
    ])
    func `an answer that is not of the book is a fault`(_ answer: String, _ fault: String) {
        let bytes = Array(answer.utf8)
        #expect(SelfTest.difference(bytes, bytes, ruleset: "r") == fault)
        #expect(SelfTest.difference(Array("{".utf8), bytes, ruleset: "r")?.isEmpty == false)
    }
}
