/// Writes out what people say for an expression in dictionary form, when a book is loaded.
///
/// Forms are *prefixes*: `困っ` stands for 困った, 困って, 困っちゃう, 困っとる. Affirmative and negative forms are told apart by
/// the longest match: `足り` is affirmative, `足りていない` negative, and a text with the second contains the first. So a
/// reader that looks for affirmative forms must know the `blockers` too, and a match inside a longer one does not count.
package enum Conjugator {
    /// An expression taken apart: everything before the verb in each of its spellings, and the forms of the verb.
    package struct Parts: Sendable, Hashable {
        /// What stands before the verb, with each particle that can stand there; `[""]` for a verb alone.
        package var heads: [String]
        /// Prefixes of what is said, each to be read after any head.
        package var forms: [String]
    }

    /// All forms of an expression, sorted and without repeats.
    ///
    /// - Parameters:
    ///   - dictionaryForm: A word (`困る`), a phrase with particles (`応募が来る`), or English (`hire staff`).
    ///   - verbClass: The class of the last word; guessed if `nil`.
    ///   - polarity: Which side of the verb.
    /// - Returns: Prefixes not yet folded.
    package static func forms(
        of dictionaryForm: String,
        class verbClass: VerbClass? = nil,
        polarity: Polarity
    ) -> [String] {
        let parts = parts(of: dictionaryForm, class: verbClass, polarity: polarity)
        return unique(parts.heads.flatMap { head in parts.forms.map { head + $0 } })
    }

    /// The forms of the other polarity that begin with one of this polarity, which must win over it.
    package static func blockers(
        of dictionaryForm: String,
        class verbClass: VerbClass? = nil,
        polarity: Polarity
    ) -> [String] {
        guard polarity != .both else { return [] }
        let own = forms(of: dictionaryForm, class: verbClass, polarity: polarity)
        let other = forms(
            of: dictionaryForm,
            class: verbClass,
            polarity: polarity == .affirmative ? .negative : .affirmative
        )
        let prefixes = Set(own)
        return other.filter { form in
            form.indices.contains { prefixes.contains(String(form[..<$0])) }
        }
    }

    /// The heads and the forms apart, for a reader that joins them in its own index.
    package static func parts(
        of dictionaryForm: String,
        class verbClass: VerbClass? = nil,
        polarity: Polarity
    ) -> Parts {
        if isEnglish(dictionaryForm) {
            return Parts(heads: [""], forms: EnglishForms.verb(dictionaryForm, polarity: polarity))
        }
        let split = PhraseHead.split(dictionaryForm)
        let verbClass = verbClass ?? VerbClass.guess(split.word)
        let heads = verbClass == .suru ? headsOfSuru(split.heads, split.word) : split.heads
        let word = wordForms(split.word, verbClass)
        // A prefix that is also a negative form is no evidence for the affirmative.
        let negative = Set(word.negative)
        let affirmative = word.affirmative.filter { !negative.contains($0) }
        let forms =
            switch polarity {
            case .affirmative: affirmative
            case .negative: word.negative
            case .both: affirmative + word.negative
            }
        return Parts(heads: heads, forms: unique(shortest(forms, keeping: polarity)))
    }

    /// The noun of a サ変 verb stands apart from する: 採用する, 採用をする, 採用もできない.
    static func headsOfSuru(_ heads: [String], _ word: String) -> [String] {
        let noun = word.dropLast(2)
        guard !noun.isEmpty else { return heads }
        return heads.flatMap { head in ["", "を", "も", "は", "が"].map { "\(head)\(noun)\($0)" } }
    }

    static func isEnglish(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.isASCII }
    }

    private static func wordForms(_ word: String, _ verbClass: VerbClass) -> WordForms {
        switch verbClass {
        case .godan: VerbForms.godan(word)
        case .ichidan: VerbForms.ichidan(word)
        case .suru: VerbForms.suru()
        case .kuru: VerbForms.kuru(word)
        case .aru: VerbForms.aru()
        case .iru: VerbForms.iru()
        case .adjective: AdjectiveForms.adjective(word)
        case .nominal: AdjectiveForms.nominal(word)
        }
    }

    /// Drops negative forms that begin with a shorter one; affirmative ones are kept, for `blockers` come between.
    private static func shortest(_ forms: [String], keeping polarity: Polarity) -> [String] {
        guard polarity == .negative else { return forms }
        let all = Set(forms)
        return forms.filter { form in
            !form.indices.dropFirst().contains { all.contains(String(form[..<$0])) }
        }
    }

    private static func unique(_ forms: [String]) -> [String] { Set(forms).sorted() }
}
