import Diagnostics
import Knowledge
import RuleEngine
import TextAnalysis

/// Finds expressions in whose place a longer one of another concept is always read.
///
/// At every place the longest expression wins. One that stood in several texts and never won says
/// nothing, though its author believes that it does. What goes on in the same script is another
/// word (フロン and フロント, 認知 and 認知症) and rightly wins; what goes on in hiragana is an ending.
struct SwallowedLint {
    /// In how many texts an expression lost, and what took its place in how many.
    private struct Loss {
        var texts = 0
        var winners: [Int: Int] = [:]
        var isOwn = false
    }

    /// The most expressions that are named as taking the place.
    private static let shown = 3

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
                .filter { folded.isStem(at: $0.start..<$0.end) }
            if found.isEmpty { continue }
            let mentions = meter.read(text.text).mentions
            var lost: [Int: Int] = [:]
            for (key, start, end) in found {
                guard let winner = mentions.first(where: { $0.start == start && $0.end > end })
                else { continue }
                for index in keys[sorted[key]] ?? [] { lost[index] = winner.concept }
            }
            for (index, winner) in lost { note(index, winner: winner) }
        }
    }

    /// Every expression that only ever lost, each to another concept.
    var findings: [Finding] {
        losses.sorted { $0.key < $1.key }.compactMap { index, loss in
            guard loss.texts >= MeasureLint.leastSwallowed, !loss.isOwn else { return nil }
            let expression = meter.expressions[index].expression
            let winners = loss.winners.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            let names = winners.prefix(Self.shown).map { winner, count in
                let taking = meter.expressions[winner].expression
                let form = taking.form == .negated ? ", negated," : ""
                return "\(Diagnostic.quote(taking.text))\(form) of "
                    + "\(meter.concept(of: winner).id.text) (\(count))"
            }
            return Finding(
                .swallowedExpression,
                "\(Diagnostic.quote(expression.text)) in \(meter.concept(of: index).id.text) is "
                    + "swallowed: in all \(loss.texts) texts that hold it a longer expression is "
                    + "read: \(names.joined(separator: ", "))"
                    + (winners.count > Self.shown ? ", …" : ""),
                at: expression.origin,
                suggestion: "where they mean the same, write the longer ones here too, beside it",
                notes: winners.prefix(Self.shown).map { winner, _ in
                    Diagnostic.Note(
                        message: "a longer expression",
                        place: SourcePlace(meter.expressions[winner].expression.origin)
                    )
                }
            )
        }
    }

    private mutating func note(_ index: Int, winner: Int) {
        var loss = losses[index] ?? Loss()
        loss.texts += 1
        loss.winners[winner, default: 0] += 1
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
    /// Whether an expression that is matched as written could be read here, with an ending after it.
    ///
    /// Latin words are never cut, so none can.
    fileprivate func isStem(at range: Range<Int>) -> Bool {
        guard range.upperBound < count, traits[range.upperBound].script == .hiragana else {
            return false
        }
        let first = traits[range.lowerBound]
        return !first.isWordlike || first.contains(.wordStart)
    }
}
