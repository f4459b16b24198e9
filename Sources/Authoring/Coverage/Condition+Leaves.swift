import Knowledge

/// A single test within a condition, and when it alone decides.
struct ConditionLeaf: Sendable {
    /// The test.
    var condition: Condition
    /// What must hold besides for the test to decide: turning the test round then turns the whole
    /// condition round.
    var context: [Condition]
    /// Whether the whole condition fails where the test holds and decides.
    var isNegated: Bool

    /// Holds where the test decides by holding, or by not holding.
    func deciding(by holds: Bool) -> Condition {
        let own = holds ? condition : condition.opposite
        return .plain(.all(context + [own]), at: condition.origin)
    }
}

extension Condition {
    /// Whether it can be decided before the issue is set.
    var isEarly: Bool {
        switch test {
        case .all(let parts), .any(let parts), .none(let parts): parts.allSatisfy(\.isEarly)
        case .category, .framing, .barrier, .vague: false
        case .says, .composed, .asks, .mentions, .stage, .tried, .company: true
        }
    }

    /// Every single test in it.
    var leaves: [ConditionLeaf] { leaves(beside: [], isNegated: false) }

    private func leaves(beside context: [Condition], isNegated: Bool) -> [ConditionLeaf] {
        switch test {
        case .all(let parts):
            return parts.indices.flatMap { index in
                let rest = parts.without(index)
                return parts[index].leaves(beside: context + rest, isNegated: isNegated)
            }
        case .any(let parts), .none(let parts):
            var isTurned = isNegated
            if case .none = test { isTurned.toggle() }
            return parts.indices.flatMap { index in
                let others = parts.without(index)
                let rest = others.isEmpty ? [] : [Condition.plain(.none(others), at: origin)]
                return parts[index].leaves(beside: context + rest, isNegated: isTurned)
            }
        default: return [ConditionLeaf(condition: self, context: context, isNegated: isNegated)]
        }
    }

    /// The opposite, where it is decided.
    var opposite: Condition { .plain(.none([self]), at: origin) }

    /// A condition without words of its own.
    static func plain(_ test: Test, at origin: Origin) -> Condition {
        Condition(test: test, label: nil, unknown: .hold, origin: origin)
    }
}

extension [Condition] {
    /// The others.
    fileprivate func without(_ index: Int) -> [Condition] {
        var rest = self
        rest.remove(at: index)
        return rest
    }
}
