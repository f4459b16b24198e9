import Answering
import Knowledge
import Portfolio
import RuleEngine
import Testing

@Suite struct ReplayReaderTests {
    private static func read(_ line: String) throws -> ReplayQuery {
        let book = try PortfolioBook.side().answerer.engine.compiled.book
        return try ReplayReader(old: book, new: book).query(Array(line.utf8), source: "q:1")
    }

    @Test func `a request is read as the daemon reads it`() throws {
        let query = try Self.read(
            #"{"id":"7","problem":"応募がない","company":{"prefecture":"大阪","employees":3}}"#
        )
        #expect(query.old?.id == "7")
        #expect(query.old?.problem == "応募がない")
        #expect(query.new?.company.employees == 3)
        #expect(query.refusal == nil)
    }

    @Test func `a record of a decision log is its query on its day`() throws {
        let query = try Self.read(
            #"{"decision_id":"x","as_of":"2026-01-02","query":{"problem":"応募がない"},"results":[]}"#
        )
        #expect(query.old?.problem == "応募がない")
        #expect(query.old?.asOf == CalendarDate(iso: "2026-01-02"))
        let dated = try Self.read(
            #"{"as_of":"2026-01-02","query":{"problem":"a","as_of":"2026-03-04"}}"#
        )
        #expect(dated.new?.asOf == CalendarDate(iso: "2026-03-04"))
    }

    @Test func `a labelled case is read without its labels`() throws {
        let query = try Self.read(
            #"""
            {"id":"E1","lang":"ja","style":"plain","problem":"応募がない","gold":{"categories":[]},
             "company":{"industry":"I 卸売業、小売業","employees":null,"stage":null,"prefecture":"京都府"}}
            """#
        )
        #expect(query.old?.problem == "応募がない")
        #expect(query.old?.company.industry == IndustryCode("I"))
        #expect(query.old?.company.prefecture == "京都府")
        #expect(query.old?.company.employees == nil)
    }

    @Test(arguments: [
        ("{", "q:1"), (#"{"problem":"a","colour":1}"#, "/colour: no key colour here"),
        (#"{"company":{}}"#, "either problem or categories must be there"),
        (#"{"problem":"a","company":{"prefecture":"大坂府"}}"#, "/company/prefecture: no prefecture"),
        (#"{"decision_id":"x","determination":"y"}"#, "does not hold what was asked"),
        (#"{"decision_id":"x","query":{"company":{}}}"#, "does not hold what was asked"),
        (
            #"{"decision_id":"x","query":{"categories":["people"]},"masked":["/query/problem"]}"#,
            "does not hold what was asked"
        ),
    ])
    func `a line that neither book takes is refused with its place`(
        _ line: String,
        _ words: String
    ) throws {
        let fault = #expect(throws: ReplayFault.self) { try Self.read(line) }
        #expect(fault?.source == "q:1")
        let told = "\(fault?.source ?? "") \(fault?.detail ?? "")"
        #expect(told.contains(words))
    }

    @Test func `a query that only the old book takes is kept with the reason`() throws {
        let old = try PortfolioBook.side().answerer.engine.compiled.book
        var new = old
        new.categories.removeAll { $0.id.text == "sales" }
        let query = try ReplayReader(old: old, new: new).query(
            Array(#"{"categories":["sales"]}"#.utf8),
            source: "q:1"
        )
        #expect(query.old != nil)
        #expect(query.new == nil)
        #expect(query.refusal == "/categories/0: no category sales")
    }

    @Test func `the corpus has each text of the two books once, then the tests`() throws {
        let old = try PortfolioBook.side()
        let new = try PortfolioBook.side(
            "new",
            replacing: [("texts: [求人に応募がない。, nobody applies]", "texts: [求人に応募がない。, buyers went]")]
        )
        let queries = ReplayCorpus.queries(old: old, new: new)
        #expect(
            queries.map { $0.old?.problem } == [
                "求人に応募がない。", "nobody applies", "客が減ったわけではないが応募がない。", "客が減った。", "buyers went",
            ]
        )
        let line = try PortfolioBook.line(of: "texts: [求人に")
        #expect(queries.first?.source == "old/book.yaml:\(line)")
        #expect(queries.last?.source == "new/book.yaml:\(line)")
    }
}
