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
    /// The same facts about the firm in the numbers of the book.
    var firm = FirmFacts()
    /// The categories found or given, by number.
    var categories: [Int] = []
    /// The categories that the caller names or has answered.
    var named: [Int] = []
    /// The sub-categories found or given, by number.
    var subs: [Int] = []
    /// The number of the framing, how wide the issue is set; −1 before that is known.
    var framingNumber: Int32 = -1
    /// The numbers of the barriers heard.
    var barrierNumbers: [Int32] = []
    /// Whether the text is about a firm but names no clear issue.
    var isVague = false
}
