import Knowledge

/// Matches policies to the issue and the firm: gates first, then the rank of what is left.
struct PolicyRanker {
    let compiled: CompiledBook

    /// A policy under consideration.
    struct Candidate: Sendable {
        var number: Int32
        var status: PolicyStatus
        var phase: WindowState.Phase
        var score: Double
    }

    /// The policies for a query.
    struct Selection {
        /// The best, as many as may be answered.
        var best: [Candidate] = []
        /// The best of those that one fact of the firm keeps away, if they are wanted.
        var near: [Candidate] = []
        /// The best of those that wait for a fact, if reasons are wanted.
        var pending: [Candidate] = []
        /// How many policies wait for each fact.
        var waiting = FactCounts()
    }

    /// Below this a policy has too little to do with the issue.
    private static let leastRelevance = 0.2
    /// The most near misses that are looked at for the ones to tell.
    private static let nearLimit = 100

    /// The policies that fit the issue and are not ruled out.
    ///
    /// Of the policies that the issue or a rule brings in only those are judged that may still come
    /// among the best, that may wait for a fact, or that may be told as near misses.
    func selection(
        for issues: [IssueShare],
        situation: borrowing Situation,
        votes: inout PolicyVotes,
        query: Query
    ) -> Selection {
        addTopics(of: issues, place: situation.firm.prefecture, to: &votes)
        let wantsNear = query.explain == .whynot || query.explain == .full
        let wantsAll = wantsNear || !situation.firm.gate.isWhole
        var best = TopSelection<Candidate>(limit: query.limit, by: Self.precedes)
        var near = TopSelection<Candidate>(limit: Self.nearLimit, by: Self.precedes)
        var pending = TopSelection<Candidate>(limit: Self.nearLimit, by: Self.precedes)
        let wantsPending = query.explain != .none
        var selection = Selection()
        var least = 0.0
        votes.visit { number, value in
            guard value >= Self.leastRelevance else { return }
            // Status and window only take from the relevance.
            guard wantsAll || value >= least || compiled.policies.mayWait(number) else { return }
            guard
                var candidate = judge(number, situation: situation, waiting: &selection.waiting)
            else { return }
            candidate.score = value * candidate.status.factor * candidate.phase.factor
            best.offer(candidate)
            if best.items.count == query.limit, let last = best.items.last { least = last.score }
            if wantsNear, candidate.status == .nearMiss { near.offer(candidate) }
            if wantsPending, candidate.status == .needsInfo { pending.offer(candidate) }
        }
        selection.best = best.items
        selection.near = near.items
        selection.pending = pending.items
        return selection
    }

    /// Better first, ties in book order.
    private static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.score != right.score { return left.score > right.score }
        return left.number < right.number
    }

    /// Adds what policies are for to what rules say for them.
    private func addTopics(of issues: [IssueShare], place: Int32, to votes: inout PolicyVotes) {
        for issue in issues {
            let (first, second) = compiled.policies.topics(of: issue.top, place: place)
            for topic in first { votes.add(fit(topic, issue) * issue.share, to: topic.policy) }
            for topic in second { votes.add(fit(topic, issue) * issue.share, to: topic.policy) }
        }
    }

    /// How well a policy fits an issue, 0…1.
    @inline(__always)
    private func fit(_ topic: PolicyIndex.Topic, _ issue: IssueShare) -> Double {
        guard let sub = issue.sub, topic.mayBeFor(sub) else { return topic.distantFit }
        let table = compiled.categories
        let isFor =
            table.subRanges[issue.top].count <= 64
            || compiled.policies.entries[Int(topic.policy)].policy.topics.contains {
                table.sub(of: $0) == sub
            }
        return isFor ? 1 : topic.distantFit
    }

    /// The answer's form of a candidate with the rules that propose it.
    func ranked(
        _ candidate: Candidate,
        for issues: [IssueShare],
        proposing: [CompiledRule],
        situation: borrowing Situation,
        level: ExplainLevel
    ) -> RankedPolicy {
        // Copying a policy costs more than all that is read of it.
        let entry = compiled.policies.entries[Int(candidate.number)]
        let record = compiled.policies.records[Int(candidate.number)]
        let start = record.program
        var change: Localized?
        if candidate.status == .nearMiss, let gate = entry.policy.gate,
            let failure = compiled.programs.failure(of: gate, at: start, in: situation)
        {
            change = ConditionWords(compiled: compiled).change(
                for: failure,
                company: situation.company,
                asOf: situation.asOf
            )
        }
        let window =
            record.phase.map { WindowState(phase: $0, opens: nil, until: nil) }
            ?? WindowState(entry.policy, on: situation.asOf)
        let isOpen = candidate.status == .needsInfo || candidate.status == .closed
        return RankedPolicy(
            id: entry.policy.id,
            status: candidate.status,
            missing: isOpen && start >= 0
                ? compiled.programs.missingFacts(at: start, in: situation) : [],
            change: change,
            window: window,
            score: min(1, candidate.score),
            because: proposing.map(\.reason) + [entry.reason],
            parts: level == .full
                ? parts(of: candidate, for: issues, rules: proposing) : []
        )
    }

    /// The sum behind a score: issues and rules that name the policy, then what its status and its
    /// windows take.
    private func parts(
        of candidate: Candidate,
        for issues: [IssueShare],
        rules: [CompiledRule]
    ) -> [ScorePart] {
        let number = Int(candidate.number)
        let policy = compiled.policies.entries[number].policy
        let words = PartWords(compiled: compiled)
        var parts: [ScorePart] = []
        for issue in issues {
            guard
                let topic = compiled.policies.topic(
                    of: number,
                    top: issue.top,
                    categories: compiled.categories
                )
            else { continue }
            parts.append(
                ScorePart(
                    name: "topic",
                    detail: issue.sub.map { compiled.categories.subs[$0].id.text }
                        ?? compiled.categories.categories[issue.top].id.text,
                    value: fit(topic, issue) * issue.share,
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
        let (status, phase) = (candidate.status, candidate.phase)
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
    private func judge(
        _ number: Int32,
        situation: borrowing Situation,
        waiting: inout FactCounts
    ) -> Candidate? {
        let record = compiled.policies.records[Int(number)]
        guard record.isForFirms, !record.isElsewhere(situation.firm) else { return nil }
        let verdict = record.gate.verdict(situation.firm.gate)
        guard verdict.failures < 2 else { return nil }
        var status = PolicyStatus.match
        var missing = verdict.missing
        if record.program < 0 || record.isExact && !situation.firm.gate.isIrregular {
            if verdict.failures > 0 {
                status = .nearMiss
            } else if !missing.isEmpty {
                status = .needsInfo
            }
        } else {
            switch compiled.programs.truth(at: record.program, in: situation) {
            case .yes: break
            case .unknown:
                status = .needsInfo
                missing = compiled.programs.missing(at: record.program, in: situation)
            case .no:
                let failures = compiled.programs.failures(at: record.program, in: situation)
                guard failures.count == 1, failures.isOfFirm, !failures.isOfPlace else {
                    return nil
                }
                status = .nearMiss
            }
        }
        let phase =
            record.phase
            ?? WindowState(compiled.policies.entries[Int(number)].policy, on: situation.asOf).phase
        if phase == .closed { status = .closed }
        if status == .needsInfo { waiting.add(missing) }
        return Candidate(number: number, status: status, phase: phase, score: 0)
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
