import Knowledge
import RuleEngine

/// A book with probes beside its rules.
struct ProbedBook {
    private let probes: [Probe]
    private let engine: RuleEngine
    private let numbers: [Identifier<Caution>: Int]
    /// A category that brings any text into scope.
    private let anyCategory: CategoryReference?

    /// Adds probes to the book of an engine; its answers change in nothing but cautions.
    init(_ compiled: CompiledBook, probes: [Probe]) {
        var book = compiled.book
        for (number, probe) in probes.enumerated() { book.rules.append(probe.rule(number)) }
        // Cautions come with a style, and a style needs a programme.
        if book.models.isEmpty { book.models = [Self.programme] }
        self.probes = probes
        engine = RuleEngine(CompiledBook(book, learned: compiled.learned))
        numbers = Dictionary(
            uniqueKeysWithValues: probes.indices.map { (Probe.caution($0), $0) }
        )
        anyCategory = book.categories.first.map { CategoryReference($0.id.text) }
    }

    /// The numbers of the probes that hold for a query.
    func held(_ query: Query, today: CalendarDate) -> [Int] {
        var probing = query
        probing.parts = [.approach]
        let answer = engine.recommend(probing, today: today)
        guard answer.outcome == .outsideScope, let anyCategory else { return numbers(in: answer) }
        // Nothing follows from a text outside the scope, though rules on its words were decided.
        probing.categories = [anyCategory]
        return numbers(in: engine.recommend(probing, today: today))
            .filter { probes[$0].condition.isEarly }
    }

    private func numbers(in answer: Recommendation) -> [Int] {
        (answer.approach?.cautions ?? []).compactMap { numbers[$0.id] }
    }

    private static var programme: ApproachModel {
        let words = Localized(ja: "", en: "")
        return ApproachModel(
            id: Identifier("probe"),
            title: words,
            framing: Identifier("probe"),
            approach: [],
            kinds: [],
            because: words,
            summary: words,
            source: Source(
                url: "",
                checked: CalendarDate(dayNumber: 0),
                confidence: .generalKnowledge
            ),
            origin: Origin(file: "", line: 1, column: 1)
        )
    }
}
