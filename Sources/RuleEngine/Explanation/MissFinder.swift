import Knowledge

/// Finds the best results that did not come and the one condition that kept each away.
struct MissFinder {
    /// The most misses of a kind that are told.
    static let limit = 5

    let compiled: CompiledBook

    /// The misses a query asks for; none unless it asks for `whynot` or `full`.
    func misses(
        _ query: Query,
        situation: borrowing Situation,
        policies: [PolicyRanker.Candidate],
        outcomes: RuleOutcomes
    ) -> [Miss] {
        guard query.explain == .whynot || query.explain == .full else { return [] }
        let near = policies.filter { $0.status == .nearMiss }
            .compactMap { candidate in candidate.failure.map { (candidate.number, $0) } }
            .sorted { distance($0.1, situation) < distance($1.1, situation) }
        var result: [Miss] = near.prefix(Self.limit).compactMap { number, failure in
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
        result += ruleMisses(outcomes, except: Set(result.map(\.id)), situation: situation)
        result += tried(query)
        return result
    }

    /// How far a number is from what was wanted, as a share of it; what is no number comes last.
    private func distance(
        _ failure: (condition: CompiledCondition, test: CompanyTest?),
        _ situation: borrowing Situation
    ) -> Double {
        let (interval, value): (Interval, Int?) =
            switch failure.test {
            case .employees(let interval): (interval, situation.company.employees)
            case .capital(let interval): (interval, situation.company.capital)
            default: (Interval(min: nil, max: nil), nil)
            }
        guard let value else { return .infinity }
        guard let bound = value < interval.min ?? value ? interval.min : interval.max else {
            return .infinity
        }
        return abs(Double(value - bound)) / Double(max(bound, 1))
    }

    /// What rules would have brought whose words hold and that a single fact of the firm keeps
    /// away.
    private func ruleMisses(
        _ outcomes: RuleOutcomes,
        except known: Set<String>,
        situation: borrowing Situation
    ) -> [Miss] {
        let held = outcomes.rules(in: compiled).flatMap { targets(of: $0.rule.effect) }.map(\.id)
        var told = known.union(held)
        var result: [Miss] = []
        for number in outcomes.candidates {
            let rule = compiled.rules[number]
            let failures = compiled.evaluator.failures(of: rule.condition, in: situation)
            guard failures.count == 1, let failure = failures.first, failure.test != nil else {
                continue
            }
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
        failure: (condition: CompiledCondition, test: CompanyTest?),
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
