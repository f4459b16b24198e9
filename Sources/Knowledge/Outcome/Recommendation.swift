/// What the engine answers to a query, as data: ids, numbers and places, no wording of its own.
package struct Recommendation: Sendable {
    /// What kind of answer it is.
    package var outcome: Outcome
    /// The day it holds for.
    package var asOf: CalendarDate
    /// The issues, most probable first.
    package var categories: [RankedCategory]
    /// How wide the issue is set; `nil` without an issue.
    package var framing: FramingResult?
    /// The style of support; `nil` without an issue.
    package var approach: ApproachResult?
    /// The partners, best first.
    package var partners: [RankedPartner]
    /// The policies, best first.
    package var policies: [RankedPolicy]
    /// What to ask next, most telling first.
    package var questions: [AskedQuestion]
    /// Results to look for in the three circles.
    package var outcomes: [ReasonedItem<OutcomeNote>]
    /// Results that did not come, with what kept them away; filled for `whynot` and `full`.
    package var misses: [Miss]

    /// Gathers the values.
    package init(
        outcome: Outcome,
        asOf: CalendarDate,
        categories: [RankedCategory],
        framing: FramingResult?,
        approach: ApproachResult?,
        partners: [RankedPartner],
        policies: [RankedPolicy],
        questions: [AskedQuestion],
        outcomes: [ReasonedItem<OutcomeNote>],
        misses: [Miss]
    ) {
        self.outcome = outcome
        self.asOf = asOf
        self.categories = categories
        self.framing = framing
        self.approach = approach
        self.partners = partners
        self.policies = policies
        self.questions = questions
        self.outcomes = outcomes
        self.misses = misses
    }
}

/// A line of the rule book that led to a result.
///
/// A class: most are made with the book and only named by answers.
package final class Reason: Sendable {
    /// The id of the rule or record.
    package let rule: String
    /// Where it is written.
    package let origin: Origin
    /// Why, in a sentence.
    package let text: Localized?
    /// Whether the sentence is told even to those who did not ask why: it warns.
    package let isWarning: Bool

    /// Gathers the values.
    package init(rule: String, origin: Origin, text: Localized?, isWarning: Bool = false) {
        self.rule = rule
        self.origin = origin
        self.text = text
        self.isWarning = isWarning
    }
}

/// A part of the text as sent that a result rests on.
package struct Evidence: Sendable {
    /// Its first Unicode scalar.
    package var start: Int
    /// The scalar after its last.
    package var end: Int
    /// What it says; `nil` for a learned expression.
    package var concept: Identifier<Concept>?

    /// Gathers the values.
    package init(start: Int, end: Int, concept: Identifier<Concept>?) {
        self.start = start
        self.end = end
        self.concept = concept
    }
}

/// A named part of a score.
package struct ScorePart: Sendable {
    /// What the part stands for: `learned`, `rule`, `concept`, `answer`, `strength`, `area` and so on.
    package var name: String
    /// Which rule, concept, expression or record it comes from.
    package var detail: String
    /// What it adds; log-odds for categories.
    package var value: Double
    /// The part in words.
    package var text: Localized

    /// Gathers the values.
    package init(name: String, detail: String, value: Double, text: Localized) {
        self.name = name
        self.detail = detail
        self.value = value
        self.text = text
    }
}

/// An issue found.
package struct RankedCategory: Sendable {
    /// The category.
    package var id: Identifier<Category>
    /// The most probable sub-category.
    package var sub: CategoryReference?
    /// Its probability, 0…1.
    package var score: Double
    /// What in the text speaks for it.
    package var evidence: [Evidence]
    /// The rules that speak for it.
    package var because: [Reason]
    /// The sum behind the score, for `full`.
    package var parts: [ScorePart]

    /// Gathers the values.
    package init(
        id: Identifier<Category>,
        sub: CategoryReference?,
        score: Double,
        evidence: [Evidence],
        because: [Reason],
        parts: [ScorePart]
    ) {
        self.id = id
        self.sub = sub
        self.score = score
        self.evidence = evidence
        self.because = because
        self.parts = parts
    }
}

/// How wide the issue is set.
package struct FramingResult: Sendable {
    /// The framing.
    package var id: Identifier<Framing>
    /// Why.
    package var because: [Reason]

    /// Gathers the values.
    package init(id: Identifier<Framing>, because: [Reason]) {
        self.id = id
        self.because = because
    }
}

/// The place of the proposed style on an axis.
package struct AxisResult: Sendable {
    /// The axis.
    package var id: Identifier<Axis>
    /// −2 all left … +2 all right.
    package var value: Int
    /// Why.
    package var because: [Reason]

    /// Gathers the values.
    package init(id: Identifier<Axis>, value: Int, because: [Reason]) {
        self.id = id
        self.value = value
        self.because = because
    }
}

/// The style of support.
package struct ApproachResult: Sendable {
    /// All six axes, in the order of the contract.
    package var axes: [AxisResult]
    /// The nearest of the six programmes.
    package var model: Identifier<ApproachModel>
    /// The barriers heard.
    package var barriers: [ReasonedItem<Barrier>]
    /// The steps to take, in order.
    package var steps: [Identifier<Step>]
    /// What to mind.
    package var cautions: [ReasonedItem<Caution>]

    /// Gathers the values.
    package init(
        axes: [AxisResult],
        model: Identifier<ApproachModel>,
        barriers: [ReasonedItem<Barrier>],
        steps: [Identifier<Step>],
        cautions: [ReasonedItem<Caution>]
    ) {
        self.axes = axes
        self.model = model
        self.barriers = barriers
        self.steps = steps
        self.cautions = cautions
    }
}

/// A partner proposed.
package struct RankedPartner: Sendable {
    /// The partner.
    package var id: Identifier<Partner>
    /// Whether its facts still need checking.
    package var isUnverified: Bool
    /// How well it fits, 0…1.
    package var score: Double
    /// The part it plays.
    package var role: Effect.PartnerProposal.Role
    /// Its place, from 1.
    package var order: Int
    /// Why.
    package var because: [Reason]
    /// The sum behind the score, for `full`.
    package var parts: [ScorePart]

    /// Gathers the values.
    package init(
        id: Identifier<Partner>,
        isUnverified: Bool,
        score: Double,
        role: Effect.PartnerProposal.Role,
        order: Int,
        because: [Reason],
        parts: [ScorePart]
    ) {
        self.id = id
        self.isUnverified = isUnverified
        self.score = score
        self.role = role
        self.order = order
        self.because = because
        self.parts = parts
    }
}

/// A policy proposed.
package struct RankedPolicy: Sendable {
    /// The policy.
    package var id: Identifier<Policy>
    /// Whether the firm can use it.
    package var status: PolicyStatus
    /// The facts that would decide it.
    package var missing: [Identifier<Question>]
    /// The smallest change that would make a near miss a match.
    package var change: Localized?
    /// Its window on the day.
    package var window: WindowState
    /// How well it fits, 0…1.
    package var score: Double
    /// Why.
    package var because: [Reason]
    /// The sum behind the score, for `full`.
    package var parts: [ScorePart]

    /// Gathers the values.
    package init(
        id: Identifier<Policy>,
        status: PolicyStatus,
        missing: [Identifier<Question>],
        change: Localized?,
        window: WindowState,
        score: Double,
        because: [Reason],
        parts: [ScorePart]
    ) {
        self.id = id
        self.status = status
        self.missing = missing
        self.change = change
        self.window = window
        self.score = score
        self.because = because
        self.parts = parts
    }
}

/// The state of a policy's window on a day.
package struct WindowState: Sendable {
    /// What a window is on the day asked for.
    package enum Phase: String, Sendable, CaseIterable {
        case open, upcoming, closed, unverified
    }

    /// Open, upcoming, closed or not to be relied on.
    package var phase: Phase
    /// When an upcoming window opens.
    package var opens: CalendarDate?
    /// The last day of the window that counts.
    package var until: CalendarDate?

    /// Gathers the values.
    package init(phase: Phase, opens: CalendarDate?, until: CalendarDate?) {
        self.phase = phase
        self.opens = opens
        self.until = until
    }
}

/// A question worth asking next.
package struct AskedQuestion: Sendable {
    /// The fact it asks for.
    package var key: Identifier<Question>
    /// The issues to choose from, for a question on the issue.
    package var options: [CategoryReference]
    /// How many results its answer would settle.
    package var settles: Int
    /// The first of these results, from `why` on.
    package var items: [SettledItem]

    /// Gathers the values.
    package init(
        key: Identifier<Question>,
        options: [CategoryReference],
        settles: Int,
        items: [SettledItem] = []
    ) {
        self.key = key
        self.options = options
        self.settles = settles
        self.items = items
    }
}

/// A result that did not come, and the one condition that kept it away.
package struct Miss: Sendable {
    /// What sort of result a miss is about.
    package enum Kind: String, Sendable, CaseIterable {
        case category, partner, policy, rule
    }

    /// What sort of result it is.
    package var kind: Kind
    /// Its id.
    package var id: String
    /// Its name for people.
    package var name: Localized
    /// The condition that failed, in words.
    package var condition: Localized
    /// What was wanted.
    package var wanted: Localized
    /// What was the case.
    package var actual: Localized
    /// The smallest change that would bring the result.
    package var change: Localized?
    /// Where the condition is written.
    package var reason: Reason

    /// Gathers the values.
    package init(
        kind: Kind,
        id: String,
        name: Localized,
        condition: Localized,
        wanted: Localized,
        actual: Localized,
        change: Localized?,
        reason: Reason
    ) {
        self.kind = kind
        self.id = id
        self.name = name
        self.condition = condition
        self.wanted = wanted
        self.actual = actual
        self.change = change
        self.reason = reason
    }
}

/// Something of the book that an answer names, with the reasons.
package struct ReasonedItem<Entity>: Sendable {
    /// What is named.
    package var id: Identifier<Entity>
    /// Why.
    package var because: [Reason]

    /// Gathers the values.
    package init(id: Identifier<Entity>, because: [Reason]) {
        self.id = id
        self.because = because
    }
}
