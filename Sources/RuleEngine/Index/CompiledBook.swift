package import Knowledge
import TextAnalysis

/// A rule book made ready for queries: immutable, with dense numbers and postings.
///
/// It is built once when a book is loaded and shared by every query until the next reload; a class,
/// so that passing it on copies nothing.
package final class CompiledBook: Sendable {
    /// The typed book it was made from.
    package let book: Book
    /// The numbers of the categories.
    package let categories: CategoryTable
    /// The weights learned from the book's examples; `nil` when there are none.
    package let learned: LearnedModel?
    /// Where these weights keep what concepts bring.
    let conceptRows: ConceptRows

    let concepts: ConceptIndex
    let reader: ConceptReader
    /// The legal sizes.
    var sizes: SizeTable { programs.sizes }
    /// The conditions of rules and policies.
    let programs: ConditionPrograms
    let rules: [CompiledRule]
    /// Which of them can hold, and which do.
    let ruleIndex: RuleIndex
    /// The policies that they propose.
    let proposals: RuleProposals
    let partners: PartnerIndex
    let policies: PolicyIndex
    let places: PlaceIndex
    let approaches: ApproachIndex
    /// The log-odds each concept gives to categories.
    let conceptWeights: [[(top: Int, sub: Int?, weight: Double)]]
    /// The issues that are ruled out where a concept is.
    let conceptIssues: [[Int]]
    /// The facts that questions of the book ask for.
    let askable: FactSet
    /// The numbers that conditions know framings and barriers by.
    let stances: ApproachIndex.Numbers
    /// Which policies go together.
    package let combinations: CombinationTable
    /// Which do not.
    let exclusions: PolicyExclusions

    /// Compiles a book.
    ///
    /// - Parameters:
    ///   - book: The typed book.
    ///   - learned: Weights learned from the book's examples.
    ///   - aspects: What is read in a text beside its concepts; less than everything only to
    ///     measure what each brings.
    ///   - twin: A compiled book with the same concepts and aspects: its index of them, which takes
    ///     nearly all the time to make, is used again.
    package init(
        _ book: Book,
        learned: LearnedModel? = nil,
        aspects: ReadingAspects = .all,
        readingLike twin: CompiledBook? = nil
    ) {
        self.book = book
        self.learned = learned
        conceptRows = ConceptRows(book.concepts, model: learned)
        categories = CategoryTable(book.categories)
        let numbers = Dictionary(
            book.concepts.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        concepts = twin?.concepts ?? ConceptIndex(book.concepts)
        reader =
            twin?.reader
            ?? ConceptReader(
                index: concepts,
                concepts: book.concepts,
                numbers: numbers,
                aspects: aspects
            )
        let table = categories
        places = PlaceIndex(book.places)
        partners = PartnerIndex(book, categories: table, places: places)
        approaches = ApproachIndex(book, categories: table, partners: partners)
        let (partners, approaches) = (partners, approaches)
        rules = book.rules.filter(\.isEnabled).map {
            CompiledRule($0, categories: table, partners: partners, approaches: approaches)
        }
        var draft = ProgramDraft(
            concepts: numbers,
            categories: table,
            sizes: SizeTable(book.sizes)
        )
        policies = PolicyIndex(book.policies, draft: &draft)
        let proposals = RuleProposals(rules, policies: policies)
        ruleIndex = RuleIndex(
            rules.map(\.rule.condition),
            single: proposals.single,
            draft: &draft,
            conceptCount: book.concepts.count
        )
        self.proposals = proposals
        programs = ConditionPrograms(draft)
        conceptWeights = book.concepts.map { table.weights($0.categories) }
        conceptIssues = book.concepts.map { $0.about.compactMap { table.top(of: $0) } }
        combinations = CombinationTable(book)
        exclusions = PolicyExclusions(combinations, policies: policies)
        askable = FactSet(book.questions.map(\.id))
        stances = approaches.numbers(in: programs.numbers)
    }

    /// Compiles in the background what no book changes, so that it is there when a book has been read.
    package static func prepare() {
        Task.detached { _ = TextAnalyzer() }
    }

    /// Room for one query.
    var scratch: RuleScratch {
        RuleScratch(ruleIndex.count, policyCount: policies.records.count)
    }

    /// How many expressions the vocabulary holds before conjugation.
    package var expressionCount: Int { concepts.expressionCount }
    /// How many keys the vocabulary is found by: stems with their heads, and fixed expressions.
    package var keyCount: Int { concepts.keyCount }
}

/// A rule with dense numbers; a class, so that looking at one copies nothing.
final class CompiledRule: Sendable {
    /// The rule as written.
    let rule: Rule
    /// The log-odds it gives.
    let weights: [(top: Int, sub: Int?, weight: Double)]
    /// Categories that cannot be answered when the rule holds.
    let ruledOut: [Int]
    /// The partners it proposes.
    let partners: [PartnerIndex.Proposal]
    /// What it says of the style of support.
    let stance: ApproachIndex.Stance
    /// The results to look for that it names.
    let outcomes: [Int]
    /// The facts it asks for.
    let questions: FactSet
    /// The rule as a reason.
    let reason: Reason

    init(
        _ rule: Rule,
        categories: CategoryTable,
        partners index: PartnerIndex,
        approaches: ApproachIndex
    ) {
        self.rule = rule
        let effect = rule.effect
        weights = categories.weights(effect.categories)
        ruledOut = effect.ruledOut.compactMap { categories.top(of: $0) }
        partners = effect.partners.map { index.proposal($0) }
        stance = approaches.stance(of: effect)
        outcomes = effect.outcomes.compactMap { approaches.number(of: $0) }
        questions = FactSet(effect.questions)
        reason = Reason(rule: rule.id.text, origin: rule.origin, text: rule.because)
    }
}

extension CategoryTable {
    /// Weights with numbers in place of ids.
    func weights(_ list: [WeightedCategory]) -> [(top: Int, sub: Int?, weight: Double)] {
        list.compactMap { item in
            top(of: item.category).map { ($0, sub(of: item.category), item.weight) }
        }
    }
}
