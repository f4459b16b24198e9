import Knowledge

/// A condition as alternatives, each a list of single tests that must hold together.
///
/// Two conditions can then be compared and a contradiction be seen. Where a missing fact counts as
/// if the test held, nothing can be concluded from the test, and it becomes `opaque`.
struct ConditionForm {
    /// A single test, or its opposite.
    struct Literal {
        var test: Condition.Test
        var isNegated: Bool
        /// Where it is written.
        var origin: Origin
        /// Whether nothing can be concluded from it.
        var isOpaque: Bool
    }

    /// The most alternatives that are looked at; a condition with more is left alone.
    private static let limit = 512

    /// The alternatives.
    let alternatives: [[Literal]]

    /// Takes a condition apart; `nil` when it has too many alternatives to look at.
    init?(_ condition: Condition) {
        guard let alternatives = Self.alternatives(of: condition, negated: false) else {
            return nil
        }
        self.alternatives = alternatives
    }

    private static func alternatives(
        of condition: Condition,
        negated isNegated: Bool
    ) -> [[Literal]]? {
        // An unknown part that counts as holding leaves open what the facts are.
        if condition.unknown == (isNegated ? .fail : .pass), condition.asksForFacts {
            return [[literal(condition, isNegated, isOpaque: true)]]
        }
        switch condition.test {
        case .all(let parts):
            return isNegated
                ? union(of: parts, negated: true) : product(of: parts, negated: false)
        case .any(let parts):
            return isNegated
                ? product(of: parts, negated: true) : union(of: parts, negated: false)
        case .none(let parts):
            return isNegated
                ? union(of: parts, negated: false) : product(of: parts, negated: true)
        default: return [[literal(condition, isNegated, isOpaque: false)]]
        }
    }

    private static func literal(
        _ condition: Condition,
        _ isNegated: Bool,
        isOpaque: Bool
    ) -> Literal {
        Literal(
            test: condition.test,
            isNegated: isNegated,
            origin: condition.origin,
            isOpaque: isOpaque
        )
    }

    private static func union(of parts: [Condition], negated: Bool) -> [[Literal]]? {
        var result: [[Literal]] = []
        for part in parts {
            guard let more = alternatives(of: part, negated: negated) else { return nil }
            result += more
        }
        return result.count <= limit ? result : nil
    }

    private static func product(of parts: [Condition], negated: Bool) -> [[Literal]]? {
        var result: [[Literal]] = [[]]
        for part in parts {
            guard let more = alternatives(of: part, negated: negated),
                result.count * more.count <= limit
            else { return nil }
            result = result.flatMap { first in more.map { first + $0 } }
        }
        return result
    }
}

extension ConditionForm {
    /// Whether the other condition holds whenever this one does.
    ///
    /// `true` is certain; `false` may also mean that it cannot be seen from the conditions alone.
    func implies(_ other: ConditionForm, in world: LiteralWorld) -> Bool {
        alternatives.allSatisfy { alternative in
            other.alternatives.contains { wanted in
                wanted.allSatisfy { literal in
                    alternative.contains { world.implies($0, literal) }
                }
            }
        }
    }

    /// Two tests of every alternative that exclude each other, or `nil` when the condition can hold.
    func contradiction(in world: LiteralWorld) -> (first: Literal, second: Literal)? {
        var found: (Literal, Literal)?
        for alternative in alternatives {
            guard let pair = world.conflict(in: alternative) else { return nil }
            if found == nil { found = pair }
        }
        return found
    }
}

extension Condition {
    /// Whether it asks for a fact about the firm that may be missing.
    fileprivate var asksForFacts: Bool {
        switch test {
        case .all(let parts), .any(let parts), .none(let parts): parts.contains { $0.asksForFacts }
        case .company: true
        default: false
        }
    }
}
