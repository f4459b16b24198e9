import Knowledge

/// What lies where: prefectures, their regions and municipalities.
struct PlaceIndex: Sendable {
    private let places: [String: Place]
    private let prefectureOfMunicipality: [String: String]

    /// Takes the places of a book.
    ///
    /// A municipality name that two prefectures share names neither.
    init(_ list: [Place]) {
        places = Dictionary(list.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var owners: [String: String?] = [:]
        for place in list {
            for name in place.municipalities {
                owners[name] = owners[name] == nil ? .some(place.id) : .some(nil)
            }
        }
        prefectureOfMunicipality = owners.compactMapValues { $0 }
    }

    /// A prefecture by its name in any of its written forms.
    func prefecture(named name: String) -> String? {
        if places[name] != nil { return name }
        return places.values.first { $0.names.contains(name) || $0.title.en == name }?.id
    }

    /// The prefecture a municipality lies in.
    func prefecture(ofMunicipality name: String) -> String? { prefectureOfMunicipality[name] }

    /// The region of a prefecture.
    func region(of prefecture: String) -> String? { places[prefecture]?.region }

    /// A company with the prefecture filled in from its municipality, and the names normalised.
    func completed(_ company: Company) -> Company {
        var result = company
        if let name = company.prefecture {
            // A caller may send a city where a prefecture is expected.
            if let known = prefecture(named: name) {
                result.prefecture = known
            } else if let owner = prefecture(ofMunicipality: name) {
                result.prefecture = owner
                if result.municipality == nil { result.municipality = name }
            }
        } else if let municipality = company.municipality {
            result.prefecture = prefecture(ofMunicipality: municipality)
        }
        return result
    }

    /// How near the area of a partner or policy is to a firm.
    func nearness(of area: [String], to company: Company) -> Nearness {
        guard let prefecture = company.prefecture else {
            return area.contains(Self.everywhere) ? .country : .unknown
        }
        if let municipality = company.municipality, area.contains(municipality) {
            return .municipality
        }
        if area.contains(prefecture) { return .prefecture }
        if let region = region(of: prefecture), area.contains(region) { return .region }
        if area.contains(Self.everywhere) { return .country }
        let inPrefecture = area.contains { prefectureOfMunicipality[$0] == prefecture }
        return inPrefecture && company.municipality == nil ? .unknown : .elsewhere
    }

    /// The area name that covers all of Japan.
    static let everywhere = "全国"
}

/// How near a partner is, nearest last.
enum Nearness: Int, Comparable, Sendable {
    /// It does not serve the firm's place.
    case elsewhere
    /// It may or may not: the firm's place is not known.
    case unknown
    case country, region, prefecture, municipality

    static func < (left: Nearness, right: Nearness) -> Bool { left.rawValue < right.rawValue }
}
