import Knowledge
import RuleEngine

/// Weights that were learned for some categories, made to fit those of a book.
///
/// A layer above the folder of the weights may add categories and take some away. What was learned
/// about the others stays true, so it is kept. A category that is new counts as the rarest of its
/// neighbours, and only what rules and concepts say speaks for it, until weights are learned anew.
struct WeightsFitting {
    /// The weights in the order of the book's categories.
    let model: LearnedModel
    /// Categories and sub-categories of the book that the weights do not know, in order.
    let unknown: [String]
    /// Those of the weights that the book does not have, in order.
    let dropped: [String]
    /// Whether the weights were learned for exactly the book's categories.
    let isExact: Bool

    /// Fits weights to categories.
    init(_ model: LearnedModel, to categories: [Category]) {
        let tops = categories.map(\.id.text)
        let subs = categories.flatMap(\.subs).map(\.id.text)
        let old = model.settings
        isExact = old.categories == tops && old.subs == subs
        let topNumbers = Self.numbers(of: tops, in: old.categories)
        let subNumbers = Self.numbers(of: subs, in: old.subs)
        unknown =
            zip(tops, topNumbers).filter { $1 == nil }.map(\.0)
            + zip(subs, subNumbers).filter { $1 == nil }.map(\.0)
        dropped =
            old.categories.filter { !tops.contains($0) } + old.subs.filter { !subs.contains($0) }
        guard !isExact else {
            self.model = model
            return
        }
        var settings = old
        settings.categories = tops
        settings.subs = subs
        let outside = old.categories.count
        let rarest = old.bias.prefix(outside).min() ?? 0
        settings.bias =
            topNumbers.map { $0.map { old.bias[$0] } ?? rarest } + old.bias.suffix(1)
        settings.subBias = zip(subs, subNumbers).map { sub, number in
            number.map { old.subBias[$0] } ?? Self.leastBias(beside: sub, in: old)
        }
        var newNumber: [Int: Int] = [:]
        for (index, number) in subNumbers.enumerated() { newNumber[number ?? -1] = index }
        self.model = LearnedModel(
            settings: settings,
            rows: model.rows.map { row in
                var fitted = row
                // A category of which nothing was learned is neither for nor against a feature.
                let mean = row.weights.reduce(0, +) / Float(max(row.weights.count, 1))
                fitted.weights =
                    topNumbers.map { $0.map { row.weights[$0] } ?? mean } + row.weights.suffix(1)
                fitted.subWeights = row.subWeights.compactMap { item in
                    newNumber[item.sub].map { (sub: $0, weight: item.weight) }
                }
                return fitted
            }
        )
    }

    /// What does not fit, in one English sentence without a full stop.
    var words: String {
        var parts: [String] = []
        if !unknown.isEmpty {
            let verb = unknown.count == 1 ? "rests" : "rest"
            parts.append("\(Self.list(unknown)) \(verb) on rules and concepts alone")
        }
        if !dropped.isEmpty {
            parts.append("what was learned of \(Self.list(dropped)) is left out")
        }
        if parts.isEmpty { parts.append("the order differs") }
        return "the weights were learned for other categories: " + parts.joined(separator: "; ")
    }

    private static func numbers(of names: [String], in known: [String]) -> [Int?] {
        let numbers = Dictionary(known.enumerated().map { ($1, $0) }) { first, _ in first }
        return names.map { numbers[$0] }
    }

    /// The least bias among the sub-categories of the same category.
    private static func leastBias(beside sub: String, in old: LearnedModel.Settings) -> Float {
        let category = sub.prefix { $0 != "." } + "."
        let biases = zip(old.subs, old.subBias).filter { $0.0.hasPrefix(category) }.map(\.1)
        return biases.min() ?? 0
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(5).joined(separator: ", ")
        return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
    }
}
