import Knowledge

/// What single tests of conditions say about each other in one book.
struct LiteralWorld {
    typealias Literal = ConditionForm.Literal

    /// The prefectures that have a municipality of a name.
    private var owners: [String: Set<String>] = [:]
    /// The most employees of firms of a size, where employees alone decide.
    private var mostEmployees: [Identifier<SizeClass>: Int] = [:]

    init(_ book: Book) {
        for place in book.places {
            for name in place.municipalities { owners[name, default: []].insert(place.id) }
        }
        for size in book.sizes where !size.isEither {
            let limits = size.groups.map { $0.employees?.max }
            guard !limits.contains(nil) else { continue }
            mostEmployees[size.id] = limits.compactMap(\.self).max()
        }
    }

    /// Whether the second holds whenever the first does.
    func implies(_ first: Literal, _ second: Literal) -> Bool {
        guard !first.isOpaque, !second.isOpaque else { return false }
        switch (first.isNegated, second.isNegated) {
        case (false, false): return implies(first.test, second.test)
        case (true, true): return implies(second.test, first.test)
        case (false, true): return excludes(first.test, second.test)
        case (true, false): return false
        }
    }

    /// Two literals of a list that cannot hold together, or `nil`.
    func conflict(in literals: [Literal]) -> (Literal, Literal)? {
        let clear = literals.filter { !$0.isOpaque }
        for (number, second) in clear.enumerated() {
            for first in clear[..<number] where conflict(first, second) { return (first, second) }
        }
        return emptyRange(of: clear)
    }

    private func conflict(_ first: Literal, _ second: Literal) -> Bool {
        switch (first.isNegated, second.isNegated) {
        case (false, false):
            excludes(first.test, second.test) || excludes(second.test, first.test)
        case (false, true): implies(first.test, second.test)
        case (true, false): implies(second.test, first.test)
        case (true, true): false
        }
    }
}

extension LiteralWorld {
    /// Whether the second test holds whenever the first does.
    private func implies(_ first: Condition.Test, _ second: Condition.Test) -> Bool {
        if case .company(let test) = first, case .company(let other) = second {
            return implies(test, other)
        }
        if let said = first.concepts, let wanted = second.concepts {
            return impliesWords(first, said, second, wanted)
        }
        switch (first, second) {
        case (.category(let found), .category(let wanted)):
            return found.allSatisfy { reference in
                wanted.contains {
                    $0 == reference || (!$0.isSub && $0.top == reference.top)
                }
            }
        case (.framing(let one), .framing(let other)): return one == other
        case (.barrier(let some), .barrier(let others)): return Set(some).isSubset(of: others)
        case (.stage(let one), .stage(let other)): return one == other
        case (.vague(let one), .vague(let other)): return one == other
        case (.tried(let one), .tried(let other)): return one.lies(in: other)
        default: return false
        }
    }

    /// What is said together is said; what is asked is said; what is said is mentioned.
    private func impliesWords(
        _ first: Condition.Test,
        _ said: [Identifier<Concept>],
        _ second: Condition.Test,
        _ wanted: [Identifier<Concept>]
    ) -> Bool {
        switch (first, second) {
        case (.composed, .composed): Set(wanted).isSubset(of: said)
        case (.composed, .says), (.composed, .mentions): !Set(said).isDisjoint(with: wanted)
        case (.says, .says), (.says, .mentions), (.asks, .asks), (.asks, .says),
            (.asks, .mentions), (.mentions, .mentions):
            Set(said).isSubset(of: wanted)
        // A single concept is said together with itself.
        case (.says, .composed), (.asks, .composed): wanted.count == 1 && said == wanted
        default: false
        }
    }

    private func implies(_ first: CompanyTest, _ second: CompanyTest) -> Bool {
        switch (first, second) {
        case (.employees(let one), .employees(let other)), (.capital(let one), .capital(let other)),
            (.age(let one), .age(let other)):
            one.lies(in: other)
        case (.industry(let codes), .industry(let others)):
            codes.allSatisfy { code in others.contains { code.text.hasPrefix($0.text) } }
        case (.prefecture(let names), .prefecture(let others)),
            (.municipality(let names), .municipality(let others)):
            Set(names).isSubset(of: others)
        case (.municipality(let names), .prefecture(let others)):
            names.allSatisfy { owners[$0].map { $0.isSubset(of: others) } ?? false }
        case (.soleProprietor(let one), .soleProprietor(let other)): one == other
        case (.certified(let some), .certified(let others)): Set(some).isSubset(of: others)
        case (.size(let one), .size(let other)): one == other
        default: false
        }
    }
}

extension LiteralWorld {
    /// Whether two tests can never hold together.
    private func excludes(_ first: Condition.Test, _ second: Condition.Test) -> Bool {
        switch (first, second) {
        case (.company(let test), .company(let other)): excludes(test, other)
        case (.framing(let one), .framing(let other)): one != other
        case (.vague(let one), .vague(let other)): one != other
        // A firm runs as usual only when no other stage is heard.
        case (.stage(.running), .stage(let other)), (.stage(let other), .stage(.running)):
            other != .running
        case (.tried(let one), .tried(let other)): !one.meets(other)
        default: false
        }
    }

    private func excludes(_ first: CompanyTest, _ second: CompanyTest) -> Bool {
        switch (first, second) {
        case (.employees(let one), .employees(let other)), (.capital(let one), .capital(let other)),
            (.age(let one), .age(let other)):
            !one.meets(other)
        case (.industry(let codes), .industry(let others)):
            !codes.contains { code in
                others.contains { code.text.hasPrefix($0.text) || $0.text.hasPrefix(code.text) }
            }
        case (.prefecture(let names), .prefecture(let others)),
            (.municipality(let names), .municipality(let others)):
            Set(names).isDisjoint(with: others)
        case (.municipality(let names), .prefecture(let others)):
            names.allSatisfy { owners[$0].map { $0.isDisjoint(with: others) } ?? false }
        case (.soleProprietor(let one), .soleProprietor(let other)): one != other
        case (.size(let size), .employees(let interval)):
            mostEmployees[size].map { ($0, interval.min ?? 0) }.map { $0.0 < $0.1 } ?? false
        default: false
        }
    }

    /// The first and last test of a number whose intervals leave no number together.
    private func emptyRange(of literals: [Literal]) -> (Literal, Literal)? {
        for fact in NumberFact.allCases {
            let tests = literals.compactMap { literal in
                literal.test.interval(of: fact).map { (literal, $0) }
            }
            guard let first = tests.first, let last = tests.last, tests.count > 1 else { continue }
            let inside = tests.filter { !$0.0.isNegated }.map(\.1)
            let outside = tests.filter { $0.0.isNegated }.map(\.1)
            if !Interval.leaves(inside: inside, outside: outside) { return (first.0, last.0) }
        }
        return nil
    }
}

/// The facts that are whole numbers.
private enum NumberFact: CaseIterable {
    case employees, capital, age, tried
}

extension Condition.Test {
    /// The concepts that a test of words names, or `nil` for any other test.
    fileprivate var concepts: [Identifier<Concept>]? {
        switch self {
        case .says(let ids), .composed(let ids), .asks(let ids), .mentions(let ids): ids
        default: nil
        }
    }

    /// The numbers for which a test of a fact holds.
    fileprivate func interval(of fact: NumberFact) -> Interval? {
        switch (fact, self) {
        case (.employees, .company(.employees(let interval))),
            (.capital, .company(.capital(let interval))), (.age, .company(.age(let interval))),
            (.tried, .tried(let interval)):
            interval
        default: nil
        }
    }
}

extension Interval {
    /// Whether all its numbers lie in another.
    fileprivate func lies(in other: Interval) -> Bool {
        (min ?? 0) >= (other.min ?? 0) && (max ?? .max) <= (other.max ?? .max)
    }

    /// Whether it shares a number with another.
    fileprivate func meets(_ other: Interval) -> Bool {
        Swift.max(min ?? 0, other.min ?? 0) <= Swift.min(max ?? .max, other.max ?? .max)
    }

    /// Whether some number from 0 lies in all of some intervals and in none of others.
    fileprivate static func leaves(inside: [Interval], outside: [Interval]) -> Bool {
        var number = Swift.max(0, inside.map { $0.min ?? 0 }.max() ?? 0)
        let last = inside.map { $0.max ?? .max }.min() ?? .max
        for hole in outside.sorted(by: { ($0.min ?? 0) < ($1.min ?? 0) }) {
            guard (hole.min ?? 0) <= number else { break }
            guard let end = hole.max, end < .max else { return false }
            number = Swift.max(number, end + 1)
        }
        return number <= last
    }
}
