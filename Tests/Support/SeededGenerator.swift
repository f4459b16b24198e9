/// Random numbers that come the same in every run (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// Begins anew for a seed.
    package init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of a range.
    package mutating func int(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// Whether something with a chance of one in a number happens.
    package mutating func oneIn(_ count: Int) -> Bool { int(1...count) == 1 }

    /// One of several values.
    package mutating func pick<Value>(_ values: [Value]) -> Value {
        values[int(0...(values.count - 1))]
    }

    /// A number of values, repeats allowed.
    package mutating func some<Value>(_ count: ClosedRange<Int>, of values: [Value]) -> [Value] {
        (0..<int(count)).map { _ in pick(values) }
    }
}
