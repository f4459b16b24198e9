import Knowledge
import TextAnalysis

/// Finds the concepts a text says, each with its standing.
///
/// At every place the longest form wins; forms are held to word edges (Latin) and to the edges of
/// a run of katakana; guards and senses take out what is not meant.
struct ConceptReader: Sendable {
    private let index: ConceptIndex
    private let senses: [Sense?]
    private let analyzer = TextAnalyzer()

    /// What a concept needs beside its own words.
    private struct Sense: Sendable {
        var unless: [Int]
        var onlyWith: [Int]
        var industries: [IndustryCode]
    }

    init(
        index: ConceptIndex,
        concepts: [Concept],
        numbers: [Identifier<Concept>: Int]
    ) {
        self.index = index
        senses = concepts.map { concept in
            let isPlain =
                concept.unless.isEmpty && concept.onlyWith.isEmpty && concept.industries.isEmpty
            return isPlain
                ? nil
                : Sense(
                    unless: concept.unless.compactMap { numbers[$0] },
                    onlyWith: concept.onlyWith.compactMap { numbers[$0] },
                    industries: concept.industries
                )
        }
    }

    /// Reads a text.
    ///
    /// - Parameter industry: The firm's industry, for concepts with a sense of their own in it.
    func read(_ text: String, industry: IndustryCode?) -> Reading {
        let analysis = analyzer.analyze(text)
        let mentions = withSenses(found(in: analysis), industry: industry)
        return Reading(
            text: analysis.text,
            analysis: analysis,
            mentions: mentions,
            stages: Set(analysis.stages)
        )
    }

    /// A form in the text.
    private struct Hit {
        var sign: Int
        var start: Int
        var end: Int
    }

    private func found(in analysis: Analysis) -> [Mention] {
        let hits = hits(in: analysis.text)
        var mentions: [Mention] = []
        for hit in hits {
            for concept in index.signs[hit.sign].concepts where !isBarred(concept, hit, hits) {
                mentions.append(mention(of: Int(concept), hit, in: analysis))
            }
        }
        return mentions
    }

    /// The longest form at each place.
    private func hits(in text: NormalizedText) -> [Hit] {
        var hits: [Hit] = []
        let scalars = text.scalars
        for start in scalars.indices {
            var node = DoubleArrayTrie.root
            var place = start
            var best: Hit?
            while place < scalars.count, let next = index.trie.step(node, scalars[place]) {
                node = next
                place += 1
                if let sign = index.trie.value(at: node),
                    isAtEdges(index.signs[sign], start..<place, text)
                {
                    best = Hit(sign: sign, start: start, end: place)
                }
            }
            if let best { hits.append(best) }
        }
        return hits
    }

    private func isAtEdges(
        _ sign: ConceptIndex.Sign,
        _ range: Range<Int>,
        _ text: NormalizedText
    ) -> Bool {
        let first = text.traits[range.lowerBound]
        let last = text.traits[range.upperBound - 1]
        if sign.startsInWord, !first.contains(.wordStart) { return false }
        if sign.endsInWord, !last.contains(.wordEnd) { return false }
        if sign.isKatakana, first.script == .katakana, last.script == .katakana {
            return first.contains(.katakanaStart) || last.contains(.katakanaEnd)
        }
        return true
    }

    /// Whether a longer form around the hit says that the concept is not meant there.
    private func isBarred(_ concept: Int32, _ hit: Hit, _ hits: [Hit]) -> Bool {
        hits.contains { other in
            other.start <= hit.start && other.end >= hit.end
                && index.signs[other.sign].barred.contains(concept)
        }
    }

    private func mention(of concept: Int, _ hit: Hit, in analysis: Analysis) -> Mention {
        let clause = analysis.clause(at: hit.start) ?? -1
        let sentence = clause >= 0 ? analysis.clauses[clause].sentence : -1
        // A phrase can begin inside a span and end outside; its last scalar is its predicate.
        let flags = analysis.flags(at: hit.start).union(analysis.flags(at: hit.end - 1))
        return Mention(
            concept: concept,
            start: hit.start,
            end: hit.end,
            clause: clause,
            sentence: sentence,
            standing: Mention.Standing(flags)
        )
    }

    private func withSenses(_ mentions: [Mention], industry: IndustryCode?) -> [Mention] {
        mentions.filter { mention in
            guard let sense = senses[mention.concept] else { return true }
            if !sense.industries.isEmpty,
                Truth(industry: industry, in: sense.industries) == .no
            {
                return false
            }
            if !sense.onlyWith.isEmpty,
                !mentions.contains(where: { sense.onlyWith.contains($0.concept) })
            {
                return false
            }
            return !mentions.contains {
                $0.sentence == mention.sentence && sense.unless.contains($0.concept)
            }
        }
    }
}

extension Mention.Standing {
    /// What the scope of a text means for a mention in it.
    init(_ scope: ClauseScope) {
        self = []
        if !scope.isDisjoint(with: [.ruledOut, .resolved]) { insert(.ruledOut) }
        if scope.contains(.othersTrouble) { insert(.others) }
        if scope.contains(.ask) || scope.contains(.focus) { insert(.asked) }
        if scope.contains(.background) { insert(.background) }
        if scope.contains(.hypothetical) { insert(.hypothetical) }
    }
}

extension Analysis {
    /// The stages of a firm the text speaks of.
    var stages: [Condition.Stage] {
        var result: [Condition.Stage] = []
        if scope.contains(.notOpenYet) { result.append(.notYetOpen) }
        if scope.contains(.failing) { result.append(.failing) }
        if scope.contains(.handingOver) { result.append(.handingOver) }
        return result.isEmpty ? [.running] : result
    }

    /// Whether a folded scalar lies inside something the owner rules out.
    func isRuledOut(at place: Int) -> Bool {
        !flags(at: place).isDisjoint(with: [.ruledOut, .resolved])
    }
}
