/// One line of a report: what was measured, and what it was meant to be.
package struct Figure: Sendable {
    /// A bound on a figure.
    package enum Goal: Sendable {
        case atMost(Double)
        case atLeast(Double)

        /// Whether the middle of a figure keeps the bound.
        package func isMet(by spread: Spread) -> Bool {
            switch self {
            case .atMost(let bound): spread.median <= bound
            case .atLeast(let bound): spread.median >= bound
            }
        }
    }

    /// What was measured.
    package var name: String
    /// The measurements.
    package var value: Spread
    /// The unit; `×` for ratios.
    package var unit: String
    /// What it was meant to be; `nil` for what explains another figure.
    package var goal: Goal?

    /// Describes a figure.
    package init(_ name: String, _ value: Spread, _ unit: String, goal: Goal? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.goal = goal
    }

    /// Whether the goal is met; `nil` without one.
    package var isMet: Bool? { goal?.isMet(by: value) }
}
