package import RuleLoading

extension Linter {
    /// What can be found while somebody types: all that needs neither the index nor the tests.
    ///
    /// What comments in the files silence is left out; a comment that silences nothing is not
    /// reported, since not everything is looked for.
    package func quickFindings(in result: LoadResult) -> [Finding] {
        var findings = Self.findings(inTextOf: result.inputs)
        if let book = result.book {
            findings += ExpressionLint(book).findings
            findings += LanguageLint(book).findings
            findings += ReachLint(book).findings
            findings += ConditionLint(book, world: LiteralWorld(book)).findings
            findings += TimeLint(book, day: day).findings
        }
        return Silences(result.inputs).judge(findings, lookedFor: []).open
    }
}
