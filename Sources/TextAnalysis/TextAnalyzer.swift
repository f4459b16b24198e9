/// Reads texts: sentences, clauses, and what each of them is about.
///
/// Holds the cue tables, compiled once; keep one and share it.
package struct TextAnalyzer: Sendable {
    private let segmenter = Segmenter()
    private let scopeReader = ScopeReader()

    /// Compiles the cue tables, which takes some milliseconds.
    package init() {}

    /// Reads a text that was normalized before.
    package func analyze(_ text: NormalizedText) -> Analysis {
        let (sentences, parts) = segmenter.segment(text)
        var clauses = parts
        let spans = scopeReader.read(text, sentences, &clauses)
        return Analysis(text: text, sentences: sentences, clauses: clauses, spans: spans)
    }

    /// Normalizes and reads a text.
    package func analyze(_ text: String) -> Analysis { analyze(NormalizedText(text)) }
}
