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
    private let mentioned: ConceptBits
    private let needed: ConceptBits
    private let asked: ConceptBits

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
        mentioned = ConceptBits(mentions) { _ in true }
        needed = ConceptBits(mentions) { $0.isNeed }
        asked = ConceptBits(mentions) { $0.isNeed && $0.standing.contains(.asked) }
    }

    /// Whether a concept is said as a need of the firm's own.
    func saysNeed(_ concept: Int) -> Bool { needed.contains(concept) }

    /// Whether a concept is said as a need where the owner asks.
    func asks(_ concept: Int) -> Bool { asked.contains(concept) }

    /// Whether a concept is said at all.
    func mentions(_ concept: Int) -> Bool { mentioned.contains(concept) }

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

/// A set of concepts, one bit each.
private struct ConceptBits: Sendable {
    private let words: [UInt64]

    /// The concepts of the mentions that a test lets through.
    init(_ mentions: [Mention], where isIncluded: (Mention) -> Bool) {
        let highest = mentions.reduce(-1) { max($0, $1.concept) }
        var words = [UInt64](repeating: 0, count: (highest + 64) / 64)
        for mention in mentions where isIncluded(mention) {
            words[mention.concept >> 6] |= 1 << UInt64(mention.concept & 63)
        }
        self.words = words
    }

    func contains(_ concept: Int) -> Bool {
        let word = concept >> 6
        return word < words.count && words[word] & (1 << UInt64(concept & 63)) != 0
    }
}
