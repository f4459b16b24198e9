package import Knowledge
package import RuleEngine
package import RuleLoading

/// Looks at a whole book that loads and finds what an author should know about it.
package struct Linter: Sendable {
    /// The day on which what is due is due.
    package let day: CalendarDate
    /// Labelled texts beside the book's examples on which expressions are measured.
    package let cases: [LabelledText]
    /// The days after which a source should be read again.
    package static let sourceDays = 180
    /// The days before its end from which a window is said to end.
    package static let windowDays = 30

    /// Prepares to look at books on a day.
    package init(day: CalendarDate, cases: [LabelledText] = []) {
        self.day = day
        self.cases = cases
    }

    /// Everything found, by file, line and column; nothing of it silenced yet.
    ///
    /// - Parameters:
    ///   - compiled: The book, with its learned weights.
    ///   - weightsFile: Where these lie, named as the book's files are.
    /// - Returns: The findings.
    package func findings(
        in compiled: CompiledBook,
        weightsFile: String = WeightsFile.name
    ) -> [Finding] {
        var findings = findings(in: compiled.book)
        findings += MeasureLint(compiled.book, cases: cases).findings
        findings += UntestedLint(compiled).findings
        findings += Self.staleWeights(compiled, file: weightsFile)
        return findings.sorted()
    }

    /// What can be told from the book alone, without reading a text: by file, line and column.
    package func findings(in book: Book) -> [Finding] {
        let world = LiteralWorld(book)
        var findings = ExpressionLint(book).findings
        findings += LanguageLint(book).findings
        findings += ReachLint(book).findings
        findings += ConditionLint(book, world: world).findings
        findings += RulePairLint(book, world: world).findings
        findings += CombinationLint(book).findings
        findings += TimeLint(book, day: day).findings
        return findings.sorted()
    }

    /// What is said of the files as texts, whether the book loads or not.
    package static func findings(inTextOf files: [RuleFile]) -> [Finding] {
        files.filter { !$0.bytes.isEmpty && $0.bytes.last != 0x0A }.map { file in
            let lines = SourceLines(file.bytes)
            return Finding(
                .missingNewline,
                "the last line does not end with a line feed",
                at: Origin(
                    file: file.path,
                    line: lines.count,
                    column: lines.length(of: lines.count) + 1
                ),
                suggestion: "end it; whoever adds a line below would continue this one"
            )
        }.sorted()
    }

    /// The codes of findings that a run can have; the others were not looked for.
    package var codes: Set<LintCode> {
        Set(LintCode.allCases).subtracting(cases.isEmpty ? [.singleTextExpression] : [])
    }

    private static func staleWeights(_ compiled: CompiledBook, file: String) -> [Finding] {
        let count = compiled.book.examples.count
        guard let learned = compiled.learned, learned.settings.exampleCount != count else {
            return []
        }
        return [
            Finding(
                .staleWeights,
                "the weights were learned from \(counted(learned.settings.exampleCount, "example"))"
                    + "; the book has \(count)",
                at: Origin(file: file, line: 2, column: 1),
                suggestion: "run banso learn"
            )
        ]
    }
}
