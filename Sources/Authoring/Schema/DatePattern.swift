/// The days of the calendar as a regular expression, for tools that know no dates.
enum DatePattern {
    /// Matches `YYYY-MM-DD` of a day there is, in the years 0001 to 9999.
    static let text = "^(?!0000)(?:\(year)-(?:\(day))|\(leapYear)-02-29)$"

    private static let year = "[0-9]{4}"
    private static let day = [
        "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
        "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
        "02-(?:0[1-9]|1[0-9]|2[0-8])",
    ].joined(separator: "|")
    /// The centuries that are leap years by themselves, then the years within a century.
    private static let leapYear =
        "(?:(?:[02468][048]|[13579][26])00|[0-9]{2}(?:0[48]|[2468][048]|[13579][26]))"
}
