package import Knowledge
package import RuleEngine

/// Looks at a whole book that loads and finds what an author should know about it.
package struct Linter: Sendable {
    /// The day on which what is due is due.
    package let day: CalendarDate
    /// The days after which a source should be read again.
    package static let sourceDays = 180
    /// The days before its end from which a window is said to end.
    package static let windowDays = 30

    /// Prepares to look at books on a day.
    package init(day: CalendarDate) { self.day = day }

    /// Everything found, by file, line and column.
    package func findings(in compiled: CompiledBook) -> [Finding] {
        let book = compiled.book
        var findings = ExpressionLint(book).findings
        findings += ReachLint(book).findings
        findings += TimeLint(book, day: day).findings
        findings += BookTestRunner.undatedTests(of: book.tests)
        findings += Self.untestedRules(RuleCoverage(compiled, tests: book.tests))
        findings += Self.staleWeights(compiled)
        return findings.sorted()
    }

    private static func untestedRules(_ coverage: RuleCoverage) -> [Finding] {
        coverage.untested.map { rule in
            Finding(
                .untestedRule,
                "rule \(rule.id.text) holds in no test",
                at: rule.origin,
                suggestion: "add a test whose query makes it hold"
            )
        }
    }

    private static func staleWeights(_ compiled: CompiledBook) -> [Finding] {
        let count = compiled.book.examples.count
        guard let learned = compiled.learned, learned.settings.exampleCount != count else {
            return []
        }
        return [
            Finding(
                .staleWeights,
                "the weights were learned from \(counted(learned.settings.exampleCount, "example"))"
                    + "; the book has \(count)",
                at: Origin(file: WeightsFile.name, line: 2, column: 1),
                suggestion: "run banso learn"
            )
        ]
    }
}
