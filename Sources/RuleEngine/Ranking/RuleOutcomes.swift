import Knowledge

/// The rules that hold in a situation, found phase by phase.
struct RuleOutcomes: Sendable {
    /// The numbers of the rules that hold, in book order within a phase.
    private(set) var held: [Int]
    /// Rules that wait for a fact, with the facts.
    private(set) var waiting: [(rule: Int, missing: [Identifier<Question>])] = []

    /// Starts with the rules that the words decided.
    init(held: [Int]) { self.held = held }

    /// Tests the rules of one phase.
    mutating func test(
        _ phase: CompiledCondition.Phase,
        of candidates: [Int],
        in situation: borrowing Situation,
        compiled: CompiledBook
    ) {
        for number in candidates where compiled.rules[number].phase == phase {
            let condition = compiled.rules[number].condition
            switch compiled.evaluator.truth(of: condition, in: situation) {
            case .yes:
                if !held.contains(number) { held.append(number) }
            case .unknown:
                waiting.append(
                    (number, compiled.evaluator.missingFacts(of: condition, in: situation))
                )
            case .no: continue
            }
        }
    }

    /// The rules that hold, with what they say.
    func rules(in compiled: CompiledBook) -> [CompiledRule] { held.map { compiled.rules[$0] } }
}
