package import Knowledge
package import RuleEngine

/// Turns a query into a test that expects what comes out today.
package struct TestRecorder: Sendable {
    /// What of an answer a recorded test expects.
    package enum Part: String, Sendable, CaseIterable {
        case outcome, categories, framing, model, approach, barriers, partners, policies
        case questions, cautions, outcomes, rules
    }

    /// What a recorded test expects unless told otherwise: what an adviser would look at first.
    package static let usualParts: [Part] = [.outcome, .categories, .partners, .policies, .rules]

    /// The probability from which a category counts as found.
    private static let foundProbability = 0.25

    private let compiled: CompiledBook

    /// Prepares to record what a book answers.
    package init(_ compiled: CompiledBook) { self.compiled = compiled }

    /// A test of a query as answered on a day.
    ///
    /// - Parameters:
    ///   - query: What was asked; its day wins over `today`.
    ///   - id: The id of the test; one is made up from the issue without.
    ///   - tags: The tags of the test.
    ///   - today: The day that the test is fixed to.
    ///   - parts: What it expects.
    ///   - top: How many items of each ranked list it expects, from 1.
    /// - Returns: The test, with what came out as its expectations.
    package func test(
        of query: Query,
        id: String?,
        tags: [String] = [],
        today: CalendarDate,
        parts: [Part] = usualParts,
        top: Int = 2
    ) -> BookTest {
        var test = BookTest(
            id: Identifier(id ?? ""),
            tags: tags,
            query: Query(
                problem: query.problem,
                categories: query.categories,
                company: query.company,
                history: query.history,
                answers: query.answers,
                asOf: query.asOf ?? today,
                language: query.language
            ),
            firm: CompanyUse(base: fixture(of: query.company), own: query.company),
            expected: [],
            origin: Origin(file: "", line: 1, column: 1)
        )
        let run = TestBench(compiled, for: []).run(test)
        test.expected = parts.flatMap { claims($0, run, top) }.map { Promise($0, at: test.origin) }
        if id == nil { test.id = freeID(for: run.answer) }
        return test
    }

    /// A named company with exactly these facts.
    private func fixture(of company: Company) -> Identifier<NamedCompany>? {
        compiled.book.companies.first { $0.company.isSame(as: company) }?.id
    }

    private func freeID(for answer: Recommendation) -> Identifier<BookTest> {
        let issue = answer.categories.first.map { $0.sub?.text ?? $0.id.text }
        let stem = "recorded.\(issue ?? answer.outcome.rawValue.replacing("_", with: "-"))"
        let taken = Set(compiled.book.tests.map(\.id.text))
        var number = 1
        while taken.contains("\(stem)-\(number)") { number += 1 }
        return Identifier("\(stem)-\(number)")
    }

    private func claims(_ part: Part, _ run: TestBench.Run, _ top: Int) -> [Claim] {
        let answer = run.answer
        let names = ResultNames(compiled.book)
        func firstNames(_ list: ResultList) -> [String] {
            names.found(list, in: answer).prefix(top).compactMap(\.first)
        }
        switch part {
        case .outcome: return [.outcome(answer.outcome)]
        case .categories:
            // What is barely probable comes and goes with every learned weight.
            let found = zip(firstNames(.categories), answer.categories)
            return found.prefix(1).map { .first(.categories, $0.0) }
                + found.dropFirst().filter { $0.1.score >= Self.foundProbability }
                .map { .present(.categories, $0.0, top: nil) }
        case .framing: return answer.framing.map { [.framing($0.id)] } ?? []
        case .model: return answer.approach.map { [.model($0.model)] } ?? []
        case .approach:
            return (answer.approach?.axes ?? []).map {
                .axis($0.id, Interval(min: $0.value, max: $0.value))
            }
        case .partners:
            let found = firstNames(.partners)
            let first = found.prefix(1).map { Claim.first(.partners, $0) }
            return found.count > 1 ? first + [.order(.partners, found)] : first
        case .policies:
            return answer.policies.prefix(top).map {
                .policy(ExpectedPolicy(policy: $0.id, status: $0.status), top: nil)
            }
        case .questions: return firstNames(.questions).map { .present(.questions, $0, top: nil) }
        case .barriers: return all(.barriers, names, answer)
        case .cautions: return all(.cautions, names, answer)
        case .outcomes: return all(.outcomes, names, answer)
        case .rules: return run.fired.sorted().map { .present(.rules, $0.text, top: nil) }
        }
    }

    private func all(_ list: ResultList, _ names: ResultNames, _ answer: Recommendation) -> [Claim]
    {
        names.found(list, in: answer).compactMap(\.first).map { .present(list, $0, top: nil) }
    }
}

extension Company {
    /// Whether the same is known of another firm.
    fileprivate func isSame(as other: Company) -> Bool {
        employees == other.employees && capital == other.capital && industry == other.industry
            && prefecture == other.prefecture && municipality == other.municipality
            && founded == other.founded && isSoleProprietor == other.isSoleProprietor
            && certifications == other.certifications
            && corporateNumber == other.corporateNumber
    }
}
