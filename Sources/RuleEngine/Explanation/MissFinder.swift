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
        var result: [Miss] = []
        for candidate in policies where candidate.status == .nearMiss {
            guard let failure = candidate.failure else { continue }
            let policy = compiled.policies.entries[candidate.number].policy
            if let miss = miss(
                kind: .policy,
                id: policy.id.text,
                title: policy.title,
                failure: failure,
                situation: situation
            ) {
                result.append(miss)
            }
            if result.count == Self.limit { break }
        }
        result += ruleMisses(outcomes, situation: situation)
        result += tried(query)
        return result
    }

    /// Rules whose words hold and that a single fact of the firm keeps away.
    private func ruleMisses(
        _ outcomes: RuleOutcomes,
        situation: borrowing Situation
    ) -> [Miss] {
        var result: [Miss] = []
        for number in outcomes.candidates {
            let rule = compiled.rules[number]
            let failures = compiled.evaluator.failures(of: rule.condition, in: situation)
            guard failures.count == 1, let failure = failures.first, failure.test != nil,
                let miss = miss(
                    kind: .rule,
                    id: rule.rule.id.text,
                    title: rule.rule.title,
                    failure: failure,
                    situation: situation
                )
            else { continue }
            result.append(miss)
            if result.count == Self.limit { break }
        }
        return result
    }

    /// Partners that are left out because the firm has been there.
    private func tried(_ query: Query) -> [Miss] {
        query.history.filter { $0.result != .ongoing }.compactMap { entry in
            guard let number = compiled.partners.number(of: entry.partner) else { return nil }
            let partner = compiled.partners.entries[number].partner
            return Miss(
                kind: .partner,
                id: partner.id.text,
                condition: Localized(ja: "まだ相談していないこと", en: "not tried yet"),
                wanted: Localized(ja: "未相談", en: "not tried"),
                actual: Localized(
                    ja: "相談済み（\(entry.result.rawValue)）",
                    en: "tried (\(entry.result.rawValue))"
                ),
                change: nil,
                reason: Reason(rule: partner.id.text, origin: partner.origin, text: nil)
            )
        }
    }

    private func miss(
        kind: Miss.Kind,
        id: String,
        title: Localized,
        failure: (condition: CompiledCondition, test: CompanyTest?),
        situation: borrowing Situation
    ) -> Miss? {
        guard let test = failure.test else { return nil }
        let words = ConditionWords(compiled: compiled)
        let wanted = words.wanted(test, company: situation.company)
        return Miss(
            kind: kind,
            id: id,
            condition: failure.condition.label ?? wanted,
            wanted: wanted,
            actual: words.actual(test, company: situation.company, asOf: situation.asOf),
            change: words.change(
                for: failure,
                company: situation.company,
                asOf: situation.asOf
            ),
            reason: Reason(rule: id, origin: failure.condition.origin, text: title)
        )
    }
}
