import Knowledge

/// The partners of a book with what each can do, ready for ranking.
struct PartnerIndex: Sendable {
    /// A partner with its strengths resolved; a class, so that looking at one copies nothing.
    final class Entry: Sendable {
        let partner: Partner
        let network: Network?
        /// For each category how well its network handles it alone, 0…1.
        let strengths: [Double]
        /// The same for sub-categories, where the network tells them apart from the category.
        let subStrengths: [Int: Double]
        /// Categories and sub-categories among its topics.
        let topics: Set<Int>
        let subTopics: Set<Int>
        /// A specialist's topics are few: 1 for one category, towards 0 for all of them.
        let focus: Double

        init(_ partner: Partner, network: Network?, categories: CategoryTable) {
            self.partner = partner
            self.network = network
            var strengths = [Double](repeating: 0, count: categories.categories.count)
            var subStrengths: [Int: Double] = [:]
            for item in network?.strengths ?? [] {
                if let sub = categories.sub(of: item.category) {
                    subStrengths[sub] = item.weight
                } else if !item.category.isSub, let top = categories.top(of: item.category) {
                    strengths[top] = item.weight
                }
            }
            self.strengths = strengths
            self.subStrengths = subStrengths
            topics = Set(partner.topics.filter { !$0.isSub }.compactMap { categories.top(of: $0) })
            subTopics = Set(partner.topics.compactMap { categories.sub(of: $0) })
            let breadth = Set(partner.topics.map(\.top)).count
            focus = 1 / Double(max(1, breadth)).squareRoot()
        }
    }

    /// The partners in book order.
    let entries: [Entry]
    private let numbers: [Identifier<Partner>: Int]

    init(_ book: Book, categories: CategoryTable) {
        let networks = Dictionary(
            book.networks.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        entries = book.partners.map { partner in
            Entry(partner, network: networks[partner.network], categories: categories)
        }
        numbers = Dictionary(
            entries.enumerated().map { ($1.partner.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The number of a partner.
    func number(of id: Identifier<Partner>) -> Int? { numbers[id] }
}

extension PartnerIndex.Entry {
    /// How well the partner fits an issue, 0…1.
    ///
    /// Its network says how well it handles the issue; an issue that is not among the partner's
    /// own topics counts for little even then.
    func fit(top: Int, sub: Int?, categories: CategoryTable) -> Double {
        let strength = sub.flatMap { subStrengths[$0] } ?? strengths[top]
        let isTopic = topics.contains(top) || sub.map { subTopics.contains($0) } ?? false
        let isNear = subTopics.contains { categories.topOfSub[$0] == top }
        return strength * (isTopic ? 1 : isNear ? 0.75 : 0.35)
    }
}
