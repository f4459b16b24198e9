/// How a clause leads on to the next one.
package enum Connective: UInt8, Sendable, CaseIterable {
    /// Nothing is said; the sentence ends here, or the link is a mere comma after a noun.
    case none
    /// And then, and also: `て、`, `し、`, `, and`.
    case sequence
    /// But: `が`, `けど`, `ものの`, `なのに`, `but`, or a next sentence that begins with `ただ`.
    case contrast
    /// Even if, although it was tried: `ても`, `although`.
    case concession
    /// Because: `ので`, `から`, `because`.
    case cause
    /// If: `たら`, `ば`, `なら`, `if`.
    case condition
    /// A `ですが` that only prepares the question after it (`借りたいのですが、どこに…`).
    case preamble
}

/// A part of a sentence with one predicate.
package struct Clause: Sendable, Hashable {
    /// The folded scalars of the clause, without the mark that ends the sentence.
    package var range: Range<Int>
    /// The place of its sentence in `Analysis.sentences`.
    package var sentence: Int
    /// How it leads on to the next clause, which may belong to the next sentence.
    package var connective: Connective
    /// What the words it begins with say about the clause before (`しかし`, `だから`, `but`).
    package var opener: Connective
    /// Where its own words begin, after the opener.
    package var body: Int
    /// Whether it begins by naming the point: `問題は`, `足りないのは`, `what we need is`.
    package var isFocus: Bool
    /// Every flag that a cue in it gave; see `Analysis.spans` for which words each covers.
    package var scope: ClauseScope = []
    /// Who it is about, if it says so.
    package var holder: Holder?
}

/// A sentence: up to a full stop, a question or exclamation mark or a line break.
package struct Sentence: Sendable, Hashable {
    /// The folded scalars of the sentence with its end mark.
    package var range: Range<Int>
    /// The clauses of the sentence, by place in `Analysis.clauses`.
    package var clauses: Range<Int>
    /// Whether it ends in a question mark or a question particle.
    package var isQuestion: Bool
}
