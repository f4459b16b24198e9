import Knowledge

/// Tells whether an expectation speaks of what a rule does.
struct Assertion: Sendable {
    private let networks: [String: String]

    init(_ book: Book) {
        networks = Dictionary(
            book.partners.map { ($0.id.text, $0.network.text) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Whether a claim names the rule or something of its effect.
    func speaks(_ claim: Claim, of rule: Rule) -> Bool {
        let effect = rule.effect
        switch claim {
        case .framing: return effect.framing != nil
        case .model: return effect.model != nil
        case .axis(let axis, _): return effect.approach.contains { $0.axis == axis }
        case .outcome(let outcome):
            let isNothing = outcome == .outsideScope || outcome == .noMatch
            return isNothing && !effect.ruledOut.isEmpty
        case .present(let list, let name, _), .absent(let list, let name),
            .first(let list, let name):
            return speaks(of: name, among: list, rule)
        case .order(let list, let names):
            return names.contains { speaks(of: $0, among: list, rule) }
        case .policy(let expected, _):
            return speaks(of: expected.policy.text, among: .policies, rule)
        case .empty: return false
        }
    }

    private func speaks(of name: String, among list: ResultList, _ rule: Rule) -> Bool {
        let effect = rule.effect
        return switch list {
        case .rules: rule.id.text == name
        case .categories:
            (effect.categories.map(\.category) + effect.ruledOut).contains {
                $0.touches(CategoryReference(name))
            }
        case .partners: effect.partners.contains { isProposed(name, by: $0.target) }
        case .policies: effect.policies.contains { $0.policy.text == name }
        case .questions: effect.questions.contains { $0.text == name }
        case .cautions: effect.cautions.contains { $0.text == name }
        case .barriers: effect.barrier?.text == name
        case .outcomes: effect.outcomes.contains { $0.text == name }
        }
    }

    private func isProposed(_ name: String, by target: Effect.PartnerProposal.Target) -> Bool {
        switch target {
        case .network(let network): network.text == name || networks[name] == network.text
        case .partner(let partner):
            partner.text == name || networks[partner.text] == name
        }
    }
}

extension CategoryReference {
    /// Whether one of the two is the other or lies in it.
    fileprivate func touches(_ other: CategoryReference) -> Bool {
        self == other || (top == other.top && (!isSub || !other.isSub))
    }
}
