import Knowledge

/// Axes, models, barriers and steps, found by id.
struct ApproachIndex: Sendable {
    /// The six axes, in the order of the contract.
    static let axisOrder = ["subject", "mode", "initiative", "fit", "scope", "policy"]
    /// The steps of accompanying, in order.
    static let stepOrder = ["understand", "start", "notice", "motivate", "solve", "follow-up"]

    let axes: [Axis]
    let framings: [Identifier<Framing>: Framing]
    let barriers: [Identifier<Barrier>: Barrier]
    let models: [ApproachModel]
    let steps: [Step]
    let cautions: [Identifier<Caution>: Caution]
    let outcomes: [OutcomeNote]

    init(_ book: Book) {
        axes = Self.axisOrder.compactMap { id in book.axes.first { $0.id.text == id } }
        steps = Self.stepOrder.compactMap { id in book.steps.first { $0.id.text == id } }
        framings = Dictionary(
            book.framings.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        barriers = Dictionary(
            book.barriers.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        cautions = Dictionary(
            book.cautions.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        models = book.models
        outcomes = book.outcomes
    }
}
