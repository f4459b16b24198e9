/// How a word in dictionary form conjugates.
package enum VerbClass: UInt8, Sendable, CaseIterable {
    /// 五段: 困る, 払う, 書く.
    case godan
    /// 一段: 足りる, 見る, 増える.
    case ichidan
    /// サ変: する and a noun before it (採用する).
    case suru
    /// カ変: 来る, くる.
    case kuru
    /// ある, whose negative is ない.
    case aru
    /// いる of living beings, with おる beside it.
    case iru
    /// 形容詞: 高い, 少ない, いい.
    case adjective
    /// 形容動詞 and nouns, with or without だ: 不安だ, 赤字.
    case nominal

    /// The class of a word in dictionary form, by its ending and a list of exceptions.
    ///
    /// Written with kanji, a verb whose kanji stands right before `る` is 五段 (`困る`, `減る`) unless listed (`見る`, `出る`);
    /// with an i- or e-kana before `る` it is 一段 unless listed (`しゃべる`). Kana `いる` is taken for "be there".
    package static func guess(_ word: String) -> VerbClass {
        let scalars = Array(word.unicodeScalars)
        guard let last = scalars.last else { return .nominal }
        if word.hasSuffix("する") { return .suru }
        if word.hasSuffix("来る") || word == "くる" { return .kuru }
        if word == "ある" || word == "有る" { return .aru }
        if word == "いる" || word == "居る" || word == "おる" { return .iru }
        if last == "い", scalars.count > 1 { return .adjective }
        if last == "る" { return guessRu(word, scalars) }
        return "うくぐすつぬぶむ".unicodeScalars.contains(last) ? .godan : .nominal
    }

    private static func guessRu(_ word: String, _ scalars: [Unicode.Scalar]) -> VerbClass {
        guard scalars.count > 1 else { return .nominal }
        let before = scalars[scalars.count - 2]
        if (0x4E00...0x9FFF).contains(before.value) {
            return oneKanjiIchidan.unicodeScalars.contains(before) ? .ichidan : .godan
        }
        if godanKana.contains(where: { endsWord(word, with: $0) }) { return .godan }
        let isIchidan = "いきぎしじちにひびみりえけげせぜてでねへべめれ".unicodeScalars.contains(before)
        return isIchidan ? .ichidan : .godan
    }

    /// Whether a word ends in a verb of the list; what follows a kanji spells out that kanji's verb
    /// (落ちる), not the listed one (ちる).
    private static func endsWord(_ word: String, with verb: String) -> Bool {
        guard word.hasSuffix(verb) else { return false }
        guard let before = word.dropLast(verb.count).unicodeScalars.last else { return true }
        return !(0x4E00...0x9FFF).contains(before.value)
    }

    /// Kanji that stand right before the る of a 一段 verb.
    private static let oneKanjiIchidan = "見出得寝着似煮経診観看射鋳獲"

    /// 五段 verbs that people write with an i- or e-kana before る.
    private static let godanKana = [
        "しゃべる", "すべる", "いじる", "ねじる", "かじる", "あせる", "しげる", "まいる", "はいる", "はしる", "ひねる", "つねる",
        "ののしる", "しくじる", "よみがえる", "うらぎる", "さえぎる", "かぎる", "にぎる", "ちぎる", "まじる", "混じる", "交じる",
        "へる", "ちる", "よぎる", "みなぎる", "くつがえる", "ひるがえる", "もじる", "いびる", "びびる", "けちる", "みくびる",
    ]
}

/// Which side of a verb an expression means.
package enum Polarity: UInt8, Sendable, CaseIterable {
    /// It happens: 困る, 困っている, 困りそう.
    case affirmative
    /// It does not, or cannot: 困らない, 払えない, 足りていない.
    case negative
    /// Either.
    case both
}
