/// One of the six axes on which a style of support lies.
package struct Axis: Sendable {
    /// The id.
    package var id: Identifier<Axis>
    /// The name of −2.
    package var left: Localized
    /// The name of +2.
    package var right: Localized
    /// Why one would be on the left, when no rule says.
    package var leftReason: Localized
    /// Why one would be on the right.
    package var rightReason: Localized
    /// Why one would stay in the middle.
    package var bothReason: Localized
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<Axis>,
        left: Localized,
        right: Localized,
        leftReason: Localized,
        rightReason: Localized,
        bothReason: Localized,
        origin: Origin
    ) {
        self.id = id
        self.left = left
        self.right = right
        self.leftReason = leftReason
        self.rightReason = rightReason
        self.bothReason = bothReason
        self.origin = origin
    }
}

/// How wide the issue is set: one firm, a field, or many.
package struct Framing: Sendable {
    /// The id.
    package var id: Identifier<Framing>
    /// Its name.
    package var title: Localized
    /// When it is the one.
    package var because: Localized
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: Identifier<Framing>, title: Localized, because: Localized, origin: Origin) {
        self.id = id
        self.title = title
        self.because = because
        self.origin = origin
    }
}

/// One of the five barriers to a firm changing itself.
package struct Barrier: Sendable {
    /// The id.
    package var id: Identifier<Barrier>
    /// Its name.
    package var title: Localized
    /// What it asks of the supporter.
    package var because: Localized
    /// The style it calls for.
    package var approach: [AxisValue]
    /// Who helps past it.
    package var partners: [Effect.PartnerProposal]
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<Barrier>,
        title: Localized,
        because: Localized,
        approach: [AxisValue],
        partners: [Effect.PartnerProposal],
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.because = because
        self.approach = approach
        self.partners = partners
        self.origin = origin
    }
}

/// A real programme that stands for a style of support.
package struct ApproachModel: Sendable {
    /// The id.
    package var id: Identifier<ApproachModel>
    /// Its name.
    package var title: Localized
    /// How wide it sets the issue.
    package var framing: Identifier<Framing>
    /// Its place on all six axes.
    package var approach: [AxisValue]
    /// The kinds of partner it works with.
    package var kinds: [Identifier<PartnerKind>]
    /// When it is the model to follow.
    package var because: Localized
    /// What it does.
    package var summary: Localized
    /// Where the facts come from.
    package var source: Source
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<ApproachModel>,
        title: Localized,
        framing: Identifier<Framing>,
        approach: [AxisValue],
        kinds: [Identifier<PartnerKind>],
        because: Localized,
        summary: Localized,
        source: Source,
        origin: Origin
    ) {
        self.id = id
        self.title = title
        self.framing = framing
        self.approach = approach
        self.kinds = kinds
        self.because = because
        self.summary = summary
        self.source = source
        self.origin = origin
    }
}

/// A step of accompanying a firm.
package struct Step: Sendable {
    /// The id.
    package var id: Identifier<Step>
    /// Its name.
    package var title: Localized
    /// What is done.
    package var text: Localized
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: Identifier<Step>, title: Localized, text: Localized, origin: Origin) {
        self.id = id
        self.title = title
        self.text = text
        self.origin = origin
    }
}

/// A known way to fail.
package struct Caution: Sendable {
    /// The id.
    package var id: Identifier<Caution>
    /// Its name.
    package var title: Localized
    /// What to mind.
    package var text: Localized
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(id: Identifier<Caution>, title: Localized, text: Localized, origin: Origin) {
        self.id = id
        self.title = title
        self.text = text
        self.origin = origin
    }
}

/// A result to look for in one of the three circles.
package struct OutcomeNote: Sendable {
    /// Whose result it is: the three circles of the source document.
    package enum Circle: String, Sendable, CaseIterable {
        case company, supporter, society
    }

    /// The id.
    package var id: Identifier<OutcomeNote>
    /// Whose result it is.
    package var circle: Circle
    /// The result.
    package var text: Localized
    /// The issues it belongs to; empty means all.
    package var categories: [CategoryReference]
    /// Where it is written.
    package var origin: Origin

    /// Gathers the values.
    package init(
        id: Identifier<OutcomeNote>,
        circle: Circle,
        text: Localized,
        categories: [CategoryReference],
        origin: Origin
    ) {
        self.id = id
        self.circle = circle
        self.text = text
        self.categories = categories
        self.origin = origin
    }
}
