import Knowledge
import TestSupport
import Testing

@testable import RuleEngine

@Suite struct RecommendTests {
    private static let hiring = "求人を出しても応募がない"

    private func recommend(_ query: Query) throws -> Recommendation {
        try #require(EngineBook.engine).recommend(query, today: try day("2026-11-22"))
    }

    @Test(arguments: ["", "今日は晴れ", "hello", "。。。", "😀"])
    func `a text about no firm gets an empty answer`(_ text: String) throws {
        let answer = try recommend(Query(problem: text))
        #expect(answer.outcome == .outsideScope && answer.asOf.iso == "2026-11-22")
        #expect(answer.categories.isEmpty && answer.partners.isEmpty && answer.policies.isEmpty)
        #expect(answer.questions.isEmpty && answer.outcomes.isEmpty && answer.approach == nil)
    }

    @Test(arguments: [
        (hiring, "people", "people.recruit"), ("若手がすぐ辞める", "people", "people.retain"),
        ("客が減った", "sales", "sales.new"),
        ("Nobody applies for our jobs", "people", "people.recruit"),
    ])
    func `the issue is the one the words speak of`(_ text: String, _ top: String, _ sub: String)
        throws
    {
        let answer = try recommend(Query(problem: text))
        #expect(answer.outcome == .answered)
        let first = try #require(answer.categories.first)
        #expect(first.id.text == top && first.sub?.text == sub)
        #expect(first.score > 0.6 && first.score < 1)
    }

    @Test func `what the owner rules out is not the issue`() throws {
        let answer = try recommend(Query(problem: "お客さんは足りている。人手はお店の問題ではない。若手がすぐ辞める。"))
        #expect(answer.categories.map(\.id.text).first == "people")
        let denied = try recommend(Query(problem: "客が減ったわけではない。若手がすぐ辞める。"))
        #expect(denied.categories.allSatisfy { $0.id.text != "sales" })
    }

    @Test func `categories without words are answered`() throws {
        let answer = try recommend(Query(categories: [CategoryReference("people.retain")]))
        #expect(answer.outcome == .answered)
        #expect(answer.categories.map(\.id.text) == ["people"])
        #expect(answer.categories.first?.sub?.text == "people.retain")
        #expect(answer.categories.first?.evidence.isEmpty == true)
    }

    @Test(arguments: [
        ("求人を出しても人が来ない", ["求人を出しても"]), ("😀「求人を出しても」😀", ["求人を出しても"]),
        ("ウチは、求人を　出しても応募がない。", ["求人を　出しても", "応募がない"]),
        ("Ｎｏｂｏｄｙ　ａｐｐｌｉｅｓ!", ["Ｎｏｂｏｄｙ　ａｐｐｌｉｅｓ"]),
        ("👨‍👩‍👧ｶﾌｪです。求人を出しても", ["求人を出しても"]),
    ])
    func `evidence is the part of the text as sent`(_ text: String, _ parts: [String]) throws {
        let evidence = try #require(try recommend(Query(problem: text)).categories.first).evidence
        let scalars = Array(text.unicodeScalars)
        let found = evidence.map { String(String.UnicodeScalarView(scalars[$0.start..<$0.end])) }
        #expect(found == parts)
        #expect(evidence.allSatisfy { $0.concept?.text == "no-applicants" })
    }

    @Test func `rules add up in the style of support`() throws {
        let alone = try #require(try recommend(Query(problem: Self.hiring)).approach)
        #expect(
            alone.axes.map(\.id.text) == [
                "subject", "mode", "initiative", "fit", "scope", "policy",
            ]
        )
        #expect(alone.axes.map(\.value) == [-1, 0, 0, 0, 0, 0] && alone.cautions.isEmpty)
        let small = try recommend(Query(problem: Self.hiring, company: Company(employees: 3)))
        // −1 and 2 are 0.5 on average, away from the middle.
        #expect(small.approach?.axes.first?.value == 1)
        #expect(
            small.approach?.axes.first?.because.map(\.rule) == [
                "people.no-applicants", "people.small",
            ]
        )
        #expect(small.approach?.cautions.map(\.id.text) == ["policy-first"])
    }

    @Test func `a barrier is heard before the rules that build on it`() throws {
        let entries = ["hello-work-all", "chamber-all"].map {
            HistoryEntry(partner: Identifier($0), result: .unsuitable)
        }
        let answer = try recommend(Query(problem: Self.hiring, history: entries))
        #expect(answer.approach?.barriers.map(\.id.text) == ["stuck"])
        #expect(answer.approach?.cautions.map(\.id.text) == ["referral-chain"])
        #expect(answer.approach?.axes[1].value == 2 && answer.framing?.id.text == "own")
        #expect(try recommend(Query(problem: Self.hiring)).approach?.barriers.isEmpty == true)
    }

    @Test func `results to look for are those of the issue and those of every issue`() throws {
        let people = try recommend(Query(problem: Self.hiring)).outcomes.map(\.id.text)
        #expect(people == ["hired", "trust"])
        #expect(
            try recommend(Query(problem: "客が減った")).outcomes.map(\.id.text) == ["sold", "trust"]
        )
    }

    @Test(arguments: AnswerPart.allCases)
    func `only the parts wanted are answered`(_ part: AnswerPart) throws {
        let answer = try recommend(Query(problem: Self.hiring, parts: [part]))
        #expect(answer.categories.isEmpty == (part != .categories))
        #expect((answer.approach == nil) == (part != .approach))
        #expect((answer.framing == nil) || part == .approach)
        #expect(answer.partners.isEmpty == (part != .partners))
        #expect(answer.policies.isEmpty == (part != .policies))
        #expect(answer.questions.isEmpty == (part != .questions))
        #expect(answer.outcomes.isEmpty == (part != .outcomes))
    }

    @Test func `the day asked for wins over today`() throws {
        let asOf = try day("2020-02-29")
        #expect(try recommend(Query(problem: Self.hiring, asOf: asOf)).asOf == asOf)
    }

    @Test func `parts of a score are told for the full explanation alone`() throws {
        #expect(try recommend(Query(problem: Self.hiring)).categories[0].parts.isEmpty)
        let full = try recommend(Query(problem: Self.hiring, explain: .full)).categories[0].parts
        #expect(full.prefix(2).map(\.detail) == ["no-applicants", "people.no-applicants"])
        #expect(full.map(\.name) == ["concept", "rule", "sum"])
    }

    @Test func `the sums of two issues are as far apart as their probabilities`() throws {
        let full = try recommend(Query(problem: "求人に応募がなく、客も減った", explain: .full))
        try #require(full.categories.count > 1)
        let sums = try full.categories.map { category in
            try #require(category.parts.last { $0.name == "sum" }).value
        }
        for (index, category) in full.categories.enumerated() {
            let others = category.parts.dropLast().reduce(0) { $0 + $1.value }
            #expect(abs(others - sums[index]) < 0.02)
            let odds = Elementary.log(category.score / full.categories[0].score)
            #expect(abs(odds - (sums[index] - sums[0])) < 1e-6)
        }
    }

    @Test func `the order of files changes nothing`() throws {
        var random = SeededGenerator(seed: 3)
        let queries = [
            Query(problem: Self.hiring, company: Company(prefecture: "大阪府"), explain: .full),
            Query(problem: "人手もお店も", explain: .full), Query(problem: "何から手を付ければ"),
            Query(problem: "客が減った", company: Company(employees: 28), explain: .whynot),
        ]
        let expected = try queries.map { "\(try recommend($0))" }
        for _ in 0..<3 {
            // Other names put the files in another order for the loader as well.
            let files = EngineBook.files.shuffled(using: &random).map { ($0.0, $0.1) }
            let engine = RuleEngine(CompiledBook(try book(files)))
            let found = queries.map {
                "\(engine.recommend($0, today: CalendarDate(dayNumber: 20_779)))"
            }
            #expect(found == expected)
        }
    }

    @Test func `the order of records in a file changes nothing but their lines`() throws {
        let files = EngineBook.files.map { path, text in
            guard path == "policies.yaml" else { return (path, text) }
            let records = text.components(before: "  - id: ")
            return (path, records[0] + records.dropFirst().reversed().joined())
        }
        let engine = RuleEngine(CompiledBook(try book(files)))
        let query = Query(problem: Self.hiring, company: Company(employees: 28), limit: 100)
        let found = engine.recommend(query, today: try day("2026-11-22")).policies
        #expect(found.map(\.id) == (try recommend(query).policies.map(\.id)))
        #expect(found.map(\.score) == (try recommend(query).policies.map(\.score)))
    }
}

extension String {
    /// The string cut before each occurrence of a mark.
    fileprivate func components(before mark: String) -> [String] {
        let parts = split(separator: mark, omittingEmptySubsequences: false).map(String.init)
        return parts.prefix(1) + parts.dropFirst().map { mark + $0 }
    }
}
