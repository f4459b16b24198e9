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
        }
        named(by: query, logits: &logits, subLogits: &subLogits, ruledOut: &result.ruledOut)
        for top in result.ruledOut { logits[top] = -.infinity }
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
        for index in logits.indices {
            logits[index] = min(max(logits[index], -Self.ruleLimit), Self.ruleLimit)
        }
        ruledOut.formUnion(ruledOutByOwner(situation.reading, ruleLogits: logits))
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

    /// Categories the owner says are not the trouble: a concept of theirs is ruled out, and
    /// nothing else in the text speaks for them as a need.
    private func ruledOutByOwner(_ reading: Reading, ruleLogits: [Double]) -> Set<Int> {
        var against = [Double](repeating: 0, count: ruleLogits.count)
        for mention in reading.mentions where mention.standing.contains(.ruledOut) {
            for item in compiled.conceptWeights[mention.concept] {
                against[item.top] = max(against[item.top], item.weight)
            }
        }
        return Set(
            against.indices.filter { against[$0] >= 0.8 && against[$0] > ruleLogits[$0] }
        )
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
