import Knowledge

/// What lies where: prefectures, their regions and municipalities, each with a dense number.
struct PlaceIndex: Sendable {
    /// The area name that covers all of Japan.
    static let everywhere = "全国"

    private let places: [String: Place]
    private let prefectureOfName: [String: String]
    private let prefectureOfMunicipality: [String: String]
    /// Every name an area may hold: prefectures, regions and municipalities.
    private let numbers: [String: Int32]

    /// Takes the places of a book.
    ///
    /// A municipality name that two prefectures share names neither; a written form that two
    /// places share names the first of them in book order.
    init(_ list: [Place]) {
        places = Dictionary(list.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        prefectureOfName = Dictionary(
            list.flatMap { place in
                ([place.id] + place.names + [place.title.en]).map { ($0, place.id) }
            },
            uniquingKeysWith: { first, _ in first }
        )
        var owners: [String: String?] = [:]
        var numbers: [String: Int32] = [:]
        for place in list {
            for name in [place.id, place.region] + place.municipalities {
                numbers[name] = numbers[name] ?? Int32(numbers.count)
            }
            for name in place.municipalities {
                owners[name] = owners[name] == nil ? .some(place.id) : .some(nil)
            }
        }
        prefectureOfMunicipality = owners.compactMapValues { $0 }
        self.numbers = numbers
    }

    /// A prefecture by its name in any of its written forms.
    func prefecture(named name: String) -> String? {
        places[name] != nil ? name : prefectureOfName[name]
    }

    /// The prefecture a municipality lies in.
    func prefecture(ofMunicipality name: String) -> String? { prefectureOfMunicipality[name] }

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

    /// Where a firm is, in numbers.
    struct Location: Sendable {
        /// `nil` when the prefecture is not known; −1 for a name that no area holds.
        var prefecture: Int32?
        var region: Int32 = -1
        var municipality: Int32 = -1
    }

    /// Where a firm is.
    func location(of company: Company) -> Location {
        guard let name = company.prefecture else { return Location() }
        return Location(
            prefecture: numbers[name] ?? -1,
            region: places[name].flatMap { numbers[$0.region] } ?? -1,
            municipality: company.municipality.flatMap { numbers[$0] } ?? -1
        )
    }

    /// What a partner serves, in numbers.
    struct Area: Sendable {
        /// Whether it serves all of Japan.
        var isCountry: Bool
        /// The prefectures, regions and municipalities it serves.
        var names: [Int32]
    }

    /// The numbers of an area's names.
    func area(_ names: [String]) -> Area {
        Area(
            isCountry: names.contains(Self.everywhere),
            names: names.compactMap { numbers[$0] }
        )
    }
}

extension PlaceIndex.Area {
    /// How near the area is to a firm.
    func nearness(to location: PlaceIndex.Location) -> Nearness {
        guard let prefecture = location.prefecture else { return isCountry ? .country : .elsewhere }
        if location.municipality >= 0, names.contains(location.municipality) {
            return .municipality
        }
        if names.contains(prefecture) { return .prefecture }
        if names.contains(location.region) { return .region }
        return isCountry ? .country : .elsewhere
    }
}

/// How near a partner is, nearest last.
enum Nearness: Int, Comparable, Sendable {
    /// It does not serve the firm's place, or nobody knows whether it does.
    case elsewhere
    case country, region, prefecture, municipality

    static func < (left: Nearness, right: Nearness) -> Bool { left.rawValue < right.rawValue }

    /// The name in explanations.
    var name: String {
        switch self {
        case .elsewhere: "elsewhere"
        case .country: "country"
        case .region: "region"
        case .prefecture: "prefecture"
        case .municipality: "municipality"
        }
    }

    /// How much a score counts that is this near.
    var factor: Double {
        switch self {
        case .municipality: 1.2
        case .prefecture: 1.12
        case .region: 1.04
        case .country, .elsewhere: 1
        }
    }
}
