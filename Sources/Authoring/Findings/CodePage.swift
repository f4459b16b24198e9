package import Diagnostics

/// What a code means, why it matters and how to mend it.
package struct CodePage: Hashable, Sendable {
    /// The code.
    package var code: String
    /// How much it usually matters.
    package var severity: Severity
    /// What it means, in one sentence.
    package var what: String
    /// Why it matters.
    package var why: String
    /// How to mend it.
    package var mend: String

    /// The page in the form in which it is shown.
    package var text: String {
        """
        \(code) (\(severity.rawValue))

        What  \(what)
        Why   \(why)
        Mend  \(mend)\(further)

        """
    }

    /// What can be done about it beside mending it by hand.
    private var further: String {
        let fix =
            Fixer.codes.contains(code)
            ? "\nFix   banso check --fix mends it where that is safe, --fix --dry-run shows how."
            : ""
        let allow =
            severity == .error ? "" : "\nAllow # banso: allow \(code) because REASON"
        return fix + allow
    }

    /// The pages of all codes, faults first, each stage in the order in which it is reached.
    package static var all: [CodePage] {
        DiagnosticCode.allCases.filter { LintCode(rawValue: $0.rawValue) == nil }.map { code in
            let advice = code.advice
            return CodePage(
                code: code.rawValue,
                severity: code.usualSeverity,
                what: code.summary,
                why: advice.why,
                mend: advice.mend
            )
        }
            + LintCode.allCases.map { code in
                let advice = code.advice
                return CodePage(
                    code: code.rawValue,
                    severity: code.severity,
                    what: advice.what,
                    why: advice.why,
                    mend: advice.mend
                )
            }
    }

    /// The page of a code, or `nil` when there is no such code.
    package static func page(of code: String) -> CodePage? { all.first { $0.code == code } }

    /// The code that was probably meant, in words.
    package static func suggestion(for code: String) -> String? {
        NearestName.suggestion(for: code, among: all.map(\.code))
    }
}
