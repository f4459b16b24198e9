import Knowledge

/// The rules that hold in a situation, found phase by phase.
struct RuleOutcomes: Sendable {
    /// A policy that a rule which holds proposes.
    struct Proposal: Sendable {
        let policy: Int32
        let rule: Int32
        /// What it adds to the policy's relevance.
        let share: Double
    }

    /// The rules that hold and say more than what policies they propose, in book order within a
    /// phase.
    private(set) var telling: [CompiledRule] = []
    /// The policies that rules propose, in the order of the rules.
    private(set) var proposals: [Proposal] = []
    /// How many rules wait for each fact.
    private(set) var waiting = FactCounts()

    /// Tests the rules of one phase, with empty room for the rules of the book.
    mutating func test(
        _ phase: Phase,
        in situation: borrowing Situation,
        compiled: CompiledBook,
        scratch: inout RuleScratch
    ) {
        compiled.ruleIndex.test(
            phase,
            in: situation,
            programs: compiled.programs,
            scratch: &scratch,
            waiting: &waiting
        )
        let table = compiled.proposals
        scratch.held.drain { number in
            table.forEach(of: number) { item in
                proposals.append(
                    Proposal(policy: item.policy, rule: Int32(number), share: item.share)
                )
            }
            if table.isTelling(number) { telling.append(compiled.rules[number]) }
        }
    }
}
