/// What a part of a text is, apart from its topic.
///
/// One bit each, so that a reader can look at any folded scalar and know whether a word there may count as a need.
package struct ClauseScope: OptionSet, Hashable, Sendable {
    /// The bits.
    package var rawValue: UInt16

    /// Wraps bits that were made by this type.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The owner says this is no problem, is enough, is not what it is about.
    package static let ruledOut = ClauseScope(rawValue: 1 << 0)
    /// It was a problem and is over.
    package static let resolved = ClauseScope(rawValue: 1 << 1)
    /// It is only supposed: `もし…たら`, `if …`.
    package static let hypothetical = ClauseScope(rawValue: 1 << 2)
    /// It is the trouble of someone else: a friend, a rival, a customer.
    package static let othersTrouble = ClauseScope(rawValue: 1 << 3)
    /// It leads up to the point: before a `が`, `けど`, `but`, or long ago.
    package static let background = ClauseScope(rawValue: 1 << 4)
    /// It is what the owner wants or asks.
    package static let ask = ClauseScope(rawValue: 1 << 5)
    /// The business has not opened yet.
    package static let notOpenYet = ClauseScope(rawValue: 1 << 6)
    /// The business is about to fail.
    package static let failing = ClauseScope(rawValue: 1 << 7)
    /// The business is being handed over or wound up by its owner.
    package static let handingOver = ClauseScope(rawValue: 1 << 8)
    /// It is named as the point: `問題は`, `足りないのは`, `what we need is`.
    package static let focus = ClauseScope(rawValue: 1 << 9)

    /// Every flag with its name, in a fixed order.
    package static let named: [(flag: ClauseScope, name: String)] = [
        (.ruledOut, "ruled-out"), (.resolved, "resolved"), (.hypothetical, "hypothetical"),
        (.othersTrouble, "others-trouble"), (.background, "background"), (.ask, "ask"),
        (.notOpenYet, "not-open-yet"), (.failing, "failing"), (.handingOver, "handing-over"),
        (.focus, "focus"),
    ]
}

/// Who a clause is about.
package enum Holder: String, Sendable, CaseIterable {
    /// The firm that asks, or its owner.
    case firm
    /// A customer, client or buyer.
    case customer
    /// A rival or another firm of the trade.
    case rival
    /// A bank or another lender.
    case bank
    /// The people who work for the firm.
    case staff
    /// The owner's family.
    case family
    /// A friend, a neighbour, someone the owner knows.
    case other
}

/// A part of a text with one flag, and the words that gave it.
package struct ScopeSpan: Sendable, Hashable {
    /// One flag.
    package var kind: ClauseScope
    /// The folded scalars the flag holds for.
    package var range: Range<Int>
    /// The folded scalars of the cue; empty if the structure of the sentence is the reason.
    package var cue: Range<Int>
}

/// A phrase that says something about the words around it.
struct ScopeCue: Sendable {
    /// What the phrase does.
    enum Effect: Sendable, Hashable {
        /// Sets a flag.
        case flag(ClauseScope)
        /// Rules out, if something the firm has or does is the topic before it.
        case goodState
        /// The same, if the clause ends with it.
        case state
        /// The same of what is over, which may be an ill.
        case closed
        /// Rules out the clause before, for which it stands (`その話は抜きで`).
        case back
        /// Something a firm has or does, with a topic particle.
        case asset
        /// The same with another particle; enough only where a contrast follows.
        case assetSubject
        /// An asset that says what there is enough of, whatever it is for (`デザインに使うお金は`).
        case head
        /// Something a firm has or does, that something else is set above (`お金より`).
        case than
        /// Says that what stands before it is what matters.
        case matter
        /// What it is good to have none of.
        case ill
        /// Says that there is none; rules out, if an ill stands right before it.
        case gone
        /// Someone who may see to a thing for the firm.
        case doer
        /// Says that it is seen to; rules out, if someone who does stands before it.
        case done
        /// Takes back what was ruled out earlier in the clause.
        case cancel
        /// The clause tells of a belief or a hope.
        case belief
        /// The clause tells of earlier times.
        case past
        /// The clause is about someone.
        case holder(Holder)
        /// A trouble, whoever has it.
        case trouble
        /// A word of loss, lack or negation; a clause with one is no good news.
        case bad
        /// Says that there is no more than that (`しか`); good news does not.
        case only
        /// What is told of others reaches the firm.
        case reachesUs
        /// Stands for the sentence before.
        case pronoun
        /// Nothing; shields the words from shorter cues.
        case shield
    }

    /// Which words the cue speaks of.
    enum Reach: Sendable {
        /// From the start of the clause to the end of the cue.
        case soFar
        /// The phrase right before the cue, back to a particle or a comma.
        case phrase
        /// From the cue to the end of the clause.
        case rest
        /// The whole clause.
        case clause
    }

    var pattern: String
    var effect: Effect
    var reach: Reach

    static func list(_ effect: Effect, _ reach: Reach, _ patterns: [String]) -> [ScopeCue] {
        patterns.map { ScopeCue(pattern: $0, effect: effect, reach: reach) }
    }

    /// Every cue.
    ///
    /// At one place of a text the longest wins; of two that are spelt alike, the first.
    static let all =
        RuledOutCues.all + ResolvedCues.all + HypotheticalCues.all + AskCues.all + StageCues.all
        + HolderCues.all
}
