/// Conjugates adjectives, and nouns with だ.
enum AdjectiveForms {
    /// Conjugates 形容詞 such as `高い`.
    ///
    /// `高くなる` is affirmative, `高くない` is not: the endings spell out what tells them apart.
    static func adjective(_ word: String) -> WordForms {
        let base = String(word.dropLast())
        guard word.hasSuffix("いい") || word.hasSuffix("良い") else { return regular(base) }
        // いい has the stem よ, and ええ in Kansai.
        let head = String(word.dropLast(2))
        var forms = regular(head + "よ")
        forms.affirmative += [head + "いい", head + "ええ"]
        forms.negative += ["いいわけな", "ええことな", "えくな", "えうな"].map { head + $0 }
        return forms
    }

    private static func regular(_ base: String) -> WordForms {
        var forms = WordForms()
        forms.affirm(base, ["い", "く", "か", "け", "す", "過ぎ", "そ", "さ", "うて", "うな"])
        for link in ["く", "くは", "くも"] {
            forms.negate(base + link, ["ない", "なく", "なか", "なけ", "なさ", "あり", "ありませ", "あらへ", "ねえ"])
        }
        forms.negate(
            base,
            ["ない", "なか", "なく", "うない", "うなか", "うあらへ", "うはない", "そうにな", "さそうにな", "くなさ"]
        )
        return forms
    }

    /// 形容動詞 and nouns: the bare word is the affirmative prefix.
    static func nominal(_ word: String) -> WordForms {
        let base = word.hasSuffix("だ") ? String(word.dropLast()) : word
        var forms = WordForms()
        forms.affirmative = [base]
        for link in ["で", "では", "でも", "じゃ", "や", "とは"] {
            forms.negate(base + link, ["ない", "なく", "なか", "なけ", "なさ", "あり", "あらへ", "おまへん", "ねえ"])
        }
        forms.negate(
            base,
            [
                "とは言え", "とはいえな", "ちゃう", "とちゃう", "とちがう", "と違う", "はない", "もない", "はなく", "もなく", "はありませ",
                "もありませ",
            ]
        )
        return forms
    }
}
