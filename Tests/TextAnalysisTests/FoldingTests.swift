import Testing
import TextAnalysis

/// A spelling and its normal form.
struct FoldCase: Sendable, CustomTestStringConvertible {
    var input: String
    var folded: String
    var testDescription: String { "\(input) → \(folded)" }

    init(_ input: String, _ folded: String) {
        self.input = input
        self.folded = folded
    }
}

/// A word of the normal form and the part of the text it came from.
struct OriginCase: Sendable, CustomTestStringConvertible {
    var input: String
    var word: String
    var origin: String
    var testDescription: String { "\(word) in \(input)" }

    init(_ input: String, _ word: String, from origin: String) {
        self.input = input
        self.word = word
        self.origin = origin
    }
}

/// The first range of a word's scalars in a normal form.
func find(_ word: String, in text: NormalizedText) -> Range<Int>? {
    let needle = NormalizedText(word).scalars
    guard !needle.isEmpty, needle.count <= text.count else { return nil }
    for start in 0...(text.count - needle.count)
    where Array(text.scalars[start..<start + needle.count]) == needle {
        return start..<start + needle.count
    }
    return nil
}

@Suite struct FoldingTests {
    @Test(arguments: [
        FoldCase("ＡＢＣ１２３", "abc123"), FoldCase("Ｍ＆Ａ", "m&a"), FoldCase("M&A", "m&a"),
        FoldCase("Café Élan", "cafe elan"), FoldCase("cafe\u{301}", "cafe"),
        FoldCase("Straße", "strasse"),
        FoldCase("ﾃﾞｰﾀ", "でーた"), FoldCase("データ", "でーた"), FoldCase("ﾊﾟｿｺﾝ", "ぱそこん"),
        FoldCase("ｳﾞｧｲｵﾘﾝ", "ばいおりん"),
        FoldCase("か\u{3099}", "が"), FoldCase("サーバー", "さーば"), FoldCase("サーバ", "さーば"),
        FoldCase("ｻｰﾊﾞｰ", "さーば"),
        FoldCase("サ－バ－", "さーば"), FoldCase("コンピューター", "こんぴゅーた"), FoldCase("コンピュータ", "こんぴゅーた"),
        FoldCase("カレー", "かれー"), FoldCase("エラー", "えらー"), FoldCase("すごーい", "すごい"),
        FoldCase("ないよ〜", "ないよ"),
        FoldCase("困った～", "困った"), FoldCase("ヴァイオリン", "ばいおりん"), FoldCase("バイオリン", "ばいおりん"),
        FoldCase("ヴィンテージ", "びんてーじ"),
        FoldCase("ヴェール", "べーる"), FoldCase("ヴォーカル", "ぼーかる"), FoldCase("レヴュー", "れぶゅ"),
        FoldCase("三ヶ月", "三か月"),
        FoldCase("三ヵ月", "三か月"), FoldCase("三ケ月", "三か月"), FoldCase("三か月", "三か月"),
        FoldCase("三箇月", "三か月"),
        FoldCase("3ヶ所", "3か所"), FoldCase("ケース", "けーす"), FoldCase("我々", "我々"), FoldCase("舊字", "旧字"),
        FoldCase("髙島屋", "高島屋"), FoldCase("山﨑", "山崎"), FoldCase("齋藤", "斎藤"), FoldCase("齊藤", "斎藤"),
        FoldCase("渡邊", "渡辺"),
        FoldCase("廣澤", "広沢"), FoldCase("㈱山田", "株山田"), FoldCase("（株）山田", "株山田"),
        FoldCase("①人手", "1人手"),
        FoldCase("℡", "tel"), FoldCase("№3", "no3"), FoldCase("㍻", "平成"), FoldCase("10㌔", "10きろ"),
        FoldCase("30㎡", "30m2"),
        FoldCase("求人 を 出す", "求人を出す"), FoldCase("求人　を　出す", "求人を出す"), FoldCase("IT 導入", "it導入"),
        FoldCase("cash  flow", "cash flow"), FoldCase("「人」がいない", "人がいない"),
        FoldCase("the (old) shop", "the old shop"),
        FoldCase("don’t", "don't"), FoldCase("customers’ orders", "customers orders"),
        FoldCase("E-commerce", "e commerce"),
        FoldCase("well\u{2010}known", "well known"), FoldCase("10〜20人", "10 20人"),
        FoldCase("1,000万円", "1000万円"),
        FoldCase("１，０００円", "1000円"), FoldCase("3.5 million. Then", "3.5 million。then"),
        FoldCase("足りない。。。", "足りない。"),
        FoldCase("どうする？！", "どうする。"), FoldCase("人がいない\nお金がない", "人がいない。お金がない"),
        FoldCase("人、物，金", "人、物、金"),
        FoldCase("それが…困る", "それが、困る"), FoldCase("困った――助けて", "困った、助けて"),
        FoldCase("staff — but", "staff、but"),
        FoldCase("staff - but", "staff、but"), FoldCase("出来ない", "できない"), FoldCase("問題無し", "問題なし"),
        FoldCase("下さい", "ください"),
        FoldCase("欲しい", "ほしい"), FoldCase("上出来", "上出来"), FoldCase("安全テスト", "安全てすと"),
        FoldCase("子供", "子ども"),
        FoldCase("葛\u{E0100}城", "葛城"), FoldCase("⼈⼿", "人手"), FoldCase("ゼロ®", "ぜろ"),
        FoldCase("ねぇ", "ねえ"),
        FoldCase("", ""), FoldCase("  \n 。", ""), FoldCase("「」", ""),
    ])
    func `spellings of one word share a normal form`(_ fold: FoldCase) {
        #expect(NormalizedText(fold.input).string == fold.folded)
    }

    @Test(arguments: [
        OriginCase("うちのサーバーが", "サーバ", from: "サーバー"), OriginCase("うちのｻｰﾊﾞｰが", "サーバ", from: "ｻｰﾊﾞｰ"),
        OriginCase("㈱山田の件", "山田", from: "山田"), OriginCase("まず①人手 ②お金", "お金", from: "お金"),
        OriginCase("電話は℡へ", "tel", from: "℡"), OriginCase("ﾃﾞｰﾀ活用", "活用", from: "活用"),
        OriginCase("ﾃﾞｰﾀ活用", "データ", from: "ﾃﾞｰﾀ"),
        OriginCase("求人 を 出す", "求人を", from: "求人 を"), OriginCase("「人」がいない", "人がいない", from: "人」がいない"),
        OriginCase("cafe\u{301} owner", "cafe", from: "cafe\u{301}"),
        OriginCase("cafe\u{301} owner", "owner", from: "owner"),
        OriginCase("ヴァイオリン教室", "バイオリン", from: "ヴァイオリン"),
        OriginCase("売上が1,000円", "1000円", from: "1,000円"),
        OriginCase("我が家は出来ない事", "できない", from: "出来ない"), OriginCase("全然問題無しです", "問題なし", from: "問題無し"),
        OriginCase("その後、、困った。", "困った", from: "困った"),
        OriginCase("葛\u{E0100}城市", "葛城", from: "葛\u{E0100}城"),
        OriginCase("😭😭人手", "人手", from: "人手"), OriginCase("𠮷野家", "吉野", from: "𠮷野"),
        OriginCase("すごーーい人", "すごい", from: "すごーーい"),
        OriginCase("  cash-flow is", "cash flow", from: "cash-flow"),
        OriginCase("三ヶ月分", "三か月", from: "三ヶ月"),
        OriginCase("10㌔減", "キロ", from: "㌔"), OriginCase("don’t pay", "don't", from: "don’t"),
        OriginCase("ａ。\r\nｂ", "b", from: "ｂ"),
    ])
    func `every folded word points back to the scalars it came from`(_ origin: OriginCase) throws {
        let text = NormalizedText(origin.input)
        let range = try #require(find(origin.word, in: text))
        let scalars = Array(origin.input.unicodeScalars)
        let original = text.originalRange(of: range)
        #expect(Array(scalars[original]) == Array(origin.origin.unicodeScalars))
    }

    @Test func `an empty range points at a place and has no length`() {
        let text = NormalizedText("㈱人")
        #expect(text.originalRange(of: 1..<1) == 1..<1)
        #expect(text.originalRange(of: 9..<9).isEmpty)
        #expect(text.originalCount == 2)
    }

    @Test(arguments: [
        "ﾊﾟﾋﾟﾌﾟ゛゜ーー〜〜", "…。！？\n\n「（『』）」", "a'b''c’’d’", "ヴヴァゝゞヽヾ々〻〆", "－−–—―-~～〜", "㍿㌖①⑳Ⅷ㈱℡", "。、。、。",
        "\u{FE0F}\u{200D}\u{E0101}é",
    ])
    func `the way back never runs backwards nor out of the text`(_ input: String) {
        let text = NormalizedText(input)
        var last = 0
        for index in 0..<text.count {
            let origin = text.originalRange(of: index..<index + 1)
            #expect(origin.lowerBound >= last)
            #expect(origin.upperBound <= text.originalCount)
            #expect(!origin.isEmpty)
            last = origin.lowerBound
        }
    }

    @Test(arguments: [
        "求人を出しても応募がない。", "ＩＴ導入、三ヶ月！", "We can’t hire — e-commerce is hard.", "㈱山﨑では出来ない…",
    ])
    func `folding a normal form without long marks changes nothing`(_ input: String) {
        let once = NormalizedText(input).string
        #expect(NormalizedText(once).string == once)
    }
}

@Suite struct TraitsTests {
    @Test func `the script of the original is kept`() {
        let text = NormalizedText("カかaＡ1漢、")
        #expect(
            text.traits.map(\.script) == [
                .katakana, .hiragana, .latin, .latin, .digit, .kanji, .mark,
            ]
        )
    }

    @Test func `Latin words and numbers have edges`() {
        let text = NormalizedText("IT導入 don't go")
        let starts = text.traits.indices.filter { text.traits[$0].contains(.wordStart) }
        let ends = text.traits.indices.filter { text.traits[$0].contains(.wordEnd) }
        #expect(text.string == "it導入don't go")
        #expect(starts == [0, 4, 10])
        #expect(ends == [1, 8, 11])
    }

    @Test func `katakana runs have edges`() {
        let text = NormalizedText("新しいカレー屋のデモ")
        let starts = text.traits.indices.filter { text.traits[$0].contains(.katakanaStart) }
        let ends = text.traits.indices.filter { text.traits[$0].contains(.katakanaEnd) }
        #expect(starts == [3, 8])
        #expect(ends == [5, 9])
    }

    @Test func `a question mark stays visible in the sentence end`() {
        let text = NormalizedText("どうする？する。")
        #expect(text.traits[4].contains(.question))
        #expect(text.traits.last?.contains(.question) == false)
    }
}
