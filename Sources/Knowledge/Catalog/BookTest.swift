/// A query and what its author promises of the answer.
package struct BookTest: Sendable {
    /// The id.
    package var id: Identifier<BookTest>
    /// What is asked.
    package var query: Query
    /// What must hold.
    package var expected: Expectation
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: Identifier<BookTest>, query: Query, expected: Expectation, origin: Origin) {
        self.id = id
        self.query = query
        self.expected = expected
        self.origin = origin
    }
}

/// What a test promises; every part that is absent promises nothing.
package struct Expectation: Sendable {
    /// The outcome.
    package var outcome: Outcome?
    /// The first category.
    package var first: CategoryReference?
    /// Categories among those answered.
    package var includedCategories: [CategoryReference]
    /// Categories not answered.
    package var excludedCategories: [CategoryReference]
    /// The framing.
    package var framing: Identifier<Framing>?
    /// The nearest programme.
    package var model: Identifier<ApproachModel>?
    /// Positions on axes.
    package var approach: [ExpectedAxis]
    /// The id or network of the first partner.
    package var firstPartner: String?
    /// Ids or networks among the partners.
    package var includedPartners: [String]
    /// Ids or networks not among them.
    package var excludedPartners: [String]
    /// Policies with their status.
    package var includedPolicies: [ExpectedPolicy]
    /// Policies not answered.
    package var excludedPolicies: [Identifier<Policy>]
    /// Questions asked.
    package var includedQuestions: [Identifier<Question>]
    /// Questions not asked.
    package var excludedQuestions: [Identifier<Question>]
    /// Cautions given.
    package var includedCautions: [Identifier<Caution>]
    /// Cautions not given.
    package var excludedCautions: [Identifier<Caution>]

    /// Gathers the values.
    package init(
        outcome: Outcome? = nil,
        first: CategoryReference? = nil,
        includedCategories: [CategoryReference] = [],
        excludedCategories: [CategoryReference] = [],
        framing: Identifier<Framing>? = nil,
        model: Identifier<ApproachModel>? = nil,
        approach: [ExpectedAxis] = [],
        firstPartner: String? = nil,
        includedPartners: [String] = [],
        excludedPartners: [String] = [],
        includedPolicies: [ExpectedPolicy] = [],
        excludedPolicies: [Identifier<Policy>] = [],
        includedQuestions: [Identifier<Question>] = [],
        excludedQuestions: [Identifier<Question>] = [],
        includedCautions: [Identifier<Caution>] = [],
        excludedCautions: [Identifier<Caution>] = []
    ) {
        self.outcome = outcome
        self.first = first
        self.includedCategories = includedCategories
        self.excludedCategories = excludedCategories
        self.framing = framing
        self.model = model
        self.approach = approach
        self.firstPartner = firstPartner
        self.includedPartners = includedPartners
        self.excludedPartners = excludedPartners
        self.includedPolicies = includedPolicies
        self.excludedPolicies = excludedPolicies
        self.includedQuestions = includedQuestions
        self.excludedQuestions = excludedQuestions
        self.includedCautions = includedCautions
        self.excludedCautions = excludedCautions
    }
}

/// An axis and where the answer must lie on it.
package struct ExpectedAxis: Sendable {
    /// The axis.
    package var axis: Identifier<Axis>
    /// The positions allowed.
    package var range: Interval

    /// Gathers the values.
    package init(axis: Identifier<Axis>, range: Interval) {
        self.axis = axis
        self.range = range
    }
}

/// A policy and the status it must have.
package struct ExpectedPolicy: Sendable {
    /// The policy.
    package var policy: Identifier<Policy>
    /// Its status.
    package var status: PolicyStatus

    /// Gathers the values.
    package init(policy: Identifier<Policy>, status: PolicyStatus) {
        self.policy = policy
        self.status = status
    }
}
