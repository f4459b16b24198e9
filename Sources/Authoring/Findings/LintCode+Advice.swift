extension LintCode {
    /// What a finding means, why it matters and how to mend it.
    var advice: (what: String, why: String, mend: String) {
        switch self {
        case .emptyExpression, .repeatedExpression, .sharedExpression: vocabularyAdvice
        case .untestedRule, .unreachablePartner, .unreachablePolicy, .prefectureGap: reachAdvice
        default: timeAdvice
        }
    }

    private var vocabularyAdvice: (what: String, why: String, mend: String) {
        switch self {
        case .emptyExpression:
            (
                "An expression of a concept can never match.",
                "Texts are compared in a normal form without white space, quotes and brackets; "
                    + "nothing of this expression is left in it.",
                "Write the word people say, or remove the expression."
            )
        case .repeatedExpression:
            (
                "An expression stands twice in one concept, though perhaps spelt differently.",
                "Width, case, katakana and hiragana, long-vowel marks and old kanji are one in "
                    + "the normal form, so the second does nothing.",
                "Remove one of the two. banso text shows the normal form of a text."
            )
        default:
            (
                "One expression says several concepts of the same kind.",
                "Whoever says it is understood to say all of them, so rules on either hold at once.",
                "Keep it in one concept, or tell the concepts apart with unless, only_with or "
                    + "industry. Where both are meant, leave it."
            )
        }
    }

    private var reachAdvice: (what: String, why: String, mend: String) {
        switch self {
        case .untestedRule:
            (
                "A rule holds in none of the book's tests.",
                "Nobody would notice if it stopped working, or if a later rule took its place.",
                "Add an entry under tests whose query makes the rule hold and whose expect says "
                    + "what must follow. banso test --coverage lists all such rules."
            )
        case .unreachablePartner:
            (
                "Nothing in the book can lead to a partner.",
                "Its network has no strength for any issue, and no rule or barrier names it, so "
                    + "no firm will ever hear of it.",
                "Give its network strengths, or name the partner or network under then: partners "
                    + "of a rule."
            )
        case .unreachablePolicy:
            (
                "Nothing in the book can lead to a policy.",
                "It is for no issue, and no rule names it, so no firm will ever hear of it.",
                "Give it topics, or name it under then: policies of a rule."
            )
        default:
            (
                "A prefecture has no partner for a category.",
                "A firm there that brings this issue gets no partner for it. A partner counts when "
                    + "the category is among its topics, its network has a strength for it, and "
                    + "its area takes in the whole prefecture.",
                "Add a partner there, widen an area, or add a nationwide partner (全国)."
            )
        }
    }

    private var timeAdvice: (what: String, why: String, mend: String) {
        switch self {
        case .oldSource:
            (
                "A source was read more than 180 days ago.",
                "Programmes change with the fiscal year; what was true then may mislead a firm now.",
                "Read the page again, correct what has changed and set checked to that day."
            )
        case .windowEnded:
            (
                "All windows of a policy have closed.",
                "It is shown as closed from now on, also when a next call has been announced.",
                "Add the next window, or set state: closed when it is over for good."
            )
        case .windowEnding:
            (
                "A window of a policy closes within 30 days.",
                "A firm told of it now has little time, and the next window is not in the book.",
                "Look for the next window and add it."
            )
        case .windowMissing:
            (
                "A policy that calls in rounds has no window with a date.",
                "Without a date nobody can say whether it is open, so it is shown as unverified.",
                "Add the dates under windows, or set state: unverified to say that it is known."
            )
        case .windowOverlap:
            (
                "Two windows of a policy are open on the same day, and not both have a label.",
                "Rounds follow each other; one of the dates is probably wrong.",
                "Correct the dates. Windows side by side, as of regions, each need a label."
            )
        case .reviewDue:
            (
                "The day by which somebody was to look at a rule again has passed.",
                "Its author knew that it would not hold for ever.",
                "Check what the rule says against its source and set a later review_by."
            )
        case .undatedTest:
            (
                "A test promises a policy's status and names no day.",
                "Windows open and close, so the test would fail some day by itself.",
                "Add as_of: YYYY-MM-DD to the query of the test."
            )
        default:
            (
                "The number of examples has changed since the weights were learned.",
                "Answers still rest on the old examples.",
                "Run banso learn and keep the new file beside the rules."
            )
        }
    }
}
