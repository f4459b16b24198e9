/// What follows when a condition holds, and why.
package struct Rule: Sendable {
    /// The rule's id.
    package var id: Identifier<Rule>
    /// Its name for people.
    package var title: Localized
    /// When it applies.
    package var condition: Condition
    /// What follows.
    package var effect: Effect
    /// Why that follows, in a sentence.
    package var because: Localized
    /// Where the reason comes from.
    package var source: Source?
    /// The day by which someone must look at the rule again.
    package var reviewBy: CalendarDate?
    /// Whether the rule takes part.
    package var isEnabled: Bool
    /// Where it is written.
    package var origin: Origin

    /// Describes a rule.
    package init(
        id: Identifier<Rule>,
        title: Localized,
        condition: Condition,
        effect: Effect,
        because: Localized,
        source: Source?,
        reviewBy: CalendarDate?,
        isEnabled: Bool,
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.condition = condition
        self.effect = effect
        self.because = because
        self.source = source
        self.reviewBy = reviewBy
        self.isEnabled = isEnabled
        self.origin = origin
    }
}

/// A three-valued condition of the closed set that rules may use.
package struct Condition: Sendable {
    /// What a missing fact means to one condition.
    package enum Unknown: String, Sendable, CaseIterable {
        /// The result waits for the fact (`needs_info`).
        case hold
        /// As if the condition held.
        case pass
        /// As if it did not hold.
        case fail
    }

    /// The stage a firm is in.
    package enum Stage: String, Sendable, CaseIterable {
        case notYetOpen = "not-yet-open"
        case running, failing
        case handingOver = "handing-over"
    }

    /// The test itself.
    package indirect enum Test: Sendable {
        case all([Condition])
        case any([Condition])
        case none([Condition])
        /// One of the concepts is said as a need.
        case says([Identifier<Concept>])
        /// Every concept is said as a need within one and the same clause.
        case composed([Identifier<Concept>])
        /// One of the concepts is said where the owner asks.
        case asks([Identifier<Concept>])
        /// One of the concepts is said at all, scope ignored.
        case mentions([Identifier<Concept>])
        /// One of the categories was found or given.
        case category([CategoryReference])
        case framing(Identifier<Framing>)
        case barrier([Identifier<Barrier>])
        case stage(Stage)
        case vague(Bool)
        /// How many partners the firm has been to.
        case tried(Interval)
        case company(CompanyTest)
    }

    /// The test.
    package var test: Test
    /// The words for the condition in explanations.
    package var label: Localized?
    /// What a missing fact means.
    package var unknown: Unknown
    /// Where it is written.
    package var origin: Origin

    /// Describes a condition.
    package init(test: Test, label: Localized?, unknown: Unknown, origin: Origin) {
        self.test = test
        self.label = label
        self.unknown = unknown
        self.origin = origin
    }
}

/// A test of one fact about the firm.
package enum CompanyTest: Sendable {
    case employees(Interval)
    case capital(Interval)
    /// Full years since the firm was founded.
    case age(Interval)
    case industry([IndustryCode])
    case prefecture([String])
    case municipality([String])
    case soleProprietor(Bool)
    /// One of the certifications is held.
    case certified([Identifier<Certification>])
    case size(Identifier<SizeClass>)
}

/// A closed interval of whole numbers, open-ended where a bound is missing.
package struct Interval: Hashable, Sendable {
    /// The lowest number inside, or `nil`.
    package var min: Int?
    /// The highest number inside, or `nil`.
    package var max: Int?

    /// Makes an interval.
    package init(min: Int?, max: Int?) {
        self.min = min
        self.max = max
    }

    /// Whether a number lies inside.
    package func contains(_ value: Int) -> Bool {
        value >= (min ?? Int.min) && value <= (max ?? Int.max)
    }
}

/// What a rule adds to the answer.
package struct Effect: Sendable {
    /// A network or a single partner that a rule proposes.
    package struct PartnerProposal: Sendable {
        /// Who is proposed.
        package enum Target: Hashable, Sendable {
            case network(Identifier<Network>)
            case partner(Identifier<Partner>)
        }

        /// The part the partner plays.
        package enum Role: String, Sendable, CaseIterable {
            case lead, second, support
        }

        /// Who.
        package var target: Target
        /// In which part.
        package var role: Role
        /// How strongly, 0…3.
        package var weight: Double

        /// Describes a proposal.
        package init(target: Target, role: Role, weight: Double) {
            self.target = target
            self.role = role
            self.weight = weight
        }
    }

    /// A policy that a rule proposes.
    package struct PolicyProposal: Sendable {
        /// The policy.
        package var policy: Identifier<Policy>
        /// How strongly, 0…3.
        package var weight: Double

        /// Describes a proposal.
        package init(policy: Identifier<Policy>, weight: Double) {
            self.policy = policy
            self.weight = weight
        }
    }

    /// Log-odds, −5…5, for categories.
    package var categories: [WeightedCategory] = []
    /// Categories that cannot be answered.
    package var ruledOut: [CategoryReference] = []
    /// How wide the issue is set.
    package var framing: Identifier<Framing>?
    /// Positions on axes, −2…2.
    package var approach: [AxisValue] = []
    /// The barrier heard.
    package var barrier: Identifier<Barrier>?
    /// The programme to follow.
    package var model: Identifier<ApproachModel>?
    /// Who is proposed.
    package var partners: [PartnerProposal] = []
    /// What is proposed.
    package var policies: [PolicyProposal] = []
    /// Questions worth asking.
    package var questions: [Identifier<Question>] = []
    /// What to mind.
    package var cautions: [Identifier<Caution>] = []
    /// Results to look for.
    package var outcomes: [Identifier<OutcomeNote>] = []

    /// Makes an effect that does nothing yet.
    package init() {}
}

/// A position on one of the six axes.
package struct AxisValue: Hashable, Sendable {
    /// The axis.
    package var axis: Identifier<Axis>
    /// −2 all left … +2 all right.
    package var value: Int

    /// Pairs an axis with a position.
    package init(axis: Identifier<Axis>, value: Int) {
        self.axis = axis
        self.value = value
    }
}
