import Knowledge

/// What an index can know of a condition without testing it: the keys one of which must be met,
/// the gate, and whether that is all there is to it.
struct GateDraft {
    /// A way into the index, met when the text, the issue or the style has something.
    struct Key: Hashable {
        /// How a concept must be said; `state` for what is no concept.
        enum Kind: UInt32 {
            case mentioned, needed, asked
            static let state = Kind.mentioned
        }

        var slot: Int32
        var kind: Kind
    }

    /// Keys one of which must be met.
    private struct Requirement {
        var keys: [Key]
        /// Whether meeting one is all that the test asks.
        var isExact: Bool
    }

    /// The tests of employees and industry.
    private(set) var gate = Gate.open
    /// The prefectures one of which the firm must be in; `nil` when any will do.
    private(set) var places: [Int32]?
    private var requirements: [Requirement] = []
    private var isExact = true
    private var hasEmployees = false
    private var hasIndustry = false

    /// Looks through a condition.
    init(_ condition: Condition, slots: SlotTable, draft: inout ProgramDraft) {
        collect(condition, slots, &draft)
    }

    /// The keys to file the condition under, and whether keys and gate decide it alone.
    ///
    /// Of several sets of keys that with the least sum of loads is taken. No keys at all means
    /// that it can hold whatever is said.
    func filing(loads: [Int32]) -> (keys: [Key]?, isExact: Bool) {
        func load(_ requirement: Requirement) -> Int {
            requirement.keys.reduce(0) { $0 + Int(loads[Int($1.slot)]) }
        }
        guard let best = requirements.min(by: { load($0) < load($1) }) else {
            return (nil, isExact)
        }
        return (best.keys, isExact && best.isExact && requirements.count == 1)
    }

    /// Whether gate and places say all that the condition says.
    var decidesAlone: Bool { isExact && requirements.isEmpty }

    /// All keys that may be chosen.
    var keys: [Key] { requirements.flatMap(\.keys) }

    private mutating func collect(
        _ condition: Condition,
        _ slots: SlotTable,
        _ draft: inout ProgramDraft
    ) {
        switch condition.test {
        // What a group makes of a missing fact is left to its program.
        case .all(let parts) where condition.unknown == .hold:
            for part in parts { collect(part, slots, &draft) }
        case .company(let test):
            if !require(test, condition.unknown, &draft) { isExact = false }
        case .composed(let ids):
            // Each of its concepts must be said: the rarest will do as a key.
            for number in Set(draft.concepts.numbers(of: ids)).sorted() {
                requirements.append(
                    Requirement(
                        keys: [Key(slot: number, kind: .needed)],
                        isExact: ids.count == 1
                    )
                )
            }
            if ids.isEmpty { isExact = false }
        default:
            guard let keys = Self.keys(of: condition, slots, &draft) else {
                isExact = false
                return
            }
            requirements.append(
                Requirement(keys: keys, isExact: Self.isExact(condition.test))
            )
        }
    }

    /// Takes a test of the firm into the gate; `false` when the gate says less than the test.
    private mutating func require(
        _ test: CompanyTest,
        _ unknown: Condition.Unknown,
        _ draft: inout ProgramDraft
    ) -> Bool {
        switch test {
        case .employees(let interval):
            guard gate.require(employees: interval) else { return false }
            if !hasEmployees { gate.note(unknown, for: .employees) }
            defer { hasEmployees = true }
            return !hasEmployees
        case .industry(let list):
            let codes = list.map { PackedCode($0) }
            var divisions: UInt32 = 0
            for code in codes {
                guard let division = code.division else { return false }
                divisions |= 1 << UInt32(division)
            }
            gate.require(divisions: divisions)
            if !hasIndustry { gate.note(unknown, for: .industry) }
            defer { hasIndustry = true }
            return !hasIndustry && codes.allSatisfy(\.isDivision)
        case .prefecture(let names):
            guard places == nil, !names.isEmpty else { return false }
            places = Set(names.map { draft.prefecture($0) }).sorted()
            gate.note(unknown, for: .prefecture)
            return true
        default: return false
        }
    }

    /// Whether such a test holds exactly if one of its keys is met.
    private static func isExact(_ test: Condition.Test) -> Bool {
        switch test {
        case .says, .asks, .mentions, .category, .framing, .barrier: true
        default: false
        }
    }

    /// The keys one of which must be met for a condition to be anything but no, or `nil` when it
    /// can hold without any.
    private static func keys(
        of condition: Condition,
        _ slots: SlotTable,
        _ draft: inout ProgramDraft
    ) -> [Key]? {
        func said(_ ids: [Identifier<Concept>], _ kind: Key.Kind) -> [Key] {
            draft.concepts.numbers(of: ids).map { Key(slot: $0, kind: kind) }
        }
        switch condition.test {
        case .says(let ids): return unique(said(ids, .needed))
        case .asks(let ids): return unique(said(ids, .asked))
        case .mentions(let ids): return unique(said(ids, .mentioned))
        case .composed(let ids): return said(ids, .needed).first.map { [$0] }
        case .category(let references):
            let tops = references.filter { !$0.isSub }.compactMap { draft.categories.top(of: $0) }
            let subs = references.compactMap { draft.categories.sub(of: $0) }
            return unique(
                tops.map { Key(slot: slots.top(Int32($0)), kind: .state) }
                    + subs.map { Key(slot: slots.sub(Int32($0)), kind: .state) }
            )
        case .framing(let id):
            return slots.framing(draft.framing(id)).map { [Key(slot: $0, kind: .state)] }
        case .barrier(let ids):
            var keys: [Key] = []
            for id in ids {
                guard let slot = slots.barrier(draft.barrier(id)) else { return nil }
                keys.append(Key(slot: slot, kind: .state))
            }
            return unique(keys)
        // One without parts fails by nothing, so that what stands beside it may be all it fails by.
        case .any(let parts) where !parts.isEmpty:
            var result: [Key] = []
            for part in parts {
                guard let keys = keys(of: part, slots, &draft) else { return nil }
                result += keys
            }
            return unique(result)
        case .all(let parts):
            var best: [Key]?
            for part in parts {
                guard let keys = keys(of: part, slots, &draft) else { continue }
                if best.map({ keys.count < $0.count }) ?? true { best = keys }
            }
            return best
        default: return nil
        }
    }

    private static func unique(_ keys: [Key]) -> [Key] {
        var seen: Set<Key> = []
        return keys.count < 2 ? keys : keys.filter { seen.insert($0).inserted }
    }
}

/// Where in an index each thing has its place: concepts first, then categories, sub-categories,
/// framings and barriers, and at the end what needs none of them.
struct SlotTable: Sendable {
    /// The most framings and barriers that have places of their own.
    private static let styleLimit: Int32 = 64

    private let conceptCount: Int32
    private let topCount: Int32
    private let subCount: Int32

    init(conceptCount: Int, categories: CategoryTable) {
        self.conceptCount = Int32(conceptCount)
        topCount = Int32(categories.categories.count)
        subCount = Int32(categories.subs.count)
    }

    func top(_ number: Int32) -> Int32 { conceptCount + number }
    func sub(_ number: Int32) -> Int32 { conceptCount + topCount + number }

    /// The place of a framing; `nil` when there are more than have places.
    func framing(_ number: Int32) -> Int32? {
        (0..<Self.styleLimit).contains(number)
            ? conceptCount + topCount + subCount + number : nil
    }

    /// The place of a barrier; `nil` when there are more than have places.
    func barrier(_ number: Int32) -> Int32? {
        number < Self.styleLimit
            ? conceptCount + topCount + subCount + Self.styleLimit + number : nil
    }

    /// The place of what can hold whatever is said.
    var always: Int32 { conceptCount + topCount + subCount + 2 * Self.styleLimit }

    /// The concept that has a place; `nil` for what is no concept's.
    func concept(at slot: Int32) -> Int? { slot < conceptCount ? Int(slot) : nil }

    /// How many places there are.
    var count: Int { Int(always) + 1 }
}
