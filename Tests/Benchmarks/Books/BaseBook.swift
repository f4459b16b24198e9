import Diagnostics
package import Knowledge
package import RuleLoading

/// A rule folder that generated entries stand beside.
package struct BaseBook: Sendable {
    /// Why a folder cannot be built on.
    package struct Failure: Error, CustomStringConvertible {
        /// What is wrong, a line for each fault.
        package let description: String
    }

    /// The files that generated entries are added to.
    package let files: [RuleFile]
    /// The book they make.
    package let book: Book
    private let plan: BookPlan

    /// Folders of the shipped book that a book of decisions goes without.
    private static let leftOut = ["issues/", "vocabulary/", "policies/", "tests/", "examples/"]

    /// Reads a folder.
    ///
    /// - Throws: ``Failure`` when it has faults.
    package init(_ folder: String, for plan: BookPlan) throws(Failure) {
        let result = RuleLoader().load(RuleDirectory(path: folder))
        self.plan = plan
        files = result.inputs.filter { file in
            plan.shape == .national
                || !Self.leftOut.contains { file.path.contains($0) || file.path.hasPrefix($0) }
        }
        book = try Self.book(files)
    }

    private static func book(_ files: [RuleFile]) throws(Failure) -> Book {
        let result = RuleLoader().load(RulesInMemory(files))
        guard let book = result.book else {
            let lines = result.diagnostics.filter { $0.severity == .error }.prefix(20).map {
                "\($0.file):\($0.line): \($0.message)"
            }
            throw Failure(description: lines.joined(separator: "\n"))
        }
        return book
    }

    /// What writes the entries that stand beside this book.
    package var text: BookText {
        BookText(
            plan,
            topics: plan.shape == .decisions
                ? book.categories.map(\.id.text) : book.categories.flatMap(\.subs).map(\.id.text),
            networks: book.networks.map { ($0.id.text, $0.kind.text) }
        )
    }

    /// The category that queries name: any but the one that the policies of decisions are about.
    package var askedCategory: CategoryReference {
        CategoryReference(book.categories.first?.id.text ?? "")
    }

    /// The whole book without detour over files, for sizes that take long to read.
    ///
    /// Entries are copies of ones that were read from text, with other words, areas and numbers.
    /// - Throws: ``Failure`` when this folder cannot be built on.
    package func typed() throws(Failure) -> Book {
        let text = text
        let sampleWords = plan.rule(0).words
        let sample =
            ["schema: 1\nconcepts:\n"] + sampleWords.map(text.concept)
            + ["rules:\n", text.rule(0), "policies:\n"] + (0..<plan.policyCount).map(text.policy)
            + (plan.partnerCount > 0 ? ["partners:\n"] : [])
            + (0..<plan.partnerCount).map(text.partner)
        let bytes = Array(sample.joined().utf8)
        let files = files + [RuleFile(path: "generated/sample.yaml", bytes: bytes)]
        let result = RuleLoader(limits: .wide).load(RulesInMemory(files))
        guard var book = result.book else { return try Self.book(files) }
        let maker = TypedRules(plan: plan, sample: book)
        // A book's lists are ordered by id, and what answers from it may rely on that.
        book.concepts.removeAll { $0.id.text.hasPrefix("gen-") }
        book.concepts += maker.concepts()
        book.concepts.sort { $0.id < $1.id }
        book.rules.removeAll { $0.id.text.hasPrefix("gen-") }
        book.rules += maker.rules()
        book.rules.sort { $0.id < $1.id }
        return book
    }
}

/// Makes rules and concepts after a sample.
private struct TypedRules {
    let plan: BookPlan
    let sampleRule: Rule?
    let sampleConcept: Concept?

    init(plan: BookPlan, sample: Book) {
        self.plan = plan
        sampleRule = sample.rules.first { $0.id.text.hasPrefix("gen-") }
        sampleConcept = sample.concepts.first { $0.id.text.hasPrefix("gen-") }
    }

    func concepts() -> [Concept] {
        guard let sampleConcept, let expression = sampleConcept.expressions.first else { return [] }
        return plan.vocabulary().map { place in
            var concept = sampleConcept
            let word = WordList.word(place)
            concept.id = Identifier(BookText.concept(place))
            concept.title = Localized(ja: word, en: concept.id.text)
            concept.expressions = [expression]
            concept.expressions[0].text = word
            return concept
        }
    }

    func rules() -> [Rule] {
        guard let sampleRule else { return [] }
        return (0..<plan.ruleCount).map { number in
            let planned = plan.rule(number)
            var rule = sampleRule
            rule.id = Identifier(BookText.rule(number))
            rule.title = Localized(ja: "規則\(number)の施策", en: "Policy by rule \(number)")
            rule.because = Localized(
                ja: "規則\(number)の言葉と会社に合うから",
                en: "Words and firm fit rule \(number)"
            )
            rule.condition = condition(planned, like: sampleRule.condition)
            rule.effect = effect(planned)
            return rule
        }
    }

    private func condition(_ rule: BookPlan.PlannedRule, like sample: Condition) -> Condition {
        func part(_ test: Condition.Test) -> Condition {
            Condition(test: test, label: nil, unknown: sample.unknown, origin: sample.origin)
        }
        let words = rule.words.map { Identifier<Concept>(BookText.concept($0)) }
        var parts = [
            part(plan.shape == .decisions ? .mentions(words) : .says(words)),
            part(.company(.employees(Interval(min: nil, max: rule.employees)))),
        ]
        if !rule.prefectures.isEmpty {
            parts.append(
                part(.company(.prefecture(rule.prefectures.map { Places.prefectures[$0] })))
            )
        }
        if !rule.industries.isEmpty {
            let codes = rule.industries.map { IndustryCode(Places.division($0)) }
            parts.append(part(.company(.industry(codes))))
        }
        return part(.all(parts))
    }

    private func effect(_ rule: BookPlan.PlannedRule) -> Effect {
        var effect = Effect()
        effect.policies = [
            Effect.PolicyProposal(
                policy: Identifier(BookText.policy(rule.policy)),
                weight: Double(rule.weight) / 1000
            )
        ]
        if let partner = rule.partner {
            effect.partners = [
                Effect.PartnerProposal(
                    target: .partner(Identifier(BookText.partner(partner))),
                    role: .support,
                    weight: 1
                )
            ]
        }
        return effect
    }
}
