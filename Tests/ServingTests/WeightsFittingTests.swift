import Answering
import Diagnostics
import Foundation
import RuleEngine
import Serving
import Testing

/// Learned weights lie in the lowest folder, while a layer above may change the categories.
@Suite struct WeightsFittingTests {
    /// Weights of the small book's categories: one gram that speaks for money, one for people.
    private static let weights = """
        banso-weights 1
        examples 4
        calibration 1
        categories finance people
        bias -1 0.5 0.25
        subs finance.cash people.recruit
        subbias 0 0
        money 2 300 -100 0 | 0:50
        staff 2 -100 300 0 | 1:50

        """

    private static let moreSubs = """
        schema: 1
        categories:
          - id: people
            override: {subs: append}
            subs:
              - id: people.foreign
                title: {ja: 外国人材, en: Foreign staff}
                label: {ja: 外国人を雇いたい, en: We want to hire from abroad}
        """

    private static let moreTops = """
        schema: 1
        categories:
          - id: farming
            title: {ja: 農業, en: Farming}
            label: {ja: 畑の困りごと, en: Trouble with the fields}
        """

    private static let reason = "reason: {ja: 扱わない, en: Not ours}"
    private static let fewerTops = """
        schema: 1
        categories:
          - {id: finance, remove: true, \(reason)}
        concepts:
          - {id: no-cash, remove: true, \(reason)}
        networks:
          - {id: yorozu, override: {strengths.finance: remove}}
        partners:
          - {id: yorozu-osaka, override: {topics: replace}, topics: [people]}
        """

    private static func load(
        _ above: String,
        weightsAbove: String? = nil
    ) throws -> BookLoader.Loaded {
        let book = try LayeredFolders()
        try book.base.write(weights, to: WeightsFile.name)
        try book.writeAbove(above)
        if let weightsAbove { try book.writeAbove(weightsAbove, to: WeightsFile.name) }
        let loaded = try book.loader.load()
        #expect(book.loader.fingerprint() == loaded.answerer.ruleset)
        return loaded
    }

    @Test func `a layer that leaves the categories alone keeps the weights`() throws {
        let loaded = try Self.load("schema: 1\n")
        #expect(loaded.weights.state == .used)
        #expect(loaded.weights.file?.hasSuffix("/learned.weights") == true)
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.answerer.engine.compiled.learned?.settings.bias == [-1, 0.5, 0.25])
    }

    @Test func `a new sub-category keeps what was learned of the others, and that is said`() throws
    {
        let loaded = try Self.load(Self.moreSubs)
        #expect(loaded.weights.state == .adapted)
        #expect(loaded.weights.unknown == ["people.foreign"])
        let warning = try #require(loaded.diagnostics.first)
        #expect(warning.code == .weightsMismatch && warning.severity == .warning)
        #expect(
            warning.message
                == "the weights were learned for other categories: "
                + "people.foreign rests on rules and concepts alone"
        )
        let model = try #require(loaded.answerer.engine.compiled.learned)
        #expect(model.settings.subs == ["finance.cash", "people.recruit", "people.foreign"])
        #expect(model.rows[1].subWeights.map(\.sub) == [1])
    }

    @Test func `a new category is the rarest and neither for nor against a feature`() throws {
        let loaded = try Self.load(Self.moreTops)
        let model = try #require(loaded.answerer.engine.compiled.learned)
        #expect(model.settings.categories == ["farming", "finance", "people"])
        #expect(model.settings.bias == [-1, -1, 0.5, 0.25])
        let money = try #require(model.rows.first { $0.feature.name == "money" })
        #expect(money.weights.suffix(3) == [3, -1, 0])
        #expect(abs(money.weights[0] - 2.0 / 3) < 0.01)
        #expect(loaded.weights.unknown == ["farming"])
    }

    @Test func `what was learned of a removed category goes with it`() throws {
        let loaded = try Self.load(Self.fewerTops)
        let model = try #require(loaded.answerer.engine.compiled.learned)
        #expect(model.settings.categories == ["people"])
        #expect(model.settings.bias == [0.5, 0.25])
        #expect(model.rows.map(\.weights) == [[-1, 0], [3, 0]])
        #expect(
            loaded.diagnostics.first?.message
                == "the weights were learned for other categories: "
                + "what was learned of finance, finance.cash is left out"
        )
    }

    @Test func `the weights of the highest layer that has some are used`() throws {
        let above = Self.weights.replacing("bias -1 0.5", with: "bias -2 0.5")
        let loaded = try Self.load("schema: 1\n", weightsAbove: above)
        #expect(loaded.weights.file == "above/learned.weights")
        #expect(loaded.answerer.engine.compiled.learned?.settings.bias.first == -2)
    }

    @Test func `in one folder weights for other categories stay a fault`() throws {
        let book = try SmallBook()
        try book.write(Self.weights, to: WeightsFile.name)
        _ = try book.loader.load()
        try book.write(Self.moreTops, to: "more.yaml")
        let failure = #expect(throws: BookLoader.Failure.self) { try book.loader.load() }
        #expect(failure?.diagnostics.map(\.code) == [.weightsMismatch])
    }
}
