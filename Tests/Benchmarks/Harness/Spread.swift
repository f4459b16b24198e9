/// One figure measured several times: the middle of the measurements and how far they lie apart.
package struct Spread: Hashable, Sendable {
    /// The median.
    package var median: Double
    /// The least of all measurements.
    package var low: Double
    /// The greatest of all measurements.
    package var high: Double

    /// The spread of measurements; of none, zero.
    package init(_ values: [Double]) {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        guard let first = sorted.first, let last = sorted.last else {
            (median, low, high) = (0, 0, 0)
            return
        }
        median =
            sorted.count.isMultiple(of: 2)
            ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        low = first
        high = last
    }

    /// A figure that was taken once or does not vary.
    package init(_ value: Double) { self.init([value]) }

    /// The quotients of measurements taken in the same rounds.
    ///
    /// Round by round, because what slows a shared machine slows both sides of one round alike.
    package init(_ values: [Double], over others: [Double]) {
        self.init(zip(values, others).map { $1 == 0 ? 0 : $0 / $1 })
    }
}
