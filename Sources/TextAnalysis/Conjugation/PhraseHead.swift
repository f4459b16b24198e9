/// Splits a phrase in dictionary form into what stands before its verb and the verb.
enum PhraseHead {
    /// A particle in the phrase, then those that people use instead; an empty one is left out.
    private static let alternatives: [String: [String]] = [
        "が": ["が", "は", "も", "の", "すら", "さえ", ""],
        "を": ["を", "は", "も", "すら", "さえ", ""],
        "に": ["に", "には", "にも"],
        "で": ["で", "では", "でも"],
        "と": ["と", "とは", "とも"],
        "へ": ["へ", "に", "へは"],
    ]

    /// Verbs in kana whose own kana look like a particle.
    private static let kanaWords: Set<String> = [
        "する", "できる", "ある", "いる", "おる", "ない", "くる", "なる", "やる", "もらう", "いく", "かかる", "わかる", "つく",
        "つける", "つかない", "もつ",
        "いい", "ほしい", "ほしがる", "くれる", "とれる", "とる", "うまい", "つながる", "はかどる", "まわる", "もうかる", "のびる", "ひどい",
        "きつい", "しんどい", "たまる",
        "だめ", "ダメ", "だめだ", "なくなる", "みえる", "ばれる", "もめる", "こわい", "うすい", "あう", "あわない",
    ]

    /// The heads in all their spellings, and the last word.
    static func split(_ phrase: String) -> (heads: [String], word: String) {
        let characters = Array(phrase)
        for index in characters.indices.reversed() where index > 0 && index + 1 < characters.count {
            let particle = String(characters[index])
            guard let choices = alternatives[particle] else { continue }
            let word = String(characters[(index + 1)...])
            guard isWord(word, after: characters[index - 1]) else { continue }
            let noun = String(characters[..<index])
            return (choices.map { noun + $0 }, word)
        }
        return ([""], phrase)
    }

    private static func isWord(_ word: String, after previous: Character) -> Bool {
        if kanaWords.contains(word) { return true }
        guard let first = word.unicodeScalars.first, word.count > 1 else { return false }
        if !isHiragana(first) { return true }
        guard let before = previous.unicodeScalars.first else { return false }
        return !isHiragana(before)
    }

    private static func isHiragana(_ scalar: Unicode.Scalar) -> Bool {
        (0x3041...0x309F).contains(scalar.value)
    }
}
