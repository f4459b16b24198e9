import Knowledge

/// A set of facts about a firm, one bit each, in the order in which they are asked for.
struct FactSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let employees = FactSet(rawValue: 1)
    static let industry = FactSet(rawValue: 2)
    static let capital = FactSet(rawValue: 4)
    static let founded = FactSet(rawValue: 8)
    static let prefecture = FactSet(rawValue: 16)
    static let municipality = FactSet(rawValue: 32)
    static let soleProprietor = FactSet(rawValue: 64)
    static let certified = FactSet(rawValue: 128)

    /// The question for each fact, by the number of its bit.
    static let keys: [Identifier<Question>] = [
        "employees", "industry", "capital", "founded", "prefecture", "municipality",
        "sole_proprietor", "certified",
    ].map { Identifier($0) }

    /// The fact that a question asks for; none for other questions.
    init(_ question: Identifier<Question>) {
        self.init(rawValue: Self.keys.firstIndex(of: question).map { 1 << UInt8($0) } ?? 0)
    }

    /// The facts that any of some questions asks for.
    init(_ questions: some Sequence<Identifier<Question>>) {
        self = questions.reduce(into: []) { $0.formUnion(FactSet($1)) }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The number of the first fact of the set.
    var number: Int { rawValue.trailingZeroBitCount }

    /// Whether the fact of a number is in the set.
    func holds(_ fact: Int) -> Bool { rawValue >> UInt8(fact) & 1 != 0 }

    /// The questions for the facts of the set.
    var questions: [Identifier<Question>] {
        Self.keys.indices.filter { rawValue >> UInt8($0) & 1 != 0 }.map { Self.keys[$0] }
    }
}

/// How many results wait for each fact.
struct FactCounts: Sendable {
    /// The counts, by the number of a fact's bit.
    private(set) var counts = [Int](repeating: 0, count: FactSet.keys.count)

    /// Whether nothing waits.
    var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }

    /// Counts a result that waits for some facts.
    mutating func add(_ facts: FactSet) {
        var bits = facts.rawValue
        while bits != 0 {
            counts[bits.trailingZeroBitCount] += 1
            bits &= bits - 1
        }
    }
}
