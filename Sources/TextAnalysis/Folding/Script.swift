/// The kind of character the text had before folding.
///
/// Folding turns katakana into hiragana and full-width letters into plain ones; the script of the
/// original tells `カレー` from `かれ` and a word from its neighbours.
package enum Script: UInt8, Sendable, CaseIterable {
    /// Anything not named below: other alphabets, emoji, unassigned characters.
    case other
    /// A letter of the Latin alphabet, of any width, with or without an accent.
    case latin
    /// A decimal digit, of any width, or a circled or Roman number.
    case digit
    /// Hiragana.
    case hiragana
    /// Katakana of any width, and the long-vowel mark.
    case katakana
    /// A kanji or `々`.
    case kanji
    /// A mark: comma, sentence end, dash, currency sign and the like.
    case mark
    /// The one space that separates two Latin words or numbers.
    case space
}

/// What folding took away from one scalar and what it stood next to.
package struct ScalarTraits: OptionSet, Hashable, Sendable {
    /// The low four bits hold the script, the others one flag each.
    package var rawValue: UInt16

    /// Wraps bits that were made by this type.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Traits that state a script and nothing else.
    init(script: Script) { rawValue = UInt16(script.rawValue) }

    /// The script of the scalar before folding.
    package var script: Script { Script(rawValue: UInt8(rawValue & 0xF)) ?? .other }

    /// The first scalar of a run of Latin letters and digits (an apostrophe inside counts).
    package static let wordStart = ScalarTraits(rawValue: 1 << 4)
    /// The last scalar of a run of Latin letters and digits.
    package static let wordEnd = ScalarTraits(rawValue: 1 << 5)
    /// The first scalar of a run of katakana.
    package static let katakanaStart = ScalarTraits(rawValue: 1 << 6)
    /// The last scalar of a run of katakana.
    package static let katakanaEnd = ScalarTraits(rawValue: 1 << 7)
    /// A sentence end that was written with a question mark.
    package static let question = ScalarTraits(rawValue: 1 << 8)
    /// A scalar before which white space, quotes or brackets were dropped.
    package static let afterGap = ScalarTraits(rawValue: 1 << 9)

    /// Whether the scalar was a Latin letter or a digit.
    package var isWordlike: Bool {
        let script = rawValue & 0xF
        return script == UInt16(Script.latin.rawValue) || script == UInt16(Script.digit.rawValue)
    }
}
