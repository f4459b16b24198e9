/// Reads texts: sentences, clauses, and what each of them is about.
///
/// No book changes the cue tables: they are compiled once in a process, by the first analyzer.
package struct TextAnalyzer: Sendable {
    private static let sharedSegmenter = Segmenter()
    private static let sharedScopeReader = ScopeReader()
    private static let sharedFilter = PhraseFilter(
        [(.connectives, sharedSegmenter.trie)] + sharedScopeReader.tries
    )

    private let segmenter = Self.sharedSegmenter
    private let scopeReader = Self.sharedScopeReader
    private let filter = Self.sharedFilter

    /// Takes the cue tables; the first time they are compiled, which takes a third of a second.
    package init() {}

    /// Reads a text that was normalized before.
    package func analyze(_ text: NormalizedText) -> Analysis {
        let starts = filter.starts(in: text)
        let (sentences, parts) = segmenter.segment(text, starts.of(.connectives))
        var clauses = parts
        let spans = scopeReader.read(text, starts, sentences, &clauses)
        return Analysis(text: text, sentences: sentences, clauses: clauses, spans: spans)
    }

    /// Normalizes and reads a text.
    package func analyze(_ text: String) -> Analysis { analyze(NormalizedText(text)) }
}
