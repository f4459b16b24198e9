import Knowledge
import RuleEngine

/// Tells what single conditions come to in a test, and which of them stand in the way.
struct ConditionTrial: Sendable {
    /// A single condition that would have to turn out otherwise.
    struct Obstacle: Sendable {
        /// The condition.
        var condition: Condition
        /// Whether it would have to hold.
        var mustHold: Bool
        /// What it came to.
        var truth: Truth
    }

    private let leaves: [Condition]
    private let learned: ProbedBook
    private let plain: ProbedBook?

    /// Prepares to look into conditions.
    init(_ compiled: CompiledBook, into conditions: [Condition], for tests: [BookTest]) {
        leaves = conditions.flatMap { $0.leaves.map(\.condition) }
        let probes = leaves.flatMap { [$0, $0.opposite] }
        learned = ProbedBook(compiled, probing: probes)
        plain =
            compiled.learned != nil && tests.contains { !$0.isLearned }
            ? ProbedBook(compiled.book, like: compiled, learned: false, probing: probes) : nil
    }

    /// What every single condition comes to in a test, by its place.
    func truths(in test: BookTest) -> [Origin: Truth] {
        let book = test.isLearned ? learned : plain ?? learned
        var truths = Dictionary(
            leaves.map { ($0.origin, Truth.unknown) },
            uniquingKeysWith: { first, _ in first }
        )
        for number in book.held(test.query, today: BookTestRunner.undated) {
            truths[leaves[number / 2].origin] = number.isMultiple(of: 2) ? .yes : .no
        }
        return truths
    }

    /// The fewest single conditions that keep a condition from a value; empty when none does.
    static func obstacles(
        to condition: Condition,
        being wanted: Bool,
        _ truths: [Origin: Truth]
    ) -> [Obstacle] {
        switch (condition.test, wanted) {
        case (.all(let parts), true), (.any(let parts), false):
            parts.flatMap { obstacles(to: $0, being: wanted, truths) }
        case (.all(let parts), false), (.any(let parts), true):
            fewest(parts.map { obstacles(to: $0, being: wanted, truths) })
        case (.none(let parts), true):
            parts.flatMap { obstacles(to: $0, being: false, truths) }
        case (.none(let parts), false):
            fewest(parts.map { obstacles(to: $0, being: true, truths) })
        default: single(condition, wanted, truths[condition.origin] ?? .unknown)
        }
    }

    private static func single(
        _ condition: Condition,
        _ wanted: Bool,
        _ truth: Truth
    ) -> [Obstacle] {
        truth == Truth(wanted)
            ? [] : [Obstacle(condition: condition, mustHold: wanted, truth: truth)]
    }

    private static func fewest(_ ways: [[Obstacle]]) -> [Obstacle] {
        ways.min { $0.count < $1.count } ?? []
    }
}
