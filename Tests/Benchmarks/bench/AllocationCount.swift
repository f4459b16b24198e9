import CMeasure

/// Allocations made by the calling thread.
struct AllocationCount: Sendable {
    /// How many.
    var number: Double
    /// How many bytes they asked for.
    var bytes: Double

    /// Whether this program can count them.
    static var isAvailable: Bool { measure_counts_allocations() != 0 }

    /// The allocations of work, divided by the units that the work says it was.
    static func perUnit(of pass: () -> Int) -> AllocationCount {
        let (number, bytes) = (measure_allocations(), measure_allocated_bytes())
        let units = Double(max(1, pass()))
        return AllocationCount(
            number: Double(measure_allocations() - number) / units,
            bytes: Double(measure_allocated_bytes() - bytes) / units
        )
    }
}
