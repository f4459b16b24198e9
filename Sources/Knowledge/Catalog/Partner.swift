/// An organisation or kind of person a firm can be brought together with (連携先).
package struct Partner: Sendable {
    /// How wide a partner works.
    package enum Level: String, Sendable, CaseIterable {
        case national, regional, prefectural, municipal, `private`
    }

    /// What a partner costs the firm.
    package enum Cost: String, Sendable, CaseIterable {
        case free, low, paid, mixed, interest, equity, grant, membership
    }

    /// The id.
    package var id: Identifier<Partner>
    /// Its name.
    package var title: Localized
    /// Which of the six kinds it is.
    package var kind: Identifier<PartnerKind>
    /// The network it belongs to.
    package var network: Identifier<Network>
    /// How wide it works.
    package var level: Level
    /// 全国, 近畿, prefectures or municipalities it serves.
    package var area: [String]
    /// The issues it is for.
    package var topics: [CategoryReference]
    /// Whether it takes firms whose issue is still unclear.
    package var isFirstContact: Bool
    /// Whom it serves, in words.
    package var serves: Localized
    /// What it is good for, when that differs from its network.
    package var role: Localized?
    /// What it costs the firm.
    package var cost: Cost
    /// Its page.
    package var url: String
    /// Whether the page was really read.
    package var isURLSeen: Bool
    /// Where the facts come from.
    package var source: Source
    /// Anything else an officer should know.
    package var note: Localized?
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<Partner>,
        title: Localized,
        kind: Identifier<PartnerKind>,
        network: Identifier<Network>,
        level: Level,
        area: [String],
        topics: [CategoryReference],
        isFirstContact: Bool,
        serves: Localized,
        role: Localized?,
        cost: Cost,
        url: String,
        isURLSeen: Bool,
        source: Source,
        note: Localized?,
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.network = network
        self.level = level
        self.area = area
        self.topics = topics
        self.isFirstContact = isFirstContact
        self.serves = serves
        self.role = role
        self.cost = cost
        self.url = url
        self.isURLSeen = isURLSeen
        self.source = source
        self.note = note
        self.origin = origin
    }
}

/// A network of like partners, the level at which quality is judged.
package struct Network: Sendable {
    /// The id.
    package var id: Identifier<Network>
    /// Its name.
    package var title: Localized
    /// The kind its members usually are.
    package var kind: Identifier<PartnerKind>
    /// What it is good for.
    package var role: Localized
    /// How well it handles an issue alone, 0…1: 1 alone, 0.6 with help, 0.3 only refers on.
    package var strengths: [WeightedCategory]
    /// Whom it brings in when an issue is beyond it.
    package var handsTo: [Identifier<Network>]
    /// The size of firm it mainly serves, in employees; ranks, never gates.
    package var serves: Interval?
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<Network>,
        title: Localized,
        kind: Identifier<PartnerKind>,
        role: Localized,
        strengths: [WeightedCategory],
        handsTo: [Identifier<Network>],
        serves: Interval?,
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.role = role
        self.strengths = strengths
        self.handsTo = handsTo
        self.serves = serves
        self.origin = origin
    }
}

/// One of the six kinds of partner of the source document.
package struct PartnerKind: Sendable {
    /// The id.
    package var id: Identifier<PartnerKind>
    /// Its name.
    package var title: Localized
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: Identifier<PartnerKind>, title: Localized, origin: Origin) {
        self.id = id
        self.title = title
        self.origin = origin
    }
}
