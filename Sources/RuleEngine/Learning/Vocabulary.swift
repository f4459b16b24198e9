import Knowledge
import TextAnalysis

/// The features that occur in enough examples, with how rare each is.
struct Vocabulary {
    /// The features, in ascending order.
    private(set) var features: [LearnedModel.Feature] = []
    /// The rarity of each: 1 + ln((1 + examples) / (1 + examples with it)); 0 for concepts.
    private(set) var rarities: [Double] = []
    private var numbers: [LearnedModel.Feature: Int32] = [:]
    private let concepts: [Concept]

    /// Counts the features of samples.
    init(_ samples: [Learner.Sample], leastCount: Int, compiled: CompiledBook) {
        concepts = compiled.book.concepts
        var counts: [LearnedModel.Feature: Int] = [:]
        for sample in samples {
            for feature in Self.grams(of: sample.reading) { counts[feature, default: 0] += 1 }
            for name in FeatureSet.conceptNames(sample.reading, concepts: concepts) {
                counts[Self.conceptFeature(name), default: 0] += 1
            }
        }
        features = counts.filter { $0.value >= leastCount }.keys.sorted()
        rarities = features.map { feature in
            guard case .gram = feature else { return 0 }
            let ratio = Double(1 + samples.count) / Double(1 + (counts[feature] ?? 0))
            return 1 + Elementary.log(ratio)
        }
        number()
    }

    /// Leaves out the features that a test of their number does not let through.
    mutating func keep(where isKept: (Int) -> Bool) {
        let kept = features.indices.filter(isKept)
        rarities = kept.map { rarities[$0] }
        features = kept.map { features[$0] }
        number()
    }

    /// The vector of a text: grams scaled to length 1, concepts with their fixed value.
    func vector(of reading: Reading) -> (features: [Int32], values: [Float]) {
        var found: [Int32] = Self.grams(of: reading).compactMap { numbers[$0] }
        found.sort()
        let length = found.reduce(0.0) { $0 + rarities[Int($1)] * rarities[Int($1)] }
        let scale = length > 0 ? 1 / length.squareRoot() : 0
        var values = found.map { Float(rarities[Int($0)] * scale) }
        for name in FeatureSet.conceptNames(reading, concepts: concepts) {
            guard let number = numbers[Self.conceptFeature(name)] else { continue }
            found.append(number)
            values.append(LearnedModel.conceptValue)
        }
        return (found, values)
    }

    private mutating func number() {
        numbers = Dictionary(
            uniqueKeysWithValues: features.enumerated().map { ($1, Int32($0)) }
        )
    }

    /// The distinct grams of a text outside what its owner rules out.
    private static func grams(of reading: Reading) -> Set<LearnedModel.Feature> {
        var result: Set<LearnedModel.Feature> = []
        let scalars = reading.text.scalars
        for start in scalars.indices {
            var gram: [UInt32] = []
            for index in start..<min(start + 4, scalars.count) {
                guard !reading.isRuledOut(at: index) else { break }
                gram.append(scalars[index])
                result.insert(.gram(gram))
            }
        }
        return result
    }

    private static func conceptFeature(_ name: String) -> LearnedModel.Feature {
        let id = String(name.dropFirst())
        return switch name.first {
        case "!": .ruledOut(id)
        case "?": .asked(id)
        default: .concept(id)
        }
    }
}
