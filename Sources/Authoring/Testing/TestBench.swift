import Knowledge
import RuleEngine

/// Answers the queries of tests and tells which rules held.
struct TestBench: Sendable {
    /// What came of a query.
    struct Run: Sendable {
        /// The answer as a caller sees it.
        var answer: Recommendation
        /// The rules whose condition held.
        var fired: Set<Identifier<Rule>>
    }

    private let rules: [Identifier<Rule>]
    private let learned: ProbedBook
    /// The book without learned weights, for tests that want none.
    private let plain: ProbedBook?

    /// Prepares to run tests on a book.
    init(_ compiled: CompiledBook, for tests: [BookTest]) {
        self.init(compiled.book, like: compiled, for: tests)
    }

    /// Prepares to run tests on a book with the same concepts and weights as a compiled one.
    init(_ book: Book, like compiled: CompiledBook, for tests: [BookTest]) {
        let enabled = book.rules.filter(\.isEnabled)
        let conditions = enabled.map(\.condition)
        rules = enabled.map(\.id)
        learned = ProbedBook(book, like: compiled, learned: true, probing: conditions)
        plain =
            compiled.learned != nil && tests.contains { !$0.isLearned }
            ? ProbedBook(book, like: compiled, learned: false, probing: conditions) : nil
    }

    /// Answers the query of a test; `limit` is how many items its lists may have.
    func run(_ test: BookTest, limit: Int? = nil) -> Run {
        var query = test.query
        query.limit = limit ?? query.limit
        let book = test.isLearned ? learned : plain ?? learned
        let seen = book.observe(query, today: BookTestRunner.undated)
        return Run(answer: seen.answer, fired: Set(seen.held.map { rules[$0] }))
    }
}
