package import Knowledge
package import RuleEngine

/// Makes small slips in a book and looks whether its tests notice.
///
/// A slip in a condition can be noticed only by tests in which the condition then comes to
/// something else; only those are run again. Slips that no such test can mix up share one book.
package struct MutationRun: Sendable {
    /// What became of a mutant.
    package struct Verdict: Sendable {
        /// The mutant.
        package var mutant: Mutant
        /// A test that notices; `nil` when none does.
        package var killer: Identifier<BookTest>?
    }

    /// The mutants of conditions and windows that some test exercises, in book order.
    package let verdicts: [Verdict]
    /// How many mutants were left out, since no test exercises what they change.
    package let unexercised: Int

    /// The mutants that no test notices.
    package var survivors: [Mutant] { verdicts.filter { $0.killer == nil }.map(\.mutant) }

    /// Runs the tests, all of which must pass on the book itself, against its mutants on all cores.
    ///
    /// `coverage` must have been measured with the same tests.
    package init(
        _ compiled: CompiledBook,
        tests: [BookTest],
        coverage: RuleCoverage
    ) async {
        let all = MutantFinder.mutants(of: compiled.book)
        let exercised = Self.exercised(coverage)
        let mutants = all.filter { mutant in mutant.targets.contains(where: exercised.contains) }
        unexercised = all.count - mutants.count
        let flips = await FlipTable(compiled, mutants, tests).flips
        var killers = [Identifier<BookTest>?](repeating: nil, count: mutants.count)
        var open: [Suspect] = []
        let reaches = Dictionary(
            coverage.rules.map { ($0.id, Reach(of: $0)) },
            uniquingKeysWith: { first, _ in first }
        )
        for (number, mutant) in mutants.enumerated() {
            killers[number] = mutant.promised(flips[number], tests)
            if killers[number] != nil { continue }
            let reach = mutant.rule.flatMap { reaches[$0] } ?? .policy
            let concerned = flips[number].filter { reach.concerns(tests[$0.test]) }
            if !concerned.isEmpty {
                open.append(Suspect(numbers: [number], mutant: mutant, flips: concerned))
            }
        }
        let packs = MutantPack.packs(of: Suspect.merged(open))
        let found = await Parallel.map(packs) { $0.killers(in: compiled, tests) }
        for (number, killer) in found.flatMap(\.self) { killers[number] = killer }
        verdicts = zip(mutants, killers).map { Verdict(mutant: $0, killer: $1) }
    }

    private static func exercised(_ coverage: RuleCoverage) -> Set<Mutant.Target> {
        let decisions = coverage.decisions.filter(\.isExercised).map {
            Mutant.Target(origin: $0.origin, words: $0.words)
        }
        let gates = coverage.gates.filter { $0.letIn || $0.keptOut }.map {
            Mutant.Target(origin: $0.origin, words: $0.words)
        }
        return Set(decisions + gates)
    }
}

extension Mutant {
    /// The rule that is changed; `nil` for a policy.
    fileprivate var rule: Identifier<Rule>? {
        if case .rule(let id, _) = change { id } else { nil }
    }

    /// A test that promises of the mutant's rule that it fires, or does not, where it now does
    /// otherwise: it needs no run to see that it notices.
    fileprivate func promised(
        _ flips: [FlipTable.Flip],
        _ tests: [BookTest]
    ) -> Identifier<BookTest>? {
        guard let id = rule else { return nil }
        return flips.lazy.map { (test: tests[$0.test], fires: $0.truth == .yes) }.first { flip in
            flip.test.expected.contains { promise in
                switch promise.claim {
                case .present(.rules, id.text, _): !flip.fires
                case .absent(.rules, id.text): flip.fires
                default: false
                }
            }
        }?.test.id
    }
}

/// A mutant to be run, and others that no test can tell from it.
struct Suspect: Sendable {
    /// The numbers of the mutants.
    var numbers: [Int]
    /// The one that stands for all.
    var mutant: Mutant
    /// The tests to run, with what the condition comes to there.
    var flips: [FlipTable.Flip]

    /// Suspects of which no two are the same to every test.
    static func merged(_ suspects: [Suspect]) -> [Suspect] {
        struct Look: Hashable {
            var subject: String
            var flips: [FlipTable.Flip]
            var windows: String
        }
        var result: [Suspect] = []
        var places: [Look: Int] = [:]
        for suspect in suspects {
            var look = Look(subject: suspect.mutant.subject, flips: suspect.flips, windows: "")
            if case .windows = suspect.mutant.change { look.windows = suspect.mutant.words }
            if let place = places[look] {
                result[place].numbers += suspect.numbers
            } else {
                places[look] = result.count
                result.append(suspect)
            }
        }
        return result
    }
}

/// Mutants that share one book, since no test depends on two of them.
struct MutantPack: Sendable {
    /// When a mutant's condition is decided; what is decided together cannot mix up.
    private enum Phase: Int, CaseIterable {
        case words, issue, style, policies
    }

    private var suspects: [Suspect] = []
    private var subjects: Set<String> = []
    private var tests: Set<Int> = []

    /// Distributes suspects over as few packs as come of taking the first that fits.
    static func packs(of suspects: [Suspect]) -> [MutantPack] {
        Phase.allCases.flatMap { phase in
            var packs: [MutantPack] = []
            for suspect in suspects where Self.phase(of: suspect.mutant) == phase {
                let tests = Set(suspect.flips.map(\.test))
                let place = packs.firstIndex { pack in
                    !pack.subjects.contains(suspect.mutant.subject)
                        && pack.tests.isDisjoint(with: tests)
                }
                if place == nil { packs.append(MutantPack()) }
                let index = place ?? packs.count - 1
                packs[index].suspects.append(suspect)
                packs[index].subjects.insert(suspect.mutant.subject)
                packs[index].tests.formUnion(tests)
            }
            return packs
        }
    }

    private static func phase(of mutant: Mutant) -> Phase {
        switch mutant.change {
        case .gate, .windows: .policies
        case .rule(_, let condition):
            condition.isEarly ? .words : condition.asksForStyle ? .style : .issue
        }
    }

    /// The numbers of the mutants that a test notices, with that test.
    func killers(
        in compiled: CompiledBook,
        _ tests: [BookTest]
    ) -> [(Int, Identifier<BookTest>)] {
        let book = suspects.reduce(into: compiled.book) { $1.mutant.change(&$0) }
        let concerned = self.tests.map { tests[$0] }
        let bench = TestBench(book, like: compiled, for: concerned)
        return suspects.flatMap { suspect -> [(Int, Identifier<BookTest>)] in
            let killer = suspect.flips.lazy.map { tests[$0.test] }.first { test in
                let check = ExpectationCheck(book, bench.run(test)) {
                    bench.run(test, limit: BookTestRunner.uncutLimit).answer
                }
                return !check.misses(of: test.expected).isEmpty
            }
            guard let killer else { return [] }
            return suspect.numbers.map { ($0, killer.id) }
        }
    }
}

extension Condition {
    /// Whether it can be decided only once framing and barriers are set.
    fileprivate var asksForStyle: Bool {
        switch test {
        case .all(let parts), .any(let parts), .none(let parts):
            parts.contains(where: \.asksForStyle)
        case .framing, .barrier: true
        default: false
        }
    }
}
