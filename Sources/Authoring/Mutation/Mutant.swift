package import Knowledge

/// A book with one small slip in it, which a good test would notice.
package struct Mutant: Sendable {
    /// What is written otherwise.
    enum Change: Sendable {
        case rule(Identifier<Rule>, Condition)
        case gate(Identifier<Policy>, Condition)
        case windows(Identifier<Policy>, [Window], edge: CalendarDate)
    }

    /// Which measured condition or gate a mutant is about.
    struct Target: Hashable, Sendable {
        var origin: Origin
        var words: String
    }

    /// What is written otherwise.
    var change: Change
    /// The conditions or gates it is about; it is looked at when some test exercises one of them.
    var targets: [Target]
    /// Whose condition or window it is: `rule people.recruit`, `policy trial`.
    package var subject: String
    /// What is changed, such as `employees at most 20 → at most 21`.
    package var words: String
    /// Where it is written.
    package var origin: Origin
    /// A test that would notice, in words.
    package var remedy: String
}

extension Mutant {
    /// Makes the slip in a book.
    package func change(_ book: inout Book) {
        switch change {
        case .rule(let id, let condition):
            for index in book.rules.indices where book.rules[index].id == id {
                book.rules[index].condition = condition
            }
        case .gate(let id, let condition):
            for index in book.policies.indices where book.policies[index].id == id {
                book.policies[index].gate = condition
            }
        case .windows(let id, let windows, _):
            for index in book.policies.indices where book.policies[index].id == id {
                book.policies[index].windows = windows
            }
        }
    }
}

/// Finds the small slips that could be made in a condition.
struct MutantFinder {
    /// What holds the condition.
    enum Holder {
        case rule(Identifier<Rule>)
        case policy(Identifier<Policy>)
    }

    private let holder: Holder
    private let root: Condition
    private var found: [Mutant] = []

    /// All mutants of a book's enabled rules and of its policies' gates and windows.
    static func mutants(of book: Book) -> [Mutant] {
        var result: [Mutant] = []
        for rule in book.rules where rule.isEnabled {
            result += mutants(of: rule.condition, holder: .rule(rule.id))
        }
        for policy in book.policies where policy.isForFirms {
            if let gate = policy.gate { result += mutants(of: gate, holder: .policy(policy.id)) }
            result += WindowMutants.mutants(of: policy)
        }
        return result
    }

    /// All mutants of one condition.
    static func mutants(of condition: Condition, holder: Holder) -> [Mutant] {
        var finder = MutantFinder(holder: holder, root: condition)
        finder.visit(condition, isNegated: false) { $0 }
        return finder.found
    }

    private init(holder: Holder, root: Condition) {
        self.holder = holder
        self.root = root
    }

    private mutating func visit(
        _ condition: Condition,
        isNegated: Bool,
        rebuild: (Condition) -> Condition
    ) {
        func replaced(_ test: Condition.Test) -> Condition {
            var changed = condition
            changed.test = test
            return rebuild(changed)
        }
        switch condition.test {
        case .all(let parts):
            dropParts(parts, isNegated, "only that fails", holds: false) { replaced(.all($0)) }
            visitParts(parts, isNegated) { replaced(.all($0)) }
        case .any(let parts):
            dropParts(parts, isNegated, "only that holds", holds: true) { replaced(.any($0)) }
            visitParts(parts, isNegated) { replaced(.any($0)) }
        case .none(let parts):
            let words = parts.map(\.words).joined(separator: "; ")
            add(
                replaced(.any(parts)),
                parts,
                at: condition.origin,
                "none of (\(words)) → any of them",
                "a test in which one of them holds and \(verdict(isNegated))"
            )
            dropParts(parts, !isNegated, "only that holds", holds: true) { replaced(.none($0)) }
            visitParts(parts, !isNegated) { replaced(.none($0)) }
        default:
            for slip in LeafSlips.slips(of: condition) {
                add(
                    replaced(slip.test),
                    [condition],
                    at: condition.origin,
                    slip.words,
                    "\(slip.example), in which \(verdict(slip.holds != isNegated))"
                )
            }
        }
    }

    private mutating func visitParts(
        _ parts: [Condition],
        _ isNegated: Bool,
        _ replaced: ([Condition]) -> Condition
    ) {
        for index in parts.indices {
            visit(parts[index], isNegated: isNegated) { changed in
                var others = parts
                others[index] = changed
                return replaced(others)
            }
        }
    }

    private mutating func dropParts(
        _ parts: [Condition],
        _ isNegated: Bool,
        _ when: String,
        holds: Bool,
        _ replaced: ([Condition]) -> Condition
    ) {
        guard parts.count > 1 else { return }
        for index in parts.indices {
            var others = parts
            let dropped = others.remove(at: index)
            add(
                replaced(others),
                [dropped],
                at: dropped.origin,
                "\(dropped.words) → dropped",
                "a test in which \(when), and \(verdict(holds != isNegated))"
            )
        }
    }

    private mutating func add(
        _ changed: Condition,
        _ targets: [Condition],
        at origin: Origin,
        _ words: String,
        _ remedy: String
    ) {
        let change: Mutant.Change =
            switch holder {
            case .rule(let id): .rule(id, changed)
            case .policy(let id): .gate(id, changed)
            }
        found.append(
            Mutant(
                change: change,
                targets: targets.flatMap(\.leaves).map {
                    Mutant.Target(origin: $0.condition.origin, words: $0.condition.words)
                },
                subject: subject,
                words: words,
                origin: origin,
                remedy: remedy
            )
        )
    }

    private var subject: String {
        switch holder {
        case .rule(let id): "rule \(id.text)"
        case .policy(let id): "policy \(id.text)"
        }
    }

    private func verdict(_ holds: Bool) -> String {
        switch holder {
        case .rule: holds ? "the rule fires" : "the rule does not fire"
        case .policy: holds ? "the firm can have the policy" : "the firm cannot have the policy"
        }
    }
}
