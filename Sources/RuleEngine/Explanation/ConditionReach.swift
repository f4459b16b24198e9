import Knowledge

/// Tells whether a firm could come to meet a condition it fails.
struct ConditionReach {
    /// A number this far from its bound, as a share of the bound, is as good as another firm's.
    static let farthest = 0.5

    let sizes: SizeTable

    /// Whether a firm might change enough: by a few people more or less, not by another trade.
    func isWithinReach(_ test: CompanyTest, for company: Company) -> Bool {
        switch test {
        case .industry, .prefecture, .municipality: false
        default: (distance(test, for: company) ?? 0) <= Self.farthest
        }
    }

    /// How far the firm's number lies from its bound, as a share of the bound; `nil` when the test
    /// is about no number or the number is not known.
    func distance(_ test: CompanyTest, for company: Company) -> Double? {
        switch test {
        case .employees(let interval): Self.distance(company.employees, from: interval)
        case .capital(let interval): Self.distance(company.capital, from: interval)
        case .size(let id):
            // Of two bounds the nearer one is the way in.
            sizes.group(of: id, for: company).flatMap { group in
                [
                    group.employees.flatMap { Self.distance(company.employees, from: $0) },
                    group.capital.flatMap { Self.distance(company.capital, from: $0) },
                ].compactMap(\.self).min()
            }
        default: nil
        }
    }

    private static func distance(_ value: Int?, from interval: Interval) -> Double? {
        guard let value else { return nil }
        if let min = interval.min, value < min { return Double(min - value) / Double(max(min, 1)) }
        if let most = interval.max, value > most {
            return Double(value - most) / Double(max(most, 1))
        }
        return 0
    }
}
