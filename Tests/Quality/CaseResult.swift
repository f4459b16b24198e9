import Knowledge
import RuleEngine

/// How one case was answered.
struct CaseResult {
    var item: QualityCase
    /// The categories answered, best first.
    var categories: [String]
    /// Their probabilities.
    var scores: [Double]
    /// The networks of the partners answered, best first.
    var networks: [String]
    /// Whether the question on the issue was asked.
    var isAsked: Bool
    /// Whether the primary issue was first after one question, and after two, answered by the
    /// labels.
    var afterOne: Bool
    var afterTwo: Bool

    /// Answers a case, then the question on the issue up to twice.
    init(_ item: QualityCase, engine: RuleEngine) {
        self.item = item
        let day = CalendarDate(dayNumber: 0)
        let first = engine.recommend(item.query, today: day)
        let partners = Dictionary(
            engine.compiled.book.partners.map { ($0.id, $0.network.text) },
            uniquingKeysWith: { first, _ in first }
        )
        categories = first.categories.map(\.id.text)
        scores = first.categories.map(\.score)
        networks = first.partners.compactMap { partners[$0.id] }
        let gold = item.categories.first
        var answer = first
        var query = item.query
        var states = [gold != nil && categories.first == gold]
        isAsked = false
        for round in 0..<2 {
            guard let gold, let asked = answer.questions.first(where: { $0.key.text == "issue" })
            else {
                states.append(states[states.count - 1])
                continue
            }
            if round == 0 { isAsked = true }
            let isOffered = asked.options.contains { $0.top.text == gold }
            query.answers.append(
                AnswerGiven(
                    key: asked.key,
                    value: isOffered ? .text(gold) : nil,
                    offered: asked.options
                )
            )
            answer = engine.recommend(query, today: day)
            states.append(answer.categories.first?.id.text == gold)
        }
        afterOne = states[1]
        afterTwo = states[2]
    }

    /// Whether the first category is the primary issue.
    var isRight: Bool { categories.first == item.categories.first }

    /// Whether the primary issue is among the first few.
    func isAmong(_ count: Int) -> Bool {
        item.categories.first.map { categories.prefix(count).contains($0) } ?? false
    }
}
