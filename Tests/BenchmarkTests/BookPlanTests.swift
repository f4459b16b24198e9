import BenchmarkBooks
import Foundation
import Knowledge
import RuleEngine
import RuleLoading
import Testing

/// Generated books say what they are planned to say, in the shipped language.
@Suite struct BookPlanTests {
    private static let rules = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Rules").path
    private static let day = CalendarDate(dayNumber: 20_779)

    @Test func `no word is the beginning of another`() {
        let words = (0..<30_000).map { WordList.word($0 * 47 % WordList.count) }.sorted()
        #expect(Set(words).count == words.count)
        for (word, next) in zip(words, words.dropFirst()) { #expect(!next.hasPrefix(word)) }
    }

    @Test func `common words are all different`() {
        let words = Set((0..<WordList.commonCount).map(WordList.word))
        #expect(words.count == WordList.commonCount)
    }

    @Test func `a plan is the same every time and another with another seed`() {
        let text = { (plan: BookPlan) in (0..<50).map { plan.query($0).text } }
        let plan = BookPlan(.decisions, rules: 50)
        #expect(text(plan) == text(BookPlan(.decisions, rules: 50)))
        #expect(text(plan) != text(BookPlan(.decisions, rules: 50, seed: 12)))
        #expect((0..<50).map { plan.rule($0).words } == (0..<50).map { plan.rule($0).words })
    }

    @Test func `queries are as long as real ones`() {
        let plan = BookPlan(.decisions, rules: 1)
        for number in 0..<300 {
            #expect((30...200).contains(plan.query(number).text.unicodeScalars.count))
        }
    }

    @Test(arguments: BookPlan.Shape.allCases)
    func `a folder as written and a book made directly answer alike`(
        _ shape: BookPlan.Shape
    ) throws {
        let plan = BookPlan(shape, rules: 300)
        let base = try BaseBook(Self.rules, for: plan)
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "banso-\(UUID().uuidString.prefix(8))").path
        _ = try BookFolder.write(plan, beside: base, to: folder, weights: nil)
        let result = RuleLoader().load(RuleDirectory(path: folder))
        try FileManager.default.removeItem(atPath: folder)
        let written = RuleEngine(CompiledBook(try #require(result.book)))
        let direct = RuleEngine(CompiledBook(try base.typed()))
        for number in 0..<60 {
            let query = Self.query(plan.query(number), base.askedCategory)
            let answers = [written, direct].map { $0.recommend(query, today: Self.day) }
            #expect(answers[0].policies.map(\.id) == answers[1].policies.map(\.id))
            #expect(answers[0].policies.map(\.score) == answers[1].policies.map(\.score))
            #expect(answers[0].partners.map(\.id) == answers[1].partners.map(\.id))
        }
    }

    @Test func `the ten best policies are those of a plain loop over the rules`() throws {
        let plan = BookPlan(.decisions, rules: 2000)
        let base = try BaseBook(Self.rules, for: plan)
        let engine = RuleEngine(CompiledBook(try base.typed()))
        var found = 0
        for number in 0..<60 {
            let query = plan.query(number)
            let answer = engine.recommend(Self.query(query, base.askedCategory), today: Self.day)
            let ids = answer.policies.map(\.id.text)
            #expect(ids == Self.tenBest(plan, query))
            found += ids.count
        }
        #expect(found > 60)
    }

    private static func query(
        _ planned: BookPlan.PlannedQuery,
        _ category: CategoryReference
    ) -> Query {
        var query = Query(problem: planned.text, categories: [category], asOf: day, limit: 10)
        query.company.employees = planned.employees
        query.company.prefecture = Places.prefectures[planned.prefecture]
        query.company.industry = IndustryCode(Places.division(planned.industry))
        return query
    }

    /// Sums of weights by policy, the greatest ten, the lower number first among equals.
    private static func tenBest(_ plan: BookPlan, _ query: BookPlan.PlannedQuery) -> [String] {
        var sums: [Int: Double] = [:]
        for number in 0..<plan.ruleCount {
            let rule = plan.rule(number)
            guard query.employees <= rule.employees,
                rule.prefectures.isEmpty || rule.prefectures.contains(query.prefecture),
                rule.industries.isEmpty || rule.industries.contains(query.industry),
                rule.words.contains(where: { query.text.contains(WordList.word($0)) })
            else { continue }
            sums[rule.policy, default: 0] += 0.4 * (Double(rule.weight) / 1000)
        }
        let sorted = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return sorted.prefix(10).map { BookText.policy($0.key) }
    }
}
