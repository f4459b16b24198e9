/// What kind of answer a query got.
package enum Outcome: String, Sendable, CaseIterable {
    /// The issue is clear.
    case answered
    /// A question must be answered first.
    case needsInfo = "needs_info"
    /// Nothing in the book fits.
    case noMatch = "no_match"
    /// The text is not about a firm's issue.
    case outsideScope = "outside_scope"
}

/// Whether a firm can use a policy on the day asked for.
package enum PolicyStatus: String, Sendable, CaseIterable {
    case match
    case needsInfo = "needs_info"
    case nearMiss = "near_miss"
    case closed
}
