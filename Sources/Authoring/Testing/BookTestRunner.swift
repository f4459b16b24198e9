package import Knowledge
package import RuleEngine

/// Runs the tests that stand beside the rules.
package struct BookTestRunner: Sendable {
    /// The day of every test that names none, 2026-01-01, so that a run tomorrow is like the run today.
    package static let undated = CalendarDate(dayNumber: 20_454)

    /// The most items of a list that are looked through to tell a low rank from absence.
    static let uncutLimit = 100

    /// What came of one test.
    package struct Result: Sendable {
        /// The test.
        package var test: BookTest
        /// The promises not kept; empty when the test passed.
        package var misses: [TestMiss]
        /// The rules that held.
        package var fired: Set<Identifier<Rule>>
        /// Whether every promise was kept.
        package var isPassed: Bool { misses.isEmpty }
    }

    /// The engine that answers.
    package let engine: RuleEngine
    private let bench: TestBench

    /// Prepares to run the tests of an engine's book.
    package init(_ engine: RuleEngine) {
        self.engine = engine
        bench = TestBench(engine.compiled, for: engine.compiled.book.tests)
    }

    /// The book's tests, in book order.
    package var tests: [BookTest] { engine.compiled.book.tests }

    /// Runs one test, without looking for the reasons of a miss.
    package func run(_ test: BookTest) -> Result {
        let run = bench.run(test)
        let check = ExpectationCheck(engine.compiled.book, run) {
            bench.run(test, limit: Self.uncutLimit).answer
        }
        return Result(test: test, misses: check.misses(of: test.expected), fired: run.fired)
    }

    /// Runs the tests that a filter lets through, on all cores, and says of every miss why.
    ///
    /// They come in book order.
    package func run(matching filter: TestFilter = TestFilter()) async -> [Result] {
        let results = await Parallel.map(tests.filter { filter.admits($0) }) { run($0) }
            .filter { filter.admits($0.fired, of: $0.test) }
        guard results.contains(where: { !$0.isPassed }) else { return results }
        let explainer = MissExplainer(engine.compiled, of: results)
        return await Parallel.map(results) { result in
            guard !result.isPassed else { return result }
            let uncut = bench.run(result.test, limit: Self.uncutLimit).answer
            return explainer.explained(result, uncut: uncut)
        }
    }
}
