import Knowledge
import TextAnalysis

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
    /// How many features have weights.
    package var featureCount: Int { table.count }

    /// The grams, for finding those of a text; their values are their rows.
    let trie: DoubleArrayTrie
    /// The scalars of all grams, one gram after the other, and where each begins.
    private let gramScalars: [UInt32]
    private let gramStarts: [Int32]
    /// The concept features, whose rows follow the grams'.
    private let conceptFeatures: [Feature]
    private let rowOfConcept: [String: Int32]

    /// The weights of all rows.
    let table: WeightTable

    /// The value of a concept feature, beside grams that together have length 1.
    static let conceptValue: Float = 0.2

    /// Freezes rows, each feature once.
    package init(settings: Settings, rows: [Row]) {
        self.settings = settings
        let rows = rows.sorted { $0.feature < $1.feature }
        var table = WeightTable(
            classCount: settings.bias.count,
            subCount: settings.subs.count,
            capacity: rows.count
        )
        var grams: [[UInt32]] = []
        var concepts: [Feature] = []
        for row in rows {
            table.append(row)
            if case .gram(let scalars) = row.feature {
                grams.append(scalars)
            } else {
                concepts.append(row.feature)
            }
        }
        self.table = table
        trie = DoubleArrayTrie(sortedKeys: grams)
        gramScalars = grams.flatMap { $0 }
        gramStarts = grams.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.count)) }
        conceptFeatures = concepts
        let first = Int32(grams.count)
        rowOfConcept = Dictionary(
            concepts.enumerated().map { ($1.name, first + Int32($0)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The feature of a row.
    func feature(of row: Int) -> Feature {
        guard row < gramStarts.count - 1 else { return conceptFeatures[row - gramStarts.count + 1] }
        return .gram(Array(gramScalars[Int(gramStarts[row])..<Int(gramStarts[row + 1])]))
    }

    /// The row of a concept feature by its name, mark included; `nil` when it has no weights.
    func row(ofConcept name: String) -> Int32? { rowOfConcept[name] }

    /// A row as it was learned.
    package func row(_ index: Int) -> Row {
        Row(
            feature: feature(of: index),
            rarity: table.rarity(index),
            weights: table.weights(index),
            subWeights: table.subWeights(index)
        )
    }

    /// All rows, in ascending order of their features.
    package var rows: LazyMapCollection<Range<Int>, Row> { (0..<featureCount).lazy.map(row) }

    /// Adds the learned log-odds of a text to those of rules and concepts, then calibrates them.
    func add(_ features: FeatureSet, to logits: inout [Double]) {
        let sums = table.classSums(of: features)
        for k in logits.indices {
            let learned = Double(settings.bias[k] + sums[k])
            logits[k] = (logits[k] + learned) * Double(settings.calibration)
        }
    }

    /// Adds the learned log-odds of a text to those of sub-categories in some ranges; those of
    /// others are of no use afterwards.
    func add(_ features: FeatureSet, to logits: inout [Double], in ranges: [Range<Int>]) {
        let sums = table.subSums(of: features, in: ranges)
        for range in ranges {
            for k in range { logits[k] += Double(settings.subBias[k] + sums[k]) }
        }
    }
}
