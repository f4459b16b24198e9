/// A measure a firm can use (施策).
package struct Policy: Sendable {
    /// What sort of measure a policy is.
    package enum Kind: String, Sendable, CaseIterable {
        case subsidy, loan, guarantee, tax, advice, certification, law, matching, award
    }

    /// How the windows of a policy recur.
    package enum Pattern: String, Sendable, CaseIterable {
        case always, rounds, annual, conditional, none
    }

    /// What the newest source says of a policy.
    package enum State: String, Sendable, CaseIterable {
        /// In force or calling, as its windows say.
        case current
        /// Over.
        case closed
        /// To be checked again: never shown as current.
        case unverified
    }

    /// Who applies for a policy.
    package enum Applicant: String, Sendable, CaseIterable {
        case firm, group
        case supportInstitution = "support-institution"
        case municipality
    }

    /// The id.
    package var id: Identifier<Policy>
    /// Its name.
    package var title: Localized
    /// What sort of measure it is.
    package var kind: Kind
    /// Who offers it.
    package var issuer: Localized
    /// The issues it is for.
    package var topics: [CategoryReference]
    /// What a firm must be; `nil` when anyone may apply.
    package var gate: Condition?
    /// Conditions in prose that the facts of a query cannot decide.
    package var requirements: [Localized]
    /// What keeps a firm out, in prose.
    package var exclusions: [Localized]
    /// What it gives.
    package var benefit: Localized
    /// The most it pays or lends, in yen.
    package var maximumYen: Int?
    /// How its windows recur.
    package var pattern: Pattern
    /// Its application windows, in book order.
    package var windows: [Window]
    /// What the newest source says.
    package var state: State
    /// That state in words.
    package var stateNote: Localized?
    /// Who applies.
    package var applicant: Applicant
    /// Policies that must come first.
    package var requiresPolicies: [Identifier<Policy>]
    /// Policies that cannot be used beside it.
    package var excludesPolicies: [Identifier<Policy>]
    /// Policies that go well with it.
    package var combinesWith: [Identifier<Policy>]
    /// Older or lesser policies it takes the place of.
    package var insteadOf: [Identifier<Policy>]
    /// Its page.
    package var url: String
    /// Where the facts come from.
    package var source: Source
    /// Anything else an officer should know.
    package var note: Localized?
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<Policy>,
        title: Localized,
        kind: Kind,
        issuer: Localized,
        topics: [CategoryReference],
        gate: Condition?,
        requirements: [Localized],
        exclusions: [Localized],
        benefit: Localized,
        maximumYen: Int?,
        pattern: Pattern,
        windows: [Window],
        state: State,
        stateNote: Localized?,
        applicant: Applicant,
        requiresPolicies: [Identifier<Policy>],
        excludesPolicies: [Identifier<Policy>],
        combinesWith: [Identifier<Policy>],
        insteadOf: [Identifier<Policy>],
        url: String,
        source: Source,
        note: Localized?,
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.issuer = issuer
        self.topics = topics
        self.gate = gate
        self.requirements = requirements
        self.exclusions = exclusions
        self.benefit = benefit
        self.maximumYen = maximumYen
        self.pattern = pattern
        self.windows = windows
        self.state = state
        self.stateNote = stateNote
        self.applicant = applicant
        self.requiresPolicies = requiresPolicies
        self.excludesPolicies = excludesPolicies
        self.combinesWith = combinesWith
        self.insteadOf = insteadOf
        self.url = url
        self.source = source
        self.note = note
        self.origin = origin
    }
}

/// An application window in Japan time.
package struct Window: Sendable {
    /// The name of the round.
    package var label: Localized?
    /// The first day; `nil` when not known.
    package var opens: CalendarDate?
    /// The last day, which still counts; `nil` when not known.
    package var closes: CalendarDate?
    /// Deadlines that come before.
    package var gates: [Gate]
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        label: Localized?,
        opens: CalendarDate?,
        closes: CalendarDate?,
        gates: [Gate],
        origin: Origin
    ) {
        self.label = label
        self.opens = opens
        self.closes = closes
        self.gates = gates
        self.origin = origin
    }
}

/// A deadline before the deadline.
package struct Gate: Sendable {
    /// What must be done.
    package var label: Localized
    /// By which day, when known.
    package var date: CalendarDate?

    /// Gathers the values.
    package init(label: Localized, date: CalendarDate?) {
        self.label = label
        self.date = date
    }
}
