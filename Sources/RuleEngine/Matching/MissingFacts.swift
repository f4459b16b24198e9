import Knowledge

extension ConditionEvaluator {
    /// The facts without which a condition cannot be decided, as question keys, each once.
    func missingFacts(
        of condition: CompiledCondition,
        in situation: borrowing Situation
    ) -> [Identifier<Question>] {
        guard truth(of: condition, in: situation) == .unknown else { return [] }
        switch condition.test {
        case .all(let parts), .any(let parts), .none(let parts):
            var result: [Identifier<Question>] = []
            for part in parts {
                for key in missingFacts(of: part, in: situation) where !result.contains(key) {
                    result.append(key)
                }
            }
            return result
        case .company(let test): return missingFacts(of: test, for: situation.company)
        default: return []
        }
    }

    private func missingFacts(of test: CompanyTest, for company: Company) -> [Identifier<Question>]
    {
        switch test {
        case .employees: return ["employees"].map { Identifier($0) }
        case .capital: return ["capital"].map { Identifier($0) }
        case .age: return ["founded"].map { Identifier($0) }
        case .industry: return ["industry"].map { Identifier($0) }
        case .prefecture: return ["prefecture"].map { Identifier($0) }
        case .municipality: return ["municipality"].map { Identifier($0) }
        case .soleProprietor: return ["sole_proprietor"].map { Identifier($0) }
        case .certified: return ["certified"].map { Identifier($0) }
        case .size(let size): return sizes.missingFacts(of: size, for: company)
        }
    }

    /// The tests of the firm that a condition fails by, with the place of each.
    ///
    /// An alternative fails by its last part only when all parts fail; the part that comes
    /// first stands for it.
    func failures(
        of condition: CompiledCondition,
        in situation: borrowing Situation
    ) -> [(condition: CompiledCondition, test: CompanyTest?)] {
        guard truth(of: condition, in: situation) == .no else { return [] }
        switch condition.test {
        case .all(let parts): return parts.flatMap { failures(of: $0, in: situation) }
        case .any(let parts):
            let all = parts.map { failures(of: $0, in: situation) }
            return all.min { $0.count < $1.count } ?? []
        case .company(let test): return [(condition, test)]
        default: return [(condition, nil)]
        }
    }
}
