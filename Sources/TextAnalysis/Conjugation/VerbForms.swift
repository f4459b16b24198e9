/// Forms of one word: prefixes of what is said, split by polarity.
struct WordForms: Sendable {
    var affirmative: [String] = []
    var negative: [String] = []

    mutating func affirm(_ stem: String, _ endings: [String]) {
        affirmative += endings.map { stem + $0 }
    }

    mutating func negate(_ stem: String, _ endings: [String]) {
        negative += endings.map { stem + $0 }
    }

    mutating func add(_ other: WordForms, after prefix: String = "") {
        affirmative += other.affirmative.map { prefix + $0 }
        negative += other.negative.map { prefix + $0 }
    }
}

/// Conjugates verbs.
enum VerbForms {
    /// The five rows of 五段 verbs: a, i, e and o kana, and the te-form, by the last kana.
    private static let rows: [Character: (a: String, i: String, e: String, o: String, te: String)] =
        [
            "う": ("わ", "い", "え", "お", "って"), "く": ("か", "き", "け", "こ", "いて"),
            "ぐ": ("が", "ぎ", "げ", "ご", "いで"), "す": ("さ", "し", "せ", "そ", "して"),
            "つ": ("た", "ち", "て", "と", "って"), "ぬ": ("な", "に", "ね", "の", "んで"),
            "ぶ": ("ば", "び", "べ", "ぼ", "んで"), "む": ("ま", "み", "め", "も", "んで"),
            "る": ("ら", "り", "れ", "ろ", "って"),
        ]

    static func godan(_ word: String) -> WordForms {
        guard let last = word.last, let row = rows[last] else {
            return WordForms(affirmative: [word])
        }
        let base = String(word.dropLast())
        let te = base + (word.hasSuffix("行く") || word == "いく" ? "って" : row.te)
        var forms = WordForms()
        forms.affirm("", [word, base + row.i, base + row.e, base + row.o])
        // 困っ covers った, って, っちゃう, っとる; an onbin い or ん alone would be too little.
        forms.affirmative += te.hasSuffix("って") ? [String(te.dropLast())] : teForms(te)
        forms.affirm(
            base + row.a,
            ["れる", "れた", "れて", "れま", "れそ", "れ、", "せ", "さ", "はる", "はっ", "はり"]
        )
        forms.affirm(base + row.a, Endings.obligation)
        forms.negate(base + row.a, Endings.negative + ["はらへ", "へ"])
        forms.add(derived(base + row.a + "れ"))
        forms.add(derived(base + row.a + "せ"))
        forms.add(derived(base + row.e))
        forms.negate(base + row.i, Endings.stemNegative + ["ひん"])
        forms.add(negativesOfTe(te))
        if last == "う" { forms.add(negativesOfTe(word + "て")) }
        return forms
    }

    static func ichidan(_ word: String) -> WordForms {
        let base = String(word.dropLast())
        var forms = WordForms()
        if base.unicodeScalars.count > 1 {
            forms.affirmative.append(base)
        } else {
            forms.affirm(base, Endings.shortStem)
        }
        forms.affirm(base, Endings.obligation)
        forms.add(negativesOfIchidan(base))
        for suffix in ["られ", "れ", "させ"] { forms.add(derived(base + suffix)) }
        forms.negate(base, Endings.stemNegative)
        forms.add(negativesOfTe(base + "て"))
        if base.hasSuffix("足り") {
            // 足らん and 足らへん belong to the older 足る, and everybody says them.
            forms.negate(String(base.dropLast()), ["らん", "らへん", "らな", "らず", "れへん", "らぬ"])
        }
        return forms
    }

    /// する alone; `Conjugator.parts` puts its noun among the heads.
    static func suru() -> WordForms {
        var bare = WordForms()
        bare.affirmative = [
            "する", "した", "して", "します", "しまし", "しそう", "しよう", "しとる", "しとっ", "しちゃ", "しすぎ", "すれば", "される",
            "された",
            "されて", "されま", "させ", "でき", "しはる", "しはっ", "せよ", "し、", "しなが", "し続け", "しつつ", "しなおし", "してしも",
        ]
        bare.affirm("し", Endings.obligation)
        bare.affirmative += [
            "せねば", "せんとあか", "せんといけ", "せんとなら", "せんとい", "せなあか", "せなならん", "せざる", "せずにはい",
        ]
        bare.affirm("し", Endings.affirmativeNa)
        bare.negate("し", ["な"] + ["ませ", "まへん", "いひん", "ひん", "やへん"] + Endings.stemNegative)
        bare.negative += ["せず", "せぬ", "せん", "せえへん", "せへん", "せーへん", "しーひん"]
        bare.add(derived("でき"))
        bare.negative += ["できひん", "できねえ"]
        for stem in ["され", "させ"] { bare.add(derived(stem)) }
        bare.negative += [
            "でけへん", "でけん", "でけまへん", "できそうにな", "できそうもな", "出来な", "出来ませ", "出来ず", "出来へん", "出来ひん",
        ]
        bare.add(negativesOfTe("して"))
        return bare
    }

    static func kuru(_ word: String) -> WordForms {
        let head = String(word.dropLast(2))
        var forms = WordForms()
        forms.affirm("来", Endings.shortStem)
        forms.affirmative += [
            "くる", "きた", "きて", "きます", "きまし", "きそう", "くれば", "これる", "こられる", "こよう", "来はる", "きはる", "来よる",
        ]
        forms.affirm("来", Endings.obligation)
        forms.affirm("こ", Endings.obligation)
        forms.add(negativesOfIchidan("来"))
        for stem in ["来られ", "来れ", "こられ"] { forms.add(derived(stem)) }
        // In kana the stem is too short for bare endings: こんな, これなら.
        forms.negate(
            "こ",
            [
                "ない", "なく", "なか", "なけ", "んかっ", "んよう", "ん。", "ん、", "んし", "んの", "んから", "んわ", "ず、",
                "ずに", "れない", "れませ",
            ]
        )
        forms.negative += [
            "きませ", "きまへん", "きいへん", "きーへん", "けえへん", "けーへん", "きやへん", "きいひん", "きひん", "こおへん", "こーへん",
            "来いひん", "来いへん",
        ]
        forms.add(negativesOfTe("来て"))
        forms.add(negativesOfTe("きて"))
        forms.negate("来", Endings.stemNegative)
        guard !head.isEmpty else { return forms }
        var whole = WordForms()
        whole.add(forms, after: head)
        return whole
    }

    static func aru() -> WordForms {
        WordForms(
            affirmative: [
                "ある", "あります", "ありまし", "ありそう", "あった", "あって", "あれば", "あろう", "おます", "ございます", "あり、",
                "あるの",
            ],
            negative: [
                "ない", "なく", "なか", "なけ", "なさそ", "なし", "なくて", "ねえ", "ありませ", "ありまへん", "あらへん", "あれへん",
                "おまへん", "あらず",
                "ございませ", "ありそうにな", "ありそうもな", "ゼロ",
            ]
        )
    }

    static func iru() -> WordForms {
        var forms = WordForms()
        forms.affirmative = [
            "いる", "いて", "いた", "います", "いまし", "いれば", "いよう", "いそう", "おる", "おって", "おった", "おります", "おりまし",
            "おれば", "いらっしゃ",
            "いてる", "いはる",
        ]
        forms.affirm("い", Endings.obligation)
        forms.negate(
            "い",
            Endings.nai + [
                "ませ", "まへん", "やへん", "ひん", "ーひん", "いひん", "ず、", "ずに", "そうにな", "そうもな", "られな",
            ]
        )
        forms.negative += [
            "おらん", "おらへん", "おらず", "おらな", "おりませ", "おりまへん", "おれへん", "いてへん", "いてませ", "いてない", "おらぬ",
            "ゼロ",
        ]
        return forms
    }

    // MARK: - Parts

    private static func negativesOfIchidan(_ stem: String) -> WordForms {
        var forms = WordForms()
        forms.affirm(stem, Endings.affirmativeNa)
        forms.negate(stem, Endings.negative + Endings.ichidanNegative)
        return forms
    }

    /// Negatives of a potential, passive or causative stem.
    private static func derived(_ stem: String) -> WordForms {
        var forms = WordForms()
        forms.affirm(stem, Endings.affirmativeNa)
        forms.negate(stem, Endings.derivedNegative)
        forms.add(negativesOfTe(stem + "て", short: true))
        return forms
    }

    /// Negatives after a te-form; the short list is for stems that are themselves derived.
    private static func negativesOfTe(_ te: String, short: Bool = false) -> WordForms {
        var forms = WordForms()
        if short {
            forms.negate(te, ["ない", "なく", "なか", "いな", "いませ", "ませ", "へん", "おら", "おりませ"])
            return forms
        }
        forms.affirm(te, ["いなが"])
        forms.negate(te, Endings.teNegative)
        let base = String(te.dropLast())
        let voiced = te.hasSuffix("で")
        forms.negate(base, Endings.toruNegative.map { voiced ? "ど" + $0.dropFirst() : $0 })
        return forms
    }

    /// た, て and their contractions for a te-form whose stem is too short to stand alone.
    private static func teForms(_ te: String) -> [String] {
        let base = String(te.dropLast())
        return te.hasSuffix("で")
            ? [te, base + "だ", base + "どる", base + "どっ", base + "じゃ"]
            : [te, base + "た", base + "とる", base + "とっ", base + "ちゃ"]
    }
}
