import Knowledge
import TextAnalysis

/// The features of one text: which rows of a model count, and with what value.
struct FeatureSet: Sendable {
    /// Row numbers, grams in ascending order, then concepts.
    private(set) var rows: [Int32] = []
    /// The value of each.
    private(set) var values: [Float] = []

    /// Reads the features of a text that a model knows.
    ///
    /// Grams inside what the owner rules out do not count.
    init(_ reading: Reading, model: LearnedModel, concepts: [Concept]) {
        appendGrams(of: reading, model: model) { !reading.isRuledOut(at: $0) }
        for name in Self.conceptNames(reading, concepts: concepts) {
            guard let row = model.featureOfConcept[name] else { continue }
            rows.append(Int32(row))
            values.append(LearnedModel.conceptValue)
        }
    }

    /// Reads only the grams of the parts that the owner rules out.
    init(ruledOutPartsOf reading: Reading, model: LearnedModel) {
        appendGrams(of: reading, model: model) { reading.isRuledOut(at: $0) }
    }

    private mutating func appendGrams(
        of reading: Reading,
        model: LearnedModel,
        where isWanted: (Int) -> Bool
    ) {
        let scalars = reading.text.scalars
        var found: [Int32] = []
        found.reserveCapacity(scalars.count * 3)
        for start in scalars.indices where isWanted(start) {
            var node = DoubleArrayTrie.root
            var index = start
            while index < min(start + 4, scalars.count), isWanted(index),
                let next = model.trie.step(node, scalars[index])
            {
                node = next
                index += 1
                if let row = model.trie.value(at: node) { found.append(Int32(row)) }
            }
        }
        found.sort()
        var length: Float = 0
        for row in found where rows.last != row {
            rows.append(row)
            length += model.squares[Int(row)]
        }
        let scale = length > 0 ? 1 / length.squareRoot() : 0
        values = rows.map { model.rarities[Int($0)] * scale }
    }

    /// The names of the concept features of a text, each once, in order.
    static func conceptNames(_ reading: Reading, concepts: [Concept]) -> [String] {
        var names: Set<String> = []
        for mention in reading.mentions {
            let id = concepts[mention.concept].id.text
            if mention.standing.contains(.ruledOut) {
                names.insert("!" + id)
            } else if mention.isNeed {
                names.insert("@" + id)
                if mention.standing.contains(.asked) { names.insert("?" + id) }
            }
        }
        return names.sorted()
    }
}
