import Diagnostics
import Knowledge

extension ValueType where Value == NamedCompany {
    /// An entry of `companies`.
    static var companyEntry: ValueType {
        .record("named company", "A firm that tests use by its id.") { reader in
            let id: Identifier<NamedCompany>? = reader.required(
                "id",
                .identity(.company),
                "The id."
            )
            let title = reader.optional("title", .localized, "Its name for people.")
            let company = Company(reading: &reader)
            guard let id else { return nil }
            return NamedCompany(id: id, title: title, company: company, origin: reader.origin)
        }
    }
}

extension ValueType where Value == CompanyUse {
    /// The id of a named company, or a firm's facts, or both together.
    static var companyUse: ValueType {
        .mapping(describedFirm, or: ValueType<_>.namedCompany.map { CompanyUse(base: $0) })
    }

    private static var describedFirm: ValueType {
        .record("firm", "What is known of a firm; what is absent is not known.") { reader in
            let base = reader.optional(
                "like",
                .namedCompany,
                "The named company whose facts it has, unless others are given here."
            )
            let unknown = reader.optional(
                "unknown",
                .list(.choice(of: CompanyFact.self)),
                default: [],
                "Facts of the named company that are not known of this firm."
            )
            let own = Company(reading: &reader)
            reader.declare(.only("unknown", with: "like"))
            checkUnknown(unknown, own: own, reader)
            return CompanyUse(base: base, unknown: unknown, own: own)
        }
    }

    private static func checkUnknown(
        _ unknown: [CompanyFact],
        own: Company,
        _ reader: RecordReader
    ) {
        if !reader.present(among: ["unknown"]).isEmpty, reader.present(among: ["like"]).isEmpty {
            reader.report(
                .missingKey,
                "`unknown` takes facts from a named company and needs the key `like`",
                atValueOf: "unknown"
            )
        }
        for fact in unknown where own.knows(fact) {
            reader.report(
                .conflictingKeys,
                "`\(fact.rawValue)` is given and said to be unknown",
                atValueOf: fact.rawValue
            )
        }
    }
}

extension Company {
    /// Reads the facts that a mapping gives.
    fileprivate init(reading reader: inout RecordReader) {
        self.init()
        employees = reader.optional(
            "employees",
            .integer(NumberRange.employees),
            "Regular employees."
        )
        capital = reader.optional("capital", .integer(NumberRange.yen), "In yen.")
        industry = reader.optional("industry", .industryCode, "Its industry.")
        prefecture = reader.optional("prefecture", .name(of: .prefecture), "Its prefecture.")
        municipality = reader.optional(
            "municipality",
            .name(of: .municipality),
            "Its city, town or village."
        )
        founded = reader.optional(
            "founded",
            .integer(NumberRange.year),
            "The year it was founded."
        )
        isSoleProprietor = reader.optional(
            "sole_proprietor",
            .boolean,
            "Whether it is a sole proprietor."
        )
        certifications = reader.optional("certified", .list(.certification), "What it holds.")
        corporateNumber = reader.optional(
            "corporate_number",
            .text,
            "The 13-digit corporate number, in quotes."
        )
    }
}

extension Book {
    /// Gives the tests' queries the facts of the companies they name.
    mutating func fillFirms() {
        let known = Dictionary(companies.map { ($0.id, $0.company) }) { first, _ in first }
        for index in tests.indices {
            guard let base = tests[index].firm.base, let company = known[base] else { continue }
            tests[index].query.company = tests[index].firm.company(like: company)
        }
    }
}
