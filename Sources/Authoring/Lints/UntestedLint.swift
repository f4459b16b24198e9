import Knowledge
import RuleEngine

/// Finds rules that hold in none of the book's tests.
struct UntestedLint {
    private let compiled: CompiledBook

    init(_ compiled: CompiledBook) { self.compiled = compiled }

    /// The enabled rules that no test reaches.
    var findings: [Finding] {
        let tests = compiled.book.tests
        var held: Set<Identifier<Rule>> = []
        if !tests.isEmpty {
            let bench = TestBench(compiled, for: tests)
            for test in tests { held.formUnion(bench.run(test).fired) }
        }
        return compiled.book.rules.filter { $0.isEnabled && !held.contains($0.id) }.map { rule in
            Finding(
                .untestedRule,
                "rule \(rule.id.text) holds in no test",
                at: rule.origin,
                suggestion: "add a test whose query makes it hold"
            )
        }
    }
}
