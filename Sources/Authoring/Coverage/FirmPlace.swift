import Knowledge

/// Where a test's firm is, as far as the query tells.
struct FirmPlace {
    private let names: Set<String>
    private let unsure: Set<String>

    /// Finds the place of a query's firm; an answer wins over what the query said before.
    init(_ places: [Place], of query: Query) {
        var prefecture = query.company.prefecture
        var municipality = query.company.municipality
        for answer in query.answers {
            guard case .text(let name) = answer.value else { continue }
            if answer.key.text == "prefecture" { prefecture = name }
            if answer.key.text == "municipality" { municipality = name }
        }
        let place = places.first { place in
            if let prefecture { return place.id == prefecture }
            return municipality.map(place.municipalities.contains) ?? false
        }
        let known = [municipality, prefecture ?? place?.id, place?.region]
        names = Set(known.compactMap(\.self))
        unsure = municipality == nil ? Set(place?.municipalities ?? []) : []
    }

    /// Whether anything is known of it.
    var isKnown: Bool { !names.isEmpty }

    /// Whether an area holds the firm.
    func lies(in area: [String]) -> Bool {
        area.contains(Self.everywhere) || !names.isDisjoint(with: area)
    }

    /// Whether it is certain that an area does not hold the firm.
    func lies(outside area: [String]) -> Bool {
        isKnown && !lies(in: area) && unsure.isDisjoint(with: area)
    }

    /// The area name that covers all of Japan.
    static let everywhere = "全国"
}
