import Knowledge

/// The tests of employees and industry that a condition cannot do without, in 12 bytes.
///
/// Most firms are decided by them without looking at the condition itself. The prefecture is not
/// among them: postings are split by it.
struct Gate: Sendable {
    /// Bits 0…25: the divisions of industry let through.
    ///
    /// Above them, two bits each for employees, industry and prefecture: what it means when they
    /// are not known.
    fileprivate(set) var bits: UInt32
    /// The employees let through.
    fileprivate(set) var least: Int32
    fileprivate(set) var most: Int32

    /// A gate that lets everyone through.
    static let open = Gate(bits: allDivisions, least: .min, most: .max)

    private static let allDivisions: UInt32 = 1 << 26 - 1

    /// The facts a gate asks for, with the places of their bits.
    enum Fact: UInt32 {
        case employees = 26
        case industry = 28
        case prefecture = 30
    }

    /// What a missing fact means: 0 for yes or no such test, 1 for unknown, 2 for no.
    fileprivate func code(_ fact: Fact) -> UInt32 { bits >> fact.rawValue & 3 }

    /// Notes what a missing fact means.
    mutating func note(_ unknown: Condition.Unknown, for fact: Fact) {
        let code: UInt32 =
            switch unknown {
            case .pass: 0
            case .hold: 1
            case .fail: 2
            }
        bits |= code << fact.rawValue
    }

    /// Whether a firm whose prefecture is not known is kept out.
    var needsPrefecture: Bool { code(.prefecture) == 2 }

    /// Lets only firms with some number of employees through; `false` when the numbers are too
    /// large for a gate.
    mutating func require(employees interval: Interval) -> Bool {
        let bounds = [interval.min, interval.max].compactMap { $0 }
        guard bounds.allSatisfy({ GateFacts.numbers.contains($0) }) else { return false }
        if let bound = interval.min { least = max(least, Int32(bound)) }
        if let bound = interval.max { most = min(most, Int32(bound)) }
        return true
    }

    /// Lets only firms of some divisions through.
    mutating func require(divisions: UInt32) { bits &= divisions | ~Self.allDivisions }
}

/// What gates are held against.
struct GateFacts: Sendable {
    /// The numbers of employees that gates tell apart.
    static let numbers = -1_000_000_000...1_000_000_000

    /// The bit of the division; 0 while it is not known.
    private(set) var division: UInt32 = 0
    private(set) var employees: Int32 = 0
    /// Whether employees, industry and prefecture are known.
    private(set) var isWhole = false
    private(set) var knowsEmployees = false
    private(set) var knowsPrefecture = false
    /// Whether the industry is none that gates can tell: what they let through is tested again.
    private(set) var isIrregular = false

    init() {}

    init(employees: Int?, industry: PackedCode?, knowsPrefecture: Bool) {
        if let employees {
            knowsEmployees = true
            let numbers = Self.numbers
            self.employees = Int32(
                min(max(employees, numbers.lowerBound - 1), numbers.upperBound + 1)
            )
        }
        if let industry {
            if let place = industry.division {
                division = 1 << UInt32(place)
            } else {
                isIrregular = true
                division = 1 << 26 - 1
            }
        }
        self.knowsPrefecture = knowsPrefecture
        isWhole = knowsEmployees && knowsPrefecture && industry != nil && !isIrregular
    }
}

extension Gate {
    /// What a gate says of a firm.
    struct Verdict {
        /// How many of its tests the firm fails.
        var failures = 0
        /// The facts the others wait for.
        var missing: FactSet = []
    }

    /// Whether a firm of which everything is known comes through.
    @inline(__always)
    func letsThrough(_ firm: GateFacts) -> Bool {
        bits & firm.division != 0 && least <= firm.employees && firm.employees <= most
    }

    /// What the gate says, whatever is known.
    func verdict(_ firm: GateFacts) -> Verdict {
        var verdict = Verdict()
        func note(_ fact: Fact, _ missing: FactSet) {
            switch code(fact) {
            case 1: verdict.missing.formUnion(missing)
            case 2: verdict.failures += 1
            default: break
            }
        }
        if firm.knowsEmployees {
            if firm.employees < least || firm.employees > most { verdict.failures += 1 }
        } else {
            note(.employees, .employees)
        }
        if firm.division != 0 {
            if bits & firm.division == 0 { verdict.failures += 1 }
        } else {
            note(.industry, .industry)
        }
        if !firm.knowsPrefecture { note(.prefecture, .prefecture) }
        return verdict
    }
}
