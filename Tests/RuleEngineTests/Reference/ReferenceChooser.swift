import Knowledge

@testable import RuleEngine

/// Chooses policies, questions and misses the slow way: every rule and every policy is tested as
/// written, everything is scored and sorted.
struct ReferenceChooser {
    var book: Book
    var situation: ReferenceSituation
    /// The issues with their shares.
    var issues: [(top: String, sub: String?, share: Double)]

    private var evaluator: ReferenceEvaluator { ReferenceEvaluator(sizes: book.sizes) }

    /// A policy with all that is told of it.
    struct Choice: Equatable, CustomStringConvertible {
        var id: String
        var status: PolicyStatus
        var missing: [String]
        var score: Double
        var because: [String]

        var description: String { "\(id) \(status) \(missing) \(score) \(because)" }
    }

    /// The rules that hold, phase by phase.
    var held: [Rule] { rules(where: { evaluator.holds($0, in: situation) == true }) }

    private func rules(where isWanted: (Condition) -> Bool) -> [Rule] {
        let enabled = book.rules.filter(\.isEnabled)
        return Phase.allCases.flatMap { phase in
            enabled.filter { $0.condition.phase == phase && isWanted($0.condition) }
        }
    }

    /// All policies worth answering, best first.
    func choices() -> [Choice] {
        let held = held
        return book.policies.compactMap { policy in
            judge(policy, proposing: held.filter { $0.proposes(policy.id) })
        }.sorted { ($1.score, $0.id) < ($0.score, $1.id) }
    }

    private func judge(_ policy: Policy, proposing: [Rule]) -> Choice? {
        var relevance = 0.0
        for issue in issues {
            let topics = policy.topics.map(\.text)
            let own = topics.filter { $0 == issue.top || $0.hasPrefix(issue.top + ".") }
            guard !own.isEmpty else { continue }
            let fit =
                issue.sub.map { own.contains($0) } ?? false
                ? 1 : own.contains(issue.top) ? 0.6 : 0.3
            relevance += fit * issue.share
        }
        for proposal in proposing.flatMap(\.effect.policies) where proposal.policy == policy.id {
            relevance += 0.4 * proposal.weight
        }
        guard relevance >= 0.2, [.firm, .group].contains(policy.applicant) else { return nil }
        var status = PolicyStatus.match
        var missing: [String] = []
        if let gate = policy.gate {
            switch evaluator.holds(gate, in: situation) {
            case true: break
            case nil:
                status = .needsInfo
                missing = evaluator.missing(gate, in: situation).map(\.text)
            default:
                guard failure(of: policy) != nil else { return nil }
                status = .nearMiss
            }
        }
        let phase = WindowState(policy, on: situation.asOf).phase
        if phase == .closed { status = .closed }
        let kept: [PolicyStatus: Double] = [
            .match: 1, .needsInfo: 0.9, .nearMiss: 0.5, .closed: 0.35,
        ]
        let phases: [WindowState.Phase: Double] = [.upcoming: 0.95, .unverified: 0.8]
        return Choice(
            id: policy.id.text,
            status: status,
            missing: missing,
            score: relevance * (kept[status] ?? 0) * (phases[phase] ?? 1),
            because: proposing.map(\.id.text) + [policy.id.text]
        )
    }

    /// The one test of a fact that keeps a firm from a policy; a firm does not move for one.
    private func failure(of policy: Policy) -> CompanyTest? {
        guard let gate = policy.gate else { return nil }
        let failures = evaluator.failures(gate, in: situation)
        guard failures.count == 1, case .company(let test) = failures[0].test else { return nil }
        switch test {
        case .prefecture, .municipality: return nil
        default: return test
        }
    }

    /// How much each question settles.
    func settles(_ choices: [Choice]) -> [String: Int] {
        var result: [String: Int] = [:]
        for choice in choices where choice.status == .needsInfo {
            for key in choice.missing { result[key, default: 0] += 1 }
        }
        for rule in rules(where: { evaluator.holds($0, in: situation) == nil }) {
            for key in evaluator.missing(rule.condition, in: situation) {
                result[key.text, default: 0] += 1
            }
        }
        return result
    }

    /// The ids of the results that one fact keeps away, nearest policies first.
    func misses(_ choices: [Choice]) -> [String] {
        var near: [(id: String, distance: Double, isReachable: Bool)] = []
        for choice in choices where choice.status == .nearMiss {
            guard let policy = book.policies.first(where: { $0.id.text == choice.id }),
                let test = failure(of: policy)
            else { continue }
            near.append((choice.id, distance(test), isReachable(test)))
        }
        if near.contains(where: \.isReachable) { near = near.filter(\.isReachable) }
        var told = near.enumerated().sorted {
            ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset)
        }.prefix(5).map(\.element.id)
        let known = Set(told + held.flatMap(\.effect.policies).map(\.policy.text))
        var brought: [String] = []
        for rule in book.rules where rule.isEnabled {
            let failures = evaluator.failures(rule.condition, in: situation)
            guard failures.count == 1, case .company(let test) = failures[0].test,
                isReachable(test)
            else { continue }
            let policies = rule.effect.policies.map(\.policy.text)
            for id in policies.isEmpty ? [rule.id.text] : policies
            where !known.contains(id) && !brought.contains(id) { brought.append(id) }
        }
        told += brought.prefix(5)
        return told
    }

    private func distance(_ test: CompanyTest) -> Double { share(test) ?? .infinity }

    /// Whether a firm might come to pass a test that it fails: not one on its trade or place, and
    /// none that its numbers miss by more than half.
    private func isReachable(_ test: CompanyTest) -> Bool {
        switch test {
        case .industry, .prefecture, .municipality: false
        default: (share(test) ?? 0) <= 0.5
        }
    }

    private func share(_ test: CompanyTest) -> Double? {
        let company = situation.company
        switch test {
        case .employees(let wanted): return share(company.employees, wanted)
        case .capital(let wanted): return share(company.capital, wanted)
        case .size(let id):
            guard let row = SizeTable(book.sizes).group(of: id, for: company) else { return nil }
            let shares = [
                row.employees.flatMap { share(company.employees, $0) },
                row.capital.flatMap { share(company.capital, $0) },
            ]
            return shares.compactMap(\.self).min()
        default: return nil
        }
    }

    private func share(_ value: Int?, _ wanted: Interval) -> Double? {
        guard let value else { return nil }
        guard let bound = value < wanted.min ?? value ? wanted.min : wanted.max else { return 0 }
        let distance = value < bound && bound == wanted.max ? 0 : abs(value - bound)
        return Double(distance) / Double(max(bound, 1))
    }
}

extension Rule {
    fileprivate func proposes(_ policy: Identifier<Policy>) -> Bool {
        effect.policies.contains { $0.policy == policy }
    }
}
