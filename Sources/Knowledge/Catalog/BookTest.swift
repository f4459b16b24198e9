/// A query and what its author promises of the answer.
package struct BookTest: Sendable {
    /// The id.
    package var id: Identifier<BookTest>
    /// Words by which tests are chosen.
    package var tags: [String]
    /// What is asked; the firm is complete once the whole folder is read.
    package var query: Query
    /// The named firm the query's firm is like, and what differs from it.
    package var firm: CompanyUse
    /// Whether learned weights take part in the answer.
    package var isLearned: Bool
    /// What must hold of the answer, in file order.
    package var expected: [Promise]
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<BookTest>,
        tags: [String] = [],
        query: Query,
        firm: CompanyUse = CompanyUse(),
        isLearned: Bool = true,
        expected: [Promise],
        origin: Origin
    ) {
        self.id = id
        self.tags = tags
        self.query = query
        self.firm = firm
        self.isLearned = isLearned
        self.expected = expected
        self.origin = origin
    }
}

/// One thing that a test promises of an answer.
package struct Promise: Sendable {
    /// What is promised.
    package var claim: Claim
    /// Where it is written.
    package var origin: Origin

    /// Pairs a claim with its place.
    package init(_ claim: Claim, at origin: Origin) {
        self.claim = claim
        self.origin = origin
    }
}

/// What can be promised of an answer.
package enum Claim: Hashable, Sendable {
    case outcome(Outcome)
    case framing(Identifier<Framing>)
    case model(Identifier<ApproachModel>)
    /// A place on an axis.
    case axis(Identifier<Axis>, Interval)
    /// Something is among the results; with `top` among that many first ones.
    case present(ResultList, String, top: Int?)
    /// Something is not among the results.
    case absent(ResultList, String)
    /// Something comes first.
    case first(ResultList, String)
    /// Some come in this order, whatever stands between them.
    case order(ResultList, [String])
    /// There are no such results at all.
    case empty(ResultList)
    /// A policy is among the results, in a certain state.
    case policy(ExpectedPolicy, top: Int?)

    /// The results it is about; `nil` for what there is only one of.
    package var list: ResultList? {
        switch self {
        case .outcome, .framing, .model, .axis: nil
        case .present(let list, _, _), .absent(let list, _), .first(let list, _),
            .order(let list, _), .empty(let list):
            list
        case .policy: .policies
        }
    }
}

/// The lists of results that tests speak about.
package enum ResultList: String, Sendable, CaseIterable {
    case categories, partners, policies, questions, cautions, barriers, outcomes
    /// The rules that held.
    case rules
}

/// A policy and the state it must be in; what is absent promises nothing.
package struct ExpectedPolicy: Hashable, Sendable {
    /// The policy.
    package var policy: Identifier<Policy>
    /// Its status.
    package var status: PolicyStatus?
    /// What its window is on the day.
    package var window: WindowState.Phase?
    /// The day on which its window opens.
    package var opens: CalendarDate?
    /// The last day of its window.
    package var until: CalendarDate?
    /// Facts that it waits for, perhaps among others.
    package var missing: [Identifier<Question>]

    /// Gathers the values.
    package init(
        policy: Identifier<Policy>,
        status: PolicyStatus? = nil,
        window: WindowState.Phase? = nil,
        opens: CalendarDate? = nil,
        until: CalendarDate? = nil,
        missing: [Identifier<Question>] = []
    ) {
        self.policy = policy
        self.status = status
        self.window = window
        self.opens = opens
        self.until = until
        self.missing = missing
    }
}
