import Knowledge

/// Asks the engine, beside a test, whether a condition holds there.
///
/// A probe is a rule that only gives a caution of its own name. So the engine itself says what it
/// decided, and nothing about conditions is worked out a second time.
struct Probe {
    /// What a probe that holds shows.
    enum Meaning {
        /// The rule of this number holds.
        case rule(Int)
        /// The condition of this number alone decides that its rule holds, or that it does not.
        case condition(Int, holds: Bool)
    }

    let meaning: Meaning
    let condition: Condition

    /// The caution that tells of it.
    static func caution(_ number: Int) -> Identifier<Caution> { Identifier("probe.\(number)") }

    /// The probe as a rule.
    func rule(_ number: Int) -> Rule {
        var effect = Effect()
        effect.cautions = [Self.caution(number)]
        let words = Localized(ja: "", en: "")
        return Rule(
            id: Identifier("probe.\(number)"),
            title: words,
            condition: condition,
            effect: effect,
            because: words,
            source: nil,
            reviewBy: nil,
            isEnabled: true,
            origin: condition.origin
        )
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

    /// Every single test in it, each with what must hold besides for the test to decide.
    func leaves(beside context: [Condition] = []) -> [(leaf: Condition, context: [Condition])] {
        switch test {
        case .all(let parts):
            parts.indices.flatMap { index in
                parts[index].leaves(beside: context + parts.without(index))
            }
        case .any(let parts), .none(let parts):
            parts.indices.flatMap { index in
                let others = parts.without(index)
                let rest = others.isEmpty ? [] : [Condition.plain(.none(others), at: origin)]
                return parts[index].leaves(beside: context + rest)
            }
        default: [(self, context)]
        }
    }

    /// A condition without words of its own.
    static func plain(_ test: Test, at origin: Origin) -> Condition {
        Condition(test: test, label: nil, unknown: .hold, origin: origin)
    }
}

extension [Condition] {
    fileprivate func without(_ index: Int) -> [Condition] {
        var rest = self
        rest.remove(at: index)
        return rest
    }
}
