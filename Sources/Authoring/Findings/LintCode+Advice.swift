extension LintCode {
    /// What a finding means, why it matters and how to mend it.
    var advice: (what: String, why: String, mend: String) {
        switch self {
        case .emptyExpression, .repeatedExpression, .sharedExpression, .barredExpression,
            .idleException:
            vocabularyAdvice
        case .broadExpression, .swallowedExpression, .singleTextExpression: measureAdvice
        case .impossibleCondition, .shadowedRule, .contradictoryRules, .untestedRule: ruleAdvice
        case .untranslatedText, .unreachablePartner, .unreachablePolicy, .prefectureGap:
            reachAdvice
        case .missingNewline, .silenceWithoutReason, .idleSilence, .unknownSilence: fileAdvice
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
        case .barredExpression:
            (
                "An expression can never match, since its own concept bars it.",
                "What stands under except is never meant, and this is all that the expression is.",
                "Remove it from says or from except. Under except belong longer texts in which "
                    + "an expression is not meant."
            )
        case .idleException:
            (
                "A text under except holds none of its concept's expressions.",
                "It bars nothing, so the concept is still found where it was not to be.",
                "Write it as people say it, with the expression inside, or remove it."
            )
        default:
            (
                "One expression says several concepts of the same kind that lead to different "
                    + "issues.",
                "Whoever says it is understood to say all of them, so the word alone speaks for "
                    + "both issues at once.",
                "Keep it in one concept, or tell the concepts apart with unless, only_with or "
                    + "industry. Where both are meant, leave it."
            )
        }
    }

    private var measureAdvice: (what: String, why: String, mend: String) {
        switch self {
        case .broadExpression:
            (
                "Texts that say an expression are about its issue no more often than any text.",
                "The concept gives its category weight whenever the expression is said, and on "
                    + "the book's examples (and the cases of --cases) that is mostly wrong: from "
                    + "\(MeasureLint.leastTexts) texts of \(MeasureLint.leastCategories) "
                    + "categories on, with less than \(MeasureLint.lean) times the share of all "
                    + "texts.",
                "Write more of the phrase, so that it means one thing; or say what it needs beside "
                    + "it with only_with or unless; or move it to a concept without a category."
            )
        case .swallowedExpression:
            (
                "A longer expression of another concept always stands where an expression is.",
                "At each place the longest expression is read and the others are not. In the "
                    + "book's examples this one never was, each time because an ending was read "
                    + "along by another concept.",
                "Where both mean the same, write the longer ones in this concept too, best as "
                    + "{verb: …} or {adjective: …}, and keep this one. Never put a longer one in "
                    + "its place that means something else."
            )
        default:
            (
                "An expression stands in one single case and in no example.",
                "A vocabulary that is fitted to the cases it is judged by looks better than it "
                    + "is: the expression will hardly be said again. Only looked for with --cases.",
                "Write what others in the same situation would say, or remove it."
            )
        }
    }

    private var ruleAdvice: (what: String, why: String, mend: String) {
        switch self {
        case .impossibleCondition:
            (
                "Two tests of a condition exclude each other, so it can never hold.",
                "All tests of a condition must hold at once: no firm has 20 employees or more and "
                    + "fewer than 10, and none lies in two prefectures.",
                "Correct one of the two. Where either is enough, put both under any. A fact that "
                    + "is not known is left to the condition's unknown and is not the matter here."
            )
        case .shadowedRule:
            (
                "A rule gives nothing that another does not give already.",
                "The other holds whenever this one does and gives the same or more, so this one "
                    + "changes no answer, or counts the same evidence twice.",
                "Remove it, give it an effect of its own, or join the two."
            )
        case .contradictoryRules:
            (
                "Two rules hold in the same situation and want the opposite.",
                "What comes of it is a sum that neither author meant; and what is ruled out stays "
                    + "out whatever speaks for it.",
                "Decide between them, or tell the situations apart with a further condition."
            )
        default:
            (
                "A rule holds in none of the book's tests.",
                "Nobody would notice if it stopped working, or if a later rule took its place.",
                "Add an entry under tests whose query makes the rule hold and whose expect says "
                    + "what must follow. banso test --coverage lists all such rules."
            )
        }
    }

    private var reachAdvice: (what: String, why: String, mend: String) {
        switch self {
        case .untranslatedText:
            (
                "A text stands under the wrong language.",
                "Whoever asks in the other language gets words they may not read.",
                "Write under ja in Japanese and under en in English; a name may stay in brackets."
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
}
