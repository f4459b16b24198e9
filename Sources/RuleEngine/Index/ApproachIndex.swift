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
    let outcomes: [IndexedNote]

    /// A result to look for with the numbers of the issues it belongs to; a class, so that
    /// looking at one copies nothing.
    final class IndexedNote: Sendable {
        let note: OutcomeNote
        /// Whether it belongs to all issues.
        let isGeneral: Bool
        let tops: [Int]
        let subs: [Int]

        init(note: OutcomeNote, isGeneral: Bool, tops: [Int], subs: [Int]) {
            self.note = note
            self.isGeneral = isGeneral
            self.tops = tops
            self.subs = subs
        }
    }

    init(_ book: Book, categories: CategoryTable) {
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
        outcomes = book.outcomes.map { note in
            IndexedNote(
                note: note,
                isGeneral: note.categories.isEmpty,
                tops: note.categories.filter { !$0.isSub }.compactMap { categories.top(of: $0) },
                subs: note.categories.compactMap { categories.sub(of: $0) }
            )
        }
    }
}
