import Knowledge

/// The rules that hold in a situation, found phase by phase.
struct RuleOutcomes: Sendable {
    /// The rules that can hold, by number in book order.
    let candidates: [Int]
    /// The numbers of the rules that hold, in book order within a phase.
    private(set) var held: [Int] = []
    /// Rules that wait for a fact, with the facts.
    private(set) var waiting: [(rule: Int, missing: [Identifier<Question>])] = []

    /// Starts with the rules that can hold for what a text says.
    init(_ reading: Reading, compiled: CompiledBook) {
        candidates = compiled.postings.candidates(for: reading.conceptsMentioned)
    }

    /// Tests the rules of one phase.
    mutating func test(
        _ phase: CompiledCondition.Phase,
        in situation: borrowing Situation,
        compiled: CompiledBook
    ) {
        for number in candidates {
            let rule = compiled.rules[number]
            guard rule.phase == phase else { continue }
            switch compiled.evaluator.truth(of: rule.condition, in: situation) {
            case .yes: held.append(number)
            case .unknown:
                waiting.append(
                    (number, compiled.evaluator.missingFacts(of: rule.condition, in: situation))
                )
            case .no: continue
            }
        }
    }

    /// The rules that hold, with what they say.
    func rules(in compiled: CompiledBook) -> [CompiledRule] { held.map { compiled.rules[$0] } }
}
