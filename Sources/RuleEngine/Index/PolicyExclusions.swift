import Knowledge

/// Which policies of a book cannot be used beside which others, or not for the same costs.
struct PolicyExclusions: Sendable {
    /// For each policy the others, by ascending number; most have none.
    private let others: [[Int32]]

    init(_ combinations: CombinationTable, policies: PolicyIndex) {
        others = policies.entries.map { entry in
            let id = entry.policy.id
            return combinations.partners(of: id).compactMap { other -> Int32? in
                guard let fact = combinations.fact(id, other), fact.verdict != .allowed else {
                    return nil
                }
                return policies.number(of: other).map { Int32($0) }
            }.sorted()
        }
    }

    /// Whether anything keeps a policy from being used beside any other.
    func hasAny(_ policy: Int32) -> Bool { !others[Int(policy)].isEmpty }

    /// Whether something keeps two policies from being used together.
    func part(_ one: Int32, _ other: Int32) -> Bool { others[Int(one)].contains(other) }
}
