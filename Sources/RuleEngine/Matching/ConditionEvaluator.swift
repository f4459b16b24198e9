import Knowledge

/// Tests conditions against a situation, with three values.
struct ConditionEvaluator: Sendable {
    /// The legal sizes.
    let sizes: SizeTable

    /// The value of a condition after its own word on missing facts.
    func truth(of condition: CompiledCondition, in situation: borrowing Situation) -> Truth {
        rawTruth(of: condition, in: situation).resolved(condition.unknown)
    }

    private func rawTruth(
        of condition: CompiledCondition,
        in situation: borrowing Situation
    ) -> Truth {
        switch condition.test {
        case .all(let parts): return least(of: parts, in: situation)
        case .any(let parts): return greatest(of: parts, in: situation)
        case .none(let parts): return greatest(of: parts, in: situation).negated
        case .says(let ids): return Truth(ids.contains { situation.reading.saysNeed($0) })
        case .composed(let ids): return Truth(situation.reading.composes(ids))
        case .asks(let ids): return Truth(ids.contains { situation.reading.asks($0) })
        case .mentions(let ids): return Truth(ids.contains { situation.reading.mentions($0) })
        case .category(let tops, let subs):
            return Truth(
                tops.contains { situation.categories.contains($0) }
                    || subs.contains { situation.subs.contains($0) }
            )
        case .framing(let id): return Truth(situation.framing == id)
        case .barrier(let ids): return Truth(ids.contains { situation.barriers.contains($0) })
        case .stage(let stage): return Truth(situation.reading.stages.contains(stage))
        case .vague(let value): return Truth(situation.isVague == value)
        case .tried(let interval): return Truth(interval.contains(situation.triedCount))
        case .company(let test):
            return truth(of: test, for: situation.company, asOf: situation.asOf)
        }
    }

    private func least(of parts: [CompiledCondition], in situation: borrowing Situation) -> Truth {
        var result = Truth.yes
        for part in parts {
            result = min(result, truth(of: part, in: situation))
            if result == .no { break }
        }
        return result
    }

    private func greatest(
        of parts: [CompiledCondition],
        in situation: borrowing Situation
    ) -> Truth {
        var result = Truth.no
        for part in parts {
            result = max(result, truth(of: part, in: situation))
            if result == .yes { break }
        }
        return result
    }

    /// The value of a test of one fact about the firm.
    func truth(of test: CompanyTest, for company: Company, asOf: CalendarDate) -> Truth {
        switch test {
        case .employees(let interval): return Truth(interval, contains: company.employees)
        case .capital(let interval): return Truth(interval, contains: company.capital)
        case .age(let interval): return age(interval, company: company, asOf: asOf)
        case .industry(let codes): return Truth(industry: company.industry, in: codes)
        case .prefecture(let names): return Truth(company.prefecture, isOneOf: names)
        case .municipality(let names): return Truth(company.municipality, isOneOf: names)
        case .soleProprietor(let value):
            return company.isSoleProprietor.map { Truth($0 == value) } ?? .unknown
        case .certified(let ids):
            return company.certifications.map { held in Truth(ids.contains { held.contains($0) }) }
                ?? .unknown
        case .size(let size): return sizes.truth(of: size, for: company)
        }
    }

    /// Only the year of founding is known, so the full years are one of two numbers.
    private func age(_ interval: Interval, company: Company, asOf: CalendarDate) -> Truth {
        guard let founded = company.founded else { return .unknown }
        let upper = asOf.parts.year - founded
        guard upper > 0 else { return Truth(interval.contains(0)) }
        let (first, second) = (interval.contains(upper - 1), interval.contains(upper))
        return first == second ? Truth(first) : .unknown
    }
}

extension Truth {
    /// Whether a name that may be unknown is one of several.
    init(_ name: String?, isOneOf names: [String]) {
        guard let name else {
            self = .unknown
            return
        }
        self.init(names.contains(name))
    }
}
