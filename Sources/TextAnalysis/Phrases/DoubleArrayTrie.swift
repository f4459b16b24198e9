/// A set of scalar sequences that is walked one scalar at a time, frozen after building.
///
/// One array holds every node: the children of node `n` lie at its base plus their code, and a cell
/// belongs to `n` when its parent says so. Scalars are mapped to dense codes, most frequent
/// first, so that children lie close together. A walk allocates nothing, and each step of it looks
/// at two cells.
///
/// Public and not package, as only bodies of public functions are inlined in other modules.
public struct DoubleArrayTrie: Sendable {
    /// A place in the trie; `root` is the empty sequence.
    public typealias Node = Int32

    /// The node of the empty sequence.
    @inlinable public static var root: Node { 0 }

    /// The code of a scalar that no key has.
    @inlinable public static var noCode: UInt16 { 0 }

    /// A node; what is looked at together lies together.
    @usableFromInline struct Cell: Sendable {
        /// Where the children begin, before their codes are added.
        @usableFromInline var base: Int32 = 0
        /// The node that the cell is a child of; −1 for a free cell and for the root.
        @usableFromInline var parent: Int32 = -1
        /// The place of the key that ends here; −1 for none.
        @usableFromInline var value: Int32 = -1
    }

    /// The codes of the scalars from `lowest` on.
    @usableFromInline let codes: [UInt16]
    @usableFromInline let lowest: UInt32
    @usableFromInline let cells: [Cell]

    /// Builds the trie of keys; the value of a key is its place in the list.
    ///
    /// - Parameter keys: Distinct, non-empty, in ascending order, with fewer than 65,536 different
    ///   scalars. The table of codes reaches from the lowest to the highest scalar.
    package init(sortedKeys keys: [[UInt32]]) {
        var builder = DoubleArrayBuilder(keys: keys)
        builder.build()
        codes = builder.codes
        lowest = builder.lowest
        cells = builder.cells
    }

    /// The code of a scalar, for a text that is walked from many places; `noCode` when no key has it.
    @inlinable @inline(__always)
    public func code(of scalar: UInt32) -> UInt16 {
        // What is below the lowest wraps round to far above.
        let place = scalar &- lowest
        return place < UInt32(codes.count) ? codes[Int(place)] : Self.noCode
    }

    /// The node one scalar on, or `nil` when no key goes there.
    @inlinable @inline(__always)
    public func step(_ node: Node, _ scalar: UInt32) -> Node? {
        step(node, code: code(of: scalar))
    }

    /// The node one scalar on, given by its code, or `nil` when no key goes there.
    @inlinable @inline(__always)
    public func step(_ node: Node, code: UInt16) -> Node? {
        guard code != Self.noCode else { return nil }
        let cell = Int(cells[Int(node)].base) &+ Int(code)
        guard cell < cells.count, cells[cell].parent == node else { return nil }
        return Node(truncatingIfNeeded: cell)
    }

    /// The value of the key that ends at a node, or `nil` when none does.
    @inlinable @inline(__always)
    public func value(at node: Node) -> Int? {
        let value = cells[Int(node)].value
        return value < 0 ? nil : Int(value)
    }

    /// The value of a whole key, or `nil` when it is not in the trie.
    package func value(of key: some Sequence<UInt32>) -> Int? {
        var node = Self.root
        for scalar in key {
            guard let next = step(node, scalar) else { return nil }
            node = next
        }
        return value(at: node)
    }
}

/// Places the nodes of a `DoubleArrayTrie`, first free fit.
struct DoubleArrayBuilder {
    private let keys: [[UInt32]]
    var codes: [UInt16]
    let lowest: UInt32
    var cells: [DoubleArrayTrie.Cell] = [.init()]
    /// Where the search for free cells starts: everything before is full or nearly so.
    private var firstFree = 1

    init(keys: [[UInt32]]) {
        self.keys = keys
        var counts: [UInt32: Int] = [:]
        var highest: UInt32 = 0
        var lowest = UInt32.max
        for key in keys {
            for scalar in key {
                counts[scalar, default: 0] += 1
                highest = max(highest, scalar)
                lowest = min(lowest, scalar)
            }
        }
        self.lowest = lowest
        codes = Array(repeating: 0, count: keys.isEmpty ? 0 : Int(highest - lowest) + 1)
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        for (index, entry) in ranked.enumerated() {
            codes[Int(entry.key - lowest)] = UInt16(index + 1)
        }
    }

    mutating func build() {
        guard !keys.isEmpty else { return }
        var pending: [(node: Int, keys: Range<Int>, depth: Int)] = [(0, 0..<keys.count, 0)]
        while let (node, range, depth) = pending.popLast() {
            place(node: node, range: range, depth: depth, pending: &pending)
        }
    }

    private mutating func place(
        node: Int,
        range: Range<Int>,
        depth: Int,
        pending: inout [(node: Int, keys: Range<Int>, depth: Int)]
    ) {
        var lower = range.lowerBound
        if keys[lower].count == depth {
            cells[node].value = Int32(lower)
            lower += 1
        }
        guard lower < range.upperBound else { return }
        var children: [(code: Int, keys: Range<Int>)] = []
        var start = lower
        for index in lower..<range.upperBound {
            let isLast = index + 1 == range.upperBound
            if isLast || keys[index + 1][depth] != keys[index][depth] {
                children.append((Int(codes[Int(keys[index][depth] - lowest)]), start..<(index + 1)))
                start = index + 1
            }
        }
        let offset = freeBase(for: children)
        cells[node].base = Int32(offset)
        for child in children { cells[offset + child.code].parent = Int32(node) }
        for child in children { pending.append((offset + child.code, child.keys, depth + 1)) }
    }

    /// The least base at which every child's cell is free, growing the arrays as needed.
    private mutating func freeBase(for children: [(code: Int, keys: Range<Int>)]) -> Int {
        let lowest = children.map(\.code).min() ?? 1
        let highest = children.map(\.code).max() ?? 1
        while firstFree < cells.count, cells[firstFree].parent != -1 { firstFree += 1 }
        var cell = max(firstFree, lowest + 1)
        let start = cell
        var taken = 0
        while true {
            let offset = cell - lowest
            grow(to: offset + highest + 1)
            if cells[cell].parent == -1,
                children.allSatisfy({ cells[offset + $0.code].parent == -1 })
            {
                // A stretch that is nearly full is not searched again: a few cells are lost, and
                // building stays linear (Aoe's double array as Darts builds it).
                if cell - start > 64, taken * 100 >= (cell - start) * 90 { firstFree = cell }
                return offset
            }
            if cells[cell].parent != -1 {
                taken += 1
            } else if cell - start > 4_096 {
                firstFree = cell
            }
            cell += 1
        }
    }

    private mutating func grow(to count: Int) {
        guard cells.count < count else { return }
        let missing = max(count, cells.count * 3 / 2) - cells.count
        cells.append(contentsOf: repeatElement(.init(), count: missing))
    }
}
