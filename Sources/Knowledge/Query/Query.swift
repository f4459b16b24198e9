/// What is asked: words, categories or both, and what is known of the firm.
package struct Query: Sendable {
    /// Echoed in the answer.
    package var id: String?
    /// What the owner says, as sent.
    package var problem: String?
    /// Categories the caller already knows.
    package var categories: [CategoryReference]
    /// What is known of the firm.
    package var company: Company
    /// Partners already tried.
    package var history: [HistoryEntry]
    /// Questions already answered.
    package var answers: [AnswerGiven]
    /// The day to answer for; `nil` means today in Japan.
    package var asOf: CalendarDate?
    /// Which parts of the answer are wanted.
    package var parts: [AnswerPart]
    /// How many items a ranked list may have, 1…100.
    package var limit: Int
    /// How much of the reasoning is spelled out.
    package var explain: ExplainLevel
    /// The language of the answer.
    package var language: Language

    /// Gathers the values.
    package init(
        id: String? = nil,
        problem: String? = nil,
        categories: [CategoryReference] = [],
        company: Company = Company(),
        history: [HistoryEntry] = [],
        answers: [AnswerGiven] = [],
        asOf: CalendarDate? = nil,
        parts: [AnswerPart] = AnswerPart.allCases,
        limit: Int = 5,
        explain: ExplainLevel = .none,
        language: Language = .ja
    ) {
        self.id = id
        self.problem = problem
        self.categories = categories
        self.company = company
        self.history = history
        self.answers = answers
        self.asOf = asOf
        self.parts = parts
        self.limit = limit
        self.explain = explain
        self.language = language
    }
}

/// What is known of a firm; an absent fact is unknown, neither true nor false.
package struct Company: Sendable {
    /// Regular employees.
    package var employees: Int?
    /// Capital in yen.
    package var capital: Int?
    /// Its industry, as far as known.
    package var industry: IndustryCode?
    /// Its prefecture.
    package var prefecture: String?
    /// Its city, town or village.
    package var municipality: String?
    /// The year it was founded.
    package var founded: Int?
    /// Whether it is a sole proprietor.
    package var isSoleProprietor: Bool?
    /// What it holds; `nil` means not known.
    package var certifications: [Identifier<Certification>]?
    /// The 13-digit corporate number, echoed nowhere.
    package var corporateNumber: String?

    /// Gathers the values.
    package init(
        employees: Int? = nil,
        capital: Int? = nil,
        industry: IndustryCode? = nil,
        prefecture: String? = nil,
        municipality: String? = nil,
        founded: Int? = nil,
        isSoleProprietor: Bool? = nil,
        certifications: [Identifier<Certification>]? = nil,
        corporateNumber: String? = nil
    ) {
        self.employees = employees
        self.capital = capital
        self.industry = industry
        self.prefecture = prefecture
        self.municipality = municipality
        self.founded = founded
        self.isSoleProprietor = isSoleProprietor
        self.certifications = certifications
        self.corporateNumber = corporateNumber
    }
}

/// A partner the firm has been to.
package struct HistoryEntry: Sendable {
    /// How a visit to a partner went.
    package enum Result: String, Sendable, CaseIterable {
        case declined, unsuitable, ongoing, helped, unknown
    }

    /// The partner.
    package var partner: Identifier<Partner>
    /// How it went.
    package var result: Result

    /// Gathers the values.
    package init(partner: Identifier<Partner>, result: Result) {
        self.partner = partner
        self.result = result
    }
}

/// An answer to a question of an earlier answer.
package struct AnswerGiven: Sendable {
    /// The question.
    package var key: Identifier<Question>
    /// What was chosen or said; `nil` means none of these.
    package var value: AnswerValue?
    /// What was offered, for a question on the issue.
    package var offered: [CategoryReference]

    /// Gathers the values.
    package init(key: Identifier<Question>, value: AnswerValue?, offered: [CategoryReference]) {
        self.key = key
        self.value = value
        self.offered = offered
    }
}

/// The value of an answered question.
package enum AnswerValue: Hashable, Sendable {
    case text(String)
    case number(Int)
    case boolean(Bool)
}

/// A part of the answer that can be wanted or not.
package enum AnswerPart: String, Sendable, CaseIterable {
    case categories, approach, partners, policies, questions, outcomes
}

/// How much of the reasoning an answer spells out.
package enum ExplainLevel: String, Sendable, CaseIterable {
    case none, why, whynot, full
}
