/// A firm that is described once and used by tests under its name.
package struct NamedCompany: Sendable {
    /// The id by which tests name it.
    package var id: Identifier<NamedCompany>
    /// Its name for people.
    package var title: Localized?
    /// What is known of it.
    package var company: Company
    /// Where it is written.
    package var origin: Origin

    /// Describes a firm.
    package init(
        id: Identifier<NamedCompany>,
        title: Localized?,
        company: Company,
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.company = company
        self.origin = origin
    }
}

/// How a test's firm comes about: like a named one, with facts taken away or put in their place.
package struct CompanyUse: Sendable {
    /// The named firm; `nil` for a firm described in the test alone.
    package var base: Identifier<NamedCompany>?
    /// Facts of the named firm that are not known of this one.
    package var unknown: [CompanyFact]
    /// The facts the test gives itself.
    package var own: Company

    /// Gathers the values.
    package init(
        base: Identifier<NamedCompany>? = nil,
        unknown: [CompanyFact] = [],
        own: Company = Company()
    ) {
        self.base = base
        self.unknown = unknown
        self.own = own
    }

    /// The firm, given what is known of the named one.
    ///
    /// A prefecture of its own takes the named firm's municipality away, and a municipality of its
    /// own the prefecture: a firm is in one place.
    package func company(like base: Company) -> Company {
        var result = base
        for fact in unknown { result.forget(fact) }
        if own.prefecture != nil || own.municipality != nil {
            result.forget(.prefecture)
            result.forget(.municipality)
        }
        result.employees = own.employees ?? result.employees
        result.capital = own.capital ?? result.capital
        result.industry = own.industry ?? result.industry
        result.prefecture = own.prefecture ?? result.prefecture
        result.municipality = own.municipality ?? result.municipality
        result.founded = own.founded ?? result.founded
        result.isSoleProprietor = own.isSoleProprietor ?? result.isSoleProprietor
        result.certifications = own.certifications ?? result.certifications
        result.corporateNumber = own.corporateNumber ?? result.corporateNumber
        return result
    }
}

/// The facts about a firm, by the words of the query.
package enum CompanyFact: String, Sendable, CaseIterable {
    case employees, capital, industry, prefecture, municipality, founded
    case soleProprietor = "sole_proprietor"
    case certified
}

extension Company {
    /// Makes a fact unknown.
    package mutating func forget(_ fact: CompanyFact) {
        switch fact {
        case .employees: employees = nil
        case .capital: capital = nil
        case .industry: industry = nil
        case .prefecture: prefecture = nil
        case .municipality: municipality = nil
        case .founded: founded = nil
        case .soleProprietor: isSoleProprietor = nil
        case .certified: certifications = nil
        }
    }

    /// Whether a fact is known.
    package func knows(_ fact: CompanyFact) -> Bool {
        switch fact {
        case .employees: employees != nil
        case .capital: capital != nil
        case .industry: industry != nil
        case .prefecture: prefecture != nil
        case .municipality: municipality != nil
        case .founded: founded != nil
        case .soleProprietor: isSoleProprietor != nil
        case .certified: certifications != nil
        }
    }
}
