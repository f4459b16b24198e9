import Knowledge

/// Finds partners and policies that nothing can ever recommend, and prefectures without a partner.
struct ReachLint {
    private let book: Book
    private let networks: [Identifier<Network>: Network]

    init(_ book: Book) {
        self.book = book
        networks = Dictionary(book.networks.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    }

    /// All that is out of reach.
    var findings: [Finding] { partners + policies + gaps }

    private var partners: [Finding] {
        var named: Set<Effect.PartnerProposal.Target> = []
        for rule in book.rules where rule.isEnabled {
            named.formUnion(rule.effect.partners.map(\.target))
        }
        for barrier in book.barriers { named.formUnion(barrier.partners.map(\.target)) }
        return book.partners.filter { partner in
            let isNamed =
                named.contains(.partner(partner.id)) || named.contains(.network(partner.network))
            let isStrong = networks[partner.network]?.strengths.contains { $0.weight > 0 } ?? false
            return !isNamed && !isStrong && !partner.isFirstContact
        }.map { partner in
            Finding(
                .unreachablePartner,
                "partner \(partner.id.text) can never be recommended: its network "
                    + "\(partner.network.text) has no strength and no rule names either",
                at: partner.origin,
                suggestion: "give the network a strength, or name the partner in a rule"
            )
        }
    }

    private var policies: [Finding] {
        let proposed = Set(
            book.rules.filter(\.isEnabled).flatMap { $0.effect.policies }
                .filter { $0.weight > 0 }.map(\.policy)
        )
        return book.policies.filter { policy in
            // Who is neither a firm nor a group of firms gets no recommendation at all.
            guard policy.applicant == .firm || policy.applicant == .group else { return false }
            return policy.topics.isEmpty && !proposed.contains(policy.id)
        }.map { policy in
            Finding(
                .unreachablePolicy,
                "policy \(policy.id.text) can never be recommended: it has no topics and no rule "
                    + "names it",
                at: policy.origin,
                suggestion: "add topics, or name it in a rule"
            )
        }
    }

    /// Categories for which a prefecture has no partner with the issue among its topics.
    private var gaps: [Finding] {
        book.categories.flatMap { category in
            let able = book.partners.filter { isAble($0, for: category) }
            let bare = book.places.filter { place in
                !able.contains { serves($0.area, place) }
            }
            return report(category, bare)
        }
    }

    private func report(_ category: Category, _ bare: [Place]) -> [Finding] {
        guard !bare.isEmpty else { return [] }
        let names = bare.prefix(5).map(\.id).joined(separator: "、")
        let rest = bare.count > 5 ? " and \(bare.count - 5) more" : ""
        return [
            Finding(
                .prefectureGap,
                "no partner for \(category.id.text) serves \(names)\(rest)",
                at: category.origin,
                suggestion: "add a partner there, or one for 全国"
            )
        ]
    }

    private func isAble(_ partner: Partner, for category: Category) -> Bool {
        let strengths = networks[partner.network]?.strengths ?? []
        return partner.topics.contains { $0.top == category.id }
            && strengths.contains { $0.category.top == category.id && $0.weight > 0 }
    }

    /// Whether an area takes in a whole prefecture; a single municipality of it does not.
    private func serves(_ area: [String], _ place: Place) -> Bool {
        area.contains("全国") || area.contains(place.region) || area.contains(place.id)
    }
}
