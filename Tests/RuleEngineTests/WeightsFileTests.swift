import TestSupport
import Testing
import TextAnalysis

@testable import RuleEngine

@Suite struct WeightsFileTests {
    private static let settings = LearnedModel.Settings(
        categories: ["people", "sales"],
        subs: ["people.recruit", "people.retain", "sales.new"],
        bias: [-0.12, 0.4, 0],
        subBias: [0, 0.1, -3],
        calibration: 0.95,
        exampleCount: 11_204
    )

    private static func gram(_ text: String) -> LearnedModel.Feature {
        .gram(text.unicodeScalars.map(\.value))
    }

    private static func row(
        _ feature: LearnedModel.Feature,
        _ weights: [Float] = [1.25, -0.5, 0],
        subs: [(sub: Int, weight: Float)] = []
    ) -> LearnedModel.Row {
        LearnedModel.Row(feature: feature, rarity: 5.31, weights: weights, subWeights: subs)
    }

    private static let sound = """
        banso-weights 1
        examples 11204
        calibration 0.95
        categories people sales
        bias -0.12 0.4 0.0
        subs people.recruit people.retain sales.new
        subbias 0.0 0.1 -3.0
        a_b 5.31 125 -50 0
        じん 5.31 125 -50 0 | 0:125 2:-50
        @staff 0.0 1 2 3

        """

    private func check(_ features: [LearnedModel.Feature]) throws {
        let model = LearnedModel(
            settings: Self.settings,
            rows: features.map { Self.row($0, subs: [(0, 1.25), (2, -0.07)]) }
        )
        let read = try WeightsFile.model(WeightsFile.text(model))
        #expect(read.settings == model.settings)
        #expect(read.rows.map(\.feature) == model.rows.map(\.feature))
        #expect(read.rows.map(\.rarity) == model.rows.map(\.rarity))
        #expect(read.rows.map(\.weights) == model.rows.map(\.weights))
        #expect(read.rows.map { $0.subWeights.map(\.sub) } == model.rows.map { _ in [0, 2] })
        #expect(
            read.rows.flatMap { $0.subWeights.map(\.weight) }
                == model.rows.flatMap { _ in
                    [
                        Float(1.25), -0.07,
                    ]
                }
        )
    }

    @Test func `a model comes back as it was written`() throws {
        try check([
            Self.gram("じん"), Self.gram("じんざい"), Self.gram("a b"), .concept("staff"),
            .ruledOut("staff"), .asked("staff"),
        ])
    }

    @Test(arguments: [
        "_", "a_b", "a b", "@staff", "!", "?x", "a@b", "\\", "\\_", "\\\\", "|", "1:2", "-1", "。",
        "😀", "@\u{E31}", " ",
    ])
    func `a gram may look like anything`(_ text: String) throws {
        try check([Self.gram(text), .concept("staff")])
    }

    @Test func `grams of any text come back, each as itself`() throws {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("_ @!?\\|aZ9あア漢。、-\u{3099}\u{E31}\u{200D}😀\n\t'".unicodeScalars)
        var grams: Set<LearnedModel.Feature> = []
        for _ in 0..<300 {
            let text = String(String.UnicodeScalarView(random.some(1...9, of: alphabet)))
            let folded = NormalizedText(text).scalars
            for start in folded.indices {
                for end in start..<min(start + 4, folded.count) {
                    grams.insert(.gram(Array(folded[start...end])))
                }
            }
        }
        #expect(grams.count > 300)
        try check(Array(grams))
    }

    @Test func `weights are written in hundredths and come back bit for bit`() throws {
        let weights = (-1200...1200).map { Float($0) / 100 }
        for start in stride(from: 0, to: weights.count - 3, by: 3) {
            let part = Array(weights[start..<(start + 3)])
            let model = LearnedModel(settings: Self.settings, rows: [Self.row(.concept("c"), part)])
            let read = try WeightsFile.model(WeightsFile.text(model))
            #expect(read.rows.first?.weights.map(\.bitPattern) == part.map(\.bitPattern))
        }
    }

    /// The sub-categories are numbered in 16 bits.
    @Test(arguments: [(65_535, true), (65_536, false)])
    func `there is room for so many sub-categories`(_ count: Int, _ isRead: Bool) throws {
        let text = """
            banso-weights 1
            examples 1
            calibration 1
            categories a
            bias 0 0
            subs \((0..<count).map { "a.\($0)" }.joined(separator: " "))
            subbias \(repeatElement("0", count: count).joined(separator: " "))
            a 1 1 1 | \(count - 1):1

            """
        let model = Result { try WeightsFile.model(text) }
        #expect(
            (try? model.get())?.rows.first?.subWeights.map(\.sub) == (isRead ? [count - 1] : nil)
        )
        if !isRead { #expect(throws: WeightsFile.Failure.self) { try model.get() } }
    }

    @Test func `the file says what it holds in words`() throws {
        let read = try WeightsFile.model(Self.sound)
        #expect(WeightsFile.text(read) == Self.sound)
        #expect(read.rows.map(\.feature) == [Self.gram("a b"), Self.gram("じん"), .concept("staff")])
        #expect(read.rows[1].subWeights.map(\.weight) == [1.25, -0.5])
    }

    @Test(arguments: [
        (1, "banso-weights 2"), (1, "weights 1"), (1, ""), (2, "examples many"),
        (2, "examples nan"),
        (2, "examples"), (2, "examples -1"), (3, "calibration"), (3, "calibration inf"),
        (4, "bias 1"), (4, "categories people"), (5, "bias 0 0"), (5, "bias 0 x 0"),
        (5, "bias 0 nan 0"), (6, "sub people.recruit"), (7, "subbias 0 0"), (7, "subbias 0 0 0 0"),
        (8, "a_b 5.31 125 -50"), (8, "a_b 5.31 125 -50 0 7"), (8, "a_b x 125 -50 0"),
        (8, "a_b nan 125 -50 0"), (8, "a_b 5.31 125 - 0"), (8, "a_b 5.31 125 1.5 0"), (8, ""),
        (8, "a_b"), (9, "a_b 5.31 125 -50 0"), (9, "A 5.31 125 -50 0"),
        (9, "じん 5.31 125 -50 0 | 3:1"), (9, "じん 5.31 125 -50 0 | -1:1"),
        (9, "じん 5.31 125 -50 0 | 0"), (8, "a_b 5.31 32768 0 0"),
        (9, "じん 5.31 125 -50 0 | 0:-32768"), (10, "@staff 0.0 1 2 3 | 0:x"),
    ])
    func `a fault is told with its line`(_ line: Int, _ text: String) throws {
        var lines = Self.sound.split(separator: "\n", omittingEmptySubsequences: false)
        lines[line - 1] = Substring(text)
        // One wrong list of names shows where their numbers are too few or too many.
        let shown = text == "categories people" ? 5 : line
        let failure = #expect(throws: WeightsFile.Failure.self) {
            try WeightsFile.model(lines.joined(separator: "\n"))
        }
        #expect(failure?.line == shown, "\(failure?.message ?? "")")
        #expect(failure?.message.isEmpty == false)
    }

    @Test func `a file that breaks off is a fault wherever it breaks`() {
        let bytes = Array(Self.sound.utf8)
        for count in 0..<bytes.count {
            let text = String(decoding: bytes[..<count], as: UTF8.self)
            let endsALine = text.hasSuffix("\n") || count == 0
            // Whole lines without the last features are a smaller model.
            if endsALine, text.split(separator: "\n").count >= 7 { continue }
            #expect(throws: WeightsFile.Failure.self) { try WeightsFile.model(text) }
        }
    }
}
