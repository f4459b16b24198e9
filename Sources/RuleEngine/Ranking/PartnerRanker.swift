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
    }

    /// What the candidates of one query are judged by.
    private struct Request {
        /// The shares of the issues, and how well every partner fits them.
        var fits: [(share: Double, ofPartners: [Double])]
        var location: PlaceIndex.Location
        var employees: Int?
        var isVague: Bool
        var proposals: Proposals
    }

    /// The best partners, at most one of a network, the second of another kind than the first.
    func partners(
        for issues: [IssueShare],
        situation: borrowing Situation,
        rules: [CompiledRule],
        barriers: [ApproachRanker.HeardBarrier],
        query: Query
    ) -> [RankedPartner] {
        let request = Request(
            fits: issues.map { ($0.share, compiled.partners.fits($0)) },
            location: compiled.places.location(of: situation.company),
            employees: situation.company.employees,
            isVague: situation.isVague,
            proposals: Proposals(rules, barriers: barriers, compiled: compiled)
        )
        let best = bestOfNetworks(request, history: query.history)
        var selection = TopSelection<Candidate>(limit: query.limit, by: precedes)
        for candidate in best { selection.offer(candidate) }
        let chosen = withSecondKind(selection.items, among: best).prefix(query.limit)
        return chosen.enumerated().map { index, candidate in
            // The second is out of its turn where it scores less than the third.
            let isSecondKind =
                index == 1 && chosen.count > 2 && precedes(chosen[2], candidate)
            return ranked(
                candidate,
                order: index + 1,
                request,
                level: query.explain,
                isSecondKind: isSecondKind
            )
        }
    }

    private func bestOfNetworks(_ request: Request, history: [HistoryEntry]) -> [Candidate] {
        let tried = history.filter { $0.result != .ongoing }.compactMap {
            compiled.partners.number(of: $0.partner)
        }
        var best = [Candidate?](repeating: nil, count: compiled.partners.networkCount)
        compiled.partners.forEach(near: request.location) { number in
            let entry = compiled.partners.entries[number]
            if let other = best[entry.network], other.number == number { return }
            let nearness = entry.area.nearness(to: request.location)
            let score = score(entry, number: number, nearness: nearness, request) { _, _, _ in }
            guard score > 0, !tried.contains(number) else { return }
            let candidate = Candidate(number: number, score: score, nearness: nearness)
            if let other = best[entry.network], precedes(other, candidate) { return }
            best[entry.network] = candidate
        }
        return best.compactMap { $0 }
    }

    /// Below this a partner has nothing to do with the issue.
    private static let leastScore = 0.05

    /// Adds up what speaks for a partner.
    ///
    /// That is its strength for the issues, what rules propose, being a first contact; nearness
    /// and the size of firm a network mainly serves shade the sum, 0.7…1.2 in all. Every part is
    /// noted with its name, its value and what it is about.
    @inline(__always)
    private func score(
        _ entry: PartnerIndex.Entry,
        number: Int,
        nearness: Nearness,
        _ request: Request,
        note: (PartName, Double, String?) -> Void
    ) -> Double {
        var sum = 0.0
        for index in request.fits.indices {
            let fit = request.fits[index].ofPartners[number]
            guard fit > 0 else { continue }
            let value = request.fits[index].share * fit
            sum += value
            note(.strength, value, nil)
        }
        for index in request.proposals.items.indices {
            let item = request.proposals.items[index]
            guard item.proposal.isFor(number, network: entry.network) else { continue }
            sum += item.proposal.value
            note(.rule, item.proposal.value, item.reason.rule)
        }
        if request.isVague, entry.partner.isFirstContact {
            sum += 0.5
            note(.firstContact, 0.5, nil)
        }
        guard sum > Self.leastScore else { return 0 }
        note(.area, sum * (nearness.factor - 1), nearness.name)
        sum *= nearness.factor
        // A partner whose facts nobody has checked gives way to one like it that was.
        if !entry.isVerified {
            note(.unverified, -0.08 * sum, nil)
            sum *= 0.92
        }
        if let serves = entry.strengths.network?.serves, let employees = request.employees,
            !serves.contains(employees)
        {
            note(.size, -0.2 * sum, nil)
            sum *= 0.8
        }
        return sum
    }

    /// The parts of a partner's score.
    private enum PartName: String {
        case strength, rule, area, unverified, size
        case firstContact = "first_contact"
    }

    /// Better first: score, then nearness, then id.
    private func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.score != right.score { return left.score > right.score }
        if left.nearness != right.nearness { return left.nearness > right.nearness }
        return compiled.partners.entries[left.number].partner.id
            < compiled.partners.entries[right.number].partner.id
    }

    /// Puts the best partner of another kind than the first in second place.
    private func withSecondKind(_ ranked: [Candidate], among all: [Candidate]) -> [Candidate] {
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

    private func ranked(
        _ candidate: Candidate,
        order: Int,
        _ request: Request,
        level: ExplainLevel,
        isSecondKind: Bool
    ) -> RankedPartner {
        let entry = compiled.partners.entries[candidate.number]
        let partner = entry.partner
        var because = request.proposals.items.filter {
            $0.proposal.isFor(candidate.number, network: entry.network)
        }.map(\.reason)
        if let reason = entry.strengths.reason { because.append(reason) }
        because.append(entry.reason)
        return RankedPartner(
            id: partner.id,
            isUnverified: !entry.isVerified,
            score: min(1, candidate.score),
            role: order == 1 ? .lead : order == 2 ? .second : .support,
            order: order,
            because: because,
            parts: level == .full
                ? parts(of: candidate, entry, request, isSecondKind: isSecondKind) : []
        )
    }

    private func parts(
        of candidate: Candidate,
        _ entry: PartnerIndex.Entry,
        _ request: Request,
        isSecondKind: Bool
    ) -> [ScorePart] {
        let words = PartWords(compiled: compiled)
        var parts: [ScorePart] = []
        _ = score(entry, number: candidate.number, nearness: candidate.nearness, request) {
            name,
            value,
            about in
            guard value != 0 else { return }
            let (detail, text): (String, Localized) =
                switch name {
                case .strength: (entry.partner.network.text, words.strength(entry))
                case .size: (entry.partner.network.text, PartWords.size)
                case .rule: (about ?? "", words.rule(about ?? ""))
                case .area: (candidate.nearness.name, PartWords.area(candidate.nearness))
                case .firstContact: (entry.partner.id.text, PartWords.firstContact)
                case .unverified: (entry.partner.id.text, PartWords.unverified)
                }
            parts.append(
                ScorePart(name: name.rawValue, detail: detail, value: value, text: text)
            )
        }
        if candidate.score > 1 {
            parts.append(
                ScorePart(
                    name: "cap",
                    detail: entry.partner.id.text,
                    value: 1 - candidate.score,
                    text: PartWords.cap
                )
            )
        }
        if isSecondKind {
            parts.append(
                ScorePart(
                    name: "second_kind",
                    detail: entry.partner.kind.text,
                    value: 0,
                    text: PartWords.secondKind
                )
            )
        }
        return parts
    }
}

/// The partners that rules and barriers name.
private struct Proposals {
    struct Item {
        let proposal: PartnerIndex.Proposal
        let reason: Reason
    }

    /// Those for networks, then those for single partners.
    let items: [Item]

    init(
        _ rules: [CompiledRule],
        barriers: [ApproachRanker.HeardBarrier],
        compiled: CompiledBook
    ) {
        var items: [Item] = []
        var ofPartners: [Item] = []
        func add(_ proposals: [PartnerIndex.Proposal], _ reason: Reason) {
            for proposal in proposals {
                let item = Item(proposal: proposal, reason: reason)
                if proposal.network >= 0 { items.append(item) } else { ofPartners.append(item) }
            }
        }
        for rule in rules { add(rule.partners, rule.reason) }
        for heard in barriers {
            let barrier = compiled.approaches.barriers[heard.number]
            add(barrier.partners, barrier.reason)
        }
        self.items = items + ofPartners
    }
}
