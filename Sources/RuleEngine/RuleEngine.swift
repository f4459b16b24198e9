package import Knowledge

/// Answers queries from a compiled book: synchronous, pure, the same answer every time.
package struct RuleEngine: Sendable {
    /// The book it answers from.
    package let compiled: CompiledBook

    /// Makes an engine for a book.
    package init(_ compiled: CompiledBook) { self.compiled = compiled }

    /// A category below this probability is not answered.
    static let leastProbability = 0.001
    /// Nor is one this much less probable than the first: beside a clear issue it is noise.
    static let leastShare = 0.001
    /// A category from this probability counts as found for rules that ask.
    static let found = 0.25

    /// Reads a text with the book's vocabulary.
    package func read(_ text: String, company: Company = Company()) -> Reading {
        compiled.reader.read(text, industry: company.industry)
    }

    /// Answers a query for a day.
    ///
    /// - Parameters:
    ///   - query: What is asked.
    ///   - today: The day in Japan, used when the query names none.
    /// - Returns: The answer as data.
    package func recommend(_ query: Query, today: CalendarDate) -> Recommendation {
        var situation = situation(of: query, today: today)
        var scratch = compiled.scratch
        let ranker = CategoryRanker(compiled: compiled)
        let scores = ranker.scores(situation, query: query, scratch: &scratch)
        let verdict = Verdict(scores, reading: situation.reading, query: query, compiled: compiled)
        guard verdict.isInScope else { return empty(.outsideScope, asOf: situation.asOf) }
        settle(&situation, by: verdict, query: query)
        return answer(
            query,
            situation: &situation,
            scores: scores,
            issues: verdict.issues,
            verdict: verdict,
            scratch: &scratch
        )
    }

    /// What is known before the issue is set: the firm, the day and the words.
    func situation(of query: Query, today: CalendarDate) -> Situation {
        let facts = FactAnswers(query, industries: compiled.book.industries)
        let company = compiled.places.completed(facts.company)
        var situation = Situation(
            company: company,
            asOf: query.asOf ?? today,
            triedCount: query.history.count,
            reading: read(query.problem ?? "", company: company)
        )
        situation.firm = compiled.programs.facts(of: company, asOf: situation.asOf)
        return situation
    }

    /// Adds what the verdict says of the issue.
    func settle(_ situation: inout Situation, by verdict: Verdict, query: Query) {
        situation.isVague = verdict.isVague
        situation.named = query.issuesNamed.compactMap { compiled.categories.top(of: $0) }
        situation.categories = verdict.found.map(\.top)
        situation.subs = verdict.found.compactMap(\.sub)
    }

    /// Adds how wide the issue is set and which barriers were heard.
    func frame(_ situation: inout Situation, by rules: [CompiledRule]) {
        let approaches = ApproachRanker(compiled: compiled)
        let framing = approaches.framingInForce(rules)
        if framing >= 0 { situation.framingNumber = compiled.stances.framings[framing] }
        situation.barrierNumbers = approaches.barriers(rules).map {
            compiled.stances.barriers[$0.number]
        }.filter { $0 >= 0 }
    }

    private func answer(
        _ query: Query,
        situation: inout Situation,
        scores: CategoryScores,
        issues: [IssueShare],
        verdict: Verdict,
        scratch: inout RuleScratch
    ) -> Recommendation {
        let approaches = ApproachRanker(compiled: compiled)
        var outcomes = scores.outcomes
        outcomes.test(.issue, in: situation, compiled: compiled, scratch: &scratch)
        frame(&situation, by: outcomes.telling)
        outcomes.test(.style, in: situation, compiled: compiled, scratch: &scratch)
        let rules = outcomes.telling
        let barriers = approaches.barriers(rules)

        let wanted = Set(query.parts)
        let policyRanker = PolicyRanker(compiled: compiled)
        let tellsMisses = query.explain == .whynot || query.explain == .full
        let needsPolicies =
            tellsMisses || wanted.contains(.policies) || wanted.contains(.questions)
        let policies =
            situation.isVague || !needsPolicies
            ? PolicyRanker.Selection()
            : policyRanker.selection(
                for: issues,
                situation: situation,
                votes: &scratch.votes,
                query: query
            )
        return Recommendation(
            outcome: situation.isVague ? .needsInfo : .answered,
            asOf: situation.asOf,
            categories: wanted.contains(.categories)
                ? CategoryExplainer(compiled: compiled).categories(
                    verdict.listed,
                    scores: scores,
                    situation: situation,
                    rules: rules,
                    limit: query.limit,
                    level: query.explain
                ) : [],
            framing: wanted.contains(.approach) ? approaches.framing(rules) : nil,
            approach: wanted.contains(.approach)
                ? approaches.approach(rules, barriers: barriers) : nil,
            partners: wanted.contains(.partners)
                ? PartnerRanker(compiled: compiled).partners(
                    for: issues,
                    situation: situation,
                    rules: rules,
                    barriers: barriers,
                    query: query
                ) : [],
            policies: wanted.contains(.policies)
                ? CombinationNotes(compiled: compiled).noted(
                    policies.best.map {
                        policyRanker.ranked(
                            $0,
                            for: issues,
                            proposing: scratch.votes.rules(for: $0.number)
                                .map { compiled.rules[$0] },
                            situation: situation,
                            level: query.explain
                        )
                    },
                    numbers: policies.best.map(\.number)
                ) : [],
            questions: wanted.contains(.questions)
                ? questions(
                    query,
                    scores: scores,
                    policies: policies,
                    rulesWaiting: outcomes.waiting,
                    issues: issues,
                    rules: rules,
                    situation: situation
                ) : [],
            outcomes: wanted.contains(.outcomes) ? outcomeNotes(issues, rules: rules) : [],
            misses: MissFinder(compiled: compiled).misses(
                query,
                situation: situation,
                policies: policies.near,
                outcomes: outcomes,
                scratch: &scratch
            )
        )
    }

    private func questions(
        _ query: Query,
        scores: CategoryScores,
        policies: PolicyRanker.Selection,
        rulesWaiting: FactCounts,
        issues: [IssueShare],
        rules: [CompiledRule],
        situation: borrowing Situation
    ) -> [AskedQuestion] {
        let planner = QuestionPlanner(compiled: compiled)
        let issue = planner.issueQuestion(scores, query: query).map { [$0] } ?? []
        let facts = planner.factQuestions(
            waiting: [policies.waiting, rulesWaiting],
            issues: issues,
            rules: rules,
            company: situation.company,
            answered: Set(query.answers.map(\.key))
        )
        guard query.explain != .none, !facts.isEmpty else { return issue + facts }
        let settled = SettledItems(
            compiled,
            pending: policies.pending,
            rulesWait: !rulesWaiting.isEmpty,
            in: situation
        )
        return issue + facts.map { settled.named($0) }
    }

    /// The results to look for: those of the issues found and those that hold for every issue.
    private func outcomeNotes(
        _ issues: [IssueShare],
        rules: [CompiledRule]
    ) -> [ReasonedItem<OutcomeNote>] {
        let notes = compiled.approaches.outcomes
        var result: [ReasonedItem<OutcomeNote>] = []
        for number in notes.indices {
            let note = notes[number]
            var isFitting = note.isGeneral
            for issue in issues.prefix(2) where !isFitting {
                isFitting = note.tops.contains(issue.top)
                if let sub = issue.sub { isFitting = isFitting || note.subs.contains(sub) }
            }
            for rule in rules where !isFitting { isFitting = rule.outcomes.contains(number) }
            if isFitting { result.append(note.item) }
        }
        return result
    }

    private func empty(_ outcome: Outcome, asOf: CalendarDate) -> Recommendation {
        Recommendation(
            outcome: outcome,
            asOf: asOf,
            categories: [],
            framing: nil,
            approach: nil,
            partners: [],
            policies: [],
            questions: [],
            outcomes: [],
            misses: []
        )
    }
}
