import Knowledge

/// A book without gates, so that an answer names every policy and partner that fits the issue.
enum OpenBook {
    /// Tells the copy of a partner that serves all of Japan.
    static let everywherePrefix = "probe.everywhere."

    /// The book with its policies open to everyone, and with each partner in a network of its own,
    /// once as it is and once serving all of Japan.
    ///
    /// The networks of their own keep partners of one network from standing in each other's way.
    static func opened(_ book: Book) -> Book {
        var open = book
        for index in open.policies.indices { open.policies[index].gate = nil }
        let networks = Dictionary(
            book.networks.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        open.partners = []
        open.networks = []
        for partner in book.partners {
            for copy in [partner, everywhere(partner)] {
                var single = copy
                single.network = Identifier("probe.network.\(copy.id.text)")
                open.partners.append(single)
                guard var network = networks[partner.network] else { continue }
                network.id = single.network
                open.networks.append(network)
            }
        }
        let members = Dictionary(grouping: book.partners, by: \.network).mapValues {
            $0.map(\.id)
        }
        for index in open.rules.indices {
            open.rules[index].effect.partners = spelledOut(
                open.rules[index].effect.partners,
                members
            )
        }
        for index in open.barriers.indices {
            open.barriers[index].partners = spelledOut(open.barriers[index].partners, members)
        }
        return open
    }

    private static func everywhere(_ partner: Partner) -> Partner {
        var copy = partner
        copy.id = Identifier(everywherePrefix + partner.id.text)
        copy.area = [FirmPlace.everywhere]
        return copy
    }

    /// Proposals with every network replaced by its members, and each member by both its copies.
    private static func spelledOut(
        _ proposals: [Effect.PartnerProposal],
        _ members: [Identifier<Network>: [Identifier<Partner>]]
    ) -> [Effect.PartnerProposal] {
        proposals.flatMap { proposal in
            let ids =
                switch proposal.target {
                case .network(let network): members[network] ?? []
                case .partner(let partner): [partner]
                }
            return ids.flatMap { [$0, Identifier(everywherePrefix + $0.text)] }.map { id in
                Effect.PartnerProposal(
                    target: .partner(id),
                    role: proposal.role,
                    weight: proposal.weight
                )
            }
        }
    }
}
