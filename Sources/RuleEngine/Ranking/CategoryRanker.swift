import Knowledge
import TextAnalysis

/// Adds up what rules, concepts, examples and the caller say about the issue.
///
/// The sum is in log-odds: concepts and rules as their authors weighted them, learned weights as
/// fitted on top of those, both times the calibration found when the weights were learned. The
/// softmax of the sum is a probability.
struct CategoryRanker {
    /// The log-odds that outweigh any text: a category that the caller or an answer names.
    static let named = 12.0
    /// The most that concepts and rules together may add to or take from one class.
    static let ruleLimit = 6.0
    /// How much of their authors' log-odds concepts and rules keep beside learned weights.
    ///
    /// They often say the same thing twice; the share was found on labelled texts.
    static let ruleShare = 0.8

    /// Log-odds from which a concept alone tells an issue.
    static let telling = 0.8
    /// The probability from which a part of a text is about one issue.
    static let aboutOne = 0.35
    /// The log-odds that an issue loses when a part that is ruled out is certainly about it.
    static let ruledOutPart = 3.0
    /// From this probability of lying outside the scope, a text without a clear issue does.
    static let outside = 0.06
    /// Below this probability of the first issue nothing stands out.
    static let flat = 0.3
    /// A text that gives no category log-odds of this much says nothing about a firm.
    static let mute = 0.2
    /// Rules are silent when none gives a category log-odds of this much.
    static let silent = 0.8

    let compiled: CompiledBook

    /// Scores all categories for a situation.
    func scores(_ situation: borrowing Situation, query: Query) -> CategoryScores {
        let table = compiled.categories
        var result = ruleScores(situation)
        var logits = result.ruleLogits
        var subLogits = subRuleLogits(situation, held: result.heldRules)
        if let model = compiled.learned, situation.reading.text.count > 0 {
            let features = FeatureSet(
                situation.reading,
                model: model,
                concepts: compiled.book.concepts
            )
            model.add(features, to: &logits, subLogits: &subLogits)
            result.features = features
            subtractRuledOut(situation.reading, model: model, from: &logits)
        }
        named(by: query, logits: &logits, subLogits: &subLogits, ruledOut: &result.ruledOut)
        for top in result.ruledOut { logits[top] = -.infinity }
        if !query.namesIssue { liftUnclear(&logits, &subLogits, rules: result.ruleLogits) }
        Softmax.apply(&logits)
        for range in table.subRanges where !range.isEmpty {
            var part = Array(subLogits[range])
            Softmax.apply(&part)
            subLogits.replaceSubrange(range, with: part)
        }
        result.probabilities = logits
        result.subProbabilities = subLogits
        return result
    }

    /// Where nothing stands out and no rule speaks for anything, the honest word is unclear: that
    /// issue is lifted just above the others.
    private func liftUnclear(
        _ logits: inout [Double],
        _ subLogits: inout [Double],
        rules: [Double]
    ) {
        let unclear = CategoryReference("management.unclear")
        guard let top = compiled.categories.top(of: unclear),
            let sub = compiled.categories.sub(of: unclear), (rules.max() ?? 0) < Self.silent
        else { return }
        var probabilities = logits
        Softmax.apply(&probabilities)
        let best = probabilities.dropLast().max() ?? 0
        guard best < Self.flat else { return }
        let outside = compiled.categories.outside
        if probabilities[outside] >= Self.outside, (rules.max() ?? 0) < Self.mute {
            logits[outside] = (logits.max() ?? 0) + 0.2
            return
        }
        logits[top] = (logits.dropLast().max() ?? 0) + 0.2
        subLogits[sub] += 6
    }

    /// The log-odds of concepts and rules alone, the offset on top of which weights are learned.
    func ruleScores(_ situation: borrowing Situation) -> CategoryScores {
        let table = compiled.categories
        var logits = [Double](repeating: 0, count: table.classCount)
        let emphases = situation.reading.emphases()
        for (concept, emphasis) in emphases {
            for item in compiled.conceptWeights[concept] {
                logits[item.top] += item.weight * emphasis
            }
        }
        var held: [Int] = []
        var ruledOut: Set<Int> = []
        let candidates = compiled.postings.candidates(for: situation.reading.conceptsMentioned())
        for number in candidates where compiled.rules[number].phase == .words {
            let rule = compiled.rules[number]
            guard compiled.evaluator.truth(of: rule.condition, in: situation) == .yes else {
                continue
            }
            held.append(number)
            ruledOut.formUnion(rule.ruledOut)
            for item in rule.weights { logits[item.top] += item.weight }
        }
        let against = evidenceAgainst(situation.reading, classCount: logits.count)
        for index in logits.indices {
            logits[index] = min(
                max((logits[index] - against[index]) * Self.ruleShare, -Self.ruleLimit),
                Self.ruleLimit
            )
        }
        // What is ruled out and has nothing else speaking for it is gated, not merely ranked low.
        ruledOut.formUnion(
            against.indices.filter { against[$0] >= Self.telling && logits[$0] <= 0 }
        )
        return CategoryScores(
            probabilities: [],
            subProbabilities: [],
            ruledOut: ruledOut,
            ruleLogits: logits,
            heldRules: held,
            features: nil
        )
    }

    private func subRuleLogits(_ situation: borrowing Situation, held: [Int]) -> [Double] {
        var logits = [Double](repeating: 0, count: compiled.categories.subs.count)
        for (concept, emphasis) in situation.reading.emphases() {
            for item in compiled.conceptWeights[concept] {
                if let sub = item.sub { logits[sub] += item.weight * emphasis }
            }
        }
        for number in held {
            for item in compiled.rules[number].weights {
                if let sub = item.sub { logits[sub] += item.weight }
            }
        }
        return logits
    }

    /// For each class the strongest concept of its own that the owner rules out, as log-odds.
    private func evidenceAgainst(_ reading: Reading, classCount: Int) -> [Double] {
        var against = [Double](repeating: 0, count: classCount)
        for mention in reading.mentions where mention.standing.contains(.ruledOut) {
            for item in compiled.conceptWeights[mention.concept] {
                against[item.top] = max(against[item.top], item.weight)
            }
        }
        return against
    }

    /// Takes from each class what the learned weights read in the parts that are ruled out: where
    /// these are about one issue, that issue is what the owner does not mean.
    private func subtractRuledOut(
        _ reading: Reading,
        model: LearnedModel,
        from logits: inout [Double]
    ) {
        let features = FeatureSet(ruledOutPartsOf: reading, model: model)
        guard !features.rows.isEmpty else { return }
        var inside = [Double](repeating: 0, count: logits.count)
        var subs = [Double](repeating: 0, count: model.settings.subs.count)
        model.add(features, to: &inside, subLogits: &subs)
        Softmax.apply(&inside)
        for top in inside.indices.dropLast() where inside[top] >= Self.aboutOne {
            logits[top] -= Self.ruledOutPart * inside[top]
        }
    }

    /// What the caller names or has answered outweighs the text.
    private func named(
        by query: Query,
        logits: inout [Double],
        subLogits: inout [Double],
        ruledOut: inout Set<Int>
    ) {
        let table = compiled.categories
        var chosen = query.categories
        for answer in query.answers where answer.key.text == "issue" {
            if case .text(let id) = answer.value { chosen.append(CategoryReference(id)) }
            guard answer.value == nil else { continue }
            for reference in answer.offered {
                if let sub = table.sub(of: reference) {
                    subLogits[sub] -= Self.named
                } else if let top = table.top(of: reference) {
                    ruledOut.insert(top)
                }
            }
        }
        for reference in chosen {
            guard let top = table.top(of: reference) else { continue }
            logits[top] += Self.named
            ruledOut.remove(top)
            if let sub = table.sub(of: reference) { subLogits[sub] += Self.named }
        }
    }
}

extension LearnedModel {
    /// Adds the learned log-odds of a text to those of rules and concepts, then calibrates.
    func add(_ features: FeatureSet, to logits: inout [Double], subLogits: inout [Double]) {
        let subCount = settings.subs.count
        var sums = settings.bias
        var subSums = settings.subBias
        for (row, value) in zip(features.rows, features.values) {
            let start = Int(row) * classStride
            for k in 0..<classStride { sums[k] += weights[start + k] * value }
            let subStart = Int(row) * subCount
            for k in 0..<subCount { subSums[k] += subWeights[subStart + k] * value }
        }
        for k in logits.indices {
            logits[k] = (logits[k] + Double(sums[k])) * Double(settings.calibration)
        }
        for k in subLogits.indices { subLogits[k] += Double(subSums[k]) }
    }
}
