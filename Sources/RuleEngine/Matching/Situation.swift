import Knowledge

/// All that conditions may ask about: the firm, the words and, later, the issue.
struct Situation {
    /// What is known of the firm.
    var company: Company
    /// The day of the query.
    var asOf: CalendarDate
    /// How many partners the firm has been to.
    var triedCount: Int
    /// What the text says.
    var reading: Reading
    /// The categories found or given, by number.
    var categories: Set<Int> = []
    /// The categories that the caller names or has answered.
    var named: [Int] = []
    /// The sub-categories found or given, by number.
    var subs: Set<Int> = []
    /// How wide the issue is set.
    var framing: Identifier<Framing>?
    /// The barriers heard.
    var barriers: Set<Identifier<Barrier>> = []
    /// Whether the text is about a firm but names no clear issue.
    var isVague = false
}
