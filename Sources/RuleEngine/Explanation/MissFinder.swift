import Knowledge

/// Finds the best results that did not come and the one condition that kept each away.
struct MissFinder {
    /// The most misses of a kind that are told.
    static let limit = 5

    /// The most rules that are looked at; what these bring comes before what others would.
    static let ruleLimit = 4_096

    let compiled: CompiledBook

    /// The misses a query asks for; none unless it asks for `whynot` or `full`.
    func misses(
        _ query: Query,
        situation: borrowing Situation,
        policies: [PolicyRanker.Candidate],
        outcomes: RuleOutcomes,
        scratch: inout RuleScratch
    ) -> [Miss] {
        guard query.explain == .whynot || query.explain == .full else { return [] }
        var near: [(number: Int, failure: ConditionFailure, distance: Double)] = []
        for candidate in policies {
            let number = Int(candidate.number)
            let start = compiled.policies.records[number].program
            guard let gate = compiled.policies.entries[number].policy.gate,
                let failure = compiled.programs.failure(of: gate, at: start, in: situation)
            else { continue }
            near.append((number, failure, distance(failure, situation)))
        }
        near.sort { $0.distance < $1.distance }
        // What no firm would change for a policy is told only where nothing nearer is there.
        let reachable = near.filter { isWithinReach($0.failure, situation) }
        if !reachable.isEmpty { near = reachable }
        var result: [Miss] = near.prefix(Self.limit).compactMap { number, failure, _ in
            let policy = compiled.policies.entries[number].policy
            return miss(
                kind: .policy,
                id: policy.id.text,
                name: policy.title,
                failure: failure,
                reason: Reason(
                    rule: policy.id.text,
                    origin: failure.condition.origin,
                    text: policy.title
                ),
                situation: situation
            )
        }
        result += ruleMisses(
            outcomes,
            except: Set(result.map(\.id)),
            situation: situation,
            scratch: &scratch
        )
        result += tried(query)
        return result
    }

    private func isWithinReach(
        _ failure: ConditionFailure,
        _ situation: borrowing Situation
    ) -> Bool {
        guard let test = failure.test else { return true }
        return ConditionReach(sizes: compiled.sizes).isWithinReach(test, for: situation.company)
    }

    /// How far a number is from what was wanted, as a share of it; what is no number comes last.
    private func distance(
        _ failure: ConditionFailure,
        _ situation: borrowing Situation
    ) -> Double {
        guard let test = failure.test else { return .infinity }
        return ConditionReach(sizes: compiled.sizes).distance(test, for: situation.company)
            ?? .infinity
    }

    /// What rules would have brought whose words hold and that a single fact of the firm keeps
    /// away.
    private func ruleMisses(
        _ outcomes: RuleOutcomes,
        except known: Set<String>,
        situation: borrowing Situation,
        scratch: inout RuleScratch
    ) -> [Miss] {
        var told = known.union(outcomes.telling.flatMap { targets(of: $0.rule.effect) }.map(\.id))
        for number in scratch.votes.proposed {
            told.insert(compiled.policies.entries[Int(number)].policy.id.text)
        }
        var result: [Miss] = []
        let failing = compiled.ruleIndex.failing(
            in: situation,
            programs: compiled.programs,
            scratch: &scratch,
            limit: Self.ruleLimit
        )
        for number in failing {
            let rule = compiled.rules[number]
            let start = compiled.ruleIndex.start(of: number)
            guard
                let failure = compiled.programs.failure(
                    of: rule.rule.condition,
                    at: start,
                    in: situation
                ), isWithinReach(failure, situation)
            else { continue }
            var missed = targets(of: rule.rule.effect)
            // A rule that brings a style or a caution is told for its own sake.
            if missed.isEmpty { missed = [(.rule, rule.rule.id.text, rule.rule.title)] }
            for target in missed where told.insert(target.id).inserted {
                guard
                    let miss = miss(
                        kind: target.kind,
                        id: target.id,
                        name: target.name,
                        failure: failure,
                        reason: rule.reason,
                        situation: situation
                    )
                else { continue }
                result.append(miss)
                if result.count == Self.limit { return result }
            }
        }
        return result
    }

    /// The partners, networks and policies that an effect names.
    private func targets(of effect: Effect) -> [(kind: Miss.Kind, id: String, name: Localized)] {
        var result: [(kind: Miss.Kind, id: String, name: Localized)] = []
        for proposal in effect.partners {
            switch proposal.target {
            case .network(let id):
                guard let network = compiled.book.networks.first(where: { $0.id == id }) else {
                    continue
                }
                result.append((.partner, id.text, network.title))
            case .partner(let id):
                guard let number = compiled.partners.number(of: id) else { continue }
                let partner = compiled.partners.entries[number].partner
                result.append((.partner, id.text, partner.title))
            }
        }
        for proposal in effect.policies {
            guard let number = compiled.policies.number(of: proposal.policy) else { continue }
            let policy = compiled.policies.entries[number].policy
            result.append((.policy, policy.id.text, policy.title))
        }
        return result
    }

    /// Partners that are left out because the firm has been there.
    private func tried(_ query: Query) -> [Miss] {
        query.history.filter { $0.result != .ongoing }.compactMap { entry in
            guard let number = compiled.partners.number(of: entry.partner) else { return nil }
            let partner = compiled.partners.entries[number].partner
            let result = entry.result.words
            return Miss(
                kind: .partner,
                id: partner.id.text,
                name: partner.title,
                condition: Localized(ja: "まだ相談していないこと", en: "not tried yet"),
                wanted: Localized(ja: "未相談", en: "not tried"),
                actual: Localized(ja: "相談済み（\(result.ja)）", en: "tried (\(result.en))"),
                change: nil,
                reason: Reason(rule: partner.id.text, origin: partner.origin, text: nil)
            )
        }
    }

    private func miss(
        kind: Miss.Kind,
        id: String,
        name: Localized,
        failure: ConditionFailure,
        reason: Reason,
        situation: borrowing Situation
    ) -> Miss? {
        guard let test = failure.test else { return nil }
        let words = ConditionWords(compiled: compiled)
        let wanted = words.wanted(test, company: situation.company)
        return Miss(
            kind: kind,
            id: id,
            name: name,
            condition: failure.condition.label ?? wanted,
            wanted: wanted,
            actual: words.actual(test, company: situation.company, asOf: situation.asOf),
            change: words.change(
                for: failure,
                company: situation.company,
                asOf: situation.asOf
            ),
            reason: reason
        )
    }
}

extension HistoryEntry.Result {
    /// The result of a visit in words.
    fileprivate var words: Localized {
        switch self {
        case .declined: Localized(ja: "断られた", en: "declined")
        case .unsuitable: Localized(ja: "合わなかった", en: "unsuitable")
        case .ongoing: Localized(ja: "相談中", en: "ongoing")
        case .helped: Localized(ja: "役に立った", en: "helped")
        case .unknown: Localized(ja: "結果は不明", en: "result unknown")
        }
    }
}
