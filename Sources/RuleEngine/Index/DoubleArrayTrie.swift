/// A set of scalar sequences that is walked one scalar at a time, frozen after building.
///
/// Two arrays hold every node: the children of node `n` lie at `base[n] + code`, and a cell
/// belongs to `n` when its `check` says so. Scalars are mapped to dense codes, most frequent
/// first, so that children lie close together. A walk allocates nothing.
package struct DoubleArrayTrie: Sendable {
    /// A place in the trie; `root` is the empty sequence.
    package typealias Node = Int32

    /// The node of the empty sequence.
    package static let root: Node = 0

    @usableFromInline var codes: [UInt16]
    @usableFromInline var base: [Int32]
    @usableFromInline var check: [Int32]
    @usableFromInline var values: [Int32]
    /// Whether the empty sequence is a key too.
    package let hasEmpty: Bool

    /// Builds the trie of keys; the value of a key is its place in the list.
    ///
    /// - Parameters:
    ///   - keys: Distinct, non-empty, in ascending order, with fewer than 65,536 different
    ///     scalars. The table of codes is as long as the highest scalar.
    ///   - hasEmpty: Whether the empty sequence is a key too.
    package init(sortedKeys keys: [[UInt32]], hasEmpty: Bool = false) {
        self.hasEmpty = hasEmpty
        var builder = DoubleArrayBuilder(keys: keys)
        builder.build()
        codes = builder.codes
        base = builder.base
        check = builder.check
        values = builder.values
    }

    /// The node one scalar on, or `nil` when no key goes there.
    @inlinable package func step(_ node: Node, _ scalar: UInt32) -> Node? {
        guard scalar < UInt32(codes.count) else { return nil }
        let code = codes[Int(scalar)]
        guard code != 0 else { return nil }
        let cell = Int(base[Int(node)]) &+ Int(code)
        guard cell < check.count, check[cell] == node else { return nil }
        return Node(truncatingIfNeeded: cell)
    }

    /// The value of the key that ends at a node, or `nil` when none does.
    @inlinable package func value(at node: Node) -> Int? {
        let value = values[Int(node)]
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
    var base: [Int32] = [0]
    var check: [Int32] = [-1]
    var values: [Int32] = [-1]
    /// Where the search for free cells starts: everything before is full or nearly so.
    private var firstFree = 1

    init(keys: [[UInt32]]) {
        self.keys = keys
        var counts: [UInt32: Int] = [:]
        var highest: UInt32 = 0
        for key in keys {
            for scalar in key {
                counts[scalar, default: 0] += 1
                highest = max(highest, scalar)
            }
        }
        codes = Array(repeating: 0, count: keys.isEmpty ? 0 : Int(highest) + 1)
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        for (index, entry) in ranked.enumerated() { codes[Int(entry.key)] = UInt16(index + 1) }
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
            values[node] = Int32(lower)
            lower += 1
        }
        guard lower < range.upperBound else { return }
        var children: [(code: Int, keys: Range<Int>)] = []
        var start = lower
        for index in lower..<range.upperBound {
            let isLast = index + 1 == range.upperBound
            if isLast || keys[index + 1][depth] != keys[index][depth] {
                children.append((Int(codes[Int(keys[index][depth])]), start..<(index + 1)))
                start = index + 1
            }
        }
        let offset = freeBase(for: children)
        base[node] = Int32(offset)
        for child in children { check[offset + child.code] = Int32(node) }
        for child in children { pending.append((offset + child.code, child.keys, depth + 1)) }
    }

    /// The least base at which every child's cell is free, growing the arrays as needed.
    private mutating func freeBase(for children: [(code: Int, keys: Range<Int>)]) -> Int {
        let lowest = children.map(\.code).min() ?? 1
        let highest = children.map(\.code).max() ?? 1
        while firstFree < check.count, check[firstFree] != -1 { firstFree += 1 }
        var cell = max(firstFree, lowest + 1)
        let start = cell
        var taken = 0
        while true {
            let offset = cell - lowest
            grow(to: offset + highest + 1)
            if check[cell] == -1, children.allSatisfy({ check[offset + $0.code] == -1 }) {
                // A stretch that is nearly full is not searched again: a few cells are lost, and
                // building stays linear (Aoe's double array as Darts builds it).
                if cell - start > 64, taken * 100 >= (cell - start) * 90 { firstFree = cell }
                return offset
            }
            if check[cell] != -1 { taken += 1 } else if cell - start > 4_096 { firstFree = cell }
            cell += 1
        }
    }

    private mutating func grow(to count: Int) {
        guard check.count < count else { return }
        let missing = max(count, check.count * 3 / 2) - check.count
        base.append(contentsOf: repeatElement(0, count: missing))
        check.append(contentsOf: repeatElement(-1, count: missing))
        values.append(contentsOf: repeatElement(-1, count: missing))
    }
}
