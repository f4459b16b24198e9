import Knowledge
import RuleEngine

/// Runs the query of a test in a book with probes and open gates, and says what was decided there.
struct CoverageBench: Sendable {
    /// What one test shows.
    enum Meaning: Sendable {
        /// The rule of this number fires.
        case rule(Int)
        /// The condition of this number alone made its rule fire or kept it from that.
        case decision(Int, madeHold: Bool)
        /// The gate of this number alone let the firm in or kept it out.
        case gate(Int, letIn: Bool)
    }

    /// What a probe that holds shows, and of which policy it does so only when that fits the issue.
    private struct Probe {
        var meaning: Meaning
        var policy: Identifier<Policy>?
    }

    /// The enabled rules, in book order.
    let rules: [Rule]
    /// Their conditions, nothing known of them yet.
    private(set) var decisions: [RuleCoverage.Decision] = []
    /// The gates, nothing known of them yet.
    private(set) var gates: [RuleCoverage.Gate] = []

    private let book: Book
    private var probes: [Probe] = []
    private var conditions: [Condition] = []
    private var windows: WindowGates
    private var doors: PartnerGates
    private var learned: ProbedBook?
    private var plain: ProbedBook?

    /// Prepares to look what tests decide.
    init(_ compiled: CompiledBook, for tests: [BookTest]) {
        book = compiled.book
        rules = book.rules.filter(\.isEnabled)
        windows = WindowGates()
        doors = PartnerGates()
        for number in rules.indices { addProbes(of: number) }
        for policy in book.policies where policy.isForFirms { addProbes(of: policy) }
        windows = WindowGates(book.policies, into: &gates)
        doors = PartnerGates(book, into: &gates)
        if tests.isEmpty { return }
        let open = OpenBook.opened(book)
        learned = ProbedBook(open, like: compiled, learned: true, probing: conditions)
        if compiled.learned != nil, tests.contains(where: { !$0.isLearned }) {
            plain = ProbedBook(open, like: compiled, learned: false, probing: conditions)
        }
    }

    private mutating func addProbes(of number: Int) {
        let rule = rules[number]
        add(rule.condition, .rule(number))
        for leaf in rule.condition.leaves {
            let decision = decisions.count
            decisions.append(
                RuleCoverage.Decision(
                    rule: rule.id,
                    words: leaf.condition.words,
                    origin: leaf.condition.origin
                )
            )
            for holds in [true, false] {
                let madeHold = holds != leaf.isNegated
                add(leaf.deciding(by: holds), .decision(decision, madeHold: madeHold))
            }
        }
    }

    private mutating func addProbes(of policy: Policy) {
        for leaf in policy.gate?.leaves ?? [] {
            let gate = gates.count
            gates.append(
                RuleCoverage.Gate(
                    subject: "policy \(policy.id.text)",
                    words: leaf.condition.words,
                    origin: leaf.condition.origin
                )
            )
            for holds in [true, false] {
                let letIn = holds != leaf.isNegated
                add(leaf.deciding(by: holds), .gate(gate, letIn: letIn), of: policy.id)
            }
        }
    }

    private mutating func add(
        _ condition: Condition,
        _ meaning: Meaning,
        of policy: Identifier<Policy>? = nil
    ) {
        conditions.append(condition)
        probes.append(Probe(meaning: meaning, policy: policy))
    }

    /// What a test shows.
    func findings(in test: BookTest) -> [Meaning] {
        guard let probed = test.isLearned ? learned : plain ?? learned else { return [] }
        var query = test.query
        query.parts = [.approach, .partners, .policies]
        query.limit = Int(Int32.max)
        let seen = probed.observe(query, today: BookTestRunner.undated)
        let fitting = Set(seen.answer.policies.map(\.id))
        var result = seen.held.map { probes[$0] }
            .filter { probe in probe.policy.map(fitting.contains) ?? true }
            .map(\.meaning)
        result += windows.findings(in: seen.answer)
        result += doors.findings(in: seen.answer, for: test.query, places: book.places)
        return result
    }
}

extension Policy {
    /// Whether a firm or a group of firms applies for it: others are never recommended.
    var isForFirms: Bool { applicant == .firm || applicant == .group }
}
