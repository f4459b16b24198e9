import Knowledge

/// What of an answer a change can touch.
///
/// It errs on the side of more: a test that is left out cannot notice the change.
struct Reach: Sendable {
    private var touchesAll = false
    private var lists: Set<ResultList> = []
    private var touchesStyle = false

    /// What firing or not firing changes in an answer.
    ///
    /// Issues, framings and barriers decide which other rules fire, and so everything.
    init(of rule: Rule) {
        let effect = rule.effect
        touchesAll =
            !effect.categories.isEmpty || !effect.ruledOut.isEmpty || effect.framing != nil
            || effect.barrier != nil
        touchesStyle = !effect.approach.isEmpty || effect.model != nil
        // A rule that waits for a fact is a reason to ask for it.
        lists = [.questions, .rules]
        if !effect.partners.isEmpty { lists.insert(.partners) }
        if !effect.policies.isEmpty { lists.insert(.policies) }
        if !effect.cautions.isEmpty { lists.insert(.cautions) }
        if !effect.outcomes.isEmpty { lists.insert(.outcomes) }
    }

    private init(lists: Set<ResultList>) { self.lists = lists }

    /// What a policy's gate or window changes in an answer.
    static let policy = Reach(lists: [.policies, .questions])

    /// Whether a test promises anything that can change.
    func concerns(_ test: BookTest) -> Bool {
        test.expected.contains { promise in
            if touchesAll { return true }
            return promise.claim.list.map(lists.contains) ?? touchesStyle
        }
    }
}
