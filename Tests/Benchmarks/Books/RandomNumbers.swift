/// Numbers that look random and are the same in every run: SplitMix64.
package struct RandomNumbers: Sendable {
    private var state: UInt64

    /// Begins a series; different seeds give unlike series.
    package init(seed: UInt64) { state = seed }

    /// The next number of the series.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number from 0 up to but not including a bound, which must be positive.
    package mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number within a closed range.
    package mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// A number from 0 up to but not including 1.
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Whether something happens that happens in so many of a hundred cases.
    package mutating func percent(_ share: Int) -> Bool { below(100) < share }

    /// Several different numbers below a bound, ascending.
    package mutating func distinct(_ count: Int, below bound: Int) -> [Int] {
        var result: Set<Int> = []
        while result.count < min(count, bound) { result.insert(below(bound)) }
        return result.sorted()
    }
}
