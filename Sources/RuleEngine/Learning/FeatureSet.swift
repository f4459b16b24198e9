import Knowledge
import TextAnalysis

/// The features of one text: which rows of a model count, and with what value.
struct FeatureSet: Sendable {
    /// Row numbers, each once: grams in the order of the text, then concepts.
    private(set) var rows: [Int32] = []
    /// The value of each.
    private(set) var values: [Float] = []

    /// Reads the features of a text that a model knows.
    init(_ reading: Reading, model: LearnedModel, concepts: ConceptRows) {
        appendGrams(of: reading.text.scalars, model: model)
        let first = rows.count
        for mention in reading.mentions {
            concepts.forEachRow(of: mention) { row in
                guard !rows[first...].contains(row) else { return }
                rows.append(row)
                values.append(LearnedModel.conceptValue)
            }
        }
    }

    @inline(__always)
    private mutating func appendGrams(
        of scalars: [UInt32],
        model: LearnedModel
    ) {
        // One bit a feature tells whether it was met before.
        var met = [UInt64](repeating: 0, count: (model.featureCount + 63) / 64)
        var length: Float = 0
        rows.reserveCapacity(scalars.count * 3)
        values.reserveCapacity(scalars.count * 3)
        let codes = scalars.map { model.trie.code(of: $0) }
        for start in codes.indices {
            var node = DoubleArrayTrie.root
            var index = start
            let end = min(start + Self.longestGram, codes.count)
            while index < end, let next = model.trie.step(node, code: codes[index]) {
                node = next
                index += 1
                guard let row = model.trie.value(at: node) else { continue }
                let bit: UInt64 = 1 << UInt64(row & 63)
                guard met[row >> 6] & bit == 0 else { continue }
                met[row >> 6] |= bit
                rows.append(Int32(truncatingIfNeeded: row))
                let rarity = model.table.rarity(row)
                values.append(rarity)
                length += rarity * rarity
            }
        }
        let scale = length > 0 ? 1 / length.squareRoot() : 0
        for index in values.indices { values[index] *= scale }
    }

    /// The most scalars of a gram.
    static let longestGram = 4
}

/// Where a model keeps the features of a book's concepts.
struct ConceptRows: Sendable {
    /// For each concept the rows of it needed, ruled out and asked for; −1 where it has none.
    private let rows: [(needed: Int32, ruledOut: Int32, asked: Int32)]

    init(_ concepts: [Concept], model: LearnedModel?) {
        rows = concepts.map { concept in
            func row(_ feature: LearnedModel.Feature) -> Int32 {
                model?.row(ofConcept: feature.name) ?? -1
            }
            let id = concept.id.text
            return (row(.concept(id)), row(.ruledOut(id)), row(.asked(id)))
        }
    }

    /// Calls back with each row that a mention counts for.
    @inline(__always)
    func forEachRow(of mention: Mention, _ body: (Int32) -> Void) {
        let row = rows[mention.concept]
        if mention.standing.contains(.ruledOut) {
            if row.ruledOut >= 0 { body(row.ruledOut) }
        } else if mention.isNeed {
            if row.needed >= 0 { body(row.needed) }
            if row.asked >= 0, mention.standing.contains(.asked) { body(row.asked) }
        }
    }
}
