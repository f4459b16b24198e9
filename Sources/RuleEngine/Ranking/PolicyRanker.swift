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
    }

    /// Below this a policy has too little to do with the issue.
    private static let leastRelevance = 0.2

    /// All policies that fit the issue and are not ruled out, best first.
    func candidates(
        for issues: [IssueShare],
        situation: borrowing Situation,
        rules: [CompiledRule]
    ) -> [Candidate] {
        var relevance = [Double](repeating: 0, count: compiled.policies.entries.count)
        var touched: [Int] = []
        func add(_ value: Double, to number: Int) {
            if relevance[number] == 0 { touched.append(number) }
            relevance[number] += value
        }
        for issue in issues {
            for topic in compiled.policies.topics(of: issue.top) {
                add(topic.fit(issue.sub) * issue.share, to: Int(topic.policy))
            }
        }
        for rule in rules {
            for proposal in rule.rule.effect.policies {
                guard let number = compiled.policies.number(of: proposal.policy) else { continue }
                add(proposal.share, to: number)
            }
        }
        var result: [Candidate] = []
        for number in touched where relevance[number] >= Self.leastRelevance {
            guard var candidate = judge(number, situation: situation) else { continue }
            candidate.score =
                relevance[number] * candidate.status.factor * candidate.window.phase.factor
            result.append(candidate)
        }
        return result.sorted { left, right in
            if left.score != right.score { return left.score > right.score }
            return left.number < right.number
        }
    }

    /// The answer's form of a candidate.
    func ranked(
        _ candidate: Candidate,
        for issues: [IssueShare],
        rules: [CompiledRule],
        situation: borrowing Situation,
        level: ExplainLevel
    ) -> RankedPolicy {
        let policy = compiled.policies.entries[candidate.number].policy
        let own = Reason(rule: policy.id.text, origin: policy.origin, text: nil)
        let proposing = rules.filter { rule in
            rule.rule.effect.policies.contains { $0.policy == policy.id }
        }
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
            because: proposing.map(\.reason) + [own],
            parts: level == .full ? parts(of: candidate, for: issues, rules: proposing) : []
        )
    }

    /// The sum behind a score: issues and rules that name the policy, then what its status and its
    /// windows take.
    private func parts(
        of candidate: Candidate,
        for issues: [IssueShare],
        rules: [CompiledRule]
    ) -> [ScorePart] {
        let policy = compiled.policies.entries[candidate.number].policy
        let words = PartWords(compiled: compiled)
        var parts: [ScorePart] = []
        for issue in issues {
            let topics = compiled.policies.topics(of: issue.top)
            guard let topic = topics.first(where: { Int($0.policy) == candidate.number }) else {
                continue
            }
            parts.append(
                ScorePart(
                    name: "topic",
                    detail: issue.sub.map { compiled.categories.subs[$0].id.text }
                        ?? compiled.categories.categories[issue.top].id.text,
                    value: topic.fit(issue.sub) * issue.share,
                    text: words.topic(issue)
                )
            )
        }
        for rule in rules {
            for proposal in rule.rule.effect.policies where proposal.policy == policy.id {
                parts.append(
                    ScorePart(
                        name: "rule",
                        detail: rule.rule.id.text,
                        value: proposal.share,
                        text: rule.rule.title
                    )
                )
            }
        }
        var sum = parts.reduce(0) { $0 + $1.value }
        func scale(by factor: Double, _ name: String, _ detail: String, _ text: Localized) {
            guard factor != 1 else { return }
            parts.append(
                ScorePart(name: name, detail: detail, value: sum * (factor - 1), text: text)
            )
            sum *= factor
        }
        let (status, phase) = (candidate.status, candidate.window.phase)
        scale(by: status.factor, "status", status.rawValue, PartWords.status(status))
        scale(by: phase.factor, "window", phase.rawValue, PartWords.window(phase))
        if sum > 1 {
            parts.append(
                ScorePart(name: "cap", detail: policy.id.text, value: 1 - sum, text: PartWords.cap)
            )
        }
        return parts
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
            failure: nil
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

extension Effect.PolicyProposal {
    /// What the proposal adds to a policy's relevance.
    fileprivate var share: Double { 0.4 * weight }
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
