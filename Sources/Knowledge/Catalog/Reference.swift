/// A legal size of firm, by industry.
package struct SizeClass: Sendable {
    /// The id.
    package var id: Identifier<SizeClass>
    /// Its name.
    package var title: Localized
    /// Whether meeting employees or capital is enough.
    package var isEither: Bool
    /// Its rows; the first that fits the industry counts.
    package var groups: [SizeGroup]
    /// The law or table.
    package var source: Source
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<SizeClass>,
        title: Localized,
        isEither: Bool,
        groups: [SizeGroup],
        source: Source,
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.isEither = isEither
        self.groups = groups
        self.source = source
        self.origin = origin
    }
}

/// One row of a size table.
package struct SizeGroup: Sendable {
    /// The row's id.
    package var id: String
    /// Its name.
    package var title: Localized
    /// The industries of the row; empty means all others.
    package var industries: [IndustryCode]
    /// Industries left out of it.
    package var exceptIndustries: [IndustryCode]
    /// The number of employees.
    package var employees: Interval?
    /// The capital in yen.
    package var capital: Interval?

    /// Gathers the values.
    package init(
        id: String,
        title: Localized,
        industries: [IndustryCode],
        exceptIndustries: [IndustryCode],
        employees: Interval?,
        capital: Interval?
    ) {
        self.id = id
        self.title = title
        self.industries = industries
        self.exceptIndustries = exceptIndustries
        self.employees = employees
        self.capital = capital
    }
}

/// A prefecture.
package struct Place: Sendable {
    /// Its name in Japanese, 大阪府.
    package var id: String
    /// Its name.
    package var title: Localized
    /// The region it lies in, 近畿.
    package var region: String
    /// The prefectures it borders on.
    package var neighbours: [String]
    /// Its cities, towns and villages as far as the book lists them.
    package var municipalities: [String]
    /// Other names people use for it.
    package var names: [String]
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: String,
        title: Localized,
        region: String,
        neighbours: [String],
        municipalities: [String],
        names: [String],
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.region = region
        self.neighbours = neighbours
        self.municipalities = municipalities
        self.names = names
        self.origin = origin
    }

    /// All that an owner may say who means this prefecture, or a place in it.
    package var allNames: [String] { [id, title.en] + names + municipalities }

    /// Whether a name can be that of a municipality, listed or not: a book need not list every one.
    package static func isMunicipalityName(_ name: String) -> Bool {
        name.last.map { "市区町村".contains($0) } ?? false
    }
}

/// A division of the Japan Standard Industrial Classification.
package struct Industry: Sendable {
    /// The division letter.
    package var id: String
    /// Its name.
    package var title: Localized
    /// Its first two-digit group.
    package var firstGroup: Int
    /// Its last two-digit group.
    package var lastGroup: Int
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: String, title: Localized, firstGroup: Int, lastGroup: Int, origin: Origin) {
        self.id = id
        self.title = title
        self.firstGroup = firstGroup
        self.lastGroup = lastGroup
        self.origin = origin
    }
}

/// Something a firm can hold, such as an approved plan.
package struct Certification: Sendable {
    /// The id.
    package var id: Identifier<Certification>
    /// Its name.
    package var title: Localized
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: Identifier<Certification>, title: Localized, origin: Origin) {
        self.id = id
        self.title = title
        self.origin = origin
    }
}

/// A question that can be asked next.
package struct Question: Sendable {
    /// How a question is answered.
    package enum Kind: String, Sendable, CaseIterable {
        case choice, number, text, boolean, year
    }

    /// The key of the fact it asks for.
    package var id: Identifier<Question>
    /// How it is answered.
    package var kind: Kind
    /// The words of the question.
    package var text: Localized
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: Identifier<Question>, kind: Kind, text: Localized, origin: Origin) {
        self.id = id
        self.kind = kind
        self.text = text
        self.origin = origin
    }
}
