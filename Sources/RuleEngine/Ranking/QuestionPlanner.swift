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
        let ranking = scores.ranking
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
        var settles = [Int](repeating: 0, count: FactSet.keys.count)
        for counts in waiting {
            for fact in settles.indices { settles[fact] += counts.counts[fact] }
        }
        if company.prefecture == nil {
            settles[FactSet.prefecture.number] += compiled.partners.localCount(for: issues)
        }
        var named: FactSet = []
        for rule in rules { named.formUnion(rule.questions) }
        return settles.indices.filter { fact in
            settles[fact] > 0 && compiled.askable.holds(fact)
                && !answered.contains(FactSet.keys[fact])
        }
        .sorted { left, right in
            guard settles[left] == settles[right] else { return settles[left] > settles[right] }
            let isLeftNamed = named.holds(left)
            guard isLeftNamed == named.holds(right) else { return isLeftNamed }
            return FactSet.keys[left] < FactSet.keys[right]
        }
        .prefix(Self.factLimit)
        .map { AskedQuestion(key: FactSet.keys[$0], options: [], settles: settles[$0]) }
    }
}
