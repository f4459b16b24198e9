import Diagnostics
import Knowledge

extension ValueType where Value == Partner {
    /// An entry of `partners`.
    ///
    /// A partner without a kind gets its network's when all files are read.
    static var partnerEntry: ValueType {
        .record("partner", "An organisation a firm can be brought together with.") { reader in
            let id: Identifier<Partner>? = reader.required("id", .identity(.partner), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let kind = reader.optional("kind", .kind, "Its kind; the network's when absent.")
            let network = reader.required("network", .network, "The network it belongs to.")
            let level = reader.required(
                "level",
                .choice(of: Partner.Level.self),
                "How wide it works."
            )
            let area = reader.required(
                "area",
                .list(.name(of: .area), isNonEmpty: true),
                "全国, regions, prefectures or municipalities it serves."
            )
            let topics = reader.required("topics", .list(.category), "The issues it is for.")
            let isFirstContact = reader.optional(
                "first_contact",
                .boolean,
                default: false,
                "Whether it takes firms whose issue is still unclear."
            )
            let serves = reader.required("serves", .localized, "Whom it serves.")
            let role = reader.optional(
                "role",
                .localized,
                "What it is good for, when that differs from its network."
            )
            let cost = reader.required("cost", .choice(of: Partner.Cost.self), "What it costs.")
            let url = reader.required("url", .page, "The address of its page.")
            let confidence = reader.optional(
                "url_confidence",
                .choice(of: Source.Confidence.self),
                default: .seen,
                "Whether the page was really read."
            )
            let source = reader.required("source", .source, "Where the facts come from.")
            let note = reader.optional("note", .localized, "Anything else worth knowing.")
            guard let id, let title, let network, let level, let area, let topics, let serves,
                let cost, let url, let source
            else { return nil }
            return Partner(
                id: id,
                title: title,
                kind: kind ?? .ofNetwork,
                network: network,
                level: level,
                area: area,
                topics: topics,
                isFirstContact: isFirstContact,
                serves: serves,
                role: role,
                cost: cost,
                url: url,
                isURLSeen: confidence == .seen,
                source: source,
                note: note,
                origin: reader.origin
            )
        }
    }
}

extension Identifier where Entity == PartnerKind {
    /// Stands for the kind of the partner's network until all files are read.
    static var ofNetwork: Identifier { Identifier("") }
}

extension ValueType where Value == Network {
    /// An entry of `networks`.
    static var networkEntry: ValueType {
        .record("network", "A network of like partners.") { reader in
            let id: Identifier<Network>? = reader.required("id", .identity(.network), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let kind = reader.required("kind", .kind, "The kind its members usually are.")
            let role = reader.required("role", .localized, "What it is good for.")
            let strengths = reader.optional(
                "strengths",
                .weights(NumberRange.strength),
                default: [],
                "How well it handles an issue alone: 1 alone, 0.6 with help, 0.3 refers on."
            )
            let handsTo = reader.optional(
                "hands_to",
                .list(.network),
                default: [],
                "Whom it brings in when an issue is beyond it."
            )
            let serves = reader.optional("serves", .firmSize, "The firms it mainly serves.")
            guard let id, let title, let kind, let role else { return nil }
            return Network(
                id: id,
                title: title,
                kind: kind,
                role: role,
                strengths: strengths,
                handsTo: handsTo,
                serves: serves,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == Interval {
    /// `{employees: {min, max}}`.
    fileprivate static var firmSize: ValueType {
        .record("size of firm", "A size of firm in employees.") { reader in
            reader.required("employees", .employees, "Regular employees.")
        }
    }
}

extension ValueType where Value == PartnerKind {
    /// An entry of `kinds`.
    static var kindEntry: ValueType {
        .record("kind of partner", "One of the kinds of partner.") { reader in
            let id: Identifier<PartnerKind>? = reader.required("id", .identity(.kind), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            guard let id, let title else { return nil }
            return PartnerKind(id: id, title: title, origin: reader.origin)
        }
    }
}
