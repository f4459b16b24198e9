import Knowledge
import Testing
import TextAnalysis

@testable import RuleEngine

@Suite struct TruthTests {
    /// A condition with a value: it asks for the number of employees of a firm that has told none,
    /// or for a number of partners tried.
    private static func condition(_ truth: Truth) -> Condition {
        switch truth {
        case .no: .of(.tried(Interval(min: 1, max: nil)))
        case .yes: .of(.tried(Interval(min: 0, max: nil)))
        case .unknown: .of(.company(.employees(Interval(min: nil, max: 20))))
        }
    }

    private func value(_ condition: Condition) -> Truth {
        Truth(condition, of: Company(), asOf: CalendarDate(dayNumber: 0))
    }

    private static let pairs: [(Truth, Truth)] = [
        (.no, .no), (.no, .unknown), (.no, .yes), (.unknown, .no), (.unknown, .unknown),
        (.unknown, .yes), (.yes, .no), (.yes, .unknown), (.yes, .yes),
    ]

    private static let ofAll: [Truth] = [
        .no, .no, .no, .no, .unknown, .unknown, .no, .unknown, .yes,
    ]
    private static let ofAny: [Truth] = [
        .no, .unknown, .yes, .unknown, .unknown, .yes, .yes, .yes, .yes,
    ]
    private static let ofNone: [Truth] = [
        .yes, .unknown, .no, .unknown, .unknown, .no, .no, .no, .no,
    ]

    @Test(arguments: zip(pairs, ofAll))
    func `all is the least of its parts`(_ parts: (Truth, Truth), _ expected: Truth) {
        let conditions = [Self.condition(parts.0), Self.condition(parts.1)]
        #expect(value(.of(.all(conditions))) == expected)
    }

    @Test(arguments: zip(pairs, ofAny))
    func `any is the greatest of its parts`(_ parts: (Truth, Truth), _ expected: Truth) {
        let conditions = [Self.condition(parts.0), Self.condition(parts.1)]
        #expect(value(.of(.any(conditions))) == expected)
    }

    @Test(arguments: zip(pairs, ofNone))
    func `none is the opposite of any`(_ parts: (Truth, Truth), _ expected: Truth) {
        let conditions = [Self.condition(parts.0), Self.condition(parts.1)]
        #expect(value(.of(.none(conditions))) == expected)
    }

    @Test func `without parts all and none hold and any does not`() {
        #expect(value(.of(.all([]))) == .yes && value(.of(.none([]))) == .yes)
        #expect(value(.of(.any([]))) == .no)
    }

    @Test(arguments: [
        (Condition.Unknown.hold, Truth.unknown), (.pass, .yes), (.fail, .no),
    ])
    func `a missing fact means what the condition says`(
        _ unknown: Condition.Unknown,
        _ expected: Truth
    ) {
        var condition = Self.condition(.unknown)
        condition.unknown = unknown
        #expect(value(condition) == expected)
        #expect(value(.of(.all([condition]))) == expected)
        #expect(value(.of(.none([condition]))) == expected.negated)
        // What is known is not touched.
        for known in [Truth.no, .yes] {
            var told = Self.condition(known)
            told.unknown = unknown
            #expect(value(told) == known)
        }
    }

    @Test func `a group has a word of its own on what its parts leave open`() {
        let open = Condition.of(.none([Self.condition(.unknown)]), unknown: .fail)
        #expect(value(open) == .no)
        #expect(value(.of(.any([open, Self.condition(.unknown)]), unknown: .pass)) == .yes)
    }

    @Test(arguments: [
        (2005, Truth.yes), (2006, .yes), (2007, .unknown), (2008, .no), (2026, .no), (2030, .no),
    ])
    func `a year of founding leaves the age open by one year`(_ founded: Int, _ expected: Truth)
        throws
    {
        let test = CompanyTest.age(Interval(min: 19, max: nil))
        let asOf = try day("2026-11-22")
        let condition = Condition.of(.company(test))
        #expect(Truth(condition, of: Company(founded: founded), asOf: asOf) == expected)
        #expect(Truth(condition, of: Company(), asOf: asOf) == .unknown)
    }

    @Test func `a firm founded this year or later has no full year`() throws {
        let test = CompanyTest.age(Interval(min: nil, max: 0))
        let asOf = try day("2026-01-01")
        for (founded, expected) in [(2027, Truth.yes), (2026, .yes), (2025, .unknown), (2024, .no)]
        {
            let company = Company(founded: founded)
            #expect(Truth(.of(.company(test)), of: company, asOf: asOf) == expected)
        }
    }

    @Test(arguments: [
        (nil, Truth.unknown), ("E", .unknown), ("E24", .yes), ("E245", .yes), ("E25", .no),
        ("I", .no), ("E2", .unknown),
    ])
    func `a code known in part may lie under a narrower one`(_ code: String?, _ expected: Truth) {
        let codes = [PackedCode(IndustryCode("E24"))]
        #expect(Truth(code.map { PackedCode(IndustryCode($0)) }, in: codes) == expected)
    }

    @Test func `none of several held is not held, and not telling is not known`() throws {
        let (first, second) = (Identifier<Certification>("a"), Identifier<Certification>("b"))
        let asOf = try day("2026-11-22")
        func value(_ held: [Identifier<Certification>]?) -> Truth {
            Truth(
                .of(.company(.certified([first]))),
                of: Company(certifications: held),
                asOf: asOf
            )
        }
        #expect(value(nil) == .unknown && value([]) == .no && value([second]) == .no)
        #expect(value([second, first]) == .yes)
    }
}

extension Truth {
    /// The value of a condition on a firm that says nothing.
    fileprivate init(_ condition: Condition, of company: Company, asOf: CalendarDate) {
        var draft = ProgramDraft(
            concepts: [:],
            categories: CategoryTable([]),
            sizes: SizeTable([])
        )
        let start = draft.append(condition)
        let programs = ConditionPrograms(draft)
        var situation = Situation(
            company: company,
            asOf: asOf,
            triedCount: 0,
            reading: .silent
        )
        situation.firm = programs.facts(of: company, asOf: asOf)
        self = programs.truth(at: start, in: situation)
    }
}

extension Reading {
    /// The reading of no words.
    static let silent = Reading.of([])

    /// A reading with given mentions in place of a text's.
    static func of(_ mentions: [Mention], stages: Set<Condition.Stage> = [.running]) -> Reading {
        Reading(empty, mentions: mentions, stages: stages)
    }

    private static let empty = TextAnalyzer().analyze("")
}
