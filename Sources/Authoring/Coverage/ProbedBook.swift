import Knowledge
import RuleEngine

/// A book with probes beside its rules, which answers as the book does and tells what held.
struct ProbedBook: Sendable {
    /// An answer and the probes that held for it.
    struct Observation: Sendable {
        /// The answer of the book without probes.
        var answer: Recommendation
        /// The numbers of the probes that hold, in no certain order.
        var held: [Int]
    }

    private let conditions: [Condition]
    private let engine: RuleEngine
    /// Whether the book has programmes of its own, and so a style.
    private let hasModels: Bool
    /// A category that brings any text into scope.
    private let anyCategory: CategoryReference?

    /// Adds a probe for each condition; answers change in nothing but cautions.
    init(_ compiled: CompiledBook, probing conditions: [Condition]) {
        self.init(compiled.book, like: compiled, learned: true, probing: conditions)
    }

    /// Adds a probe for each condition to a book with the same concepts as a compiled one.
    ///
    /// With `learned` the weights learned for that one take part.
    init(
        _ book: Book,
        like compiled: CompiledBook,
        learned: Bool,
        probing conditions: [Condition]
    ) {
        var probed = book
        for (number, condition) in conditions.enumerated() {
            probed.rules.append(Self.probe(number, condition))
        }
        // Cautions come with a style, and a style needs a programme.
        hasModels = !book.models.isEmpty
        if !hasModels { probed.models = [Self.programme] }
        self.conditions = conditions
        engine = RuleEngine(
            CompiledBook(
                probed,
                learned: learned ? compiled.learned : nil,
                readingLike: compiled
            )
        )
        anyCategory = book.categories.first.map { CategoryReference($0.id.text) }
    }

    /// The numbers of the probes that hold for a query.
    func held(_ query: Query, today: CalendarDate) -> [Int] {
        var probing = query
        probing.parts = [.approach]
        return observe(probing, today: today).held
    }

    /// Answers a query and looks which probes hold.
    func observe(_ query: Query, today: CalendarDate) -> Observation {
        let raw = engine.recommend(query, today: today)
        guard raw.outcome == .outsideScope, let anyCategory else {
            return Observation(answer: withoutProbes(raw), held: numbers(in: raw))
        }
        // Nothing follows from a text outside the scope, though rules on its words were decided.
        var probing = query
        probing.categories = [anyCategory]
        probing.parts = [.approach]
        let held = numbers(in: engine.recommend(probing, today: today))
        return Observation(answer: raw, held: held.filter { conditions[$0].isEarly })
    }

    private func numbers(in answer: Recommendation) -> [Int] {
        let told = answer.approach?.cautions.first { $0.id == Self.caution }
        return told?.because.compactMap { Int($0.rule.dropFirst(Self.prefix.count)) } ?? []
    }

    private func withoutProbes(_ raw: Recommendation) -> Recommendation {
        var answer = raw
        if hasModels {
            answer.approach?.cautions.removeAll { $0.id == Self.caution }
        } else {
            answer.approach = nil
        }
        return answer
    }
}

extension ProbedBook {
    /// The caution that tells, by its reasons, which probes hold; no caution of a book can have its
    /// id.
    private static var caution: Identifier<Caution> { Identifier("probe.") }
    /// What stands before its number in the id of a probe.
    private static let prefix = "probe."

    /// A rule that gives the one caution, and so is among its reasons when it holds.
    ///
    /// So the engine itself says what it decided, and nothing about conditions is worked out a
    /// second time. A probe waits for no fact, for else there would be more to ask.
    private static func probe(_ number: Int, _ condition: Condition) -> Rule {
        var effect = Effect()
        effect.cautions = [caution]
        let words = Localized(ja: "", en: "")
        return Rule(
            id: Identifier("\(prefix)\(number)"),
            title: words,
            condition: Condition(
                test: .all([condition]),
                label: nil,
                unknown: .fail,
                origin: condition.origin
            ),
            effect: effect,
            because: words,
            source: nil,
            reviewBy: nil,
            isEnabled: true,
            origin: condition.origin
        )
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
