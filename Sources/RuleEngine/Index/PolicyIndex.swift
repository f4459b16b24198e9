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

    /// The policies in book order.
    let entries: [Entry]
    private let byTop: [[Int32]]
    private let bySub: [[Int32]]
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
        var byTop = [[Int32]](repeating: [], count: categories.categories.count)
        var bySub = [[Int32]](repeating: [], count: categories.subs.count)
        for (number, policy) in policies.enumerated() {
            for topic in policy.topics {
                if let sub = categories.sub(of: topic) {
                    bySub[sub].append(Int32(number))
                } else if !topic.isSub, let top = categories.top(of: topic) {
                    byTop[top].append(Int32(number))
                }
            }
        }
        self.byTop = byTop
        self.bySub = bySub
        numbers = Dictionary(
            policies.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The number of a policy.
    func number(of id: Identifier<Policy>) -> Int? { numbers[id] }

    /// The policies for a whole category.
    func forCategory(_ top: Int) -> [Int32] { byTop[top] }

    /// The policies for a sub-category.
    func forSub(_ sub: Int) -> [Int32] { bySub[sub] }
}
