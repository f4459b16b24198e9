/// A text in normal form, with the way back to the text as sent.
///
/// Two spellings that a reader takes for the same word have the same normal form: width, case and accents, katakana and
/// hiragana, long-vowel marks, old kanji, `ヶ` and `か`, `㈱` and `(株)`, kinds of apostrophe. White space, quotes and
/// brackets leave one space between two Latin words and nothing anywhere else. A hyphen between Latin letters is a space,
/// so `e-commerce` is `e commerce` and not `ecommerce`: expressions list both. Every end of a sentence, a line break
/// included, is one `。`; every comma is `、`.
///
/// The same folding is applied to expressions when a book is compiled and to queries.
package struct NormalizedText: Sendable, Hashable {
    /// The folded Unicode scalars.
    package let scalars: [UInt32]

    /// For each folded scalar what its original was and which word edges it stands at.
    package let traits: [ScalarTraits]

    /// The number of Unicode scalars of the text as sent.
    package let originalCount: Int

    private let starts: [Int32]
    private let ends: [Int32]

    /// Folds a text; costs a few tens of nanoseconds a character.
    package init(_ text: String) {
        var folder = Folder(text)
        folder.run()
        scalars = folder.scalars
        starts = folder.starts
        ends = folder.ends
        traits = folder.traits
        originalCount = folder.sourceCount
    }

    /// The number of folded scalars.
    package var count: Int { scalars.count }

    /// Which scalars of the text as sent a range of folded scalars came from.
    ///
    /// Counted in Unicode scalars from the start of the text. Marks that folding dropped after a scalar belong to it, so a
    /// match of `さーば` in `サーバー` covers all four characters.
    ///
    /// - Parameter range: A range within `0..<count`; what lies outside is ignored.
    /// - Returns: The range in the text as sent; empty for an empty range.
    package func originalRange(of range: Range<Int>) -> Range<Int> {
        let inside = range.clamped(to: 0..<count)
        guard let last = inside.last else {
            let place = inside.lowerBound < count ? Int(starts[inside.lowerBound]) : originalCount
            return place..<place
        }
        return Int(starts[inside.lowerBound])..<max(Int(ends[last]), Int(starts[inside.lowerBound]))
    }

    /// The normal form of a part of the text, for people to read.
    package func string(in range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for value in scalars[range.clamped(to: 0..<count)] {
            if let scalar = Unicode.Scalar(value) { view.append(scalar) }
        }
        return String(view)
    }

    /// The whole normal form.
    package var string: String { string(in: 0..<count) }
}
