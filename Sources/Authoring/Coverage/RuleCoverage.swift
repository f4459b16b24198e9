package import Knowledge
package import RuleEngine

/// Which rules the tests of a book reach, and which conditions they show to matter.
///
/// A rule is covered when it holds in some test. A condition is covered when in some test it alone
/// makes its rule hold, and in another it alone keeps its rule from holding: only then would a
/// test notice a slip in it.
package struct RuleCoverage: Sendable {
    /// A single test within a rule's condition.
    package struct Decision: Sendable {
        /// The rule.
        package var rule: Identifier<Rule>
        /// Where the condition is written.
        package var origin: Origin
        /// Whether it alone made the rule hold in some test.
        package var madeHold = false
        /// Whether it alone kept the rule from holding in some test.
        package var keptAway = false
        /// Whether both were seen.
        package var isCovered: Bool { madeHold && keptAway }
    }

    /// The enabled rules, in book order.
    package let rules: [Rule]
    /// The rules that held in some test.
    package private(set) var held: Set<Identifier<Rule>> = []
    /// The conditions of all enabled rules, in book order.
    package private(set) var decisions: [Decision] = []

    /// Runs tests with probes in the book.
    package init(_ compiled: CompiledBook, tests: [BookTest]) {
        rules = compiled.book.rules.filter(\.isEnabled)
        var probes: [Probe] = []
        for (number, rule) in rules.enumerated() {
            probes.append(Probe(meaning: .rule(number), condition: rule.condition))
            for (leaf, context) in rule.condition.leaves() {
                let decision = decisions.count
                decisions.append(Decision(rule: rule.id, origin: leaf.origin))
                let opposite = Condition.plain(.none([leaf]), at: leaf.origin)
                for (condition, holds) in [(leaf, true), (opposite, false)] {
                    probes.append(
                        Probe(
                            meaning: .condition(decision, holds: holds),
                            condition: .plain(.all(context + [condition]), at: leaf.origin)
                        )
                    )
                }
            }
        }
        if tests.isEmpty { return }
        let probed = ProbedBook(compiled, probes: probes)
        for test in tests {
            for number in probed.held(test.query, today: BookTestRunner.undated) {
                note(probes[number].meaning)
            }
        }
    }

    /// The rules that held in no test.
    package var untested: [Rule] { rules.filter { !held.contains($0.id) } }

    /// The share of rules that some test reaches, 0…100; 100 without rules.
    package var percent: Double {
        rules.isEmpty ? 100 : Double(rules.count - untested.count) * 100 / Double(rules.count)
    }

    private mutating func note(_ meaning: Probe.Meaning) {
        switch meaning {
        case .rule(let number): held.insert(rules[number].id)
        case .condition(let number, let holds):
            if holds {
                decisions[number].madeHold = true
            } else {
                decisions[number].keptAway = true
            }
        }
    }
}
