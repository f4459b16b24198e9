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
            for feature in Self.concepts(of: sample.reading, concepts) {
                counts[feature, default: 0] += 1
            }
        }
        features = counts.filter { $0.value >= leastCount }.keys.sorted()
        rarities = features.map { feature in
            guard case .gram = feature else { return 0 }
            let ratio = Double(1 + samples.count) / Double(1 + (counts[feature] ?? 0))
            return 1 + Elementary.log(ratio)
        }
        numbers = Dictionary(
            uniqueKeysWithValues: features.enumerated().map { ($1, Int32($0)) }
        )
    }

    /// The vector of a text: grams scaled to length 1, concepts with their fixed value.
    func vector(of reading: Reading) -> (features: [Int32], values: [Float]) {
        var found: [Int32] = Self.grams(of: reading).compactMap { numbers[$0] }
        found.sort()
        let length = found.reduce(0.0) { $0 + rarities[Int($1)] * rarities[Int($1)] }
        let scale = length > 0 ? 1 / length.squareRoot() : 0
        var values = found.map { Float(rarities[Int($0)] * scale) }
        for feature in Self.concepts(of: reading, concepts) {
            guard let number = numbers[feature] else { continue }
            found.append(number)
            values.append(LearnedModel.conceptValue)
        }
        return (found, values)
    }

    /// The distinct grams of a text.
    private static func grams(of reading: Reading) -> Set<LearnedModel.Feature> {
        var result: Set<LearnedModel.Feature> = []
        let scalars = reading.text.scalars
        for start in scalars.indices {
            var gram: [UInt32] = []
            for index in start..<min(start + FeatureSet.longestGram, scalars.count) {
                gram.append(scalars[index])
                result.insert(.gram(gram))
            }
        }
        return result
    }

    /// The concept features of a text, each once, in order.
    static func concepts(
        of reading: Reading,
        _ concepts: [Concept]
    ) -> [LearnedModel.Feature] {
        var result: Set<LearnedModel.Feature> = []
        for mention in reading.mentions where !concepts[mention.concept].isTopic {
            let id = concepts[mention.concept].id.text
            if mention.standing.contains(.ruledOut) {
                result.insert(.ruledOut(id))
            } else if mention.isNeed {
                result.insert(.concept(id))
                if mention.standing.contains(.asked) { result.insert(.asked(id)) }
            }
        }
        return result.sorted()
    }
}
