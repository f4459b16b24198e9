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

    /// Whether a concept is said as a need of the firm's own.
    func saysNeed(_ concept: Int) -> Bool {
        mentions.contains { $0.concept == concept && $0.isNeed }
    }

    /// Whether a concept is said as a need where the owner asks.
    func asks(_ concept: Int) -> Bool {
        mentions.contains {
            $0.concept == concept && $0.isNeed && $0.standing.contains(.asked)
        }
    }

    /// Whether a concept is said at all.
    func mentions(_ concept: Int) -> Bool { mentions.contains { $0.concept == concept } }

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

    /// The concepts said at all, each once.
    func conceptsMentioned() -> Set<Int> { Set(mentions.map(\.concept)) }

    /// For each concept said as a need how much its strongest mention counts, in concept order.
    func emphases() -> [(concept: Int, emphasis: Double)] {
        var strongest: [Int: Double] = [:]
        for mention in mentions where mention.isNeed {
            strongest[mention.concept] = max(strongest[mention.concept] ?? 0, mention.emphasis)
        }
        return strongest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Whether a folded scalar lies inside something the owner rules out.
    func isRuledOut(at index: Int) -> Bool { analysis.isRuledOut(at: index) }
}
