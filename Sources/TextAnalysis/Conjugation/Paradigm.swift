/// The endings that words of one class share, so that an index holds each set once.
package struct Paradigm: Hashable, Sendable {
    /// The class of the words.
    let verbClass: VerbClass
    /// What the words end in: one scalar for regular words, the whole word for irregular ones.
    let ending: String

    /// The endings of one polarity, to be read after a stem; not yet folded, without repeats.
    ///
    /// The empty ending stands for the bare stem.
    package func endings(_ polarity: Polarity) -> [String] {
        let mark = "〓"
        let forms = Conjugator.parts(of: mark + ending, class: verbClass, polarity: polarity).forms
        return forms.map { $0.hasPrefix(mark) ? String($0.dropFirst()) : $0 }
    }
}

extension Conjugator {
    /// An expression as heads, a stem and the paradigm of its last word.
    package struct Inflection: Sendable {
        /// What stands before the stem, in each of its spellings; `[""]` for a word alone.
        package var heads: [String]
        /// The part of the last word that all its forms begin with; may be empty.
        package var stem: String
        /// The endings that follow.
        package var paradigm: Paradigm
    }

    /// Takes a Japanese expression apart for an index that shares endings.
    ///
    /// - Returns: `nil` for English, whose forms are few enough to be listed.
    package static func inflection(
        of dictionaryForm: String,
        class verbClass: VerbClass? = nil
    ) -> Inflection? {
        guard !isEnglish(dictionaryForm) else { return nil }
        let split = PhraseHead.split(dictionaryForm)
        let verbClass = verbClass ?? VerbClass.guess(split.word)
        let heads = verbClass == .suru ? headsOfSuru(split.heads, split.word) : split.heads
        let ending = ending(of: split.word, verbClass)
        return Inflection(
            heads: heads,
            stem: verbClass == .suru ? "" : String(split.word.dropLast(ending.count)),
            paradigm: Paradigm(verbClass: verbClass, ending: ending)
        )
    }

    /// What a word ends in as far as its conjugation goes.
    private static func ending(of word: String, _ verbClass: VerbClass) -> String {
        let irregular: [String] =
            switch verbClass {
            case .godan: ["行く", "いく"]
            case .adjective: ["いい", "良い"]
            case .suru: ["する"]
            case .kuru: ["来る", "くる"]
            case .aru: ["ある", "有る"]
            case .iru: ["いる", "居る", "おる"]
            case .ichidan, .nominal: []
            }
        if let ending = irregular.first(where: word.hasSuffix) { return ending }
        if verbClass == .nominal { return word.hasSuffix("だ") ? "だ" : "" }
        return String(word.suffix(1))
    }
}
