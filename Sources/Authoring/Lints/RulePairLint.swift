import Diagnostics
import Knowledge

/// Finds rules that stand in each other's way: one that another makes idle, and two that want the
/// opposite in the same situation.
struct RulePairLint {
    /// A rule with its condition taken apart.
    private struct Entry {
        var rule: Rule
        var form: ConditionForm
    }

    private let entries: [Entry]
    private let world: LiteralWorld

    init(_ book: Book, world: LiteralWorld) {
        self.world = world
        entries = book.rules.filter(\.isEnabled).compactMap { rule in
            ConditionForm(rule.condition).flatMap { form in
                // What never holds stands in nobody's way, and follows from nothing worth saying.
                form.contradiction(in: world) == nil ? Entry(rule: rule, form: form) : nil
            }
        }
    }

    /// All pairs, each once, and rules that contradict themselves.
    var findings: [Finding] {
        var findings = entries.compactMap { $0.rule.ownContradiction }
        for (number, second) in entries.enumerated() {
            for first in entries[..<number] {
                if let finding = finding(first, second) { findings.append(finding) }
            }
        }
        return findings
    }

    private func finding(_ first: Entry, _ second: Entry) -> Finding? {
        let narrows = first.form.implies(second.form, in: world)
        let widens = second.form.implies(first.form, in: world)
        guard narrows || widens else { return nil }
        if narrows, widens {
            let ordered = [first.rule, second.rule].sorted {
                SourcePlace($0.origin) < SourcePlace($1.origin)
            }
            return contradiction(ordered[0], ordered[1]) ?? doubled(ordered[0], ordered[1])
        }
        return narrows ? shadow(second.rule, first.rule) : shadow(first.rule, second.rule)
    }

    /// Two rules that hold in the same situations and want the opposite.
    private func contradiction(_ earlier: Rule, _ later: Rule) -> Finding? {
        guard let matter = earlier.effect.opposition(to: later.effect) else { return nil }
        return finding(
            .contradictoryRules,
            "rules \(earlier.id.text) and \(later.id.text) hold in the same situations and want "
                + "the opposite: \(matter)",
            at: later,
            other: earlier,
            suggestion: "decide between them, or tell their conditions apart"
        )
    }

    /// Two rules that hold in the same situations, the one giving nothing beyond the other.
    private func doubled(_ earlier: Rule, _ later: Rule) -> Finding? {
        let isLaterIdle = earlier.effect.covers(later.effect)
        guard isLaterIdle || later.effect.covers(earlier.effect) else { return nil }
        let (idle, other) = isLaterIdle ? (later, earlier) : (earlier, later)
        return finding(
            .shadowedRule,
            "rule \(idle.id.text) is shadowed by \(other.id.text), which holds in the same "
                + "situations and gives the same or more",
            at: idle,
            other: other,
            suggestion: "remove it, or put into one rule what both should give"
        )
    }

    /// A rule that gives nothing where a wider rule holds already.
    private func shadow(_ wider: Rule, _ narrower: Rule) -> Finding? {
        if let category = wider.effect.silenced(narrower.effect) {
            return finding(
                .contradictoryRules,
                "rule \(narrower.id.text) speaks for \(category), which \(wider.id.text) rules out "
                    + "whenever it holds",
                at: narrower,
                other: wider,
                suggestion: "except the narrower case from the wider rule with none"
            )
        }
        // Weights add up, so a narrower rule with weights strengthens what the wider one gives.
        guard narrower.effect.isWeightless, wider.effect.covers(narrower.effect) else { return nil }
        return finding(
            .shadowedRule,
            "rule \(narrower.id.text) is shadowed by \(wider.id.text), which holds whenever it does "
                + "and gives the same or more",
            at: narrower,
            other: wider,
            suggestion: "remove it, or give it something of its own"
        )
    }

    private func finding(
        _ code: LintCode,
        _ message: String,
        at rule: Rule,
        other: Rule,
        suggestion: String
    ) -> Finding {
        Finding(
            code,
            message,
            at: rule.origin,
            suggestion: suggestion,
            notes: [
                Diagnostic.Note(
                    message: "rule \(other.id.text) stands here",
                    place: SourcePlace(other.origin)
                )
            ]
        )
    }
}

extension Rule {
    /// A category that one rule both rules out and speaks for.
    fileprivate var ownContradiction: Finding? {
        guard let category = effect.silenced(effect) else { return nil }
        return Finding(
            .contradictoryRules,
            "rule \(id.text) both rules out and speaks for \(category)",
            at: origin,
            suggestion: "keep one of the two under then"
        )
    }
}

extension Effect {
    /// Whether nothing in it is a weight that adds up with those of other rules.
    fileprivate var isWeightless: Bool {
        categories.isEmpty && approach.isEmpty && partners.isEmpty && policies.isEmpty
            && model == nil && framing == nil
    }

    /// Whether it gives all that another gives, with the same weight or more.
    fileprivate func covers(_ other: Effect) -> Bool {
        coversIssue(of: other) && coversSupport(of: other)
    }

    private func coversIssue(of other: Effect) -> Bool {
        let sameCategories = other.categories.allSatisfy { wanted in
            categories.contains {
                $0.category == wanted.category && $0.weight * wanted.weight >= 0
                    && abs($0.weight) >= abs(wanted.weight)
            }
        }
        return sameCategories && Set(other.ruledOut).isSubset(of: ruledOut)
            && (other.framing == nil || other.framing == framing)
            && Set(other.approach).isSubset(of: approach)
            && (other.barrier == nil || other.barrier == barrier)
            && (other.model == nil || other.model == model)
    }

    private func coversSupport(of other: Effect) -> Bool {
        let samePartners = other.partners.allSatisfy { wanted in
            partners.contains {
                $0.target == wanted.target && $0.role == wanted.role && $0.weight >= wanted.weight
            }
        }
        let samePolicies = other.policies.allSatisfy { wanted in
            policies.contains { $0.policy == wanted.policy && $0.weight >= wanted.weight }
        }
        return samePartners && samePolicies && Set(other.questions).isSubset(of: questions)
            && Set(other.cautions).isSubset(of: cautions)
            && Set(other.outcomes).isSubset(of: outcomes)
    }

    /// A category, in words, that this rules out and another speaks for.
    ///
    /// Ruling out is a gate: no weight gets past it. A sub-category takes its whole category along.
    fileprivate func silenced(_ other: Effect) -> String? {
        let gone = Set(ruledOut.map(\.top))
        return other.categories.first { $0.weight > 0 && gone.contains($0.category.top) }
            .map(\.category.text)
    }

    /// What two effects disagree on, in words, or `nil`.
    fileprivate func opposition(to other: Effect) -> String? {
        if let category = silenced(other) ?? other.silenced(self) {
            return "one speaks for \(category), the other rules it out"
        }
        for item in categories {
            let opposite = other.categories.first {
                $0.category == item.category && $0.weight * item.weight < 0
            }
            if opposite != nil {
                return "one speaks for \(item.category.text), the other against it"
            }
        }
        for item in approach {
            let opposite = other.approach.first {
                $0.axis == item.axis && $0.value * item.value < 0
            }
            if let opposite {
                return "\(item.axis.text) is \(item.value) in one, \(opposite.value) in the other"
            }
        }
        if let framing, let wanted = other.framing, framing != wanted {
            return "the framing is \(framing.text) in one, \(wanted.text) in the other"
        }
        if let model, let wanted = other.model, model != wanted {
            return "the programme is \(model.text) in one, \(wanted.text) in the other"
        }
        return nil
    }
}
