import Knowledge

/// The conditions of a book as one run of numbers, so that testing one follows no pointers.
///
/// A condition is a word with its operation and what a missing fact means, then its operands. The
/// parts of a group stand behind it up to its end.
struct ConditionPrograms: Sendable {
    /// What the first word of a condition says, in its low eight bits.
    enum Operation: Int32 {
        case all, any, none
        case says, composed, asks, mentions
        case category, framing, barrier, stage, vague, tried
        case employees, capital, age, industry, prefecture, municipality
        case soleProprietor, certified, size
    }

    let words: [Int32]
    let intervals: [Interval]
    let codes: [PackedCode]
    let numbers: FactNumbers
    let sizes: SizeTable

    /// Freezes what was drafted.
    init(_ draft: ProgramDraft) {
        words = draft.words
        intervals = draft.intervals.values
        codes = draft.codes.values
        numbers = draft.numbers
        sizes = draft.sizes
    }

    /// The facts about a firm in numbers.
    func facts(of company: Company, asOf: CalendarDate) -> FirmFacts {
        var facts = FirmFacts()
        facts.employees = company.employees
        facts.capital = company.capital
        facts.age = company.founded.map { max(0, asOf.parts.year - $0) }
        facts.industry = company.industry.map { PackedCode($0) }
        if let name = company.prefecture {
            facts.prefecture = numbers.prefectures[name] ?? FirmFacts.unnamed
        }
        if let name = company.municipality {
            facts.municipality = numbers.municipalities[name] ?? FirmFacts.unnamed
        }
        facts.isSoleProprietor = company.isSoleProprietor
        facts.certifications = company.certifications?.compactMap { numbers.certifications[$0] }
        facts.gate = GateFacts(
            employees: company.employees,
            industry: facts.industry,
            knowsPrefecture: company.prefecture != nil
        )
        facts.sizes = sizes.verdicts(for: company, industry: facts.industry)
        return facts
    }
}

/// Dense numbers for the names that conditions ask for.
struct FactNumbers: Sendable {
    fileprivate(set) var prefectures: [String: Int32] = [:]
    fileprivate(set) var municipalities: [String: Int32] = [:]
    fileprivate(set) var certifications: [Identifier<Certification>: Int32] = [:]
    fileprivate(set) var framings: [Identifier<Framing>: Int32] = [:]
    fileprivate(set) var barriers: [Identifier<Barrier>: Int32] = [:]
}

extension [Identifier<Concept>: Int] {
    /// The numbers of concepts; ids the book does not have are left out, as the loader has
    /// reported them.
    func numbers(of ids: [Identifier<Concept>]) -> [Int32] {
        ids.compactMap { self[$0].map { Int32($0) } }
    }
}

extension Dictionary where Value == Int32 {
    /// The number of a key, which gets one if it has none.
    fileprivate mutating func number(of key: Key) -> Int32 {
        if let known = self[key] { return known }
        let number = Int32(count)
        self[key] = number
        return number
    }
}

/// Writes conditions as numbers.
struct ProgramDraft {
    let concepts: [Identifier<Concept>: Int]
    let categories: CategoryTable
    let sizes: SizeTable
    fileprivate var words: [Int32] = []
    fileprivate var intervals = NumberedValues<Interval>()
    fileprivate var codes = NumberedValues<PackedCode>()
    fileprivate(set) var numbers = FactNumbers()

    init(concepts: [Identifier<Concept>: Int], categories: CategoryTable, sizes: SizeTable) {
        self.concepts = concepts
        self.categories = categories
        self.sizes = sizes
    }

    /// The number of a prefecture that conditions name.
    mutating func prefecture(_ name: String) -> Int32 { numbers.prefectures.number(of: name) }

    /// The number of a framing that conditions name.
    mutating func framing(_ id: Identifier<Framing>) -> Int32 { numbers.framings.number(of: id) }

    /// The number of a barrier that conditions name.
    mutating func barrier(_ id: Identifier<Barrier>) -> Int32 { numbers.barriers.number(of: id) }

    /// Appends a condition and returns where it begins.
    @discardableResult
    mutating func append(_ condition: Condition) -> Int32 {
        let start = Int32(words.count)
        let unknown: Int32 =
            switch condition.unknown {
            case .hold: 0
            case .pass: 1
            case .fail: 2
            }
        func operation(_ operation: ConditionPrograms.Operation) -> Int32 {
            operation.rawValue | unknown << 8
        }
        switch condition.test {
        case .all(let parts): appendGroup(operation(.all), parts)
        case .any(let parts): appendGroup(operation(.any), parts)
        case .none(let parts): appendGroup(operation(.none), parts)
        case .says(let ids): append(operation(.says), concepts.numbers(of: ids))
        case .composed(let ids): append(operation(.composed), concepts.numbers(of: ids))
        case .asks(let ids): append(operation(.asks), concepts.numbers(of: ids))
        case .mentions(let ids): append(operation(.mentions), concepts.numbers(of: ids))
        case .category(let references):
            let tops = references.filter { !$0.isSub }.compactMap { categories.top(of: $0) }
            let subs = references.compactMap { categories.sub(of: $0) }
            words += [operation(.category), Int32(tops.count)] + tops.map { Int32($0) }
            words += [Int32(subs.count)] + subs.map { Int32($0) }
        case .framing(let id): words += [operation(.framing), framing(id)]
        case .barrier(let ids): append(operation(.barrier), ids.map { barrier($0) })
        case .stage(let stage): words += [operation(.stage), Int32(stage.bit)]
        case .vague(let value): words += [operation(.vague), value ? 1 : 0]
        case .tried(let interval):
            words += [operation(.tried), intervals.number(of: interval)]
        case .company(let test): append(test, unknown: unknown << 8)
        }
        return start
    }

    private mutating func append(_ test: CompanyTest, unknown: Int32) {
        func operation(_ operation: ConditionPrograms.Operation) -> Int32 {
            operation.rawValue | unknown
        }
        switch test {
        case .employees(let interval):
            words += [operation(.employees), intervals.number(of: interval)]
        case .capital(let interval):
            words += [operation(.capital), intervals.number(of: interval)]
        case .age(let interval): words += [operation(.age), intervals.number(of: interval)]
        case .industry(let list):
            append(operation(.industry), list.map { codes.number(of: PackedCode($0)) })
        case .prefecture(let names): append(operation(.prefecture), names.map { prefecture($0) })
        case .municipality(let names):
            append(operation(.municipality), names.map { numbers.municipalities.number(of: $0) })
        case .soleProprietor(let value): words += [operation(.soleProprietor), value ? 1 : 0]
        case .certified(let ids):
            append(operation(.certified), ids.map { numbers.certifications.number(of: $0) })
        case .size(let id): words += [operation(.size), sizes.number(of: id)]
        }
    }

    private mutating func append(_ operation: Int32, _ operands: [Int32]) {
        words.append(operation)
        words.append(Int32(operands.count))
        words += operands
    }

    private mutating func appendGroup(_ operation: Int32, _ parts: [Condition]) {
        words.append(operation)
        let end = words.count
        words.append(0)
        for part in parts { append(part) }
        words[end] = Int32(words.count)
    }
}

extension Condition.Stage {
    /// The stage as one bit.
    var bit: UInt8 {
        switch self {
        case .notYetOpen: 1
        case .running: 2
        case .failing: 4
        case .handingOver: 8
        }
    }
}
