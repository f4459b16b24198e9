import Knowledge

/// The policies that rules propose, by the numbers of the rules, apart from what else rules say.
struct RuleProposals: Sendable {
    /// A policy proposed with what that adds to its relevance.
    struct Item: Sendable {
        let policy: Int32
        /// How strongly, 0…3.
        let weight: Double

        /// What it adds to the policy's relevance.
        var share: Double { RuleProposals.share(of: weight) }
    }

    /// Where the proposals of each rule begin, one more than rules; the highest bit tells whether
    /// the rule says anything else.
    private let starts: [UInt32]
    private let items: [Item]

    private static let telling: UInt32 = 1 << 31

    init(_ rules: [CompiledRule], policies: PolicyIndex) {
        var starts: [UInt32] = []
        starts.reserveCapacity(rules.count + 1)
        var items: [Item] = []
        for rule in rules {
            let effect = rule.rule.effect
            starts.append(UInt32(items.count) | (effect.isTelling ? Self.telling : 0))
            for proposal in effect.policies {
                guard let number = policies.number(of: proposal.policy) else { continue }
                items.append(Item(policy: Int32(number), weight: proposal.weight))
            }
        }
        starts.append(UInt32(items.count))
        self.starts = starts
        self.items = items
    }

    /// What a proposal of a weight of 0…3 adds to a policy's relevance.
    static func share(of weight: Double) -> Double { 0.4 * weight }

    /// What a rule says that does nothing but propose one policy; `nil` for all others.
    func single(_ rule: Int) -> Item? {
        let proposed = range(of: rule)
        return proposed.count == 1 && !isTelling(rule) ? items[proposed.lowerBound] : nil
    }

    /// Whether a rule says anything beside what policies it proposes.
    @inline(__always)
    func isTelling(_ rule: Int) -> Bool { starts[rule] & Self.telling != 0 }

    /// Calls back with the policies that a rule proposes.
    @inline(__always)
    func visit(_ rule: Int, _ body: (Item) -> Void) {
        for index in range(of: rule) { body(items[index]) }
    }

    @inline(__always)
    private func range(of rule: Int) -> Range<Int> {
        Int(starts[rule] & ~Self.telling)..<Int(starts[rule + 1] & ~Self.telling)
    }
}

extension Effect {
    /// Whether it does anything but propose policies.
    fileprivate var isTelling: Bool {
        !categories.isEmpty || !ruledOut.isEmpty || framing != nil || !approach.isEmpty
            || barrier != nil || model != nil || !partners.isEmpty || !questions.isEmpty
            || !cautions.isEmpty || !outcomes.isEmpty
    }
}

extension Effect.PolicyProposal {
    /// What the proposal adds to a policy's relevance.
    var share: Double { RuleProposals.share(of: weight) }
}
