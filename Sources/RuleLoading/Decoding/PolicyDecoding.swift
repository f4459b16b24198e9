import Diagnostics
import Knowledge

/// What other policies a policy needs, shuts out, goes with and replaces.
private struct PolicyRelations {
    var requires: [Identifier<Policy>]
    var excludes: [Identifier<Policy>]
    var combines: [Identifier<Policy>]
    var replaces: [Identifier<Policy>]

    init(_ reader: inout RecordReader) {
        requires = reader.optional(
            "requires_policy",
            .list(.policy),
            default: [],
            "Policies that must come first."
        )
        excludes = reader.optional(
            "excludes_policy",
            .list(.policy),
            default: [],
            "Policies that cannot be used beside it."
        )
        combines = reader.optional(
            "combines_with",
            .list(.policy),
            default: [],
            "Policies that go well with it."
        )
        replaces = reader.optional(
            "instead_of",
            .list(.policy),
            default: [],
            "Policies it takes the place of."
        )
    }
}

extension ValueType where Value == Policy {
    /// An entry of `policies`.
    static var policyEntry: ValueType {
        .record("policy", "A measure a firm can use.") { reader in
            let id: Identifier<Policy>? = reader.required("id", .identity(.policy), "The id.")
            let title = reader.required("title", .localized, "Its name.")
            let kind = reader.required("kind", .choice(of: Policy.Kind.self), "Its sort.")
            let issuer = reader.required("issuer", .localized, "Who offers it.")
            let topics = reader.required("topics", .list(.category), "The issues it is for.")
            let gate = reader.optional("when", .condition(.gate), "What a firm must be.")
            let requirements = reader.optional(
                "requires",
                .list(.localized),
                default: [],
                "Conditions that the facts of a query cannot decide."
            )
            let exclusions = reader.optional(
                "excludes",
                .list(.localized),
                default: [],
                "What keeps a firm out, in prose."
            )
            let benefit = reader.required("benefit", .localized, "What it gives.")
            let maximumYen = reader.optional(
                "max_yen",
                .integer(NumberRange.yen),
                "The most it pays or lends, in yen."
            )
            let pattern = reader.required(
                "pattern",
                .choice(of: Policy.Pattern.self),
                "How its windows recur."
            )
            let windows = reader.optional(
                "windows",
                .list(.window),
                default: [],
                "Its application windows."
            )
            let state = reader.required(
                "state",
                .choice(of: Policy.State.self),
                "What the newest source says."
            )
            let stateNote = reader.optional("state_note", .localized, "That state in words.")
            let applicant = reader.optional(
                "for",
                .choice(of: Policy.Applicant.self),
                default: .firm,
                "Who applies."
            )
            let relations = PolicyRelations(&reader)
            let url = reader.required("url", .page, "The address of its page.")
            let source = reader.required("source", .source, "Where the facts come from.")
            let note = reader.optional("note", .localized, "Anything else worth knowing.")
            guard let id, let title, let kind, let issuer, let topics, let benefit, let pattern,
                let state, let url, let source
            else { return nil }
            return Policy(
                id: id,
                title: title,
                kind: kind,
                issuer: issuer,
                topics: topics,
                gate: gate,
                requirements: requirements,
                exclusions: exclusions,
                benefit: benefit,
                maximumYen: maximumYen,
                pattern: pattern,
                windows: windows,
                state: state,
                stateNote: stateNote,
                applicant: applicant,
                requiresPolicies: relations.requires,
                excludesPolicies: relations.excludes,
                combinesWith: relations.combines,
                insteadOf: relations.replaces,
                url: url,
                source: source,
                note: note,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == Window {
    /// An application window.
    fileprivate static var window: ValueType {
        .record("window", "An application window; the last day counts.") { reader in
            let label = reader.optional("label", .localized, "The name of the round.")
            let opens = reader.optional("opens", .date, "The first day.")
            let closes = reader.optional("closes", .date, "The last day.")
            let gates = reader.optional(
                "gates",
                .list(.gate),
                default: [],
                "Deadlines that come before."
            )
            if let opens, let closes, opens > closes {
                reader.report(
                    .windowOrder,
                    "the window closes before it opens on \(opens.iso)",
                    atValueOf: "closes"
                )
            }
            return Window(
                label: label,
                opens: opens,
                closes: closes,
                gates: gates,
                origin: reader.origin
            )
        }
    }
}

extension ValueType where Value == Gate {
    /// A deadline before the deadline.
    fileprivate static var gate: ValueType {
        .record("gate", "A deadline before the deadline.") { reader in
            let label = reader.required("label", .localized, "What must be done.")
            let date = reader.optional("date", .date, "By which day.")
            return label.map { Gate(label: $0, date: date) }
        }
    }
}
