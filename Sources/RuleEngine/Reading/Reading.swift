package import Knowledge
package import TextAnalysis

/// What a text says in terms of the book's concepts.
package struct Reading: Sendable {
    /// The text in normal form, with the way back to the text as sent.
    package let text: NormalizedText
    /// Sentences, clauses and scopes.
    package let analysis: Analysis
    /// The concepts said, in text order.
    package let mentions: [Mention]
    /// The stages of a firm that the text speaks of.
    package let stages: Set<Condition.Stage>
    /// For each concept said as a need how much its strongest mention counts, in concept order.
    let emphases: [(concept: Int, emphasis: Double)]
    /// The concepts said at all, each once, in concept order.
    let conceptsMentioned: [Int]
    /// Whether nothing but punctuation was said.
    var isSilent: Bool { text.scalars.isEmpty }
    /// The stages, one bit each.
    let stageBits: UInt8
    private let standings: ConceptStandings

    /// Takes stock of what was found in a text; the stages are those the text speaks of unless
    /// given.
    init(
        _ analysis: Analysis,
        mentions: [Mention],
        stages: Set<Condition.Stage>? = nil,
        aspects: ReadingAspects = .all
    ) {
        text = analysis.text
        self.analysis = analysis
        self.mentions = mentions
        self.stages = stages ?? (aspects.contains(.stage) ? Set(analysis.stages) : [.running])
        var said: [(concept: Int, emphasis: Double)] = []
        said.reserveCapacity(mentions.count)
        for mention in mentions { said.append((mention.concept, mention.emphasis)) }
        said.sort { ($0.concept, $1.emphasis) < ($1.concept, $0.emphasis) }
        var concepts: [Int] = []
        var needs: [(concept: Int, emphasis: Double)] = []
        for item in said where concepts.last != item.concept {
            concepts.append(item.concept)
            if item.emphasis > 0 { needs.append(item) }
        }
        conceptsMentioned = concepts
        emphases = needs
        stageBits = self.stages.reduce(0) { $0 | $1.bit }
        standings = ConceptStandings(mentions, concepts: concepts)
    }

    /// Whether a concept is said as a need of the firm's own.
    func saysNeed(_ concept: Int) -> Bool {
        standings[concept] & ConceptStandings.needed != 0
    }

    /// Whether a concept is said as a need where the owner asks.
    func asks(_ concept: Int) -> Bool {
        standings[concept] & ConceptStandings.asked != 0
    }

    /// Whether a concept is said at all.
    func mentions(_ concept: Int) -> Bool { standings[concept] != 0 }

    /// Whether concepts are said together, as needs, within one clause.
    func composes(_ concepts: [Int]) -> Bool {
        guard let first = concepts.first else { return false }
        return mentions.contains { mention in
            mention.concept == first && mention.isNeed
                && concepts.dropFirst().allSatisfy { other in
                    mentions.contains {
                        $0.concept == other && $0.isNeed && $0.clause == mention.clause
                    }
                }
        }
    }
}

/// How the concepts of a text are said; what it takes does not grow with the vocabulary.
private struct ConceptStandings: Sendable {
    static let mentioned: UInt8 = 1
    static let needed: UInt8 = 2
    static let asked: UInt8 = 4

    /// The concepts in ascending order, and how each is said.
    private let concepts: [Int]
    private var flags: [UInt8]
    /// A bit for each rest of a number by 64: most concepts that are not said are told by it.
    private var rests: UInt64 = 0

    init(_ mentions: [Mention], concepts: [Int]) {
        self.concepts = concepts
        flags = [UInt8](repeating: Self.mentioned, count: concepts.count)
        for concept in concepts { rests |= 1 << UInt64(concept & 63) }
        for mention in mentions where mention.isNeed {
            guard let place = place(of: mention.concept) else { continue }
            flags[place] |= Self.needed
            if mention.standing.contains(.asked) { flags[place] |= Self.asked }
        }
    }

    /// How a concept is said; 0 where it is not.
    subscript(concept: Int) -> UInt8 {
        guard rests >> UInt64(concept & 63) & 1 != 0, let place = place(of: concept) else {
            return 0
        }
        return flags[place]
    }

    private func place(of concept: Int) -> Int? {
        var (low, high) = (0, concepts.count)
        while low < high {
            let middle = (low + high) / 2
            if concepts[middle] < concept { low = middle + 1 } else { high = middle }
        }
        return low < concepts.count && concepts[low] == concept ? low : nil
    }
}
