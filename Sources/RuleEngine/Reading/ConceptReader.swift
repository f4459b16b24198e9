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
    private let aspects: ReadingAspects
    private let readStanding: Mention.Standing

    /// What a concept needs beside its own words.
    ///
    /// A class, so that looking at one copies nothing.
    private final class Sense: Sendable {
        let unless: [Int]
        let onlyWith: [Int]
        let industries: [PackedCode]

        /// `nil` for a concept that its words alone make out.
        init?(_ concept: Concept, numbers: [Identifier<Concept>: Int]) {
            if concept.unless.isEmpty, concept.onlyWith.isEmpty, concept.industries.isEmpty {
                return nil
            }
            unless = concept.unless.compactMap { numbers[$0] }
            onlyWith = concept.onlyWith.compactMap { numbers[$0] }
            industries = concept.industries.map { PackedCode($0) }
        }
    }

    init(
        index: ConceptIndex,
        concepts: [Concept],
        numbers: [Identifier<Concept>: Int],
        aspects: ReadingAspects
    ) {
        self.index = index
        self.aspects = aspects
        readStanding = aspects.standing
        senses = concepts.map { Sense($0, numbers: numbers) }
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: The text as sent.
    ///   - industry: The firm's industry, for concepts with a sense of their own in it.
    /// - Returns: The concepts said, with scope.
    func read(_ text: String, industry: IndustryCode?) -> Reading {
        let analysis = analyzer.analyze(text)
        let mentions = withSenses(found(in: analysis), industry: industry)
        return Reading(analysis, mentions: mentions, aspects: aspects)
    }

    /// A concept found in the text, or a stretch where one is barred.
    fileprivate struct Hit {
        var concept: Int32
        var barred: Int32
        var start: Int
        var end: Int
    }

    /// The concepts whose forms stand in a text, once a place, before guards and senses are asked.
    func candidates(in text: String) -> [Int] {
        let hits = hits(in: analyzer.analyze(text).text)
        return hits.compactMap { $0.concept >= 0 ? Int($0.concept) : nil }
    }

    private func found(in analysis: Analysis) -> [Mention] {
        let hits = hits(in: analysis.text)
        let bars = hits.contains { $0.barred >= 0 } ? hits.filter { $0.barred >= 0 } : []
        var mentions: [Mention] = []
        mentions.reserveCapacity(hits.count)
        for hit in hits where hit.concept >= 0 {
            let isBarred = bars.contains {
                $0.barred == hit.concept && $0.start <= hit.start && $0.end >= hit.end
            }
            if !isBarred { mentions.append(mention(of: Int(hit.concept), hit, in: analysis)) }
        }
        return mentions
    }

    /// What the longest form at each place of a text says, in text order.
    private func hits(in text: NormalizedText) -> [Hit] {
        let codes = text.scalars.map { index.trie.code(of: $0) }
        var hits: [Hit] = []
        for start in codes.indices where codes[start] != DoubleArrayTrie.noCode {
            appendLongest(at: start, in: text, codes, to: &hits)
        }
        return hits
    }

    /// Appends what the longest form at a place says; several concepts may share it.
    @inline(__always)
    private func appendLongest(
        at start: Int,
        in text: NormalizedText,
        _ codes: [UInt16],
        to hits: inout [Hit]
    ) {
        var node = DoubleArrayTrie.root
        var place = start
        let first = hits.count
        var longest = start
        while place < codes.count, let next = index.trie.step(node, code: codes[place]) {
            node = next
            place += 1
            guard let key = index.trie.value(at: node) else { continue }
            for entry in index.starts[key]..<index.starts[key + 1] {
                let item = index.entries[Int(entry)]
                guard let end = end(of: item, key: key, from: start, place, in: text) else {
                    continue
                }
                // A bar reaches over what it bars without competing with it for length.
                if item.barred < 0 {
                    guard end >= longest else { continue }
                    if end > longest {
                        hits.keepBars(from: first)
                        longest = end
                    }
                }
                hits.append(
                    Hit(concept: item.concept, barred: item.barred, start: start, end: end)
                )
            }
        }
    }

    /// Where a form ends, or `nil` when it does not stand here: its endings or edges do not fit.
    private func end(
        of item: ConceptIndex.Entry,
        key: Int,
        from start: Int,
        _ place: Int,
        in text: NormalizedText
    ) -> Int? {
        let edges = index.edges[key]
        if edges.startsWord, !text.traits[start].contains(.wordStart) { return nil }
        if item.endings >= 0 { return longestEnding(item.endings, place, text) }
        let last = text.traits[place - 1]
        if edges.endsWord, !last.contains(.wordEnd) { return nil }
        let traits = text.traits[start]
        if edges.isKatakana, traits.script == .katakana, last.script == .katakana,
            !traits.contains(.katakanaStart), !last.contains(.katakanaEnd)
        {
            return nil
        }
        return place
    }

    /// Where the longest ending below a node ends that stands at a place; `nil` when none does.
    private func longestEnding(
        _ root: DoubleArrayTrie.Node,
        _ start: Int,
        _ text: NormalizedText
    ) -> Int? {
        var node = root
        var place = start
        var end = index.endings.value(at: node) == nil ? nil : start
        while place < text.count, let next = index.endings.step(node, text.scalars[place]) {
            node = next
            place += 1
            if index.endings.value(at: node) != nil { end = place }
        }
        return end
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
            standing: Mention.Standing(flags).intersection(readStanding)
        )
    }

    private func withSenses(_ mentions: [Mention], industry: IndustryCode?) -> [Mention] {
        guard mentions.contains(where: { senses[$0.concept] != nil }) else { return mentions }
        return mentions.filter { mention in
            guard let sense = senses[mention.concept] else { return true }
            if !sense.industries.isEmpty,
                Truth(industry.map { PackedCode($0) }, in: sense.industries) == .no
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
        // Bits rather than set algebra: this runs for every mention of every text.
        func bits(_ flags: UInt16, as standing: Self) -> UInt8 {
            scope.rawValue & flags != 0 ? standing.rawValue : 0
        }
        self.init(
            rawValue: bits(Self.dismissal, as: .ruledOut)
                | bits(ClauseScope.othersTrouble.rawValue, as: .others)
                | bits(Self.asking, as: .asked)
                | bits(ClauseScope.background.rawValue, as: .background)
                | bits(ClauseScope.hypothetical.rawValue, as: .hypothetical)
        )
    }

    private static let dismissal = ClauseScope.ruledOut.rawValue | ClauseScope.resolved.rawValue
    private static let asking = ClauseScope.ask.rawValue | ClauseScope.focus.rawValue
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
}

extension Array where Element == ConceptReader.Hit {
    /// Takes out what is said, and leaves what is barred, from a place on.
    fileprivate mutating func keepBars(from first: Int) {
        var kept = first
        for index in first..<count where self[index].barred >= 0 {
            self[kept] = self[index]
            kept += 1
        }
        removeLast(count - kept)
    }
}
