import Knowledge
import TextAnalysis

/// Gathers, for the categories answered, the evidence and the rules that speak for them.
struct CategoryExplainer {
    /// The most pieces of evidence a category shows.
    static let evidenceLimit = 5
    /// The most parts of a learned score that are spelled out.
    static let partLimit = 12

    let compiled: CompiledBook

    /// The categories of the answer with their reasons.
    func categories(
        _ listed: [Int],
        scores: CategoryScores,
        situation: borrowing Situation,
        rules: [CompiledRule],
        limit: Int,
        level: ExplainLevel
    ) -> [RankedCategory] {
        var result: [RankedCategory] = []
        for top in listed.prefix(limit) {
            let category = compiled.categories.categories[top]
            let sub = scores.bestSub(of: compiled.categories.subRanges[top])
            let named = sub.flatMap { $0.probability >= Verdict.leastSub ? $0.sub : nil }
            let supporting = rules.filter { $0.weights.contains { $0.top == top && $0.weight > 0 } }
            let mentions = mentions(for: top, reading: situation.reading)
            // Looking through all features costs more than ranking: only where they are shown.
            let shown = level == .full ? Self.partLimit : mentions.isEmpty ? Self.evidenceLimit : 0
            let grams = shown > 0 ? learnedGrams(for: top, scores: scores, limit: shown) : []
            result.append(
                RankedCategory(
                    id: category.id,
                    sub: named.map { compiled.categories.subs[$0].id },
                    score: scores.probabilities[top],
                    evidence: mentions.isEmpty
                        ? expressions(grams, reading: situation.reading) : mentions,
                    because: supporting.map(\.reason)
                        + [
                            Reason(
                                rule: category.id.text,
                                origin: category.origin,
                                text: level == .none
                                    ? nil : sentence(for: top, situation: situation)
                            )
                        ],
                    parts: level == .full
                        ? parts(for: top, scores: scores, situation: situation, grams: grams) : []
                )
            )
        }
        return result
    }

    /// Mentions of concepts that speak for the category.
    private func mentions(for top: Int, reading: Reading) -> [Evidence] {
        let stretches = reading.mentions.filter { mention in
            mention.isNeed
                && compiled.conceptWeights[mention.concept].contains {
                    $0.top == top && $0.weight > 0
                }
        }.map { EvidenceStretch(range: $0.start..<$0.end, concept: $0.concept) }
        return evidence(stretches, reading)
    }

    /// The stretches as parts of the text as sent.
    private func evidence(_ stretches: [EvidenceStretch], _ reading: Reading) -> [Evidence] {
        stretches.tidied(in: reading.text).prefix(Self.evidenceLimit).map { stretch in
            let range = reading.text.originalRange(of: stretch.range)
            return Evidence(
                start: range.lowerBound,
                end: range.upperBound,
                concept: stretch.concept.map { compiled.book.concepts[$0].id }
            )
        }
    }

    /// The learned expressions that speak for a category most, in text order.
    private func expressions(
        _ grams: [(row: Int, value: Double)],
        reading: Reading
    ) -> [Evidence] {
        guard let model = compiled.learned else { return [] }
        var result: [EvidenceStretch] = []
        for gram in grams.prefix(Self.evidenceLimit) {
            guard case .gram(let scalars) = model.feature(of: gram.row), scalars.isTelling,
                let start = reading.text.scalars.firstIndex(of: scalars)
            else { continue }
            let stretch = EvidenceStretch(range: start..<(start + scalars.count), concept: nil)
            result.append(stretch.widened(in: reading.text))
        }
        return evidence(result, reading)
    }

    /// The learned features that speak for a category most, with their log-odds beside the mean
    /// of all classes.
    private func learnedGrams(
        for top: Int,
        scores: CategoryScores,
        limit: Int
    ) -> [(row: Int, value: Double)] {
        guard let model = compiled.learned, let features = scores.features else { return [] }
        var best = TopSelection<(row: Int, value: Double)>(limit: limit) {
            ($1.value, $0.row) < ($0.value, $1.row)
        }
        // More than a hundredth, and later as much as the last of the best.
        var least = Float(0.01).nextUp
        model.table.forEachGain(of: features, top) { row, gain in
            // Most are turned away before the selection is asked.
            guard gain >= least else { return }
            best.offer((row, Double(gain)))
            if best.items.count == limit, let last = best.items.last {
                least = Float(last.value)
            }
        }
        return best.items
    }

    /// The sum behind the log-odds of a category: concepts and rules, what the learned weights
    /// say beside the mean of all classes, and what closes the sum.
    private func parts(
        for top: Int,
        scores: CategoryScores,
        situation: borrowing Situation,
        grams: [(row: Int, value: Double)]
    ) -> [ScorePart] {
        let words = PartWords(compiled: compiled)
        var parts: [ScorePart] = []
        func add(_ name: String, _ detail: String, _ value: Double, _ text: Localized) {
            // Below half a hundredth nothing would be shown but zero.
            guard abs(value) >= 0.005 else { return }
            parts.append(ScorePart(name: name, detail: detail, value: value, text: text))
        }
        for (concept, emphasis) in situation.reading.emphases {
            let sum = compiled.conceptWeights[concept].reduce(0.0) {
                $1.top == top ? $0 + $1.weight * emphasis : $0
            }
            let id = compiled.book.concepts[concept].id.text
            add("concept", id, sum, words.concept(concept))
        }
        for rule in scores.outcomes.telling {
            let sum = rule.weights.reduce(0.0) { $1.top == top ? $0 + $1.weight : $0 }
            add("rule", rule.rule.id.text, sum, rule.rule.title)
        }
        let id = compiled.categories.categories[top].id.text
        var total = parts.reduce(0) { $0 + $1.value }
        add("share", id, scores.ruleLogits[top] - total, PartWords.share)
        total = scores.ruleLogits[top]
        guard let model = compiled.learned, let features = scores.features else {
            add("named", id, scores.logits[top] - total, PartWords.certainty)
            parts.append(
                ScorePart(name: "sum", detail: id, value: scores.logits[top], text: PartWords.sum)
            )
            return parts
        }
        for gram in grams {
            let name = model.feature(of: gram.row).name
            add("learned", name, gram.value, PartWords.expression(name))
        }
        let shown = grams.reduce(0) { $0 + $1.value }
        let learned = model.gain(of: features, top: top)
        add("learned", "", learned - shown, PartWords.wording)
        add("prior", id, model.prior(of: top), PartWords.prior)
        total += learned + model.prior(of: top)
        let sum = scores.logits[top] - model.common(features)
        add("calibration", id, sum - total, PartWords.certainty)
        parts.append(ScorePart(name: "sum", detail: id, value: sum, text: PartWords.sum))
        return parts
    }

    /// Why a category is answered, in a sentence: what was heard, or that it was named.
    private func sentence(for top: Int, situation: borrowing Situation) -> Localized {
        if situation.named.contains(top) {
            return Localized(ja: "課題として指定されたから", en: "it was named as the issue")
        }
        var said: [Int] = []
        for mention in situation.reading.mentions where mention.isNeed {
            guard said.count < Self.evidenceLimit, !said.contains(mention.concept),
                compiled.conceptWeights[mention.concept].contains(where: {
                    $0.top == top && $0.weight > 0
                })
            else { continue }
            said.append(mention.concept)
        }
        let heard = said.map { compiled.book.concepts[$0].title }
        guard !heard.isEmpty else {
            return Localized(
                ja: "この課題の相談によくある言い方だから",
                en: "firms with this issue put it this way"
            )
        }
        return Localized(
            ja: heard.map { "「\($0.ja)」" }.joined() + "と聞こえたから",
            en: "heard: " + heard.map(\.en).joined(separator: "; ")
        )
    }
}

extension LearnedModel {
    /// What the features of a text add to a class beside the mean of all classes, in log-odds.
    fileprivate func gain(of features: FeatureSet, top: Int) -> Double {
        var sum = 0.0
        table.forEachGain(of: features, top) { _, gain in sum += Double(gain) }
        return sum
    }

    private var meanBias: Double {
        Double(settings.bias.reduce(0, +)) / Double(settings.bias.count)
    }

    /// How much more common a class is than the mean of all, in log-odds.
    fileprivate func prior(of top: Int) -> Double { Double(settings.bias[top]) - meanBias }

    /// What is the same for all classes: the means of features and bias, calibrated.
    fileprivate func common(_ features: FeatureSet) -> Double {
        let mean = zip(features.rows, features.values).reduce(meanBias) { sum, item in
            sum + Double(table.mean(Int(item.0)) * item.1)
        }
        return mean * Double(settings.calibration)
    }
}

extension [UInt32] {
    /// Whether a run of scalars can stand as evidence before a reader.
    ///
    /// It holds a kanji, or four scalars without a space: `ても` and `of ` say nothing alone.
    fileprivate var isTelling: Bool {
        if contains(where: { (0x4E00...0x9FFF).contains($0) }) { return count > 1 }
        return count > 3 && !contains(0x20)
    }

    /// Where a run of scalars first stands.
    fileprivate func firstIndex(of run: [UInt32]) -> Int? {
        guard count >= run.count else { return nil }
        return (0...(count - run.count)).first { self[$0..<($0 + run.count)].elementsEqual(run) }
    }
}
