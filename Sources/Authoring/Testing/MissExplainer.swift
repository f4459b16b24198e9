import Knowledge
import RuleEngine

/// Says why promises are not kept: the near miss where there is one.
struct MissExplainer: Sendable {
    /// The most obstacles that are told of one rule or policy.
    private static let obstacleLimit = 3
    /// The most reasons that are told for what should not be there.
    private static let reasonLimit = 2

    private let book: Book
    private let rules: [Identifier<Rule>: Rule]
    private let policies: [Identifier<Policy>: Policy]
    private let trial: ConditionTrial

    /// Prepares to explain the misses of results.
    init(_ compiled: CompiledBook, of results: [BookTestRunner.Result]) {
        book = compiled.book
        rules = Dictionary(book.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        policies = Dictionary(
            book.policies.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let claims = Set(results.flatMap { $0.misses.map(\.claim) })
        var conditions: [Origin: Condition] = [:]
        for claim in claims {
            for rule in Self.rules(behind: claim, in: book) {
                conditions[rule.condition.origin] = rule.condition
            }
            if case .policy(let expected, _) = claim,
                let gate = policies[expected.policy]?.gate
            {
                conditions[gate.origin] = gate
            }
            if case .first(.policies, let id) = claim, let gate = policies[Identifier(id)]?.gate {
                conditions[gate.origin] = gate
            }
        }
        trial = ConditionTrial(
            compiled,
            into: Array(conditions.values),
            for: results.filter { !$0.isPassed }.map(\.test)
        )
    }

    /// A result with the reasons of its misses.
    func explained(
        _ result: BookTestRunner.Result,
        uncut: Recommendation
    ) -> BookTestRunner.Result {
        var explained = result
        let truths = trial.truths(in: result.test)
        let view = View(result: result, uncut: uncut, truths: truths)
        for index in explained.misses.indices {
            explained.misses[index].why = clues(for: explained.misses[index].claim, view)
        }
        return explained
    }

    /// What is known of one failed test.
    private struct View {
        var result: BookTestRunner.Result
        var uncut: Recommendation
        var truths: [Origin: Truth]
    }

    private func clues(for claim: Claim, _ view: View) -> [TestMiss.Clue] {
        switch claim {
        case .outcome: outcome(view)
        case .framing: reasons(view.uncut.framing?.because) + nearest(to: claim, view)
        case .model: nearest(to: claim, view)
        case .axis(let axis, _):
            reasons(view.uncut.approach?.axes.first { $0.id == axis }?.because)
        case .present(.rules, let id, _):
            rules[Identifier(id)].map { obstacles(to: $0, view) } ?? []
        case .absent(.rules, let id):
            rules[Identifier(id)].map { [TestMiss.Clue("its condition holds", at: $0.origin)] }
                ?? []
        case .present(.partners, let name, _), .first(.partners, let name): partner(name, view)
        case .present(.categories, let name, _), .first(.categories, let name):
            category(CategoryReference(name), view) + nearest(to: claim, view)
        case .present(.questions, let key, _), .first(.questions, let key): question(key, view)
        case .present, .first(.cautions, _), .first(.barriers, _), .first(.outcomes, _):
            nearest(to: claim, view)
        case .absent(let list, let name): unwanted(list, name, view)
        case .policy(let expected, _): policy(expected.policy, view)
        case .first(.policies, let id): policy(Identifier(id), view)
        case .first, .order, .empty: []
        }
    }
}

extension MissExplainer {
    /// The rules that could have brought what a claim wants.
    private static func rules(behind claim: Claim, in book: Book) -> [Rule] {
        let enabled = book.rules.filter(\.isEnabled)
        return switch claim {
        case .framing(let id): enabled.filter { $0.effect.framing == id }
        case .model(let id): enabled.filter { $0.effect.model == id }
        case .present(.rules, let id, _): enabled.filter { $0.id.text == id }
        case .present(.cautions, let id, _):
            enabled.filter { $0.effect.cautions.contains(Identifier(id)) }
        case .present(.barriers, let id, _):
            enabled.filter { $0.effect.barrier == Identifier(id) }
        case .present(.outcomes, let id, _):
            enabled.filter { $0.effect.outcomes.contains(Identifier(id)) }
        case .present(.categories, let id, _), .first(.categories, let id):
            enabled.filter { rule in
                rule.effect.categories.contains { $0.category.text == id && $0.weight > 0 }
            }
        default: []
        }
    }

    /// The rule that wants least to hold and to bring what a claim wants.
    private func nearest(to claim: Claim, _ view: View) -> [TestMiss.Clue] {
        let candidates = Self.rules(behind: claim, in: book)
            .filter { !view.result.fired.contains($0.id) }
            .map { rule in
                let found = ConditionTrial.obstacles(to: rule.condition, being: true, view.truths)
                return (rule: rule, count: found.count)
            }
        let best = candidates.min { ($0.count, $0.rule.id) < ($1.count, $1.rule.id) }
        guard let best, best.count > 0 else { return [] }
        // What many things keep away is no near miss.
        return best.count > Self.obstacleLimit ? [] : obstacles(to: best.rule, view)
    }

    private func obstacles(to rule: Rule, _ view: View) -> [TestMiss.Clue] {
        guard rule.isEnabled else {
            return [TestMiss.Clue("rule \(rule.id.text) is switched off", at: rule.origin)]
        }
        let found = ConditionTrial.obstacles(to: rule.condition, being: true, view.truths)
        if found.isEmpty, view.uncut.outcome == .outsideScope {
            return [TestMiss.Clue("the text lies outside the scope, so no rule on issues holds")]
        }
        return clues(found, what: "rule \(rule.id.text)", view)
    }

    private func clues(
        _ obstacles: [ConditionTrial.Obstacle],
        what: String,
        _ view: View
    ) -> [TestMiss.Clue] {
        var clues = obstacles.prefix(Self.obstacleLimit).map { obstacle in
            TestMiss.Clue(
                "\(what) wants \(obstacle.mustHold ? "" : "not ")\(obstacle.condition.words); "
                    + actual(obstacle, view),
                at: obstacle.condition.origin
            )
        }
        let rest = obstacles.count - clues.count
        if rest > 0 { clues.append(TestMiss.Clue("and \(counted(rest, "other condition"))")) }
        return clues
    }

    private func actual(_ obstacle: ConditionTrial.Obstacle, _ view: View) -> String {
        if case .company(let test) = obstacle.condition.test {
            let actual = test.actual(of: view.result.test.query.company)
            return actual.map { "the firm: \($0)" } ?? "that is not known of the firm"
        }
        if case .category = obstacle.condition.test, obstacle.mustHold {
            let found = view.uncut.categories.prefix(3).map { category in
                "\(category.sub?.text ?? category.id.text) \(CoverageReport.written(category.score * 100)) %"
            }
            return found.isEmpty
                ? "no category was found" : "found: \(found.joined(separator: ", "))"
        }
        return obstacle.truth == .yes ? "it is so" : "it is not so"
    }

    private func reasons(_ because: [Reason]?) -> [TestMiss.Clue] {
        (because ?? []).prefix(Self.reasonLimit).map {
            TestMiss.Clue("it comes from \($0.rule)", at: $0.origin)
        }
    }

    private func outcome(_ view: View) -> [TestMiss.Clue] {
        guard let best = view.uncut.categories.first else { return [] }
        let percent = CoverageReport.written(best.score * 100)
        return [TestMiss.Clue("the first category is \(best.id.text), \(percent) %")]
    }
}

extension MissExplainer {
    private func category(_ wanted: CategoryReference, _ view: View) -> [TestMiss.Clue] {
        if let found = view.uncut.categories.first(where: { $0.id == wanted.top }) {
            let percent = CoverageReport.written(found.score * 100)
            return [TestMiss.Clue("\(found.sub?.text ?? found.id.text) has \(percent) %")]
        }
        return view.result.fired.sorted().compactMap { rules[$0] }
            .filter { rule in rule.effect.ruledOut.contains { $0.top == wanted.top } }
            .map { TestMiss.Clue("rule \($0.id.text) rules it out", at: $0.origin) }
    }

    private func partner(_ name: String, _ view: View) -> [TestMiss.Clue] {
        let tried = view.result.test.query.history.filter { $0.result != .ongoing }.map(\.partner)
        let places = FirmPlace(book.places, of: view.result.test.query)
        let candidates = book.partners.filter { $0.id.text == name || $0.network.text == name }
        if candidates.contains(where: { partner in
            view.uncut.partners.contains { $0.id == partner.id }
        }) {
            return []
        }
        return candidates.prefix(Self.reasonLimit).map { partner in
            if tried.contains(partner.id) {
                return TestMiss.Clue("the firm has been to \(partner.id.text) already")
            }
            guard places.isKnown else {
                return TestMiss.Clue(
                    "\(partner.id.text) serves \(partner.area.joined(separator: ", ")); "
                        + "where the firm is, is not known",
                    at: partner.origin
                )
            }
            if !places.lies(in: partner.area) {
                return TestMiss.Clue(
                    "\(partner.id.text) serves \(partner.area.joined(separator: ", ")) alone",
                    at: partner.origin
                )
            }
            return TestMiss.Clue(
                "another of its network comes before \(partner.id.text), or nothing speaks for it",
                at: partner.origin
            )
        }
    }

    private func policy(_ id: Identifier<Policy>, _ view: View) -> [TestMiss.Clue] {
        guard let policy = policies[id] else { return [] }
        if let found = view.uncut.policies.first(where: { $0.id == id }) {
            return state(found, policy, view)
        }
        if view.uncut.outcome == .needsInfo {
            return [TestMiss.Clue("the issue is unclear, so no policy is shown")]
        }
        let blocking =
            policy.gate.map { ConditionTrial.obstacles(to: $0, being: true, view.truths) } ?? []
        let failing = blocking.filter { $0.truth != .unknown }
        if !failing.isEmpty { return clues(failing, what: "policy \(id.text)", view) }
        if policy.applicant != .firm, policy.applicant != .group {
            return [TestMiss.Clue("it is no measure that firms apply for", at: policy.origin)]
        }
        let topics = policy.topics.map(\.text).joined(separator: ", ")
        return [
            TestMiss.Clue("no issue found is among its topics (\(topics))", at: policy.origin)
        ]
    }

    private func state(
        _ found: RankedPolicy,
        _ policy: Policy,
        _ view: View
    ) -> [TestMiss.Clue] {
        switch found.status {
        case .match: []
        case .closed:
            [
                TestMiss.Clue(
                    found.window.until.map { "its last window closed on \($0.iso)" }
                        ?? "its state is closed",
                    at: policy.windows.last?.origin ?? policy.origin
                )
            ]
        case .needsInfo:
            [
                TestMiss.Clue(
                    "it waits for \(found.missing.map(\.text).joined(separator: ", "))",
                    at: policy.gate?.origin
                )
            ]
        case .nearMiss:
            clues(
                policy.gate.map { ConditionTrial.obstacles(to: $0, being: true, view.truths) }
                    ?? [],
                what: "policy \(policy.id.text)",
                view
            )
        }
    }

    private func question(_ key: String, _ view: View) -> [TestMiss.Clue] {
        let query = view.result.test.query
        if query.answers.contains(where: { $0.key.text == key }) {
            return [TestMiss.Clue("the query answers it already")]
        }
        if let fact = CompanyFact(rawValue: key), query.company.knows(fact) {
            return [TestMiss.Clue("the query gives it already")]
        }
        return []
    }

    /// What brought something that should not be there.
    private func unwanted(_ list: ResultList, _ name: String, _ view: View) -> [TestMiss.Clue] {
        let answer = view.uncut
        switch list {
        case .categories:
            let found = answer.categories.first { $0.id.text == name || $0.sub?.text == name }
            return reasons(found?.because)
        case .partners:
            let found = answer.partners.first { ranked in
                ranked.id.text == name
                    || book.partners.contains { $0.id == ranked.id && $0.network.text == name }
            }
            return reasons(found?.because)
        case .policies: return reasons(answer.policies.first { $0.id.text == name }?.because)
        case .cautions:
            return reasons(answer.approach?.cautions.first { $0.id.text == name }?.because)
        case .barriers:
            return reasons(answer.approach?.barriers.first { $0.id.text == name }?.because)
        case .outcomes: return reasons(answer.outcomes.first { $0.id.text == name }?.because)
        case .questions, .rules: return []
        }
    }
}
