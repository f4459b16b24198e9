package import Knowledge
package import RuleEngine

/// Which rules the tests of a book reach, and which conditions and gates they show to matter.
///
/// A rule is covered when it fires in some test and an expectation of that test speaks of the rule
/// or of something it does. A condition is covered when in some test it alone makes its rule fire,
/// and in another it alone keeps its rule from firing: only then would a test notice a slip in it.
package struct RuleCoverage: Sendable {
    /// A single test within a rule's condition.
    package struct Decision: Sendable {
        /// The rule.
        package var rule: Identifier<Rule>
        /// What it asks, in words.
        package var words: String
        /// Where the condition is written.
        package var origin: Origin
        /// Whether it alone made the rule fire in some test.
        package var madeHold = false
        /// Whether it alone kept the rule from firing in some test.
        package var keptAway = false
        /// Whether both were seen.
        package var isCovered: Bool { madeHold && keptAway }
        /// Whether it decided anything.
        package var isExercised: Bool { madeHold || keptAway }
    }

    /// What keeps firms from a policy or a partner.
    package struct Gate: Sendable {
        /// Whose gate it is: `policy trial`, `partner osaka-cci`, `network chamber`.
        package var subject: String
        /// What it asks, in words.
        package var words: String
        /// Where it is written.
        package var origin: Origin
        /// Whether it alone let a firm in, in a test in which the policy or partner fitted the issue.
        package var letIn = false
        /// Whether it alone kept a firm out, in such a test.
        package var keptOut = false
        /// Whether both were seen.
        package var isCovered: Bool { letIn && keptOut }
    }

    /// The enabled rules, in book order.
    package let rules: [Rule]
    /// The rules that fired in some test.
    package private(set) var held: Set<Identifier<Rule>> = []
    /// The rules that fired in a test with an expectation about them or what they do.
    package private(set) var asserted: Set<Identifier<Rule>> = []
    /// The conditions of all enabled rules, in book order.
    package private(set) var decisions: [Decision]
    /// The gates of policies and partners, and the sizes that networks serve.
    package private(set) var gates: [Gate]

    /// Runs tests with probes in the book.
    package init(_ compiled: CompiledBook, tests: [BookTest]) {
        let bench = CoverageBench(compiled, for: tests)
        self.init(bench)
        let assertion = Assertion(compiled.book)
        for test in tests { note(bench.findings(in: test), test, assertion) }
    }

    private init(_ bench: CoverageBench) {
        rules = bench.rules
        decisions = bench.decisions
        gates = bench.gates
    }

    /// Runs tests with probes in the book, on all cores.
    package static func measured(
        _ compiled: CompiledBook,
        tests: [BookTest]
    ) async -> RuleCoverage {
        let bench = CoverageBench(compiled, for: tests)
        var coverage = RuleCoverage(bench)
        let assertion = Assertion(compiled.book)
        let found = await Parallel.map(tests) { bench.findings(in: $0) }
        for (test, findings) in zip(tests, found) { coverage.note(findings, test, assertion) }
        return coverage
    }

    /// The rules that fired in no test.
    package var untested: [Rule] { rules.filter { !held.contains($0.id) } }

    /// The rules that fired, though no expectation speaks of them or of anything they do.
    package var unasserted: [Rule] {
        rules.filter { held.contains($0.id) && !asserted.contains($0.id) }
    }

    /// The share of enabled rules that fired in some test with an expectation about them or what
    /// they do, 0…100; 100 without rules.
    package var percent: Double {
        rules.isEmpty ? 100 : Double(asserted.count) * 100 / Double(rules.count)
    }

    private mutating func note(
        _ findings: [CoverageBench.Meaning],
        _ test: BookTest,
        _ assertion: Assertion
    ) {
        for meaning in findings {
            switch meaning {
            case .rule(let number):
                let rule = rules[number]
                held.insert(rule.id)
                if test.expected.contains(where: { assertion.speaks($0.claim, of: rule) }) {
                    asserted.insert(rule.id)
                }
            case .decision(let number, madeHold: true): decisions[number].madeHold = true
            case .decision(let number, madeHold: false): decisions[number].keptAway = true
            case .gate(let number, letIn: true): gates[number].letIn = true
            case .gate(let number, letIn: false): gates[number].keptOut = true
            }
        }
    }
}
