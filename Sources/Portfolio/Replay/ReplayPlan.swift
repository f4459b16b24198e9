package import Knowledge

/// How queries are replayed: on which day, how many results deep, and where.
package struct ReplayPlan: Sendable {
    /// The day to answer for in place of the queries' own; `nil` keeps theirs.
    package var asOf: CalendarDate?
    /// The day for queries that name none.
    package var today: CalendarDate
    /// How many items a list may have in place of the queries' own limits; `nil` keeps theirs.
    package var limit: Int?
    /// The prefectures in which a query without a place is asked, once in each; empty means once,
    /// without a place.
    package var prefectures: [String]

    /// Gathers the values.
    package init(
        asOf: CalendarDate? = nil,
        today: CalendarDate,
        limit: Int? = nil,
        prefectures: [String] = []
    ) {
        self.asOf = asOf
        self.today = today
        self.limit = limit
        self.prefectures = prefectures
    }

    /// The queries that come of one.
    func queries(of query: ReplayQuery) -> [ReplayQuery] {
        var prepared = query
        prepared.change { side in
            if let asOf { side.asOf = asOf }
            if let limit { side.limit = limit }
            side.parts = [.categories, .approach, .partners, .policies]
            side.explain = .none
        }
        guard !prefectures.isEmpty, prepared.any?.namesPlace == false else { return [prepared] }
        return prefectures.map { prefecture in
            var placed = prepared
            placed.change { $0.company.prefecture = prefecture }
            return placed
        }
    }
}

extension Query {
    /// Whether it says where the firm is.
    fileprivate var namesPlace: Bool {
        company.prefecture != nil || company.municipality != nil
            || answers.contains { ["prefecture", "municipality"].contains($0.key.text) }
    }

    /// What is said of the firm's place: its prefecture, else its municipality.
    var placeName: String? {
        if let name = company.prefecture ?? company.municipality { return name }
        for answer in answers where ["prefecture", "municipality"].contains(answer.key.text) {
            if case .text(let name) = answer.value { return name }
        }
        return nil
    }
}

/// Finds the prefecture that a place name means.
package struct PrefectureNames: Sendable {
    private let prefectures: [String: String]

    /// Takes the places of two books; a name that means two prefectures means neither.
    package init(_ books: [Book]) {
        var owners: [String: Set<String>] = [:]
        for place in books.flatMap(\.places) {
            for name in [place.id, place.title.en] + place.names + place.municipalities {
                owners[name, default: []].insert(place.id)
            }
        }
        prefectures = owners.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// The id of the prefecture that a name means; `nil` when it means none or several.
    package func prefecture(named name: String) -> String? { prefectures[name] }

    /// The id of the prefecture a query lies in, or `nil` when it names no place.
    func prefecture(of query: Query?) -> String? {
        guard let name = query?.placeName else { return nil }
        return prefectures[name] ?? name
    }
}
