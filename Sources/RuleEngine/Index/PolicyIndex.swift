import Knowledge

/// The policies of a book, found by the issues they are for.
struct PolicyIndex: Sendable {
    /// A policy with its gate compiled; a class, so that looking at one copies nothing.
    final class Entry: Sendable {
        let policy: Policy
        let gate: CompiledCondition?

        init(policy: Policy, gate: CompiledCondition?) {
            self.policy = policy
            self.gate = gate
        }
    }

    /// What a policy is for within one category.
    struct Topic: Sendable {
        /// The number of the policy.
        let policy: Int32
        /// Whether it is for the whole category.
        let isWhole: Bool
        /// The sub-categories it is for.
        let subs: [Int]

        /// How well it fits an issue of the category, 0…1: a policy for another sub-category of
        /// the same issue is a distant fit.
        func fit(_ sub: Int?) -> Double {
            if let sub, subs.contains(sub) { return 1 }
            return isWhole ? 0.6 : 0.3
        }
    }

    /// The policies in book order.
    let entries: [Entry]
    private let byTop: [[Topic]]
    private let numbers: [Identifier<Policy>: Int]

    init(_ policies: [Policy], concepts: [Identifier<Concept>: Int], categories: CategoryTable) {
        entries = policies.map { policy in
            Entry(
                policy: policy,
                gate: policy.gate.map {
                    CompiledCondition($0, concepts: concepts, categories: categories)
                }
            )
        }
        var byTop = [[Topic]](repeating: [], count: categories.categories.count)
        for (number, policy) in policies.enumerated() {
            let wholes = policy.topics.filter { !$0.isSub }.compactMap { categories.top(of: $0) }
            let subs = policy.topics.compactMap { categories.sub(of: $0) }
            for top in Set(wholes + subs.map { categories.topOfSub[$0] }) {
                byTop[top].append(
                    Topic(
                        policy: Int32(number),
                        isWhole: wholes.contains(top),
                        subs: subs.filter { categories.topOfSub[$0] == top }
                    )
                )
            }
        }
        self.byTop = byTop
        numbers = Dictionary(
            policies.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The number of a policy.
    func number(of id: Identifier<Policy>) -> Int? { numbers[id] }

    /// The policies for a category or for a sub-category of it, in book order.
    func topics(of top: Int) -> [Topic] { byTop[top] }
}
