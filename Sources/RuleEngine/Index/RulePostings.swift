/// Which rules can apply to a text, found by the concepts it says.
struct RulePostings: Sendable {
    /// For each concept the rules that need it or one of several like it.
    private let byConcept: [[Int32]]
    /// Rules that can apply whatever is said.
    private let always: [Int32]

    /// Files rules under the concepts they need.
    init(_ conditions: [CompiledCondition], conceptCount: Int) {
        var postings = [[Int32]](repeating: [], count: conceptCount)
        var always: [Int32] = []
        for (rule, condition) in conditions.enumerated() {
            guard let concepts = condition.requiredConcepts else {
                always.append(Int32(rule))
                continue
            }
            for concept in Set(concepts) { postings[concept].append(Int32(rule)) }
        }
        byConcept = postings
        self.always = always
    }

    /// The rules that can apply, in book order, each once.
    func candidates(for concepts: some Sequence<Int>) -> [Int] {
        var found = always
        for concept in concepts { found += byConcept[concept] }
        found.sort()
        var result: [Int] = []
        result.reserveCapacity(found.count)
        for rule in found where result.last != Int(rule) { result.append(Int(rule)) }
        return result
    }
}
