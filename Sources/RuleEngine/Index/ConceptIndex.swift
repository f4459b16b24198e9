import Knowledge
package import TextAnalysis

/// The expressions of a vocabulary, ready to be found in a text.
///
/// Words that are conjugated stand in the trie by head and stem alone; what may follow lies in a
/// second, small trie below a node for each paradigm, shared by all words that conjugate alike. So a
/// verb costs a few keys and not some hundred forms.
struct ConceptIndex: Sendable {
    /// What a key in the trie leads to.
    struct Entry: Hashable, Sendable {
        /// The concept said; −1 for a form that only keeps a shorter one from matching.
        var concept: Int32
        /// A concept that is not meant anywhere inside this form; −1 for none.
        var barred: Int32
        /// The node in `endings` below which lie the endings one of which must follow; −1 for none.
        var endings: Int32
    }

    /// How a key must stand in the text.
    struct Edges: Sendable {
        /// Whether it begins with a Latin letter or digit, and so only at the start of a word.
        var startsWord = false
        /// Whether it ends with one, and so only at the end of a word.
        var endsWord = false
        /// Whether it is all katakana, and so only at an edge of a run.
        var isKatakana = false
    }

    /// Heads, stems and fixed expressions.
    let trie: DoubleArrayTrie
    /// The entries of all keys, one key's after the other's.
    let entries: [Entry]
    /// Where each key's entries begin; one more than keys.
    let starts: [Int32]
    /// The edges of each key.
    let edges: [Edges]
    /// The endings of all paradigms and polarities, each below a node of its own.
    let endings: DoubleArrayTrie
    /// The number of expressions before conjugation.
    let expressionCount: Int

    /// Indexes the expressions of concepts, numbered as given.
    init(_ concepts: [Concept]) {
        var draft = ConceptIndexDraft()
        for (number, concept) in concepts.enumerated() {
            for expression in concept.expressions { draft.add(expression, concept: Int32(number)) }
            for exception in concept.exceptions {
                draft.add(exception, Entry(concept: -1, barred: Int32(number), endings: -1))
            }
        }
        let keys = draft.keys.keys.sorted { $0.lexicographicallyPrecedes($1) }
        trie = DoubleArrayTrie(sortedKeys: keys)
        let (endings, nodes) = draft.endingTrie()
        self.endings = endings
        var entries: [Entry] = []
        var starts: [Int32] = [0]
        var edges: [Edges] = []
        for key in keys {
            if let item = draft.keys[key] {
                entries += item.entries.map { entry in
                    var entry = entry
                    if entry.endings >= 0 { entry.endings = nodes[Int(entry.endings)] }
                    return entry
                }
                edges.append(item.edges)
            }
            starts.append(Int32(entries.count))
        }
        self.entries = entries
        self.starts = starts
        self.edges = edges
        expressionCount = concepts.reduce(0) { $0 + $1.expressions.count }
    }

    /// The number of keys: heads with stems, and fixed expressions.
    var keyCount: Int { edges.count }
}

/// Collects the keys while an index is built.
private struct ConceptIndexDraft {
    struct Item {
        var entries: [ConceptIndex.Entry] = []
        var edges = ConceptIndex.Edges()
    }

    private struct EndingsKey: Hashable {
        var paradigm: Paradigm
        var polarity: Polarity
    }

    var keys: [[UInt32]: Item] = [:]
    /// The endings of each paradigm and polarity met so far, folded; entries name them by number.
    private var endings: [Set<[UInt32]>] = []
    private var endingsNumbers: [EndingsKey: Int32] = [:]

    /// Adds an expression in all its forms.
    mutating func add(_ expression: Expression, concept: Int32) {
        let meant = ConceptIndex.Entry(concept: concept, barred: -1, endings: -1)
        switch expression.inflection {
        case .fixed: add(expression.text, meant)
        case .noun:
            for form in EnglishForms.noun(expression.text) { add(form, meant) }
        case .verb, .adjective, .english: addInflected(expression, meant: meant)
        }
    }

    private mutating func addInflected(_ expression: Expression, meant: ConceptIndex.Entry) {
        let polarity = expression.form.polarity
        let verbClass = expression.verbClass?.conjugation
        // The other polarity says nothing itself: it only has to win where it is longer.
        let silent = ConceptIndex.Entry(concept: -1, barred: -1, endings: -1)
        guard let inflection = Conjugator.inflection(of: expression.text, class: verbClass) else {
            for form in Conjugator.forms(of: expression.text, class: verbClass, polarity: polarity)
            { add(form, meant) }
            for form in Conjugator.blockers(
                of: expression.text,
                class: verbClass,
                polarity: polarity
            ) { add(form, silent) }
            return
        }
        var found = meant
        found.endings = number(of: inflection.paradigm, polarity)
        var blocking = silent
        blocking.endings =
            polarity == .both ? -1 : number(of: inflection.paradigm, polarity.opposite)
        for head in inflection.heads {
            let key = head + inflection.stem
            // An irregular verb on its own has no stem to be found by.
            if key.isEmpty {
                for form in inflection.paradigm.endings(polarity) { add(form, meant) }
                for form in inflection.paradigm.endings(polarity.opposite) { add(form, silent) }
                continue
            }
            add(key, found)
            if blocking.endings >= 0 { add(key, blocking) }
        }
    }

    /// Adds one key.
    mutating func add(_ text: String, _ entry: ConceptIndex.Entry) {
        let folded = NormalizedText(text)
        guard let first = folded.traits.first, let last = folded.traits.last else { return }
        let scalars = folded.scalars
        let isKatakana = folded.traits.allSatisfy { $0.script == .katakana }
        var item =
            keys[scalars]
            ?? Item(
                edges: .init(
                    startsWord: first.isWordlike,
                    endsWord: last.isWordlike,
                    isKatakana: true
                )
            )
        if !isKatakana { item.edges.isKatakana = false }
        if !item.entries.contains(entry) { item.entries.append(entry) }
        keys[scalars] = item
    }

    private mutating func number(of paradigm: Paradigm, _ polarity: Polarity) -> Int32 {
        let key = EndingsKey(paradigm: paradigm, polarity: polarity)
        if let number = endingsNumbers[key] { return number }
        let number = Int32(endings.count)
        var folded: Set<[UInt32]> = []
        for ending in paradigm.endings(polarity) {
            let scalars = NormalizedText(ending).scalars
            // What folding leaves nothing of is no empty ending.
            if ending.isEmpty || !scalars.isEmpty { folded.insert(scalars) }
        }
        endings.append(folded)
        endingsNumbers[key] = number
        return number
    }

    /// One trie of all endings, and for each number the node below which its endings lie.
    func endingTrie() -> (DoubleArrayTrie, [DoubleArrayTrie.Node]) {
        // A number of its own in front keeps the endings of each paradigm together.
        let keys = endings.enumerated().flatMap { number, endings in
            endings.map { [UInt32(number) + 1] + $0 }
        }
        let trie = DoubleArrayTrie(sortedKeys: keys.sorted { $0.lexicographicallyPrecedes($1) })
        let nodes = endings.indices.map { trie.step(DoubleArrayTrie.root, UInt32($0) + 1) ?? -1 }
        return (trie, nodes)
    }
}

extension Expression.Form {
    /// The polarity of the forms that count.
    fileprivate var polarity: Polarity {
        switch self {
        case .affirmed: .affirmative
        case .negated: .negative
        case .both: .both
        }
    }
}

extension Polarity {
    /// The other side of the verb; both has none and stays.
    fileprivate var opposite: Polarity {
        switch self {
        case .affirmative: .negative
        case .negative: .affirmative
        case .both: .both
        }
    }
}

extension Expression.VerbClass {
    /// The class as the conjugator knows it.
    package var conjugation: TextAnalysis.VerbClass {
        switch self {
        case .godan: .godan
        case .ichidan: .ichidan
        case .suru: .suru
        case .kuru: .kuru
        }
    }
}
