import Knowledge
import TextAnalysis

/// Every form of every expression in one trie, each with the concepts it says.
struct ConceptIndex: Sendable {
    /// What a form that was found means.
    struct Sign: Sendable {
        /// The concepts said; empty for a form that only keeps a shorter one from matching.
        var concepts: [Int32] = []
        /// Concepts that are not meant anywhere inside this form.
        var barred: [Int32] = []
        /// Whether the form begins with a Latin letter or digit.
        var startsInWord = false
        /// Whether it ends with one.
        var endsInWord = false
        /// Whether the author wrote it wholly in katakana.
        var isKatakana = false
    }

    /// The forms.
    let trie: DoubleArrayTrie
    /// What each means, by the value in the trie.
    let signs: [Sign]
    /// The number of expressions before conjugation.
    let expressionCount: Int

    /// Conjugates and folds the expressions of concepts, numbered as given.
    init(_ concepts: [Concept]) {
        var draft = Draft()
        for (number, concept) in concepts.enumerated() {
            for expression in concept.expressions { draft.add(expression, concept: Int32(number)) }
            for exception in concept.exceptions {
                draft.add(form: exception) { $0.barred.append(Int32(number)) }
            }
        }
        let keys = draft.signs.keys.sorted { $0.lexicographicallyPrecedes($1) }
        trie = DoubleArrayTrie(sortedKeys: keys)
        signs = keys.map { draft.signs[$0] ?? Sign() }
        expressionCount = concepts.reduce(0) { $0 + $1.expressions.count }
    }

    /// The bytes the index takes.
    var byteCount: Int { trie.byteCount + signs.count * MemoryLayout<Sign>.stride }
}

extension ConceptIndex {
    /// Collects the forms while the index is built.
    private struct Draft {
        var signs: [[UInt32]: Sign] = [:]

        mutating func add(_ expression: Expression, concept: Int32) {
            let forms = ExpressionForms(expression)
            for form in forms.meant {
                add(form: form) {
                    if !$0.concepts.contains(concept) { $0.concepts.append(concept) }
                }
            }
            // The other polarity only has to be longer to win; it says nothing itself.
            for form in forms.opposite { add(form: form) { _ in } }
        }

        mutating func add(form: String, change: (inout Sign) -> Void) {
            let text = NormalizedText(form)
            let scalars = text.scalars.map { min($0, 0xFFFD) }
            guard let first = text.traits.first, let last = text.traits.last else { return }
            var sign =
                signs[scalars]
                ?? Sign(
                    startsInWord: first.isWordlike,
                    endsInWord: last.isWordlike,
                    isKatakana: true
                )
            if !text.traits.allSatisfy({ $0.script == .katakana }) { sign.isKatakana = false }
            change(&sign)
            signs[scalars] = sign
        }
    }
}
