import Knowledge

/// Axes, framings, barriers, models and results with dense numbers.
struct ApproachIndex: Sendable {
    /// The six axes, in the order of the contract.
    static let axisOrder = ["subject", "mode", "initiative", "fit", "scope", "policy"]
    /// The steps of accompanying, in order.
    static let stepOrder = ["understand", "start", "notice", "motivate", "solve", "follow-up"]

    /// A value asked for on an axis, by the axis's number.
    typealias Mark = (axis: Int, value: Int)

    /// What a rule says of the style of support, in numbers; −1 for what it does not say.
    struct Stance: Sendable {
        var framing = -1
        var barrier = -1
        var model = -1
        /// At most one value for each axis.
        var marks: [Mark] = []
    }

    /// The numbers that the conditions of a book know framings and barriers by, −1 for those that
    /// no condition asks for.
    struct Numbers: Sendable {
        let framings: [Int32]
        let barriers: [Int32]
    }

    /// A barrier in numbers.
    final class IndexedBarrier: Sendable {
        let barrier: Barrier
        let marks: [Mark]
        let partners: [PartnerIndex.Proposal]
        let reason: Reason

        init(_ barrier: Barrier, marks: [Mark], partners: [PartnerIndex.Proposal]) {
            self.barrier = barrier
            self.marks = marks
            self.partners = partners
            reason = Reason(
                rule: barrier.id.text,
                origin: barrier.origin,
                text: barrier.because
            )
        }
    }

    /// A programme with its place on the axes.
    struct IndexedModel: Sendable {
        let id: Identifier<ApproachModel>
        /// The number of its framing, −1 for one that the book does not have.
        let framing: Int
        /// A value for each axis.
        let values: [Int]
    }

    /// A result to look for with the numbers of the issues it belongs to; a class, so that
    /// looking at one copies nothing.
    final class IndexedNote: Sendable {
        /// The result as answers name it.
        let item: ReasonedItem<OutcomeNote>
        /// Whether it belongs to all issues.
        let isGeneral: Bool
        let tops: [Int]
        let subs: [Int]

        init(_ note: OutcomeNote, categories: CategoryTable) {
            item = ReasonedItem(
                id: note.id,
                because: [Reason(rule: note.id.text, origin: note.origin, text: nil)]
            )
            isGeneral = note.categories.isEmpty
            tops = note.categories.filter { !$0.isSub }.compactMap { categories.top(of: $0) }
            subs = note.categories.compactMap { categories.sub(of: $0) }
        }
    }

    let axes: [Axis]
    /// For each axis the reason to stand in its middle.
    let middles: [Reason]
    let framings: [Framing]
    /// The framing of an issue for which no rule names one, with its reason, and its number; −1
    /// when the book does not have it.
    let fallback: FramingResult?
    let fallbackNumber: Int
    let barriers: [IndexedBarrier]
    let models: [IndexedModel]
    let steps: [Identifier<Step>]
    let cautions: [Identifier<Caution>: Caution]
    let outcomes: [IndexedNote]
    private let framingNumbers: [Identifier<Framing>: Int]
    private let barrierNumbers: [Identifier<Barrier>: Int]
    private let modelNumbers: [Identifier<ApproachModel>: Int]
    private let outcomeNumbers: [Identifier<OutcomeNote>: Int]

    init(_ book: Book, categories: CategoryTable, partners: PartnerIndex) {
        axes = Self.axisOrder.compactMap { id in book.axes.first { $0.id.text == id } }
        middles = axes.map {
            Reason(rule: $0.id.text, origin: $0.origin, text: $0.bothReason)
        }
        steps = Self.stepOrder.compactMap { id in
            book.steps.first { $0.id.text == id }.map(\.id)
        }
        framings = book.framings
        let fallback = Identifier<Framing>("company-specific")
        self.fallback = book.framings.first { $0.id == fallback }.map { framing in
            FramingResult(
                id: fallback,
                because: [
                    Reason(rule: framing.id.text, origin: framing.origin, text: framing.because)
                ]
            )
        }
        framingNumbers = Self.numbers(book.framings.map(\.id))
        barrierNumbers = Self.numbers(book.barriers.map(\.id))
        modelNumbers = Self.numbers(book.models.map(\.id))
        outcomeNumbers = Self.numbers(book.outcomes.map(\.id))
        fallbackNumber = framingNumbers[fallback] ?? -1
        let (axes, framingNumbers) = (axes, framingNumbers)
        barriers = book.barriers.map { barrier in
            IndexedBarrier(
                barrier,
                marks: Self.marks(barrier.approach, on: axes),
                partners: barrier.partners.map { partners.proposal($0) }
            )
        }
        models = book.models.map { model in
            var values = [Int](repeating: 0, count: axes.count)
            for item in Self.marks(model.approach, on: axes) { values[item.axis] = item.value }
            return IndexedModel(
                id: model.id,
                framing: framingNumbers[model.framing] ?? -1,
                values: values
            )
        }
        cautions = Dictionary(
            book.cautions.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        outcomes = book.outcomes.map { IndexedNote($0, categories: categories) }
    }

    private static func numbers<Entity>(
        _ ids: [Identifier<Entity>]
    ) -> [Identifier<Entity>: Int] {
        Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The first value given for each axis, in the order of the axes.
    private static func marks(_ list: [AxisValue], on axes: [Axis]) -> [Mark] {
        axes.enumerated().compactMap { number, axis in
            list.first { $0.axis == axis.id }.map { (number, $0.value) }
        }
    }

    /// What a rule says of the style, in numbers.
    func stance(of effect: Effect) -> Stance {
        Stance(
            framing: effect.framing.flatMap { framingNumbers[$0] } ?? -1,
            barrier: effect.barrier.flatMap { barrierNumbers[$0] } ?? -1,
            model: effect.model.flatMap { modelNumbers[$0] } ?? -1,
            marks: Self.marks(effect.approach, on: axes)
        )
    }

    /// The barrier of an id.
    func barrier(_ id: Identifier<Barrier>) -> Barrier? {
        barrierNumbers[id].map { barriers[$0].barrier }
    }

    /// The number of a result to look for.
    func number(of id: Identifier<OutcomeNote>) -> Int? { outcomeNumbers[id] }

    /// What conditions call framings and barriers.
    func numbers(in facts: FactNumbers) -> Numbers {
        Numbers(
            framings: framings.map { facts.framings[$0.id] ?? -1 },
            barriers: barriers.map { facts.barriers[$0.barrier.id] ?? -1 }
        )
    }
}
