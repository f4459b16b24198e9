import Knowledge
import TestSupport

/// Makes small books, conditions and situations by chance.
struct RandomRules {
    var random: SeededGenerator

    static let concepts = (0..<6).map { Identifier<Concept>("c\($0)") }
    static let categories = ["people", "people.recruit", "people.retain", "sales", "sales.new"]
    static let framings = ["own", "field"].map { Identifier<Framing>($0) }
    static let barriers = ["stuck", "lacking"].map { Identifier<Barrier>($0) }
    static let certifications = ["a", "b"].map { Identifier<Certification>($0) }
    static let prefectures = ["大阪府", "京都府", "東京都"]
    /// More than a rule is filed under one by one.
    static let manyPrefectures = prefectures + (0..<9).map { "第\($0)県" }
    static let municipalities = ["堺市", "東大阪市"]
    static let codes = ["E", "E24", "E25", "I", "I50", "I501", "N79", "N", "D"].map {
        IndustryCode($0)
    }

    /// A size with two or three rows.
    mutating func size() -> SizeClass {
        func interval(_ limit: Int, _ isThere: Bool) -> Interval? {
            isThere ? Interval(min: nil, max: limit) : nil
        }
        // Rows that do not overlap: a row behind a wider one could never be reached.
        let rows =
            [["E24"], ["I"], ["N"]].shuffled(using: &random).prefix(random.int(1...2)) + [[]]
        let groups = rows.map { industries in
            SizeGroup(
                id: "row",
                title: .same("row"),
                industries: industries.map { IndustryCode($0) },
                exceptIndustries: industries == ["N"] ? [IndustryCode("N791")] : [],
                employees: interval(random.pick([20, 100]), !random.oneIn(4)),
                capital: interval(random.pick([10, 50]), random.oneIn(2))
            )
        }
        return SizeClass(
            id: Identifier("size"),
            title: .same("size"),
            isEither: random.oneIn(2),
            groups: groups,
            source: .seen,
            origin: .nowhere
        )
    }

    /// A condition with parts up to a depth.
    mutating func condition(depth: Int, onlyWords: Bool = false) -> Condition {
        .of(
            depth > 0 && random.oneIn(2)
                ? group(depth: depth, onlyWords: onlyWords)
                : test(onlyWords: onlyWords),
            unknown: random.pick([.hold, .hold, .hold, .pass, .fail])
        )
    }

    /// A condition as most rules have one: words or an issue, and facts about the firm.
    mutating func gated() -> Condition {
        var parts = random.oneIn(8) ? [] : [Condition.of(keyTest())]
        for _ in 0..<random.int(0...4) { parts.append(factTest()) }
        if random.oneIn(6) { parts.append(condition(depth: 1)) }
        if random.oneIn(6) {
            let inner = [factTest(), factTest()]
            parts.append(.of(.all(inner), unknown: random.pick([.hold, .hold, .pass, .fail])))
        }
        return .of(
            .all(parts.shuffled(using: &random)),
            unknown: random.pick([.hold, .hold, .hold, .pass, .fail])
        )
    }

    /// A condition on the firm, as policies have one.
    mutating func gate() -> Condition {
        var parts = (0..<random.int(1...3)).map { _ in factTest() }
        if random.oneIn(3) { parts.append(condition(depth: 2)) }
        return random.oneIn(4)
            ? parts[0] : .of(.all(parts), unknown: random.pick([.hold, .hold, .fail]))
    }

    private mutating func keyTest() -> Condition.Test {
        let concepts = random.some(1...3, of: Self.concepts)
        return switch random.int(0...7) {
        case 0, 1: .says(concepts)
        case 2, 3: .mentions(concepts)
        case 4: .asks(concepts)
        case 5: .composed(random.some(1...2, of: Self.concepts))
        case 6: .barrier(random.some(1...2, of: Self.barriers))
        default:
            .category(random.some(1...2, of: Self.categories).map { CategoryReference($0) })
        }
    }

    private mutating func factTest() -> Condition {
        .of(.company(companyTest()), unknown: random.pick([.hold, .hold, .hold, .pass, .fail]))
    }

    private mutating func group(depth: Int, onlyWords: Bool) -> Condition.Test {
        var parts: [Condition] = []
        for _ in 0..<random.int(0...3) {
            parts.append(condition(depth: depth - 1, onlyWords: onlyWords))
        }
        switch random.int(0...4) {
        case 0, 1: return .all(parts)
        case 2, 3: return .any(parts)
        default: return .none(parts)
        }
    }

    private mutating func test(onlyWords: Bool) -> Condition.Test {
        let concepts = random.some(1...3, of: Self.concepts)
        switch random.int(0...(onlyWords ? 8 : 16)) {
        case 0, 1: return .says(concepts)
        case 2, 3: return .composed(concepts)
        case 4: return .asks(concepts)
        case 5: return .mentions(concepts)
        case 6: return .tried(Interval(min: random.int(0...3), max: nil))
        case 7: return .stage(random.pick(Condition.Stage.allCases))
        case 8: return .company(companyTest())
        case 9:
            return .category(
                random.some(1...2, of: Self.categories).map { CategoryReference($0) }
            )
        case 10: return .framing(random.pick(Self.framings))
        case 11: return .barrier(random.some(1...2, of: Self.barriers))
        case 12: return .vague(random.oneIn(2))
        default: return .company(companyTest())
        }
    }

    private mutating func companyTest() -> CompanyTest {
        switch random.int(0...8) {
        case 0: .employees(Interval(min: random.oneIn(2) ? 5 : nil, max: random.pick([20, 100])))
        case 1: .capital(Interval(min: nil, max: random.pick([10, 50])))
        case 2: .age(Interval(min: random.pick([1, 10]), max: random.oneIn(2) ? 30 : nil))
        case 3: .industry(random.some(1...2, of: Self.codes))
        case 4:
            .prefecture(
                random.oneIn(6)
                    ? Self.manyPrefectures.shuffled(using: &random).dropLast(random.int(0...2))
                    : random.some(1...2, of: Self.prefectures)
            )
        case 5: .municipality(random.some(1...2, of: Self.municipalities))
        case 6: .soleProprietor(random.oneIn(2))
        case 7: .certified(random.some(1...2, of: Self.certifications))
        default: .size(Identifier("size"))
        }
    }

    /// A firm with some facts missing.
    mutating func company() -> Company {
        func maybe<Value>(_ value: Value) -> Value? { random.oneIn(3) ? nil : value }
        var company = Company()
        company.employees = maybe(random.pick([0, 5, 20, 21, 100, 101]))
        company.capital = maybe(random.pick([0, 10, 11, 50, 51]))
        company.industry = maybe(
            random.pick(["E", "E2", "E24", "E241", "I", "I501", "N", "N79", "D"])
        )
        .map { IndustryCode($0) }
        company.prefecture = maybe(random.pick(Self.prefectures + ["奈良県", "第3県"]))
        company.municipality = maybe(random.pick(Self.municipalities))
        company.founded = maybe(random.pick([1995, 2014, 2015, 2024, 2025]))
        company.isSoleProprietor = maybe(random.oneIn(2))
        company.certifications = maybe(random.some(0...2, of: Self.certifications))
        return company
    }
}
