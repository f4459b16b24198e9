import Knowledge

/// The partners of a book with what each can do, found by the places they serve.
struct PartnerIndex: Sendable {
    /// A network with its strengths in numbers.
    final class Strengths: Sendable {
        let network: Network?
        /// For each category how well the network handles it alone, 0…1.
        fileprivate let tops: [Double]
        /// The same for sub-categories; below 0 where the category's counts.
        fileprivate let subs: [Double]
        /// Why a partner of the network is named.
        let reason: Reason?

        init(_ network: Network?, categories: CategoryTable) {
            self.network = network
            var tops = [Double](repeating: 0, count: categories.categories.count)
            var subs = [Double](repeating: -1, count: categories.subs.count)
            for item in network?.strengths ?? [] {
                if let sub = categories.sub(of: item.category) {
                    subs[sub] = item.weight
                } else if !item.category.isSub, let top = categories.top(of: item.category) {
                    tops[top] = item.weight
                }
            }
            self.tops = tops
            self.subs = subs
            reason = network.map { Reason(rule: $0.id.text, origin: $0.origin, text: $0.role) }
        }
    }

    /// What a rule or a barrier proposes, in numbers.
    struct Proposal: Sendable {
        /// The number of a partner or of a network, −1 for the other.
        fileprivate(set) var partner = -1
        fileprivate(set) var network = -1
        /// What it adds to the score.
        let value: Double

        /// Whether a partner of a network is meant.
        @inline(__always)
        func isFor(_ number: Int, network other: Int) -> Bool {
            network == other || partner == number
        }
    }

    /// A partner in numbers; a class, so that looking at one copies nothing.
    final class Entry: Sendable {
        let partner: Partner
        /// The number of its network, and what that is good at.
        let network: Int
        let strengths: Strengths
        /// What it serves.
        let area: PlaceIndex.Area
        /// The partner as a reason.
        let reason: Reason
        /// Whether somebody has read its source.
        let isVerified: Bool
        /// Its categories, those of its sub-categories, and these.
        private let topics: [Int]
        private let nearTopics: [Int]
        private let subTopics: [Int]
        /// 0.85 for a partner with many topics, towards 1 for a specialist.
        let focus: Double

        init(
            _ partner: Partner,
            network: Int,
            strengths: Strengths,
            area: PlaceIndex.Area,
            categories: CategoryTable
        ) {
            self.partner = partner
            self.network = network
            self.strengths = strengths
            self.area = area
            reason = Reason(rule: partner.id.text, origin: partner.origin, text: nil)
            isVerified = partner.source.confidence == .seen
            topics = partner.topics.filter { !$0.isSub }.compactMap { categories.top(of: $0) }
            subTopics = partner.topics.compactMap { categories.sub(of: $0) }
            nearTopics = subTopics.map { categories.topOfSub[$0] }
            let breadth = Set(partner.topics.map(\.top)).count
            focus = 0.85 + 0.15 / Double(max(1, breadth)).squareRoot()
        }

        /// How well the partner fits an issue, 0…1.
        ///
        /// Its network says how well it handles the issue; an issue that is not among the
        /// partner's own topics counts for little even then.
        fileprivate func fit(top: Int, sub: Int?) -> Double {
            var strength = strengths.tops[top]
            if let sub, strengths.subs[sub] >= 0 { strength = strengths.subs[sub] }
            guard strength > 0 else { return 0 }
            if topics.contains(top) { return strength }
            if let sub, subTopics.contains(sub) { return strength }
            return strength * (nearTopics.contains(top) ? 0.75 : 0.35)
        }

        /// Whether a category is among its topics.
        func isFor(_ top: Int) -> Bool { topics.contains(top) }
    }

    /// The partners in book order.
    let entries: [Entry]
    /// How many networks there are.
    let networkCount: Int
    private let numbers: [Identifier<Partner>: Int]
    private let networks: [Identifier<Network>: Int]
    /// The partners that serve all of Japan, in book order.
    private let everywhere: [Int32]
    /// The partners that serve a place, by the number of its name.
    private let byPlace: [Int32: [Int32]]
    /// The partners that do not work all over the country, by their categories.
    private let localByTop: [[Int32]]
    /// For each category, and each sub-category, how well every partner fits it.
    private let topFits: [[Double]]
    private let subFits: [[Double]]

    init(_ book: Book, categories: CategoryTable, places: PlaceIndex) {
        var networks: [Identifier<Network>: Int] = [:]
        var strengths: [Strengths] = []
        for network in book.networks where networks[network.id] == nil {
            networks[network.id] = strengths.count
            strengths.append(Strengths(network, categories: categories))
        }
        // What is not known to the book has a number of its own: partners compete within it.
        for partner in book.partners where networks[partner.network] == nil {
            networks[partner.network] = strengths.count
            strengths.append(Strengths(nil, categories: categories))
        }
        let entries = book.partners.map { partner in
            let network = networks[partner.network] ?? 0
            return Entry(
                partner,
                network: network,
                strengths: strengths[network],
                area: places.area(partner.area),
                categories: categories
            )
        }
        var byPlace: [Int32: [Int32]] = [:]
        var localByTop = [[Int32]](repeating: [], count: categories.categories.count)
        for (number, entry) in entries.enumerated() {
            for place in Set(entry.area.names) { byPlace[place, default: []].append(Int32(number)) }
            guard entry.partner.level != .national else { continue }
            for top in localByTop.indices where entry.isFor(top) {
                localByTop[top].append(Int32(number))
            }
        }
        everywhere = entries.indices.filter { entries[$0].area.isCountry }.map { Int32($0) }
        numbers = Dictionary(
            entries.enumerated().map { ($1.partner.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        networkCount = strengths.count
        self.networks = networks
        self.entries = entries
        self.byPlace = byPlace
        self.localByTop = localByTop
        topFits = categories.categories.indices.map { top in
            entries.map { $0.fit(top: top, sub: nil) * $0.focus }
        }
        subFits = categories.subs.indices.map { sub in
            entries.map { $0.fit(top: categories.topOfSub[sub], sub: sub) * $0.focus }
        }
    }

    /// How well every partner fits an issue, 0…1, with what it is worth that it has few topics.
    func fits(_ issue: IssueShare) -> [Double] {
        issue.sub.map { subFits[$0] } ?? topFits[issue.top]
    }

    /// The number of a partner.
    func number(of id: Identifier<Partner>) -> Int? { numbers[id] }

    /// The number of a network.
    func number(of id: Identifier<Network>) -> Int? { networks[id] }

    /// A proposal in numbers.
    func proposal(_ proposal: Effect.PartnerProposal) -> Proposal {
        var result = Proposal(value: 0.35 * proposal.weight * proposal.role.share)
        switch proposal.target {
        case .network(let id): result.network = number(of: id) ?? -1
        case .partner(let id): result.partner = number(of: id) ?? -1
        }
        return result
    }

    /// Calls back with every partner that serves a firm's place; some come more than once.
    func forEach(near location: PlaceIndex.Location, _ body: (Int) -> Void) {
        for number in everywhere { body(Int(number)) }
        guard let prefecture = location.prefecture else { return }
        for place in [prefecture, location.region, location.municipality] where place >= 0 {
            for number in byPlace[place] ?? [] { body(Int(number)) }
        }
    }

    /// How many partners for any of some issues do not work all over the country.
    func localCount(for issues: [IssueShare]) -> Int {
        guard let first = issues.first else { return 0 }
        var found = localByTop[first.top]
        for issue in issues.dropFirst() { found += localByTop[issue.top] }
        return issues.count == 1 ? found.count : Set(found).count
    }
}

extension Effect.PartnerProposal.Role {
    /// How much a proposal counts: a partner named as lead comes before one named as support.
    fileprivate var share: Double {
        switch self {
        case .lead: 1
        case .second: 0.8
        case .support: 0.6
        }
    }
}
