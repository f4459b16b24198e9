import Knowledge
import RuleEngine

/// Which tests tell a mutant's condition from the original: nothing else can notice it.
struct FlipTable: Sendable {
    /// What a mutant's condition comes to in a test where the original comes to something else.
    struct Flip: Hashable, Sendable {
        /// The number of the test.
        var test: Int
        /// What the mutant's condition comes to; unknown for a window, whose state is not asked.
        var truth: Truth
    }

    /// For each mutant its flips, in the order of the tests.
    private(set) var flips: [[Flip]]

    /// Asks the engine what every condition comes to in every test.
    init(_ compiled: CompiledBook, _ mutants: [Mutant], _ tests: [BookTest]) async {
        let prober = FlipProber(compiled, mutants, tests)
        let found = await Parallel.map(Array(tests.indices)) { prober.flips(in: $0) }
        flips = Array(repeating: [], count: mutants.count)
        for list in found {
            for (mutant, flip) in list { flips[mutant].append(flip) }
        }
    }
}

/// A condition with the numbers of the probes that tell that it holds, and that it does not.
private struct ProbedCondition: Sendable {
    var holds: Int
    /// `nil` where what does not hold fails: for conditions on words alone.
    var fails: Int?

    init(_ condition: Condition, into probes: inout [Condition]) {
        holds = probes.count
        probes.append(condition)
        guard condition.asksForFacts else { return }
        fails = probes.count
        probes.append(condition.opposite)
    }

    func truth(_ held: Set<Int>) -> Truth {
        if held.contains(holds) { return .yes }
        return fails.map { held.contains($0) } ?? true ? .no : .unknown
    }
}

private struct FlipProber: Sendable {
    /// How to tell whether a mutant differs from the original in a test.
    private enum Trial: Sendable {
        case rule(original: ProbedCondition, mutant: ProbedCondition)
        case gate(Identifier<Policy>, original: ProbedCondition, mutant: ProbedCondition)
        case windows(Identifier<Policy>, edge: CalendarDate)
    }

    private let trials: [Trial]
    private let tests: [BookTest]
    private let learned: ProbedBook
    private let plain: ProbedBook?

    init(_ compiled: CompiledBook, _ mutants: [Mutant], _ tests: [BookTest]) {
        self.tests = tests
        var probes: [Condition] = []
        var originals: [Origin: ProbedCondition] = [:]
        let rules = Dictionary(
            compiled.book.rules.map { ($0.id, $0.condition) },
            uniquingKeysWith: { first, _ in first }
        )
        let gates = Dictionary(
            compiled.book.policies.map { ($0.id, $0.gate) },
            uniquingKeysWith: { first, _ in first }
        )
        func original(_ condition: Condition?) -> ProbedCondition {
            let condition = condition ?? .plain(.all([]), at: Origin(file: "", line: 1, column: 1))
            if let known = originals[condition.origin] { return known }
            let probed = ProbedCondition(condition, into: &probes)
            originals[condition.origin] = probed
            return probed
        }
        trials = mutants.map { mutant in
            switch mutant.change {
            case .rule(let id, let changed):
                .rule(
                    original: original(rules[id]),
                    mutant: ProbedCondition(changed, into: &probes)
                )
            case .gate(let id, let changed):
                .gate(
                    id,
                    original: original(gates[id] ?? nil),
                    mutant: ProbedCondition(changed, into: &probes)
                )
            case .windows(let id, _, let edge): .windows(id, edge: edge)
            }
        }
        let open = OpenBook.opened(compiled.book)
        learned = ProbedBook(open, like: compiled, learned: true, probing: probes)
        plain =
            compiled.learned != nil && tests.contains { !$0.isLearned }
            ? ProbedBook(open, like: compiled, learned: false, probing: probes) : nil
    }

    func flips(in number: Int) -> [(mutant: Int, flip: FlipTable.Flip)] {
        let test = tests[number]
        var query = test.query
        query.parts = [.approach, .policies]
        query.limit = Int(Int32.max)
        let book = test.isLearned ? learned : plain ?? learned
        let seen = book.observe(query, today: BookTestRunner.undated)
        let held = Set(seen.held)
        let fitting = Set(seen.answer.policies.map(\.id))
        var result: [(mutant: Int, flip: FlipTable.Flip)] = []
        for (mutant, trial) in trials.enumerated() {
            switch trial {
            case .rule(let original, let changed):
                let truth = changed.truth(held)
                guard truth != original.truth(held) else { continue }
                result.append((mutant, FlipTable.Flip(test: number, truth: truth)))
            case .gate(let policy, let original, let changed):
                let truth = changed.truth(held)
                guard fitting.contains(policy), truth != original.truth(held) else { continue }
                result.append((mutant, FlipTable.Flip(test: number, truth: truth)))
            case .windows(let policy, let edge):
                let distance = abs(seen.answer.asOf.dayNumber - edge.dayNumber)
                guard fitting.contains(policy), distance <= 1 || test.datesWindow(of: policy)
                else { continue }
                result.append((mutant, FlipTable.Flip(test: number, truth: .unknown)))
            }
        }
        return result
    }
}

extension Condition {
    /// Whether a missing fact of the firm may leave it undecided.
    fileprivate var asksForFacts: Bool {
        switch test {
        case .all(let parts), .any(let parts), .none(let parts):
            parts.contains(where: \.asksForFacts)
        case .company: true
        default: false
        }
    }
}

extension BookTest {
    /// Whether it says on which day a policy's window opens or closes.
    fileprivate func datesWindow(of policy: Identifier<Policy>) -> Bool {
        expected.contains { promise in
            guard case .policy(let wanted, _) = promise.claim, wanted.policy == policy else {
                return false
            }
            return wanted.opens != nil || wanted.until != nil
        }
    }
}
