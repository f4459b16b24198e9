import Diagnostics
import Knowledge
import TextAnalysis

/// Finds expressions that a corpus of texts shows to be too broad, swallowed, or made for one text.
struct MeasureLint {
    /// From how many texts on an expression is judged.
    static let leastTexts = 30
    /// From how many categories on an expression counts as broad.
    static let leastCategories = 8
    /// How much more often than by chance its texts must be about its own categories.
    static let leastLean = 1.15
    /// That number as it is written in words.
    static let lean = "1.15"
    /// From how many texts on an expression that never counted is called swallowed.
    static let leastSwallowed = 3
    /// The length in folded characters from which one single text says that it was made for it.
    static let leastLength = 5

    private let book: Book
    private let examples: [LabelledText]
    private let cases: [LabelledText]

    /// Prepares to measure on the book's own examples and further cases.
    init(_ book: Book, cases: [LabelledText]) {
        self.book = book
        self.cases = cases
        examples = book.examples.map { LabelledText($0) }
    }

    /// All that was measured; nothing without a text.
    var findings: [Finding] {
        guard !examples.isEmpty || !cases.isEmpty else { return [] }
        var meter = ExpressionMeter(book)
        meter.add(examples, isCase: false)
        meter.add(cases, isCase: true)
        return broad(meter) + single(meter) + SwallowedLint(meter, texts: examples + cases).findings
    }

    private func broad(_ meter: ExpressionMeter) -> [Finding] {
        var shares: [Set<Identifier<Category>>: Double] = [:]
        let texts = examples + cases
        return meter.expressions.indices.compactMap { index in
            let tally = meter.tallies[index]
            let (number, expression) = meter.expressions[index]
            let concept = book.concepts[number]
            guard tally.total >= Self.leastTexts,
                tally.categories.count >= Self.leastCategories, !concept.issues.isEmpty
            else { return nil }
            let base =
                shares[concept.issues] ?? LabelledText.share(of: texts, about: concept.issues)
            shares[concept.issues] = base
            let share = Double(tally.own) / Double(tally.total)
            guard base > 0, share < base * Self.leastLean else { return nil }
            return report(expression, of: concept, tally, share: share, base: base, meter, index)
        }
    }

    private func report(
        _ expression: Expression,
        of concept: Concept,
        _ tally: ExpressionMeter.Tally,
        share: Double,
        base: Double,
        _ meter: ExpressionMeter,
        _ index: Int
    ) -> Finding {
        let own = concept.issues.map(\.text).sorted().joined(separator: ", ")
        let main = meter.mainCategory(of: index)
        let most = main.map { ", most about \($0.name) (\($0.count))" } ?? ""
        return Finding(
            .broadExpression,
            "\(Diagnostic.quote(expression.text)) in \(concept.id.text) is too broad: it stands in "
                + "\(tally.total) texts of \(tally.categories.count) categories\(most), and "
                + "\(Self.percent(share)) of them are about \(own), as \(Self.percent(base)) of all "
                + "texts are",
            at: expression.origin,
            suggestion: "write more of the phrase, or tell its sense with only_with or unless"
        )
    }

    private func single(_ meter: ExpressionMeter) -> [Finding] {
        guard !cases.isEmpty else { return [] }
        return meter.expressions.indices.compactMap { index in
            let tally = meter.tallies[index]
            let (number, expression) = meter.expressions[index]
            guard tally.cases == 1, tally.examples == 0,
                NormalizedText(expression.text).count >= Self.leastLength
            else { return nil }
            return Finding(
                .singleTextExpression,
                "\(Diagnostic.quote(expression.text)) in \(book.concepts[number].id.text) stands in "
                    + "one of the \(cases.count) cases and in none of the \(examples.count) "
                    + "examples: it looks written for one text",
                at: expression.origin,
                suggestion: "write what others would say too, or remove it"
            )
        }
    }

    private static func percent(_ share: Double) -> String {
        "\(Int((share * 100).rounded())) %"
    }
}

extension LabelledText {
    /// The share of texts that are about one of some categories, 0…1.
    fileprivate static func share(
        of texts: [LabelledText],
        about categories: Set<Identifier<Category>>
    ) -> Double {
        let names = Set(categories.map(\.text))
        let count = texts.count { !$0.categories.isDisjoint(with: names) }
        return texts.isEmpty ? 0 : Double(count) / Double(texts.count)
    }
}
