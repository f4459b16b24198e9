import Knowledge

/// How probable each issue is, and what that rests on.
struct CategoryScores: Sendable {
    /// The probability of each category; the class outside the scope comes last.
    var probabilities: [Double]
    /// The numbers of the categories by falling probability, ties in book order, ruled-out ones
    /// left out.
    var ranking: [Int]
    /// The probability of each sub-category given its category, for the categories that come first
    /// in the ranking; 0 for others.
    var subProbabilities: [Double]
    /// Categories that cannot be answered.
    var ruledOut: Set<Int>
    /// Categories the owner speaks of as no trouble; what else is said may outweigh that.
    var doubted: Set<Int>
    /// Whether the text names what an issue is about.
    var namesTopic: Bool
    /// The log-odds behind the probabilities, up to what is the same for all classes.
    var logits: [Double]
    /// The log-odds that rules and concepts gave, before calibration, by class.
    var ruleLogits: [Double]
    /// The rules that words and firm decide.
    var outcomes: RuleOutcomes
    /// The features of the text that the learned model knows.
    var features: FeatureSet?

    /// What ``ranking`` is made from the probabilities.
    func ranked() -> [Int] {
        // Categories are few, and one comes after all that are no less probable: insertion.
        var result: [Int] = []
        result.reserveCapacity(probabilities.count)
        for top in 0..<(probabilities.count - 1) where !ruledOut.contains(top) {
            var place = result.count
            result.append(top)
            while place > 0, probabilities[result[place - 1]] < probabilities[top] {
                result[place] = result[place - 1]
                place -= 1
            }
            result[place] = top
        }
        return result
    }

    /// The most probable sub-category of a category, with its probability; `nil` where another is
    /// just as probable.
    func bestSub(of range: Range<Int>) -> (sub: Int, probability: Double)? {
        let best = range.max { (subProbabilities[$0], $1) < (subProbabilities[$1], $0) }
        guard let best else { return nil }
        let isAlone = range.allSatisfy {
            $0 == best || subProbabilities[$0] < subProbabilities[best] * 0.99
        }
        return isAlone ? (best, subProbabilities[best]) : nil
    }
}
