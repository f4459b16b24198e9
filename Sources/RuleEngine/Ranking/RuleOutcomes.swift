import Knowledge

/// The rules that hold in a situation, found phase by phase.
struct RuleOutcomes: Sendable {
    /// The rules that hold and say more than what policies they propose, in book order within a
    /// phase.
    private(set) var telling: [CompiledRule] = []
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
        var held = scratch.held
        scratch.held = RuleMarks(0)
        held.drain { number in
            table.visit(number) { item in
                scratch.votes.propose(item.share, for: item.policy, rule: number, phase: phase)
            }
            if table.isTelling(number) { telling.append(compiled.rules[number]) }
        }
        scratch.held = held
    }
}
