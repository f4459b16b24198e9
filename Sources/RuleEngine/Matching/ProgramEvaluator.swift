import Knowledge

extension ConditionPrograms {
    /// What a condition that does not hold fails by.
    struct Failures {
        /// How many tests fail; of an alternative those of the part with the fewest.
        var count = 0
        /// Whether the first of them asks about the firm.
        var isOfFirm = false
        /// Whether the first of them asks where the firm is.
        var isOfPlace = false
        /// Where the first of them stands in the programs.
        var place: Int?
    }

    /// The value of a condition after its own word on missing facts, and where the next begins.
    @inline(__always)
    func truth(at start: Int32, in situation: borrowing Situation) -> Truth {
        var place = Int(start)
        return truth(&place, situation)
    }

    /// The facts without which a condition cannot be decided.
    func missing(at start: Int32, in situation: borrowing Situation) -> FactSet {
        var place = Int(start)
        return missing(&place, situation)
    }

    /// What a condition fails by.
    func failures(at start: Int32, in situation: borrowing Situation) -> Failures {
        var place = Int(start)
        return failures(&place, situation)
    }

    private func operation(at place: Int) -> Operation {
        // Written by the draft alone: any other number is none of its operations.
        Operation(rawValue: words[place] & 0xFF) ?? .none
    }

    private func resolved(_ truth: Truth, at place: Int) -> Truth {
        guard truth == .unknown else { return truth }
        switch words[place] >> 8 {
        case 1: return .yes
        case 2: return .no
        default: return .unknown
        }
    }

    /// Where the condition at a place ends.
    private func end(of place: Int) -> Int {
        switch operation(at: place) {
        case .all, .any, .none: return Int(words[place + 1])
        case .category:
            let subs = place + 2 + Int(words[place + 1])
            return subs + 1 + Int(words[subs])
        case .framing, .stage, .vague, .tried, .employees, .capital, .age, .soleProprietor, .size:
            return place + 2
        default: return place + 2 + Int(words[place + 1])
        }
    }

    private func truth(_ place: inout Int, _ situation: borrowing Situation) -> Truth {
        let start = place
        switch operation(at: start) {
        case .all:
            let end = Int(words[start + 1])
            var result = Truth.yes
            place = start + 2
            while place < end, result != .no { result = min(result, truth(&place, situation)) }
            place = end
            return resolved(result, at: start)
        case .any: return resolved(greatest(&place, situation), at: start)
        case .none: return resolved(greatest(&place, situation).negated, at: start)
        default:
            place = end(of: start)
            return resolved(test(at: start, situation), at: start)
        }
    }

    private func greatest(_ place: inout Int, _ situation: borrowing Situation) -> Truth {
        let end = Int(words[place + 1])
        var result = Truth.no
        place += 2
        while place < end, result != .yes { result = max(result, truth(&place, situation)) }
        place = end
        return result
    }

    /// Whether one of the operands passes a test.
    @inline(__always)
    private func oneOperand(_ place: Int, _ isFitting: (Int32) -> Bool) -> Bool {
        for index in place + 2..<place + 2 + Int(words[place + 1]) where isFitting(words[index]) {
            return true
        }
        return false
    }

    private func test(at place: Int, _ situation: borrowing Situation) -> Truth {
        switch operation(at: place) {
        case .says: return Truth(oneOperand(place) { situation.reading.saysNeed(Int($0)) })
        case .asks: return Truth(oneOperand(place) { situation.reading.asks(Int($0)) })
        case .mentions: return Truth(oneOperand(place) { situation.reading.mentions(Int($0)) })
        case .composed:
            let ids = words[place + 2..<place + 2 + Int(words[place + 1])]
            return Truth(situation.reading.composes(ids.map { Int($0) }))
        case .category:
            let subs = place + 1 + Int(words[place + 1])
            return Truth(
                oneOperand(place) { situation.categories.contains(Int($0)) }
                    || oneOperand(subs) { situation.subs.contains(Int($0)) }
            )
        case .framing: return Truth(words[place + 1] == situation.framingNumber)
        case .barrier: return Truth(oneOperand(place, situation.barrierNumbers.contains))
        case .stage:
            return Truth(situation.reading.stageBits & UInt8(words[place + 1]) != 0)
        case .vague: return Truth(situation.isVague == (words[place + 1] != 0))
        case .tried:
            return Truth(intervals[Int(words[place + 1])].contains(situation.triedCount))
        default: return firmTest(at: place, situation.firm)
        }
    }

    private func firmTest(at place: Int, _ firm: borrowing FirmFacts) -> Truth {
        switch operation(at: place) {
        case .employees: return Truth(intervals[Int(words[place + 1])], contains: firm.employees)
        case .capital: return Truth(intervals[Int(words[place + 1])], contains: firm.capital)
        case .age:
            guard let age = firm.age else { return .unknown }
            let interval = intervals[Int(words[place + 1])]
            let (first, second) = (interval.contains(max(0, age - 1)), interval.contains(age))
            return first == second ? Truth(first) : .unknown
        case .industry:
            guard let industry = firm.industry else { return .unknown }
            var result = Truth.no
            _ = oneOperand(place) { code in
                result = max(result, industry.isUnder(codes[Int(code)]))
                return result == .yes
            }
            return result
        case .prefecture:
            guard firm.prefecture != FirmFacts.unknown else { return .unknown }
            return Truth(oneOperand(place) { $0 == firm.prefecture })
        case .municipality:
            guard firm.municipality != FirmFacts.unknown else { return .unknown }
            return Truth(oneOperand(place) { $0 == firm.municipality })
        case .soleProprietor:
            return firm.isSoleProprietor.map { Truth($0 == (words[place + 1] != 0)) } ?? .unknown
        case .certified:
            guard let held = firm.certifications else { return .unknown }
            return Truth(oneOperand(place, held.contains))
        case .size:
            let number = Int(words[place + 1])
            return number < 0 ? .unknown : firm.sizes[number].truth
        default: return .no
        }
    }

    private func missing(_ place: inout Int, _ situation: borrowing Situation) -> FactSet {
        let start = place
        guard truth(&place, situation) == .unknown else { return [] }
        switch operation(at: start) {
        case .all, .any, .none:
            var result: FactSet = []
            var part = start + 2
            while part < place { result.formUnion(missing(&part, situation)) }
            return result
        case .employees: return .employees
        case .capital: return .capital
        case .age: return .founded
        case .industry: return .industry
        case .prefecture: return .prefecture
        case .municipality: return .municipality
        case .soleProprietor: return .soleProprietor
        case .certified: return .certified
        case .size:
            let number = Int(words[start + 1])
            return number < 0 ? [] : situation.firm.sizes[number].missing
        default: return []
        }
    }

    private func failures(_ place: inout Int, _ situation: borrowing Situation) -> Failures {
        let start = place
        guard truth(&place, situation) == .no else { return Failures() }
        var result = Failures()
        switch operation(at: start) {
        case .all:
            var part = start + 2
            while part < place {
                let failures = failures(&part, situation)
                if result.count == 0 { result = failures } else { result.count += failures.count }
            }
        case .any:
            var part = start + 2
            var isFirst = true
            while part < place {
                let failures = failures(&part, situation)
                if isFirst || failures.count < result.count { result = failures }
                isFirst = false
            }
        case .none, .says, .composed, .asks, .mentions, .category, .framing, .barrier, .stage,
            .vague, .tried:
            result = Failures(count: 1, place: start)
        case .prefecture, .municipality:
            result = Failures(count: 1, isOfFirm: true, isOfPlace: true, place: start)
        default: result = Failures(count: 1, isOfFirm: true, place: start)
        }
        return result
    }
}

/// A test by which a condition fails.
struct ConditionFailure {
    /// The condition that is the test.
    let condition: Condition

    /// What is asked about the firm, if that is what is asked.
    var test: CompanyTest? {
        if case .company(let test) = condition.test { return test }
        return nil
    }
}

extension ConditionPrograms {
    /// The first test of a condition that fails.
    func failure(
        of condition: Condition,
        at start: Int32,
        in situation: borrowing Situation
    ) -> ConditionFailure? {
        var place = Int(start)
        guard let found = failures(&place, situation).place else { return nil }
        place = Int(start)
        return part(of: condition, &place, at: found).map { ConditionFailure(condition: $0) }
    }

    /// The part of a condition whose program stands at a place.
    private func part(of condition: Condition, _ place: inout Int, at wanted: Int) -> Condition? {
        if place == wanted { return condition }
        switch condition.test {
        case .all(let parts), .any(let parts), .none(let parts):
            place += 2
            for item in parts {
                if let found = part(of: item, &place, at: wanted) { return found }
            }
        default: place = end(of: place)
        }
        return nil
    }

    /// The facts without which a condition cannot be decided, in the order in which it asks.
    func missingFacts(at start: Int32, in situation: borrowing Situation) -> [Identifier<Question>]
    {
        var sets: [FactSet] = []
        var place = Int(start)
        collectMissing(&place, situation, &sets)
        var result: [Identifier<Question>] = []
        for question in sets.flatMap(\.questions) where !result.contains(question) {
            result.append(question)
        }
        return result
    }

    private func collectMissing(
        _ place: inout Int,
        _ situation: borrowing Situation,
        _ sets: inout [FactSet]
    ) {
        let start = place
        let isGroup = [.all, .any, .none].contains(operation(at: start))
        guard isGroup else {
            sets.append(missing(&place, situation))
            return
        }
        guard truth(&place, situation) == .unknown else { return }
        var part = start + 2
        while part < place { collectMissing(&part, situation, &sets) }
    }
}
