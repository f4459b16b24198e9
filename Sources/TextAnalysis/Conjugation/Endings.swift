/// The endings that follow each kind of stem, as short as they can be without meaning something else.
///
/// An ending is a prefix: `ませ` stands for ません, ませんでした and ませんので. Standard and Kansai forms stand side by side.
enum Endings {
    /// ない and its own forms, where a bare `な` would take in the particle な or a word (`いなか`).
    static let nai = ["ない", "なく", "なか", "なけ", "なさそ", "なき"]

    /// Negatives after the a-stem (`困ら`), the stem of 一段 verbs (`足り`) and of potentials (`払え`).
    ///
    /// After a stem of 一段 verbs `な` also begins what `affirmativeNa` lists.
    static let negative = ["な", "へん", "ん", "ず", "ぬ", "ね"]

    /// Affirmative endings with な, which must win over the negative `な`.
    static let affirmativeNa = ["なが", "なさい", "なお"]

    /// Negatives that only follow 一段 stems.
    static let ichidanNegative = ["ませ", "まへん", "ひん", "やへん", "えへん", "まい", "そうにな", "そうもな"]

    /// Negatives after the stem of a potential, passive or causative.
    static let derivedNegative = ["な", "ませ", "まへん", "へん", "ん", "ず", "ぬ", "そうにな", "そうもな"]

    /// What must be done is not a negation: `払わなければならない`.
    static let obligation = [
        "なければなら", "なければなり", "なければいけ", "なければあか", "なくてはなら", "なくてはいけ", "なくてはだ", "なくちゃ", "なきゃな",
        "なきゃい", "なきゃあ", "なきゃだ", "なきゃ、", "なきゃ。", "なきゃと", "ないといけ", "ないとだめ", "ないとあか", "ないとなら", "ないとまず",
        "んとあか", "んといけ", "んといか", "んとなら", "んとだめ", "なあか", "なあきま", "なならん", "ねばなら", "ねばと", "ねばいけ",
        "ざるを得",
        "ざるをえ", "ずにはい", "なければと", "なきゃって", "なくてはと",
    ]

    /// Negatives after the te-form (`困って`, `読んで`).
    static let teNegative =
        nai + [
            "いない", "いなく", "いなか", "いなけ", "いませ", "いんの", "いん。", "ませ", "へん", "まへん", "ん。", "おらん", "おらず",
            "おらへ",
            "おりませ", "おれへ", "はいない", "はいませ", "はない", "はへん", "はおりませ", "もいない", "ねえ", "くれな", "くれませ",
            "くれへ", "くれん", "くれず",
            "もらえな", "もらえませ", "もらえへ", "もらえん", "もらえず", "いただけな", "いただけませ", "こない", "こなく", "こなか", "きませ",
            "けえへ", "きいひ",
            "いかな", "いきませ", "いかへ", "いけな", "いけませ", "いけへ", "いかれへ", "いけん", "いられな", "いられませ", "られな",
            "ほしくな", "しまわな",
            "やらな", "みな", "みませ",
        ]

    /// Negatives of とる, the short form of ておる; the first kana is voiced after んで.
    static let toruNegative = ["とらん", "とらず", "とらへ", "とらな", "とりませ", "とれへ"]

    /// After the conjunctive stem (`困り`): hard or unlikely to happen is as good as not happening.
    static let stemNegative = [
        "ませ", "まへん", "はしな", "もしな", "ゃしな", "そうにな", "そうもな", "そうにあ", "そうもあ", "きれな", "きれませ", "きれへ",
        "きれん", "きれず",
        "切れな", "切れませ", "切れん", "切れず", "たくな", "たくあ", "たない", "たなか", "とうな", "とない", "にくい", "にくく", "にくか",
        "づらい", "づらく", "難い",
        "はらへ", "はれへ", "はらん", "ようがな", "ようもな", "ようがあ", "っこな",
    ]

    /// After the stem of a one-kana or one-kanji 一段 verb, which alone would match too much.
    static let shortStem = [
        "る", "て", "た", "ます", "まし", "れ", "よう", "られ", "させ", "すぎ", "過ぎ", "はる", "はっ", "とる", "とっ", "とり",
        "ちゃ", "続け", "つづけ", "始め",
        "そう", "つつ", "ながら", "やす", "がち", "、",
    ]
}
