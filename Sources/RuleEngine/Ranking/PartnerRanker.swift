import Knowledge

/// Chooses partners the way an adviser does: who handles the issue, near the firm, of its size,
/// not tried already, and never one kind alone.
struct PartnerRanker {
    let compiled: CompiledBook

    /// A partner under consideration.
    struct Candidate {
        var number: Int
        var score: Double
        var nearness: Nearness
        var parts: [ScorePart]
        var proposals: [Reason]
    }

    /// The best partners, at most one of a network, the second of another kind than the first.
    func partners(
        for issues: [IssueShare],
        situation: borrowing Situation,
        rules: [CompiledRule],
        barriers: [ReasonedItem<Barrier>],
        history: [HistoryEntry],
        limit: Int
    ) -> [RankedPartner] {
        let proposals = Proposals(rules, barriers: barriers, approaches: compiled.approaches)
        let tried = Set(history.filter { $0.result != .ongoing }.map(\.partner))
        var best: [Identifier<Network>: Candidate] = [:]
        for number in compiled.partners.entries.indices {
            let entry = compiled.partners.entries[number]
            guard !tried.contains(entry.partner.id),
                let candidate = candidate(
                    number,
                    issues: issues,
                    situation: situation,
                    proposals: proposals
                )
            else { continue }
            if let other = best[entry.partner.network], precedes(other, candidate) { continue }
            best[entry.partner.network] = candidate
        }
        var selection = TopSelection<Candidate>(limit: limit, by: precedes)
        for candidate in best.values { selection.offer(candidate) }
        let chosen = withSecondKind(selection.items, among: best.values).prefix(limit)
        return chosen.enumerated().map { ranked($1, order: $0 + 1, issues: issues) }
    }

    private func candidate(
        _ number: Int,
        issues: [IssueShare],
        situation: borrowing Situation,
        proposals: Proposals
    ) -> Candidate? {
        let entry = compiled.partners.entries[number]
        let nearness = compiled.places.nearness(of: entry.partner.area, to: situation.company)
        guard nearness > .unknown else { return nil }
        var parts: [ScorePart] = []
        var score = 0.0
        for issue in issues {
            let fit = entry.fit(top: issue.top, sub: issue.sub, categories: compiled.categories)
            guard fit > 0 else { continue }
            let value = issue.share * fit * (0.85 + 0.15 * entry.focus)
            score += value
            parts.append(
                ScorePart(name: "strength", detail: entry.partner.network.text, value: value)
            )
        }
        let named = proposals.proposals(for: entry.partner)
        for proposal in named {
            let value = 0.35 * proposal.weight * proposal.role.share
            score += value
            parts.append(ScorePart(name: "rule", detail: proposal.reason.rule, value: value))
        }
        if situation.isVague, entry.partner.isFirstContact {
            score += 0.5
            parts.append(
                ScorePart(name: "first_contact", detail: entry.partner.id.text, value: 0.5)
            )
        }
        guard score > 0.05 else { return nil }
        score = adjusted(score, entry: entry, nearness: nearness, company: situation.company) {
            parts.append($0)
        }
        return Candidate(
            number: number,
            score: score,
            nearness: nearness,
            parts: parts,
            proposals: named.map(\.reason)
        )
    }

    /// Nearness and the size of firm a network mainly serves shade the score, 0.7…1.2 in all.
    private func adjusted(
        _ score: Double,
        entry: PartnerIndex.Entry,
        nearness: Nearness,
        company: Company,
        note: (ScorePart) -> Void
    ) -> Double {
        let near: Double =
            switch nearness {
            case .municipality: 1.2
            case .prefecture: 1.12
            case .region: 1.04
            default: 1
            }
        note(ScorePart(name: "area", detail: "\(nearness)", value: score * (near - 1)))
        var result = score * near
        // A partner whose facts nobody has checked gives way to one like it that was.
        if entry.partner.source.confidence != .seen {
            note(
                ScorePart(name: "unverified", detail: entry.partner.id.text, value: -0.08 * result)
            )
            result *= 0.92
        }
        if let serves = entry.network?.serves, let employees = company.employees,
            !serves.contains(employees)
        {
            note(ScorePart(name: "size", detail: entry.partner.network.text, value: -0.2 * result))
            result *= 0.8
        }
        return result
    }

    /// Better first: score, then nearness, then id.
    private func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.score != right.score { return left.score > right.score }
        if left.nearness != right.nearness { return left.nearness > right.nearness }
        return compiled.partners.entries[left.number].partner.id
            < compiled.partners.entries[right.number].partner.id
    }

    /// Puts the best partner of another kind than the first in second place.
    private func withSecondKind(
        _ ranked: [Candidate],
        among all: some Collection<Candidate>
    ) -> [Candidate] {
        func kind(_ candidate: Candidate) -> Identifier<PartnerKind> {
            compiled.partners.entries[candidate.number].partner.kind
        }
        guard let first = ranked.first,
            let second = all.filter({ kind($0) != kind(first) }).min(by: precedes)
        else { return ranked }
        var result = ranked
        result.removeAll { $0.number == second.number }
        result.insert(second, at: 1)
        return result
    }

    private func ranked(_ candidate: Candidate, order: Int, issues: [IssueShare]) -> RankedPartner {
        let entry = compiled.partners.entries[candidate.number]
        let partner = entry.partner
        var because = candidate.proposals
        if let network = entry.network {
            because.append(
                Reason(rule: network.id.text, origin: network.origin, text: network.role)
            )
        }
        because.append(Reason(rule: partner.id.text, origin: partner.origin, text: nil))
        return RankedPartner(
            id: partner.id,
            isUnverified: partner.source.confidence != .seen,
            score: min(1, candidate.score),
            role: order == 1 ? .lead : order == 2 ? .second : .support,
            order: order,
            because: because,
            parts: candidate.parts
        )
    }
}

extension Effect.PartnerProposal.Role {
    /// How much a proposal counts: a partner named as lead comes before one named as support.
    fileprivate var share: Double {
        switch self {
        case .lead: 1
        case .second: 0.8
        case .support: 0.6
        }
    }
}

/// The partners that rules and barriers name.
private struct Proposals {
    struct Item {
        var role: Effect.PartnerProposal.Role
        var weight: Double
        var reason: Reason
    }

    private var byNetwork: [Identifier<Network>: [Item]] = [:]
    private var byPartner: [Identifier<Partner>: [Item]] = [:]

    init(
        _ rules: [CompiledRule],
        barriers: [ReasonedItem<Barrier>],
        approaches: ApproachIndex
    ) {
        for rule in rules {
            for proposal in rule.rule.effect.partners { add(proposal, reason: rule.reason) }
        }
        for item in barriers {
            guard let barrier = approaches.barriers[item.id] else { continue }
            let reason = Reason(
                rule: barrier.id.text,
                origin: barrier.origin,
                text: barrier.because
            )
            for proposal in barrier.partners { add(proposal, reason: reason) }
        }
    }

    private mutating func add(_ proposal: Effect.PartnerProposal, reason: Reason) {
        let item = Item(role: proposal.role, weight: proposal.weight, reason: reason)
        switch proposal.target {
        case .network(let id): byNetwork[id, default: []].append(item)
        case .partner(let id): byPartner[id, default: []].append(item)
        }
    }

    func proposals(for partner: Partner) -> [Item] {
        (byNetwork[partner.network] ?? []) + (byPartner[partner.id] ?? [])
    }
}
