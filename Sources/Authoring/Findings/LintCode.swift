package import Diagnostics

/// Every sort of finding about a book that loads, by a code that stays the same over releases.
package enum LintCode: String, Hashable, Sendable, CaseIterable {
    // The vocabulary.
    case emptyExpression = "lint.expression-empty"
    case repeatedExpression = "lint.expression-repeated"
    case sharedExpression = "lint.expression-shared"
    case barredExpression = "lint.expression-barred"
    case idleException = "lint.exception-idle"
    case broadExpression = "lint.expression-broad"
    case swallowedExpression = "lint.expression-swallowed"
    case singleTextExpression = "lint.expression-single"
    case untranslatedText = "lint.text-untranslated"

    // Conditions and rules beside each other.
    case impossibleCondition = "lint.condition-impossible"
    case shadowedRule = "lint.rule-shadowed"
    case contradictoryRules = "lint.rule-contradiction"
    case contradictoryCombination = "lint.combination-contradiction"

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
    case staleWeights = "weights.stale"

    // The file as a text, and what is said about findings in it.
    case missingNewline = "lint.newline-missing"
    case silenceWithoutReason = "lint.silence-unreasoned"
    case idleSilence = "lint.silence-idle"
    case unknownSilence = "lint.silence-unknown"

    /// How much a finding of this sort matters.
    package var severity: Severity {
        switch self {
        case .sharedExpression, .idleException, .singleTextExpression, .oldSource, .windowEnded,
            .windowEnding, .windowMissing, .missingNewline:
            .note
        case .emptyExpression, .repeatedExpression, .barredExpression, .broadExpression,
            .swallowedExpression, .untranslatedText, .impossibleCondition, .shadowedRule,
            .contradictoryRules, .contradictoryCombination, .untestedRule, .unreachablePartner,
            .unreachablePolicy,
            .prefectureGap, .windowOverlap, .reviewDue, .staleWeights, .silenceWithoutReason,
            .idleSilence, .unknownSilence:
            .warning
        }
    }
}
