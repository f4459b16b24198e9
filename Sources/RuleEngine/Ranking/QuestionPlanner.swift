import Knowledge

/// Chooses the questions worth asking: first the issue, when it is open, then the facts whose
/// answers would change partners or policies.
struct QuestionPlanner {
    /// The most options a question on the issue has.
    static let optionLimit = 5
    /// The most questions on facts asked at once.
    static let factLimit = 3
    /// A leading issue this probable needs no question: among labelled texts one in a hundred
    /// above it is read wrongly, one in ten just below.
    static let clear = 0.95
    /// A leading sub-category this probable, given its category, needs none.
    static let clearSub = 0.7

    let compiled: CompiledBook

    /// The question on the issue, or `nil` when it is clear enough.
    ///
    /// Its options are the most probable categories; once the owner has chosen one of these, the
    /// most probable sub-categories of it.
    func issueQuestion(_ scores: CategoryScores, query: Query) -> AskedQuestion? {
        if let top = chosen(in: query) { return detailQuestion(on: top, scores) }
        let ranking = scores.ranking()
        guard let first = ranking.first, !query.namesIssue else { return nil }
        let lead = scores.probabilities[first]
        guard lead < Self.clear else { return nil }
        let options = ranking.prefix(Self.optionLimit).filter { scores.probabilities[$0] > 0.002 }
        guard options.count > 1 else { return nil }
        return AskedQuestion(
            key: Identifier("issue"),
            options: options.map {
                CategoryReference(compiled.categories.categories[$0].id.text)
            },
            settles: options.count
        )
    }

    /// The category that the owner has chosen, while none of its sub-categories has been offered.
    private func chosen(in query: Query) -> Int? {
        let answers = query.answers.filter { $0.key.text == "issue" }
        guard let answer = answers.last, case .text(let id) = answer.value,
            !answers.contains(where: { $0.offered.contains(where: \.isSub) })
        else { return nil }
        let reference = CategoryReference(id)
        return reference.isSub ? nil : compiled.categories.top(of: reference)
    }

    /// The question which part of an issue it is, where policies differ by that.
    private func detailQuestion(on top: Int, _ scores: CategoryScores) -> AskedQuestion? {
        let table = compiled.categories
        let subs = table.subRanges[top].sorted {
            (scores.subProbabilities[$1], $0) < (scores.subProbabilities[$0], $1)
        }
        guard subs.count > 1, scores.subProbabilities[subs[0]] < Self.clearSub,
            compiled.policies.tellsApart(top)
        else { return nil }
        let options = subs.prefix(Self.optionLimit)
        return AskedQuestion(
            key: Identifier("issue"),
            options: options.map { CategoryReference(table.subs[$0].id.text) },
            settles: options.count
        )
    }

    /// The questions on facts, those that settle most first.
    ///
    /// A fact settles every candidate policy whose status waits for it, every rule that does, and,
    /// for the prefecture, every local partner for the issues found. Of facts that settle as much those
    /// come first that the rules in force ask for; what was answered is not asked again.
    func factQuestions(
        waiting: [FactCounts],
        issues: [IssueShare],
        rules: [CompiledRule],
        company: Company,
        answered: Set<Identifier<Question>>
    ) -> [AskedQuestion] {
        var settles: [Identifier<Question>: Int] = [:]
        for (fact, key) in FactSet.keys.enumerated() {
            let count = waiting.reduce(0) { $0 + $1.counts[fact] }
            if count > 0 { settles[key] = count }
        }
        if company.prefecture == nil {
            let local = compiled.partners.localCount(for: issues)
            if local > 0 { settles[Identifier("prefecture"), default: 0] += local }
        }
        let named = Set(rules.flatMap(\.rule.effect.questions))
        return settles.filter { compiled.questions[$0.key] != nil && !answered.contains($0.key) }
            .sorted { left, right in
                guard left.value == right.value else { return left.value > right.value }
                let isLeftNamed = named.contains(left.key)
                guard isLeftNamed == named.contains(right.key) else { return isLeftNamed }
                return left.key < right.key
            }
            .prefix(Self.factLimit)
            .map { AskedQuestion(key: $0.key, options: [], settles: $0.value) }
    }
}
