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
    static let ruleShare = 0.5

    /// Below this probability an issue that the owner speaks of as no trouble is no answer.
    static let doubtful = 0.3
    /// Below this probability of the first issue nothing stands out.
    static let flat = 0.15
    /// The most issues that partners and policies are chosen for.
    static let issueLimit = 3
    /// Rules are silent when none gives a category log-odds of this much.
    static let silent = 0.5

    let compiled: CompiledBook

    /// Scores all categories for a situation, with empty room for the rules of the book.
    func scores(
        _ situation: borrowing Situation,
        query: Query,
        scratch: inout RuleScratch
    ) -> CategoryScores {
        let share = compiled.learned == nil ? 1 : Self.ruleShare
        var result = ruleScores(situation, share: share, scratch: &scratch)
        var logits = result.ruleLogits
        if let model = compiled.learned, situation.reading.text.count > 0 {
            let features = FeatureSet(
                situation.reading,
                model: model,
                concepts: compiled.conceptRows
            )
            model.add(features, to: &logits)
            result.features = features
        }
        let names = named(by: query, logits: &logits, ruledOut: &result.ruledOut)
        let isUnclear = !query.namesIssue && liftUnclear(&logits, rules: result.ruleLogits)
        result.logits = logits
        gate(&logits, &result)
        result.probabilities = logits
        result.ranking = result.ranked()
        result.subProbabilities = subProbabilities(
            of: result.ranking.prefix(max(query.limit, Self.issueLimit)),
            situation,
            result,
            names: names,
            isUnclear: isUnclear
        )
        return result
    }

    /// The probabilities of the sub-categories of some categories; those of others are 0.
    private func subProbabilities(
        of tops: ArraySlice<Int>,
        _ situation: borrowing Situation,
        _ scores: CategoryScores,
        names: NamedSubs,
        isUnclear: Bool
    ) -> [Double] {
        let table = compiled.categories
        var logits = subRuleLogits(situation, rules: scores.outcomes.telling)
        for (sub, value) in names { logits[sub] += value }
        if isUnclear, let unclear = table.unclear { logits[unclear.sub] += 6 }
        let ranges = tops.map { table.subRanges[$0] }
        if let model = compiled.learned, let features = scores.features {
            model.add(features, to: &logits, in: ranges)
        }
        var probabilities = [Double](repeating: 0, count: logits.count)
        for range in ranges {
            Softmax.apply(&logits, range)
            for sub in range { probabilities[sub] = logits[sub] }
        }
        return probabilities
    }

    /// Turns log-odds into probabilities, without the categories that cannot be answered: those
    /// ruled out, and those doubted that the rest of the text does not speak for.
    private func gate(_ logits: inout [Double], _ scores: inout CategoryScores) {
        for top in scores.ruledOut { logits[top] = -.infinity }
        if !scores.doubted.isEmpty {
            var open = logits
            Softmax.apply(&open)
            for top in scores.doubted where open[top] < Self.doubtful {
                scores.ruledOut.insert(top)
                logits[top] = -.infinity
            }
        }
        Softmax.apply(&logits)
    }

    /// Lifts the issue of a firm that cannot say what its trouble is just above the others, where
    /// nothing stands out and no rule speaks for anything.
    ///
    /// - Returns: Whether it was lifted.
    private func liftUnclear(_ logits: inout [Double], rules: [Double]) -> Bool {
        guard let top = compiled.categories.unclear?.top, (rules.max() ?? 0) < Self.silent else {
            return false
        }
        var probabilities = logits
        Softmax.apply(&probabilities)
        let best = probabilities.dropLast().max() ?? 0
        guard best < Self.flat else { return false }
        logits[top] = (logits.dropLast().max() ?? 0) + 0.2
        return true
    }

    /// The log-odds of concepts and rules alone, or that share of them on top of which weights are
    /// learned.
    func ruleScores(
        _ situation: borrowing Situation,
        share: Double,
        scratch: inout RuleScratch
    ) -> CategoryScores {
        let table = compiled.categories
        var logits = [Double](repeating: 0, count: table.classCount)
        let emphases = situation.reading.emphases
        for (concept, emphasis) in emphases {
            for item in compiled.conceptWeights[concept] {
                logits[item.top] += item.weight * emphasis
            }
        }
        var outcomes = RuleOutcomes()
        outcomes.test(.words, in: situation, compiled: compiled, scratch: &scratch)
        var ruledOut: Set<Int> = []
        for rule in outcomes.telling {
            ruledOut.formUnion(rule.ruledOut)
            for item in rule.weights { logits[item.top] += item.weight }
        }
        let against = evidenceAgainst(situation.reading, classCount: logits.count)
        for index in logits.indices {
            logits[index] = min(
                max((logits[index] - against[index]) * share, -Self.ruleLimit),
                Self.ruleLimit
            )
        }
        var doubted: Set<Int> = []
        for mention in situation.reading.mentions where mention.standing.contains(.ruledOut) {
            doubted.formUnion(compiled.conceptIssues[mention.concept])
        }
        return CategoryScores(
            probabilities: [],
            ranking: [],
            subProbabilities: [],
            ruledOut: ruledOut,
            doubted: doubted,
            namesTopic: situation.reading.conceptsMentioned.contains {
                !compiled.conceptIssues[$0].isEmpty
            },
            logits: logits,
            ruleLogits: logits,
            outcomes: outcomes,
            features: nil
        )
    }

    private func subRuleLogits(
        _ situation: borrowing Situation,
        rules: [CompiledRule]
    ) -> [Double] {
        var logits = [Double](repeating: 0, count: compiled.categories.subs.count)
        for (concept, emphasis) in situation.reading.emphases {
            for item in compiled.conceptWeights[concept] {
                if let sub = item.sub { logits[sub] += item.weight * emphasis }
            }
        }
        for rule in rules {
            for item in rule.weights {
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

    /// What is added to the log-odds of sub-categories that the caller names.
    private typealias NamedSubs = [(sub: Int, value: Double)]

    /// What the caller names or has answered outweighs the text.
    private func named(
        by query: Query,
        logits: inout [Double],
        ruledOut: inout Set<Int>
    ) -> NamedSubs {
        let table = compiled.categories
        var subs: NamedSubs = []
        for answer in query.answers where answer.key.text == "issue" && answer.value == nil {
            for reference in answer.offered {
                if let sub = table.sub(of: reference) {
                    subs.append((sub, -Self.named))
                } else if let top = table.top(of: reference) {
                    ruledOut.insert(top)
                }
            }
        }
        for reference in query.issuesNamed {
            guard let top = table.top(of: reference) else { continue }
            logits[top] += Self.named
            ruledOut.remove(top)
            if let sub = table.sub(of: reference) { subs.append((sub, Self.named)) }
        }
        return subs
    }
}
