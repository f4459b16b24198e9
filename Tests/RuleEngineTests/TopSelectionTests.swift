import TestSupport
import Testing

@testable import RuleEngine

@Suite struct TopSelectionTests {
    @Test(arguments: [0, 1, 2, 5, 50, 100])
    func `the best are those that sorting puts first`(_ limit: Int) {
        var random = SeededGenerator(seed: UInt64(limit))
        for _ in 0..<50 {
            // Few scores, so that ties are common and the number decides them.
            let items = (0..<random.int(0...60)).map { (score: random.int(0...8), number: $0) }
                .shuffled(using: &random)
            func precedes(_ left: (score: Int, number: Int), _ right: (score: Int, number: Int))
                -> Bool
            { (right.score, left.number) < (left.score, right.number) }
            var selection = TopSelection(limit: limit, by: precedes)
            for item in items { selection.offer(item) }
            let expected = items.sorted(by: precedes).prefix(limit)
            #expect(selection.items.map(\.number) == expected.map(\.number))
        }
    }
}
