import Knowledge

@testable import RuleEngine

/// What the reference evaluator knows of a firm and a text, in the words of the book.
struct ReferenceSituation {
    /// A concept said in a clause.
    struct Saying {
        var concept: Identifier<Concept>
        var isNeed: Bool
        var isAsked: Bool
        var clause: Int
    }

    var company = Company()
    var asOf = CalendarDate(dayNumber: 20_000)
    var triedCount = 0
    var sayings: [Saying] = []
    var stages: Set<Condition.Stage> = [.running]
    var categories: Set<String> = []
    var framing: Identifier<Framing>?
    var barriers: Set<Identifier<Barrier>> = []
    var isVague = false
}

/// Tests the conditions of a book the slow way: as written, every rule, nothing prepared.
///
/// A value is true, false or, as `nil`, not known. It shares no code with the
/// engine but for which facts a size lacks.
struct ReferenceEvaluator {
    var sizes: [SizeClass]

    /// The value of a condition.
    func holds(_ condition: Condition, in situation: ReferenceSituation) -> Bool? {
        if let known = raw(condition.test, in: situation) { return known }
        return switch condition.unknown {
        case .hold: nil
        case .pass: true
        case .fail: false
        }
    }

    /// The questions whose answers a condition waits for.
    func missing(
        _ condition: Condition,
        in situation: ReferenceSituation
    ) -> [Identifier<Question>] {
        guard holds(condition, in: situation) == nil else { return [] }
        switch condition.test {
        case .all(let parts), .any(let parts), .none(let parts):
            var keys: [Identifier<Question>] = []
            for key in parts.flatMap({ missing($0, in: situation) }) where !keys.contains(key) {
                keys.append(key)
            }
            return keys
        case .company(let test): return keys(of: test, situation.company).map { Identifier($0) }
        default: return []
        }
    }

    private func keys(of test: CompanyTest, _ company: Company) -> [String] {
        switch test {
        case .employees: ["employees"]
        case .capital: ["capital"]
        case .age: ["founded"]
        case .industry: ["industry"]
        case .prefecture: ["prefecture"]
        case .municipality: ["municipality"]
        case .soleProprietor: ["sole_proprietor"]
        case .certified: ["certified"]
        // Which of its facts a size lacks is held to its own cases in `SizeTableTests`.
        case .size(let id): SizeTable(sizes).missingFacts(of: id, for: company).map(\.text)
        }
    }

    /// The tests that a condition fails by: of an alternative those of the part with the fewest.
    func failures(_ condition: Condition, in situation: ReferenceSituation) -> [Condition] {
        guard holds(condition, in: situation) == false else { return [] }
        switch condition.test {
        case .all(let parts): return parts.flatMap { failures($0, in: situation) }
        case .any(let parts):
            return parts.map { failures($0, in: situation) }.min { $0.count < $1.count } ?? []
        default: return [condition]
        }
    }

    private func raw(_ test: Condition.Test, in situation: ReferenceSituation) -> Bool? {
        func isSaid(
            _ concepts: [Identifier<Concept>],
            _ isFitting: (ReferenceSituation.Saying) -> Bool
        ) -> Bool {
            situation.sayings.contains { concepts.contains($0.concept) && isFitting($0) }
        }
        switch test {
        case .all(let parts):
            let values = parts.map { holds($0, in: situation) }
            return values.contains(false) ? false : values.contains(nil) ? nil : true
        case .any(let parts):
            let values = parts.map { holds($0, in: situation) }
            return values.contains(true) ? true : values.contains(nil) ? nil : false
        case .none(let parts):
            let values = parts.map { holds($0, in: situation) }
            return values.contains(true) ? false : values.contains(nil) ? nil : true
        case .says(let concepts): return isSaid(concepts) { $0.isNeed }
        case .asks(let concepts): return isSaid(concepts) { $0.isNeed && $0.isAsked }
        case .mentions(let concepts): return isSaid(concepts) { _ in true }
        case .composed(let concepts):
            return Set(situation.sayings.map(\.clause)).contains { clause in
                concepts.allSatisfy { concept in
                    isSaid([concept]) { $0.isNeed && $0.clause == clause }
                }
            }
        case .category(let references):
            return references.contains { situation.categories.contains($0.text) }
        case .framing(let framing): return situation.framing == framing
        case .barrier(let barriers): return !situation.barriers.isDisjoint(with: barriers)
        case .stage(let stage): return situation.stages.contains(stage)
        case .vague(let isVague): return situation.isVague == isVague
        case .tried(let interval): return interval.holds(situation.triedCount)
        case .company(let test): return holds(test, situation.company, situation.asOf)
        }
    }

    private func holds(_ test: CompanyTest, _ company: Company, _ asOf: CalendarDate) -> Bool? {
        switch test {
        case .employees(let interval): return company.employees.map { interval.holds($0) }
        case .capital(let interval): return company.capital.map { interval.holds($0) }
        case .age(let interval):
            guard let founded = company.founded else { return nil }
            let years = asOf.parts.year - founded
            return agreed((years <= 0 ? [0] : [years - 1, years]).map { interval.holds($0) })
        case .industry(let codes):
            return company.industry.flatMap { industry in
                agreed(Self.industries(under: industry).map { $0.isUnder(codes) })
            }
        case .prefecture(let names): return company.prefecture.map { names.contains($0) }
        case .municipality(let names): return company.municipality.map { names.contains($0) }
        case .soleProprietor(let value): return company.isSoleProprietor.map { $0 == value }
        case .certified(let ids):
            return company.certifications.map { held in held.contains { ids.contains($0) } }
        case .size(let id):
            guard let size = sizes.first(where: { $0.id == id }) else { return nil }
            return agreed(completions(of: company).map { isOf(size, $0) })
        }
    }

    /// What several possibilities come to: their value when they all have the same.
    private func agreed(_ values: [Bool]) -> Bool? {
        Set(values).count == 1 ? values.first : nil
    }

    /// Every narrow code in the world of these tests.
    static let world = [
        "E241", "E242", "E251", "E261", "E091", "I501", "I502", "I561", "N791", "N792", "N781",
        "D061",
    ]

    private static func industries(under code: IndustryCode?) -> [IndustryCode] {
        world.filter { $0.hasPrefix(code?.text ?? "") }.map { IndustryCode($0) }
    }

    /// The firms that a firm with missing facts may turn out to be.
    private func completions(of company: Company) -> [Company] {
        let employees = company.employees.map { [$0] } ?? [0, 1_000_000]
        let capital = company.capital.map { [$0] } ?? [0, 1_000_000_000_000]
        return Self.industries(under: company.industry).flatMap { industry in
            employees.flatMap { employees in
                capital.map { capital in
                    Company(
                        employees: employees,
                        capital: capital,
                        industry: industry,
                        isSoleProprietor: company.isSoleProprietor
                    )
                }
            }
        }
    }

    /// Whether a firm about which all is known is of a size.
    private func isOf(_ size: SizeClass, _ company: Company) -> Bool {
        guard let industry = company.industry,
            let row = size.groups.first(where: {
                ($0.industries.isEmpty || industry.isUnder($0.industries))
                    && !industry.isUnder($0.exceptIndustries)
            })
        else { return false }
        let few = row.employees.flatMap { row in company.employees.map { row.holds($0) } }
        let poor =
            company.isSoleProprietor == true
            ? nil : row.capital.flatMap { row in company.capital.map { row.holds($0) } }
        let values = [few, poor].compactMap { $0 }
        if values.isEmpty { return true }
        return size.isEither ? values.contains(true) : !values.contains(false)
    }
}

extension Interval {
    fileprivate func holds(_ value: Int) -> Bool {
        if let min, value < min { return false }
        if let max, value > max { return false }
        return true
    }
}

extension IndustryCode {
    fileprivate func isUnder(_ codes: [IndustryCode]) -> Bool {
        codes.contains { text.hasPrefix($0.text) }
    }
}
