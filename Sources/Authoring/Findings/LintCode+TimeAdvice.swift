extension LintCode {
    /// The advice on what time has overtaken.
    var timeAdvice: (what: String, why: String, mend: String) {
        switch self {
        case .oldSource:
            (
                "A source was read more than \(Linter.sourceDays) days ago.",
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
                "A window of a policy closes within \(Linter.windowDays) days.",
                "A firm told of it now has little time, and the next window is not in the book.",
                "Look for the next window and add it."
            )
        case .windowMissing:
            (
                "A policy that calls in rounds lacks a window, or the last day of one.",
                "Without a date nobody can say whether it is open: without any it is shown as "
                    + "unverified, without a last day as open for ever.",
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
        default:
            (
                "The number of examples has changed since the weights were learned.",
                "Answers still rest on the old examples.",
                "Run banso learn and keep the new file beside the rules."
            )
        }
    }

    /// The advice on a file as a text, and on what it says about findings.
    var fileAdvice: (what: String, why: String, mend: String) {
        switch self {
        case .missingNewline:
            (
                "The last line of a file does not end with a line feed.",
                "What is added below would continue that line.",
                "End the line; banso check --fix does."
            )
        case .silenceWithoutReason:
            (
                "A comment silences a finding and gives no reason.",
                "Whoever comes after cannot tell a decision from an oversight, so it does not "
                    + "count.",
                "Write # banso: allow CODE because REASON."
            )
        case .idleSilence:
            (
                "A comment silences a finding that is not there.",
                "What it excused is mended or has moved; left where it is, it would hide the next "
                    + "one. Errors are never silenced.",
                "Remove it, or put it on the line of the finding or of the entry, or right above."
            )
        default:
            (
                "A comment that begins with banso: names no code, or is not understood.",
                "It was meant to silence something and does not.",
                "Write # banso: allow CODE because REASON; banso explain lists all codes."
            )
        }
    }
}
