/// How a predicate goes on after the words that were recognised: `揃っ` + `ております`, `揃っ` + `ていません`.
///
/// A cue names the verb and leaves its ending open; the kana that follow may turn it round (`来てくれ` + `ません`), wish
/// for it (`揃っ` + `てほしい`), tell of a belief that failed (`足りている` + `はずが`), or date it (`足りていた` + `頃`).
struct PredicateTail: Sendable {
    /// What the kana after a predicate do to it.
    enum Ending: Sendable, Hashable {
        /// Nothing: they are endings, up to the end of the clause or a comma.
        case plain
        /// It is negated.
        case negated
        /// It is wished for, once believed, or of another time.
        case unreal
        /// It describes a noun (`揃った店`).
        case open
    }

    private let trie: PhraseTrie
    private let endings: [Ending]

    init() {
        let phrases = Self.table.flatMap { ending, patterns in
            patterns.flatMap(PhrasePattern.expand).map { ($0, ending) }
        }
        trie = PhraseTrie(phrases.enumerated().map { ($1.0, $0) })
        endings = trie.groups.map { phrases[$0[0]].1 }
    }

    /// Reads on from the end of a cue at `start`, a folded scalar, to the end of its clause.
    func ending(in text: NormalizedText, from start: Int, to end: Int) -> Ending {
        var index = start
        while index < end {
            if let match = trie.longest(in: text, at: index, limit: end) {
                let ending = endings[match.group]
                if ending != .plain { return ending }
                index = match.end
            } else if text.traits[index].script == .hiragana {
                index += 1
            } else {
                return isAttributive(text, before: index, from: start) ? .open : .plain
            }
        }
        return .plain
    }

    /// Whether a word follows at once, or a plain ending: る, た, だ, い.
    private func isAttributive(_ text: NormalizedText, before end: Int, from start: Int) -> Bool {
        let follows = text.scalars[end] != Folder.Code.comma
        return follows
            && (end == start || [0x308B, 0x305F, 0x3060, 0x3044].contains(text.scalars[end - 1]))
    }

    /// Whether what begins at a place says that the words before it were a belief: `大丈夫や、と思っていました`.
    func isBelief(in text: NormalizedText, at start: Int, to end: Int) -> Bool {
        // と, は
        guard start < end, text.scalars[start] == 0x3068 || text.scalars[start] == 0x306F,
            let match = trie.longest(in: text, at: start, limit: end)
        else { return false }
        return endings[match.group] == .unreal
    }

    /// Phrases are tried at every kana, the longest first; a plain one shields what it spells out.
    private static let table: [(Ending, [String])] = [
        (
            .plain,
            ["たいてい", "ようにな(った|り|って)", "なくらい", "なぐらい", "なかで", "なんです", "やないですか", "ではないですか", "ほかな"]
        ),
        (
            .negated,
            [
                "な(い|く|か|け)", "(ませ|まへ|へ|ひ)ん", "ませず", "(お|と|ど|ら|か)らん", "(お|と|ら)らず", "おりませ",
                "りません", "せん",
            ]
        ),
        (
            .unreal,
            [
                "(て|で)(ほし|欲し|もらいた|もらえたら|いただきた|くださ|下さ)", "たい", "たく", "とうて",
                "はず(が|だった|でした|やった|、|の(人|も))", "つもり(で(い|お|し)|だ|や|の|が|。|、)",
                "と(思|おも)(って|うて|て|)(い|)(た|まし|ったら)", "と(思|おも)(って|)(と|お)(った|り)", "と(思|おも)いき",
                "と(笑って|笑い飛ば|言い続け|言い張|高をくく|たかをくく)",
                "と(信じ|考え)て(い|)(た|まし)",
                "(もの|もん|)(だ|や|)と(ばかり|(思|おも)い込)", "(もの|もん|)(だ|や|)と(思|おも)(って|うて|)(いた|いまし|た|とっ|おっ|きた)",
                "(よう|みたい)に(見|思|聞|映)", "(頃|ころ|時代|時分)(は|の|に|、|から|も)", "うち(は|に|が|、)", "ふり(を|だ)",
                "(て|んで|いで)から", "(る|い|た|だ|や|です|ます|)(と|て)(聞|言(う(が|て|けど|人|話)|われ|いま|い張))", "きり",
                "ければ(なら|いけ|あか)", "(い|ん|)と(いけ|いか|だめ|あか|まず)", "きゃ", "くては",
                "まで(は|。|、)",
            ]
        ),
    ]
}
