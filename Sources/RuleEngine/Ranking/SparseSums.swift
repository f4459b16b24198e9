/// Sums by number, for a few numbers of a great many: what it takes grows with those alone.
struct SparseSums {
    private struct Slot {
        var number: Int32
        var sum: Double
    }

    /// A table with open addresses, half full at most; −1 marks what is free.
    private var slots: [Slot]
    /// The places of the numbers in the order in which they first came.
    private var touched: [Int32] = []
    private let shift: UInt32

    /// Makes room for so many additions.
    init(capacity: Int) {
        let bits = UInt32(Int.bitWidth - max(capacity * 2, 2).leadingZeroBitCount)
        slots = [Slot](repeating: Slot(number: -1, sum: 0), count: 1 << bits)
        shift = UInt32(32) - bits
        touched.reserveCapacity(capacity)
    }

    /// Adds a value to the sum of a number.
    @inline(__always)
    mutating func add(_ value: Double, to number: Int32) {
        // The golden section spreads neighbours far apart.
        var place = Int((UInt32(bitPattern: number) &* 0x9E37_79B1) >> shift)
        while slots[place].number != number {
            if slots[place].number < 0 {
                slots[place].number = number
                touched.append(Int32(place))
                break
            }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place].sum += value
    }

    /// Calls back with each number and its sum.
    @inline(__always)
    func visit(_ body: (Int32, Double) -> Void) {
        for place in touched { body(slots[Int(place)].number, slots[Int(place)].sum) }
    }
}
