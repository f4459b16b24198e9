/// How many requests took how long.
struct LatencyHistogram: Sendable {
    /// The upper bounds of the buckets in nanoseconds, with the same in seconds as text.
    static let bounds: [(nanoseconds: Int, label: String)] = [
        (50_000, "0.00005"), (100_000, "0.0001"), (250_000, "0.00025"), (500_000, "0.0005"),
        (1_000_000, "0.001"), (2_500_000, "0.0025"), (5_000_000, "0.005"), (10_000_000, "0.01"),
        (50_000_000, "0.05"), (250_000_000, "0.25"), (1_000_000_000, "1"), (5_000_000_000, "5"),
    ]

    /// Requests by the first bound they do not exceed.
    private var buckets = [Int](repeating: 0, count: bounds.count)
    /// All requests.
    private(set) var count = 0
    /// The time of all requests.
    private(set) var nanoseconds = 0

    /// Adds a request.
    mutating func add(nanoseconds value: Int) {
        count += 1
        nanoseconds += value
        if let index = Self.bounds.firstIndex(where: { value <= $0.nanoseconds }) {
            buckets[index] += 1
        }
    }

    /// How many requests took at most as long as each bound.
    var cumulative: [Int] {
        var total = 0
        return buckets.map { count in
            total += count
            return total
        }
    }
}
