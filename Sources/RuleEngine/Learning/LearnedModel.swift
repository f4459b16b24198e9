import Knowledge

/// Weights learned from the book's examples, frozen for answering.
///
/// A text is a bag of folded 1- to 4-grams, each counted once, weighted by how rare it is and
/// scaled to length 1, and of concepts with a fixed value. One linear model tells the categories
/// apart and one more for each category its sub-categories.
package struct LearnedModel: Sendable {
    /// What a feature is.
    package enum Feature: Hashable, Sendable, Comparable {
        /// A run of folded scalars.
        case gram([UInt32])
        /// A concept said as a need.
        case concept(String)
        /// A concept that is ruled out.
        case ruledOut(String)
        /// A concept said where the owner asks.
        case asked(String)

        /// Orders grams by their scalars and before concepts.
        package static func < (left: Feature, right: Feature) -> Bool {
            switch (left, right) {
            case (.gram(let a), .gram(let b)): a.lexicographicallyPrecedes(b)
            case (.gram, _): true
            case (_, .gram): false
            default: left.name < right.name
            }
        }

        /// The feature in one word, as in the file of weights and in explanations.
        package var name: String {
            switch self {
            case .gram(let scalars):
                String(
                    String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) })
                )
            case .concept(let id): "@" + id
            case .ruledOut(let id): "!" + id
            case .asked(let id): "?" + id
            }
        }
    }

    /// One feature with its weights.
    package struct Row: Sendable {
        /// The feature.
        package var feature: Feature
        /// Its rarity, the factor of its value before scaling; 0 for concepts.
        package var rarity: Float
        /// Its weight for each class, categories first, the class outside the scope last.
        package var weights: [Float]
        /// Its weight for each sub-category.
        package var subWeights: [(sub: Int, weight: Float)]
    }

    /// Fixed numbers of a model.
    package struct Settings: Hashable, Sendable {
        /// The ids of the categories, in the order of the weights.
        package var categories: [String]
        /// The ids of the sub-categories, in the order of the weights.
        package var subs: [String]
        /// The bias of each class.
        package var bias: [Float]
        /// The bias of each sub-category.
        package var subBias: [Float]
        /// The factor that turns the sum of rules and weights into calibrated log-odds.
        package var calibration: Float
        /// How many examples the weights come from.
        package var exampleCount: Int
    }

    /// The fixed numbers.
    package let settings: Settings
    /// The features with their weights, grams first, in ascending order.
    package let rows: [Row]

    let trie: DoubleArrayTrie
    let gramCount: Int
    let classStride: Int
    let weights: [Float]
    let subWeights: [Float]
    let squares: [Float]
    /// The rarity of each row, apart from the rows so that reading one copies nothing.
    let rarities: [Float]
    /// The mean of each row's class weights.
    let means: [Float]
    let featureOfConcept: [String: Int]

    /// The value of a concept feature, beside grams that together have length 1.
    static let conceptValue: Float = 0.2

    /// Freezes rows.
    package init(settings: Settings, rows: [Row]) {
        self.settings = settings
        self.rows = rows.sorted { $0.feature < $1.feature }
        let grams = self.rows.compactMap { row -> [UInt32]? in
            if case .gram(let scalars) = row.feature { scalars } else { nil }
        }
        trie = DoubleArrayTrie(sortedKeys: grams)
        gramCount = grams.count
        classStride = settings.bias.count
        weights = self.rows.flatMap(\.weights)
        squares = self.rows.map { $0.rarity * $0.rarity }
        rarities = self.rows.map(\.rarity)
        means = self.rows.map { $0.weights.reduce(0, +) / Float($0.weights.count) }
        var flat = [Float](repeating: 0, count: self.rows.count * settings.subs.count)
        var concepts: [String: Int] = [:]
        for (index, row) in self.rows.enumerated() {
            for (sub, weight) in row.subWeights {
                flat[index * settings.subs.count + sub] = weight
            }
            if index >= grams.count { concepts[row.feature.name] = index }
        }
        subWeights = flat
        featureOfConcept = concepts
    }

    /// The bytes the tables for answering take.
    package var byteCount: Int {
        trie.byteCount + (weights.count + subWeights.count + squares.count) * 4
    }
}
