import TestSupport
import Testing
import TextAnalysis

@Suite struct DoubleArrayTrieTests {
    private static func precedes(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }

    /// Compares a trie with a dictionary: every key, every prefix and what lies beside them.
    private func check(_ keys: Set<[UInt32]>, probes: [[UInt32]] = []) {
        let sorted = keys.sorted(by: Self.precedes)
        let trie = DoubleArrayTrie(sortedKeys: sorted)
        let expected = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
        let prefixes = Set(sorted.flatMap { key in (0...key.count).map { Array(key[..<$0]) } })
        var wrong: [[UInt32]] = []
        for text in Set(probes).union(prefixes).union(prefixes.map { $0 + [$0.last ?? 1] }) {
            var node: DoubleArrayTrie.Node? = DoubleArrayTrie.root
            for scalar in text { node = node.flatMap { trie.step($0, scalar) } }
            let isRight =
                trie.value(of: text) == expected[text]
                && (node != nil) == (prefixes.contains(text) || text.isEmpty)
            if !isRight { wrong.append(text) }
        }
        #expect(wrong == [])
    }

    private static func keys(
        _ count: Int,
        of alphabet: [UInt32],
        length: ClosedRange<Int>,
        _ random: inout SeededGenerator
    ) -> Set<[UInt32]> {
        Set((0..<count).map { _ in random.some(length, of: alphabet) })
    }

    @Test(arguments: [1, 2, 3, 26, 255, 256, 257])
    func `random key sets are found as in a dictionary`(_ alphabetSize: Int) {
        var random = SeededGenerator(seed: UInt64(alphabetSize))
        for round in 0..<40 {
            let alphabet = (0..<alphabetSize).map { _ in UInt32(random.int(0...0xFFFF)) }
            let count = random.int(1...(round < 30 ? 30 : 400))
            check(
                Self.keys(count, of: alphabet, length: 1...6, &random),
                probes: Array(Self.keys(60, of: alphabet + [0x1_F600], length: 0...7, &random))
            )
        }
    }

    @Test(arguments: [1, 255, 256, 65_535])
    func `as many different scalars as codes are told apart`(_ count: Int) {
        let keys = (1...UInt32(count)).map { [$0] }
        let trie = DoubleArrayTrie(sortedKeys: keys)
        let wrong = keys.indices.filter { trie.value(of: keys[$0]) != $0 }
        #expect(wrong == [])
        #expect(trie.value(of: [0]) == nil && trie.value(of: [UInt32(count) + 1]) == nil)
        #expect(trie.value(of: [1, 1]) == nil)
    }

    @Test func `keys that share many scalars over two levels are told apart`() {
        let scalars = (1...256).map { UInt32($0 * 251) }
        check(Set(scalars.flatMap { first in scalars.prefix(64).map { [first, $0] } }))
    }

    @Test func `a key may begin another`() {
        let deep = (1...40).map { Array(repeating: UInt32(0x3042), count: $0) }
        check(Set(deep))
        check([[1], [1, 2], [1, 2, 3], [2], [2, 3], [3]])
    }

    @Test func `scalars beyond the basic plane are keys like others`() {
        check(
            [[0x1_F600], [0x1_F601], [0x2_0001, 0x3042], [0x3042]],
            probes: [[0x1_F602], [0xFFFD]]
        )
    }

    @Test func `a trie without keys knows nothing`() {
        let trie = DoubleArrayTrie(sortedKeys: [])
        #expect(trie.value(of: []) == nil && trie.value(of: [1]) == nil)
        #expect(trie.step(DoubleArrayTrie.root, 0) == nil)
    }
}
