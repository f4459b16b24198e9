import Knowledge

/// Matches policies to the issue and the firm: gates first, then the rank of what is left.
struct PolicyRanker {
    let compiled: CompiledBook

    /// A policy under consideration with what is known of its gate.
    struct Candidate {
        var number: Int
        var score: Double
        var status: PolicyStatus
        var window: WindowState
        var missing: [Identifier<Question>]
        var failure: (condition: CompiledCondition, test: CompanyTest?)?
        var parts: [ScorePart]
        var reasons: [Reason]

        /// Multiplies the score and notes what that adds or takes.
        mutating func scale(by factor: Double, name: String, detail: String) {
            guard factor != 1 else { return }
            parts.append(ScorePart(name: name, detail: detail, value: score * (factor - 1)))
            score *= factor
        }
    }

    /// All policies that fit the issue and are not ruled out, best first.
    func candidates(
        for issues: [IssueShare],
        situation: borrowing Situation,
        rules: [CompiledRule]
    ) -> [Candidate] {
        var relevance: [Int: (score: Double, parts: [ScorePart], reasons: [Reason])] = [:]
        for issue in issues { addTopics(of: issue, to: &relevance) }
        for rule in rules {
            for proposal in rule.rule.effect.policies {
                guard let number = compiled.policies.number(of: proposal.policy) else { continue }
                let value = 0.4 * proposal.weight
                relevance[number, default: (0, [], [])].score += value
                relevance[number]?.parts.append(
                    ScorePart(name: "rule", detail: rule.rule.id.text, value: value)
                )
                relevance[number]?.reasons.append(rule.reason)
            }
        }
        var result: [Candidate] = []
        for (number, item) in relevance where item.score >= 0.2 {
            guard let judged = judge(number, situation: situation) else { continue }
            var candidate = judged
            candidate.score = item.score
            candidate.parts = item.parts
            candidate.scale(
                by: candidate.status.factor,
                name: "status",
                detail: candidate.status.rawValue
            )
            candidate.scale(
                by: candidate.window.phase.factor,
                name: "window",
                detail: candidate.window.phase.rawValue
            )
            candidate.reasons = item.reasons
            result.append(candidate)
        }
        return result.sorted { left, right in
            if left.score != right.score { return left.score > right.score }
            return left.number < right.number
        }
    }

    /// The answer's form of a candidate.
    func ranked(_ candidate: Candidate, situation: borrowing Situation) -> RankedPolicy {
        let policy = compiled.policies.entries[candidate.number].policy
        let own = Reason(rule: policy.id.text, origin: policy.origin, text: nil)
        var change: Localized?
        if candidate.status == .nearMiss, let failure = candidate.failure {
            change = ConditionWords(compiled: compiled).change(
                for: failure,
                company: situation.company,
                asOf: situation.asOf
            )
        }
        return RankedPolicy(
            id: policy.id,
            status: candidate.status,
            missing: candidate.missing,
            change: change,
            window: candidate.window,
            score: min(1, candidate.score),
            because: candidate.reasons + [own],
            parts: candidate.parts
        )
    }

    private func addTopics(
        of issue: IssueShare,
        to relevance: inout [Int: (score: Double, parts: [ScorePart], reasons: [Reason])]
    ) {
        var values: [Int: Double] = [:]
        for number in compiled.policies.forCategory(issue.top) { values[Int(number)] = 0.6 }
        for sub in compiled.categories.subRanges[issue.top] {
            // A policy for another sub-category of the same issue is a distant fit.
            let value = sub == issue.sub ? 1 : 0.3
            for number in compiled.policies.forSub(sub) {
                values[Int(number)] = max(values[Int(number)] ?? 0, value)
            }
        }
        let detail =
            issue.sub.map { compiled.categories.subs[$0].id.text }
            ?? compiled.categories.categories[issue.top].id.text
        for (number, fit) in values {
            let value = fit * issue.share
            relevance[number, default: (0, [], [])].score += value
            relevance[number]?.parts.append(ScorePart(name: "topic", detail: detail, value: value))
        }
    }

    /// What the gate and the windows say, or `nil` when the policy is not for such a firm.
    private func judge(_ number: Int, situation: borrowing Situation) -> Candidate? {
        let entry = compiled.policies.entries[number]
        guard entry.policy.applicant == .firm || entry.policy.applicant == .group else {
            return nil
        }
        let window = WindowState(entry.policy, on: situation.asOf)
        var result = Candidate(
            number: number,
            score: 0,
            status: .match,
            window: window,
            missing: [],
            failure: nil,
            parts: [],
            reasons: []
        )
        if let gate = entry.gate {
            switch compiled.evaluator.truth(of: gate, in: situation) {
            case .yes: break
            case .unknown:
                result.status = .needsInfo
                result.missing = compiled.evaluator.missingFacts(of: gate, in: situation)
            case .no:
                let failures = compiled.evaluator.failures(of: gate, in: situation)
                guard failures.count == 1, let failure = failures.first,
                    failure.test?.isPlace == false
                else { return nil }
                result.status = .nearMiss
                result.failure = failure
            }
        }
        if window.phase == .closed { result.status = .closed }
        return result
    }
}

extension PolicyStatus {
    /// How much of its relevance a policy keeps in the ranking.
    fileprivate var factor: Double {
        switch self {
        case .match: 1
        case .needsInfo: 0.9
        case .nearMiss: 0.5
        case .closed: 0.35
        }
    }
}

extension WindowState.Phase {
    /// How much of its relevance a policy keeps: what can be applied for now comes first.
    fileprivate var factor: Double {
        switch self {
        case .open, .closed: 1
        case .upcoming: 0.95
        case .unverified: 0.8
        }
    }
}

extension CompanyTest {
    /// Whether the test is about where the firm is, which no firm changes for a policy.
    var isPlace: Bool {
        switch self {
        case .prefecture, .municipality: true
        default: false
        }
    }
}
