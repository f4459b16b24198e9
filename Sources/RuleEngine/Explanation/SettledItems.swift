import Knowledge

/// The results that wait for facts, by name.
struct SettledItems {
    /// The most results a question names.
    static let limit = 5
    /// The most rules of a phase that are looked at for those that wait, one as often as things
    /// bring it in.
    private static let ruleLimit = 4_096

    private let waiting: [(item: SettledItem, facts: FactSet)]

    /// Gathers what waits: the policies in their order, then the rules that the situation brings
    /// in, unless it is known that none waits.
    init(
        _ compiled: CompiledBook,
        pending: [PolicyRanker.Candidate],
        rulesWait: Bool,
        in situation: borrowing Situation
    ) {
        var waiting: [(item: SettledItem, facts: FactSet)] = []
        for candidate in pending {
            let number = Int(candidate.number)
            let policy = compiled.policies.entries[number].policy
            let start = compiled.policies.records[number].program
            guard start >= 0 else { continue }
            waiting.append(
                (
                    SettledItem(kind: .policy, id: policy.id.text, name: policy.title),
                    compiled.programs.missing(at: start, in: situation)
                )
            )
        }
        var met: Set<Int> = []
        for phase in Phase.allCases where rulesWait {
            let looks = compiled.ruleIndex.looks(phase, in: situation)
            for look in looks.prefix(Self.ruleLimit) where met.insert(look.rule).inserted {
                let decision = compiled.ruleIndex.decide(
                    look,
                    in: situation,
                    programs: compiled.programs
                )
                guard decision.truth == .unknown else { continue }
                let rule = compiled.rules[look.rule].rule
                waiting.append(
                    (
                        SettledItem(kind: .rule, id: rule.id.text, name: rule.title),
                        decision.missing
                    )
                )
            }
        }
        self.waiting = waiting
    }

    /// A question with the first results it settles.
    func named(_ question: AskedQuestion) -> AskedQuestion {
        var named = question
        let fact = FactSet(question.key)
        named.items = Array(
            waiting.lazy.filter { !$0.facts.isDisjoint(with: fact) }.map(\.item)
                .prefix(Self.limit)
        )
        return named
    }
}
