import Knowledge
import RuleEngine

/// What lies behind the totals: scores by category, pairs confused, texts that failed.
struct Details {
    private let results: [CaseResult]

    init(_ results: [CaseResult]) { self.results = results }

    /// Prints scores by primary category and the most frequent confusions.
    func report() {
        let groups = Dictionary(grouping: results) { $0.item.categories.first ?? "(none)" }
        for (name, group) in groups.sorted(by: { $0.key < $1.key }) {
            let right = group.count(where: \.isRight)
            let near = group.count { $0.isAmong(3) }
            print("  \(name): \(group.count) texts, first \(right), among three \(near)")
        }
        var pairs: [String: Int] = [:]
        for result in results where !result.isRight {
            let pair =
                "\(result.item.categories.first ?? "(none)") read as "
                + (result.categories.first ?? "(none)")
            pairs[pair, default: 0] += 1
        }
        for (pair, count) in pairs.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(
            20
        ) {
            print("  \(count) × \(pair)")
        }
    }

    /// Prints how often the first category is right, by how probable it is said to be.
    func reportReliability() {
        let answered = results.filter { !$0.item.categories.isEmpty && !$0.scores.isEmpty }
        for least in [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99] {
            let part = answered.filter { $0.scores[0] >= least }
            let wrong = part.count { !$0.isRight }
            print("  from \(least): \(part.count) texts, \(wrong) wrong")
        }
    }

    /// Prints the wrong texts with what was answered and the concepts that fired.
    func reportFailures(engine: RuleEngine) {
        for result in results where !result.isRight {
            let answered = zip(result.categories, result.scores).prefix(4).map { name, score in
                "\(name) \(Int(score * 100))"
            }
            let reading = engine.read(result.item.query.problem ?? "")
            let concepts = reading.mentions.map { mention in
                let id = engine.compiled.book.concepts[mention.concept].id.text
                return mention.isNeed ? id : "(\(id))"
            }
            print(
                """
                \(result.item.id) wanted \(result.item.categories) not \(result.item.ruledOut), \
                got \(answered)
                    \(result.item.query.problem ?? "")
                    \(concepts.joined(separator: " "))
                """
            )
        }
    }
}
