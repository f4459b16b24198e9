import Diagnostics
import Knowledge
import RuleEngine
import TextAnalysis

/// Finds expressions in whose place a longer one of another concept is always read.
///
/// At every place the longest expression wins. One that stood in several texts and never won says
/// nothing, though its author believes that it does.
struct SwallowedLint {
    /// What took an expression's place, and how often.
    private struct Loss {
        var texts: Int
        var winner: Int
        var isOwn: Bool
    }

    private let meter: ExpressionMeter
    private var losses: [Int: Loss] = [:]

    init(_ meter: ExpressionMeter, texts: [LabelledText]) {
        self.meter = meter
        // Only what is matched as written: of an inflected one it is not told which form stood there.
        let silent = meter.expressions.indices.filter {
            meter.tallies[$0].total == 0 && meter.expressions[$0].expression.inflection == .fixed
        }
        let keys = Dictionary(grouping: silent) {
            NormalizedText(meter.expressions[$0].expression.text).scalars
        }.filter { !$0.key.isEmpty }
        let sorted = keys.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let trie = DoubleArrayTrie(sortedKeys: sorted)
        for text in texts {
            let folded = NormalizedText(text.text)
            let found = Self.keys(of: trie, in: folded)
                .filter { folded.hasEdges(around: $0.start..<$0.end) }
            if found.isEmpty { continue }
            let mentions = meter.read(text.text).mentions
            var lost: [Int: Mention] = [:]
            for (key, start, end) in found {
                guard let winner = mentions.first(where: { $0.start == start && $0.end > end })
                else { continue }
                for index in keys[sorted[key]] ?? [] { lost[index] = winner }
            }
            for (index, winner) in lost { note(index, winner: winner.concept) }
        }
    }

    /// Every expression that only ever lost, each to another concept.
    var findings: [Finding] {
        losses.sorted { $0.key < $1.key }.compactMap { index, loss in
            guard loss.texts >= MeasureLint.leastSwallowed, !loss.isOwn else { return nil }
            let winner = loss.winner
            let expression = meter.expressions[index].expression
            let taking = meter.expressions[winner].expression
            return Finding(
                .swallowedExpression,
                "\(Diagnostic.quote(expression.text)) in \(meter.concept(of: index).id.text) is "
                    + "swallowed: in all \(loss.texts) texts that hold it a longer expression is "
                    + "read, such as \(Diagnostic.quote(taking.text)) of "
                    + meter.concept(of: winner).id.text,
                at: expression.origin,
                suggestion: "add the longer expression to this concept too, or remove this one",
                notes: [
                    Diagnostic.Note(
                        message: "the longer expression",
                        place: SourcePlace(taking.origin)
                    )
                ]
            )
        }
    }

    private mutating func note(_ index: Int, winner: Int) {
        var loss = losses[index] ?? Loss(texts: 0, winner: winner, isOwn: false)
        loss.texts += 1
        // Where the longer one says the same concept, nothing is lost.
        let concepts = [index, winner].map { meter.expressions[$0].concept }
        if concepts[0] == concepts[1] { loss.isOwn = true }
        losses[index] = loss
    }

    private static func keys(
        of trie: DoubleArrayTrie,
        in text: NormalizedText
    ) -> [(key: Int, start: Int, end: Int)] {
        var found: [(Int, Int, Int)] = []
        for start in text.scalars.indices {
            var node = DoubleArrayTrie.root
            var place = start
            while place < text.count, let next = trie.step(node, text.scalars[place]) {
                node = next
                place += 1
                if let key = trie.value(at: node) { found.append((key, start, place)) }
            }
        }
        return found
    }
}

extension NormalizedText {
    /// Whether an expression that is matched as written could be read here: Latin words and runs of
    /// katakana are not cut.
    fileprivate func hasEdges(around range: Range<Int>) -> Bool {
        let (first, last) = (traits[range.lowerBound], traits[range.upperBound - 1])
        if first.isWordlike, !first.contains(.wordStart) { return false }
        if last.isWordlike, !last.contains(.wordEnd) { return false }
        let isKatakana = traits[range].allSatisfy { $0.script == .katakana }
        return !isKatakana || first.contains(.katakanaStart) || last.contains(.katakanaEnd)
    }
}
