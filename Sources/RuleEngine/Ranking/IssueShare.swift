/// A found issue with its share of the whole, the base of ranking partners and policies.
struct IssueShare: Sendable {
    /// The number of the category.
    var top: Int
    /// The number of the sub-category, when one is probable enough to name.
    var sub: Int?
    /// Its probability among the issues found, 0…1.
    var share: Double
}
