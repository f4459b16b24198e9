import Knowledge
import Testing

@testable import RuleEngine

@Suite struct SizeTableTests {
    /// The definition of the Basic Act in short: capital or employees, by industry.
    private static let sme = size(
        "sme",
        either: true,
        [
            row("wholesale", [50, 51], employees: 100, capital: 100_000_000),
            row("retail", [56, 57], employees: 50, capital: 50_000_000),
            SizeGroup(
                id: "service",
                title: .same("service"),
                industries: [IndustryCode("N")],
                exceptIndustries: [IndustryCode("N791")],
                employees: Interval(min: nil, max: 100),
                capital: Interval(min: nil, max: 50_000_000)
            ),
            row("other", [], employees: 300, capital: 300_000_000),
        ]
    )
    private static let both = size(
        "both",
        either: false,
        [row("all", [], employees: 100, capital: 10_000_000)]
    )
    private static let small = size("small", either: false, [row("all", [], employees: 20)])
    private static let tax = size("tax", either: false, [row("all", [], capital: 100_000_000)])
    private static let table = SizeTable([sme, both, small, tax])

    private static func size(_ id: String, either: Bool, _ groups: [SizeGroup]) -> SizeClass {
        SizeClass(
            id: Identifier(id),
            title: .same(id),
            isEither: either,
            groups: groups,
            source: .seen,
            origin: .nowhere
        )
    }

    private static func row(
        _ id: String,
        _ groups: [Int],
        employees: Int? = nil,
        capital: Int? = nil
    ) -> SizeGroup {
        SizeGroup(
            id: id,
            title: .same(id),
            industries: groups.map { IndustryCode("I\($0)") },
            exceptIndustries: [],
            employees: employees.map { Interval(min: nil, max: $0) },
            capital: capital.map { Interval(min: nil, max: $0) }
        )
    }

    struct Firm: Sendable, CustomTestStringConvertible {
        var size: String
        var industry: String?
        var employees: Int?
        var capital: Int?
        var isSole: Bool?
        var expected: Truth

        init(
            _ industry: String?,
            _ employees: Int?,
            _ capital: Int?,
            sole: Bool? = nil,
            _ expected: Truth,
            of size: String = "sme"
        ) {
            self.size = size
            self.industry = industry
            self.employees = employees
            self.capital = capital
            isSole = sole
            self.expected = expected
        }

        var company: Company {
            Company(
                employees: employees,
                capital: capital,
                industry: industry.map { IndustryCode($0) },
                isSoleProprietor: isSole
            )
        }

        var testDescription: String {
            "\(size) \(industry ?? "?") \(employees ?? -1) \(capital ?? -1) is \(expected)"
        }
    }

    private static let law: [Firm] = [
        Firm("E24", 300, nil, .yes), Firm("E24", 301, nil, .unknown),
        Firm("E24", 301, 300_000_000, .yes), Firm("E24", 301, 300_000_001, .no),
        Firm("E24", nil, 300_000_000, .yes), Firm("E24", nil, 300_000_001, .unknown),
        Firm("E24", nil, nil, .unknown), Firm("I501", 100, nil, .yes),
        Firm("I50", 101, 100_000_000, .yes), Firm("I50", 101, 100_000_001, .no),
        Firm("I56", 51, 50_000_001, .no), Firm("I56", 50, 900_000_000, .yes),
        Firm("N79", 101, 50_000_001, .unknown), Firm("N791", 101, 50_000_001, .yes),
        Firm("N78", 101, 50_000_001, .no), Firm("N", 300, 90_000_000, .unknown),
    ]

    private static let partial: [Firm] = [
        // All rows agree, whichever it is.
        Firm("I", 50, nil, .yes), Firm(nil, 50, nil, .yes), Firm("I", 301, 300_000_001, .no),
        Firm(nil, 301, 300_000_001, .no),
        // Wholesale would be small enough, retail would not.
        Firm("I", 80, nil, .unknown), Firm("I", 80, 80_000_000, .unknown),
        Firm(nil, 80, 80_000_000, .unknown), Firm("I5", 80, 80_000_000, .unknown),
        // A code outside the rows named falls into the last.
        Firm("I60", 80, 80_000_000, .yes), Firm("D", 300, nil, .yes),
    ]

    private static let kinds: [Firm] = [
        Firm(nil, 100, 10_000_000, .yes, of: "both"), Firm(nil, 101, 10_000_000, .no, of: "both"),
        Firm(nil, 100, 10_000_001, .no, of: "both"), Firm(nil, 100, nil, .unknown, of: "both"),
        Firm(nil, 101, nil, .no, of: "both"), Firm(nil, nil, 10_000_001, .no, of: "both"),
        // Sole proprietors have no capital: employees decide alone.
        Firm(nil, 100, nil, sole: true, .yes, of: "both"), Firm("E24", 301, 1, sole: true, .no),
        Firm("E24", nil, 1, sole: true, .unknown), Firm("E24", 301, 1, sole: false, .yes),
        Firm(nil, 20, nil, .yes, of: "small"), Firm(nil, 21, nil, .no, of: "small"),
        Firm(nil, nil, 1, .unknown, of: "small"), Firm(nil, nil, 100_000_000, .yes, of: "tax"),
        Firm(nil, nil, 100_000_001, .no, of: "tax"), Firm(nil, 5, nil, .unknown, of: "tax"),
        Firm(nil, nil, nil, sole: true, .yes, of: "tax"),
        Firm("E24", 1, 1, .unknown, of: "none-such"),
    ]

    @Test(arguments: law + partial + kinds)
    func `a firm is of a size when all that it may be is`(_ firm: Firm) {
        #expect(Self.table.truth(of: Identifier(firm.size), for: firm.company) == firm.expected)
    }

    @Test(arguments: [
        (nil, nil), ("I", nil), ("I50", "wholesale"), ("I56", "retail"), ("E", "other"),
        ("N791", "other"), ("N79", nil), ("N78", "service"),
    ])
    func `the row is told once it is certain`(_ industry: String?, _ row: String?) {
        let company = Company(industry: industry.map { IndustryCode($0) })
        #expect(Self.table.group(of: Identifier("sme"), for: company)?.id == row)
    }

    @Test(arguments: [
        (Firm(nil, nil, nil, .unknown), ["employees", "industry"]),
        (Firm("E24", nil, nil, .unknown), ["employees"]),
        (Firm(nil, 80, nil, .unknown), ["industry"]),
        (Firm("E24", 301, nil, .unknown), ["capital"]),
        (Firm("I", 80, 80_000_000, .unknown), ["industry"]),
        (Firm(nil, nil, nil, .unknown, of: "small"), ["employees"]),
        (Firm(nil, nil, nil, .unknown, of: "tax"), ["capital"]),
    ])
    func `only facts that can decide a size are missing`(_ firm: Firm, _ keys: [String]) {
        let missing = Self.table.missingFacts(of: Identifier(firm.size), for: firm.company)
        #expect(missing.map(\.text) == keys)
    }
}

extension SizeTable {
    /// Whether a firm is of a size, as conditions are told.
    fileprivate func truth(of size: Identifier<SizeClass>, for company: Company) -> Truth {
        verdict(on: size, for: company)?.truth ?? .unknown
    }

    /// The facts that leave open whether a firm is of a size, as question keys.
    func missingFacts(
        of size: Identifier<SizeClass>,
        for company: Company
    ) -> [Identifier<Question>] {
        verdict(on: size, for: company)?.missing.questions ?? []
    }

    private func verdict(
        on size: Identifier<SizeClass>,
        for company: Company
    ) -> (truth: Truth, missing: FactSet)? {
        let number = Int(number(of: size))
        let industry = company.industry.map { PackedCode($0) }
        return number < 0 ? nil : verdicts(for: company, industry: industry)[number]
    }
}
