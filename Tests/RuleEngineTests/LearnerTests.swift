import Knowledge
import Testing

@testable import RuleEngine

@Suite struct LearnerTests {
    private static let text = """
        schema: 1
        categories:
          - id: people
            title: {ja: 人材, en: People}
            label: {ja: 人, en: People}
            subs:
              - {id: people.recruit, title: {ja: 採用, en: R}, label: {ja: 採用, en: R}}
              - {id: people.retain, title: {ja: 定着, en: S}, label: {ja: 定着, en: S}}
          - id: sales
            title: {ja: 販路, en: Sales}
            label: {ja: 客, en: Buyers}
            subs: [{id: sales.new, title: {ja: 開拓, en: N}, label: {ja: 開拓, en: N}}]
        concepts:
          - {id: staff, title: {ja: 人手, en: Staff}, kind: thing, says: [人手, 若手]}
        examples:
          - sub: people.recruit
            texts: [求人を出しても応募がない, 求人に応募がない, 応募が来ない求人, 若手の応募がない, 求人の応募が少ない😀]
          - sub: people.retain
            texts: [若手がすぐ辞める, 人手がすぐ辞める, 社員がすぐ辞める, 新人が辞める, 辞める社員が多い]
          - sub: sales.new
            texts: [客が減った, 客が来ない店, 店の客が減った, 売上と客が減る, 客を増やしたい]
          - sub: none
            texts: [今日は晴れた, 天気がいい日, 晴れた日の天気, 天気予報を見た, 明日も晴れ]
        """

    private static let compiled = try? CompiledBook(book(text))

    private static func options() -> Learner.Options {
        var options = Learner.Options()
        options.leastCount = 2
        return options
    }

    private func model() throws -> LearnedModel {
        let compiled = try #require(Self.compiled)
        return try #require(Learner(compiled, options: Self.options()).learn())
    }

    @Test func `the same book gives the same file byte for byte`() throws {
        let first = WeightsFile.text(try model())
        #expect(first == WeightsFile.text(try model()))
        let again = CompiledBook(try book(Self.text))
        let other = try #require(Learner(again, options: Self.options()).learn())
        #expect(first == WeightsFile.text(other))
    }

    private func subWeights(of model: LearnedModel) -> [[[Float]]] {
        model.rows.map { row in row.subWeights.map { [Float($0.sub), $0.weight] } }
    }

    @Test func `what is learned comes back from its file`() throws {
        let model = try model()
        let read = try WeightsFile.model(WeightsFile.text(model))
        #expect(read.settings == model.settings && read.settings.exampleCount == 20)
        #expect(read.rows.map(\.feature) == model.rows.map(\.feature))
        #expect(read.rows.map(\.weights) == model.rows.map(\.weights))
        #expect(read.rows.map(\.rarity) == model.rows.map(\.rarity))
        #expect(subWeights(of: read) == subWeights(of: model))
        #expect(read.settings.categories == ["people", "sales"])
    }

    @Test(arguments: [
        ("求人への応募がありません", "people", "people.recruit"), ("みんな辞める", "people", "people.retain"),
        ("お客が減っている", "sales", "sales.new"), ("いい天気で晴れ", nil, nil),
    ])
    func `words like those of the examples are told apart`(
        _ text: String,
        _ top: String?,
        _ sub: String?
    ) throws {
        let book = try #require(Self.compiled).book
        let engine = RuleEngine(CompiledBook(book, learned: try model()))
        let answer = engine.recommend(Query(problem: text), today: CalendarDate(dayNumber: 20_000))
        #expect(answer.categories.first?.id.text == top)
        if let sub { #expect(answer.categories.first?.sub?.text == sub) }
        #expect((answer.outcome == .outsideScope) == (top == nil))
    }

    @Test func `only examples let through are learned from`() throws {
        let compiled = try #require(Self.compiled)
        let learner = Learner(compiled, options: Self.options())
        #expect(learner.learn { $0.sub != nil }?.settings.exampleCount == 15)
        #expect(learner.learn { _ in false } == nil)
    }

    @Test func `a gram too rare is no feature and a common one is`() throws {
        let features = Set(try model().rows.map(\.feature.name))
        #expect(features.contains("応募") && features.contains("@staff"))
        #expect(!features.contains("予報") && !features.contains("😀"))
    }

    @Test func `a vector has the same features in learning and in answering`() throws {
        let compiled = try #require(Self.compiled)
        let model = try model()
        for text in ["求人を出しても応募がない", "若手がすぐ辞める😀", "客は減っていない。若手が辞める"] {
            let reading = compiled.reader.read(text, industry: nil)
            let rows = ConceptRows(compiled.book.concepts, model: model)
            let asked = FeatureSet(reading, model: model, concepts: rows)
            let sample = Learner.Sample(reading: reading, top: 0, sub: nil, also: [], offset: [])
            let vocabulary = Vocabulary([sample], leastCount: 1, compiled: compiled)
            let known = Set(model.rows.map(\.feature))
            let features = vocabulary.features
            #expect(features == features.sorted())
            let learned = vocabulary.vector(of: reading).features.map { features[Int($0)] }
            #expect(
                learned.filter(known.contains).sorted()
                    == asked.rows.map { model.feature(of: Int($0)) }.sorted()
            )
        }
    }
}
