package import Knowledge
package import RuleEngine

/// Runs the tests that stand beside the rules.
package struct BookTestRunner: Sendable {
    /// The day of every test that names none, 2026-01-01, so that a run tomorrow is like the run today.
    package static let undated = CalendarDate(dayNumber: 20_454)

    /// What came of one test.
    package struct Result: Sendable {
        /// The test.
        package var test: BookTest
        /// The promises not kept; empty when the test passed.
        package var misses: [TestMiss]
        /// Whether every promise was kept.
        package var isPassed: Bool { misses.isEmpty }
    }

    /// The engine that answers.
    package let engine: RuleEngine

    /// Prepares to run tests with an engine.
    package init(_ engine: RuleEngine) { self.engine = engine }

    /// The book's tests whose id or file holds a text, or all without one, in book order.
    package func tests(matching filter: String? = nil) -> [BookTest] {
        let tests = engine.compiled.book.tests
        guard let filter, !filter.isEmpty else { return tests }
        return tests.filter { $0.id.text.contains(filter) || $0.origin.file.contains(filter) }
    }

    /// Runs one test.
    package func run(_ test: BookTest) -> Result {
        var query = test.query
        let shown = engine.recommend(query, today: Self.undated)
        query.limit = 100
        let uncut = engine.recommend(query, today: Self.undated)
        let check = ExpectationCheck(book: engine.compiled.book, shown: shown, uncut: uncut)
        return Result(test: test, misses: check.misses(of: test.expected))
    }

    /// Tests that promise a policy's status and name no day: they would fail some day by themselves.
    package static func undatedTests(of tests: [BookTest]) -> [Finding] {
        tests.filter { $0.query.asOf == nil && !$0.expected.includedPolicies.isEmpty }.map { test in
            Finding(
                .undatedTest,
                "test \(test.id.text) promises a policy's status and names no day",
                at: test.origin,
                suggestion: "add as_of: YYYY-MM-DD to its query"
            )
        }
    }
}
