package import Diagnostics

/// Every sort of finding about a book that loads, by a code that stays the same over releases.
package enum LintCode: String, Hashable, Sendable, CaseIterable {
    // The vocabulary.
    case emptyExpression = "lint.expression-empty"
    case repeatedExpression = "lint.expression-repeated"
    case sharedExpression = "lint.expression-shared"

    // What can be reached.
    case untestedRule = "lint.rule-untested"
    case unreachablePartner = "lint.partner-unreachable"
    case unreachablePolicy = "lint.policy-unreachable"
    case prefectureGap = "lint.prefecture-gap"

    // What time does.
    case oldSource = "lint.source-old"
    case windowEnded = "lint.window-ended"
    case windowEnding = "lint.window-ending"
    case windowMissing = "lint.window-missing"
    case windowOverlap = "lint.window-overlap"
    case reviewDue = "lint.review-due"
    case undatedTest = "lint.test-undated"
    case staleWeights = "weights.stale"

    /// How much a finding of this sort matters.
    package var severity: Severity {
        switch self {
        case .undatedTest: .error
        case .sharedExpression, .oldSource, .windowEnded, .windowEnding, .windowMissing: .note
        case .emptyExpression, .repeatedExpression, .untestedRule, .unreachablePartner,
            .unreachablePolicy, .prefectureGap, .windowOverlap, .reviewDue, .staleWeights:
            .warning
        }
    }
}
