import Knowledge

/// What the scores come to: in scope or not, clear or vague, which issues to answer.
struct Verdict: Sendable {
    /// Whether the text is about a firm's issue at all.
    let isInScope: Bool
    /// Whether it is about a firm but names no issue clearly.
    let isVague: Bool
    /// The categories to answer, best first.
    let listed: [Int]
    /// The issues that partners and policies are chosen for, with shares that sum to 1.
    let issues: [IssueShare]
    /// The issues probable enough for rules to build on.
    let found: [IssueShare]

    /// A sub-category below this probability is not named.
    static let leastSub = 0.3

    /// How much more probable lying outside the scope must be than any issue when concepts or
    /// rules speak for one.
    static let outsideDespiteRules = 2.0
    /// The same when the text only names what an issue is about.
    static let outsideDespiteTopic = 1.3

    init(
        _ scores: CategoryScores,
        reading: Reading,
        query: Query,
        compiled: CompiledBook
    ) {
        let table = compiled.categories
        let ranking = scores.ranking
        let outside = scores.probabilities[table.outside]
        let best = ranking.first.map { scores.probabilities[$0] } ?? 0
        let isSpokenFor = (scores.ruleLogits.max() ?? 0) >= CategoryRanker.silent
        let share =
            isSpokenFor
            ? Self.outsideDespiteRules : scores.namesTopic ? Self.outsideDespiteTopic : 1
        // A text of nothing but punctuation says nothing about a firm.
        let isSilent = reading.isSilent
        isInScope = query.namesIssue || (!isSilent && outside < best * share && best > 0)
        let least = max(RuleEngine.leastProbability, best * RuleEngine.leastShare)
        listed = ranking.filter { scores.probabilities[$0] >= least }
        let strong = listed.prefix(CategoryRanker.issueLimit).filter {
            scores.probabilities[$0] >= best * 0.25
        }
        let sum = strong.reduce(0) { $0 + scores.probabilities[$1] }
        issues = strong.map { top in
            let sub = scores.bestSub(of: table.subRanges[top])
            return IssueShare(
                top: top,
                sub: sub.flatMap { $0.probability >= Self.leastSub ? $0.sub : nil },
                share: sum > 0 ? scores.probabilities[top] / sum : 0
            )
        }
        found = issues.filter { scores.probabilities[$0.top] >= min(RuleEngine.found, best) }
        let unclear = table.unclear?.sub
        isVague = !query.namesIssue && unclear != nil && issues.first?.sub == unclear
    }
}

extension Query {
    /// The issues the caller names, by category or by answering the question on the issue.
    var issuesNamed: [CategoryReference] {
        categories
            + answers.compactMap { answer in
                guard answer.key.text == "issue", case .text(let id) = answer.value else {
                    return nil
                }
                return CategoryReference(id)
            }
    }

    /// Whether the caller names the issue, by category or by answering the question on it.
    var namesIssue: Bool {
        !categories.isEmpty || answers.contains { $0.key.text == "issue" && $0.value != nil }
    }
}

/// A query's company with the answers to fact questions filled in.
struct FactAnswers {
    /// The company as far as known now; an answer wins over what the query said before.
    private(set) var company: Company

    /// Fills in the answers of a query; the divisions complete an industry's code.
    init(_ query: Query, industries: [Industry]) {
        company = query.company
        for answer in query.answers {
            switch (answer.key.text, answer.value) {
            case ("employees", .number(let value)): company.employees = value
            case ("capital", .number(let value)): company.capital = value
            case ("founded", .number(let value)): company.founded = value
            case ("industry", .text(let value)):
                company.industry = IndustryCode(reading: value, industries: industries)
            case ("prefecture", .text(let value)): company.prefecture = value
            case ("municipality", .text(let value)): company.municipality = value
            case ("sole_proprietor", .boolean(let value)): company.isSoleProprietor = value
            case ("certified", .text(let value)):
                company.certifications = (company.certifications ?? []) + [Identifier(value)]
            // All there are were offered: who has none of them has none.
            case ("certified", nil): company.certifications = company.certifications ?? []
            default: continue
            }
        }
    }
}
