package import Knowledge

/// What is counted for each combination of issue, place and size.
package enum GridMeasure: String, Hashable, Sendable, CaseIterable {
    /// The partners that the firm would be offered.
    case partners
    /// Those of them that name its own prefecture as their area, not the country or a region.
    case local
    /// The policies that it can or may use, and that can be applied for now or later.
    case policies

    /// Its name.
    package var title: Localized {
        switch self {
        case .partners: Localized(ja: "連携先", en: "partners")
        case .local: Localized(ja: "地元の連携先", en: "local partners")
        case .policies: Localized(ja: "施策", en: "policies")
        }
    }

    /// From how many on a combination is crowded unless somebody says otherwise.
    package var usualCrowd: Int {
        switch self {
        case .partners: 9
        case .local: 6
        case .policies: 15
        }
    }
}

/// Which combinations are looked at, and what counts.
package struct GridPlan: Sendable {
    /// An issue of the grid: a category or a sub-category.
    package struct Issue: Hashable, Sendable {
        /// The category or sub-category.
        package var reference: CategoryReference
        /// Its name.
        package var title: Localized
    }

    /// A place of the grid.
    package struct Locality: Hashable, Sendable {
        /// The prefecture's id; `nil` for a firm whose place is not known.
        package var prefecture: String?
        /// Its name.
        package var title: Localized
        /// The region it lies in; empty when it is not known.
        package var region: String
    }

    /// The rows.
    package var issues: [Issue]
    /// The columns.
    package var places: [Locality]
    /// The layers.
    package var sizes: [FirmSize]
    /// The industry of every firm; `nil` leaves it unknown.
    package var industry: IndustryCode?
    /// Kinds of partner that count; `nil` for all, empty for none.
    package var partnerKinds: Set<String>?
    /// Kinds of policy that count; `nil` for all, empty for none.
    package var policyKinds: Set<String>?
    /// The score from which a partner counts as one for the issue, 0…1.
    package var leastScore: Double
    /// Whether policies whose state is not verified count too.
    package var countsUnverified: Bool
    /// The day on which windows are looked at.
    package var day: CalendarDate
    /// From how many on a combination is crowded.
    package var crowds: [GridMeasure: Int]

    /// The score that a network needs to be strong in an issue and to have it among its topics.
    package static let usualScore = 0.3

    /// All categories in all prefectures of a book, and without a place, for the four classes.
    package init(_ book: Book, day: CalendarDate, subcategories: Bool = false) {
        issues = book.categories.flatMap { category in
            subcategories && !category.subs.isEmpty
                ? category.subs.map { Issue(reference: $0.id, title: $0.title) }
                : [Issue(reference: CategoryReference(category.id.text), title: category.title)]
        }
        places = Self.ordered(book.places).map {
            Locality(prefecture: $0.id, title: $0.title, region: $0.region)
        }
        places.append(
            Locality(
                prefecture: nil,
                title: Localized(ja: "所在地不明", en: "place unknown"),
                region: ""
            )
        )
        sizes = FirmSize.standard(book)
        leastScore = Self.usualScore
        countsUnverified = false
        self.day = day
        crowds = Dictionary(
            uniqueKeysWithValues: GridMeasure.allCases.map { ($0, $0.usualCrowd) }
        )
    }

    /// The measures that the kinds leave something to count for.
    package var measures: [GridMeasure] {
        GridMeasure.allCases.filter { measure in
            (measure == .policies ? policyKinds : partnerKinds)?.isEmpty != true
        }
    }

    /// Keeps only categories that are named, with all their sub-categories where these are rows;
    /// a sub-category that is named becomes a row of its own.
    ///
    /// What is named twice is one row.
    ///
    /// - Returns: The names that the book does not have.
    package mutating func keep(categories names: [String], of book: Book) -> [String] {
        if names.isEmpty { return [] }
        var rows: [Issue] = []
        var unknown: [String] = []
        let subs = book.categories.flatMap(\.subs)
        for name in names {
            let own = issues.filter { $0.reference.text == name || $0.reference.top.text == name }
            if !own.isEmpty {
                rows += own
            } else if let sub = subs.first(where: { $0.id.text == name }) {
                rows.append(Issue(reference: sub.id, title: sub.title))
            } else {
                unknown.append(name)
            }
        }
        var seen: Set<CategoryReference> = []
        issues = rows.filter { seen.insert($0.reference).inserted }
        return unknown
    }

    /// Keeps only prefectures that are named, in any of their written forms; `none` stands for
    /// the firm whose place is not known.
    ///
    /// - Returns: The names that the book does not have.
    package mutating func keep(prefectures names: [String], of book: Book) -> [String] {
        if names.isEmpty { return [] }
        let known = PrefectureNames([book])
        var wanted: Set<String?> = []
        var unknown: [String] = []
        for name in names {
            if name == "none" {
                wanted.insert(nil)
            } else if let id = known.prefecture(named: name) {
                wanted.insert(id)
            } else {
                unknown.append(name)
            }
        }
        places = places.filter { wanted.contains($0.prefecture) }
        return unknown
    }

    /// Keeps only kinds of partner and kinds of policy that are named.
    ///
    /// - Returns: The names that are neither.
    package mutating func keep(kinds: [String], of book: Book) -> [String] {
        if kinds.isEmpty { return [] }
        let partners = Set(book.kinds.map(\.id.text))
        let policies = Set(Policy.Kind.allCases.map(\.rawValue))
        partnerKinds = partners.intersection(kinds)
        policyKinds = policies.intersection(kinds)
        return kinds.filter { !partners.contains($0) && !policies.contains($0) }
    }

    /// The query of one combination: a firm that names its issue and says nothing more.
    func query(_ issue: Issue, _ place: Locality, _ size: FirmSize) -> Query {
        Query(
            categories: [issue.reference],
            company: Company(
                employees: size.employees,
                capital: size.capital,
                industry: industry,
                prefecture: place.prefecture
            ),
            asOf: day,
            parts: [.partners, .policies],
            limit: 1_000,
            explain: .none
        )
    }

    /// Prefectures from north to south, regions together; those the list does not know come last
    /// in the order of the book.
    private static func ordered(_ places: [Place]) -> [Place] {
        places.enumerated().sorted { left, right in
            let a = north.firstIndex(of: left.element.id) ?? north.count
            let b = north.firstIndex(of: right.element.id) ?? north.count
            return (a, left.offset) < (b, right.offset)
        }.map(\.element)
    }

    /// The order of the national code of local governments, with 福井県 among those of the Kinki
    /// bureau.
    private static let north = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県",
        "千葉県", "東京都", "神奈川県", "新潟県", "山梨県", "長野県", "静岡県", "富山県", "石川県", "岐阜県", "愛知県",
        "三重県", "福井県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県",
        "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県",
        "宮崎県", "鹿児島県", "沖縄県",
    ]
}
