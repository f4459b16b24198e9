import Testing
import TextAnalysis

private let analyzer = TextAnalyzer()

/// The words of a text that its owner rules out, span by span.
private func ruledOut(in input: String) -> [String] {
    let analysis = analyzer.analyze(input)
    return analysis.spans
        .filter { !$0.kind.isDisjoint(with: [.ruledOut, .resolved]) }
        .map { span in
            String(
                String.UnicodeScalarView(
                    analysis.text.scalars[span.range].compactMap(Unicode.Scalar.init)
                )
            )
        }
}

/// Whether some span that is ruled out covers a word; words are compared in their folded form.
private func isRuledOut(_ word: String, in input: String) -> Bool {
    let folded = analyzer.analyze(word).text.string
    return ruledOut(in: input).contains { $0.contains(folded) }
}

@Suite struct RuledOutTests {
    @Test(arguments: [
        // There is enough of it.
        ("借入はゼロ。", "借入"), ("人手、足りてます。", "人手"), ("離職なし。", "離職"), ("元手は退職金で足ります。", "元手"),
        ("人も金も足りとる。", "人も金も"), ("仕事は切れへん。", "仕事"), ("注文は途切れない。", "注文"),
        ("予約は来年の春まで埋まっています。", "予約"), ("お客さんは順番待ちしてくれてはる。", "お客さん"), ("店はよう流行ってます。", "店は"),
        ("うれしい悲鳴というやつで、注文はさばききれないほどです。", "注文"), ("借金は一銭もありません。", "借金"),
        ("辞める者はおりません。", "辞める者"), ("誰も辞めてへん。", "誰も辞めて"), ("社員は定着しています。", "社員"),
        ("店は繁盛しています。", "店は"), ("客足は戻りました。", "客足"), ("銭はある。", "銭は"),
        // Someone else sees to it.
        ("契約は弁護士に頼んだ。", "契約"), ("契約書は弁護士さんに見てもろたし、次です。", "契約書"),
        ("帳簿は税理士さんに任せてます。", "帳簿"), ("サイトは業者がやってくれました。", "サイト"),
        ("申請は役場がやってくれます。", "申請"), ("写真は息子が撮ってくれた。", "写真"),
        ("許認可は行政書士さんに任せました。", "許認可"), ("広告は代理店にお任せです。", "広告"),
        // It is decided.
        ("跡は娘と決まっております。", "跡は"), ("跡継ぎは娘に決まってます。", "跡継ぎ"), ("跡は息子が継いでくれます。", "跡は"),
        ("株の話は了承を得ています。", "株の話"), ("値上げはお客さんも納得済みです。", "値上げ"),
        // It is not what the owner is here for.
        ("給料の話やのうて、仕事の中身です。", "給料"), ("売上の話とは違います。", "売上"), ("名前の話ではおまへん。", "名前"),
        ("お金はいいんです。", "お金"), ("広告はもうええんです。", "広告"), ("補助金は結構です。", "補助金"),
        ("後継ぎのことは脇に置いてください。", "後継ぎ"), ("お金の心配はいりまへん。", "お金"), ("資金の心配は無用です。", "資金"),
        ("評価とか、研修とか、人事の話ではないのです。", "研修"),
        // It is not wanted.
        ("人を増やす気はない。", "人を増やす"), ("会社を売る気はありません。", "会社を売る"), ("商品は増やしたくない。", "商品"),
        ("料理は変えません。", "料理"), ("融資は受けません。", "融資"), ("新しい機械は要りません。", "機械"), ("新しい道具はいらん。", "道具"),
        ("味はそのままでええねん。", "味は"), ("弁護士に払うお金は惜しみません。", "お金"),
        // It is fine.
        ("機械は入れ替えたばかりです。", "機械"), ("品質で文句を言われたことはない。", "品質"), ("会議も回る。", "会議"),
        ("社員は乗り気です。", "社員"), ("名は通っています。", "名は通って"), ("売上は右肩上がりです。", "売上"),
        // English.
        ("Nothing owed.", "nothing owed"), ("We have no debts at all.", "no debts"),
        ("Young potters aren't lacking.", "potters"), ("Staffing isn't my worry.", "staffing"),
        ("We're not short of orders.", "orders"), ("We do not want more staff.", "more staff"),
        ("The design is in good hands.", "the design"),
        ("The budget has been granted.", "the budget"),
        ("There's more work than we can handle.", "more work than"),
        ("We are not looking for a buyer.", "a buyer"),
    ])
    func `each way of ruling out is heard`(_ input: String, _ word: String) {
        #expect(isRuledOut(word, in: input), "\(ruledOut(in: input))")
    }

    @Test(arguments: [
        ("足らんのは仕事や。", "仕事"), ("今の人数では足りない。", "人数"), ("借りないというわけにはいかない。", "借りない"),
        ("借入はゼロにしたい。", "借入"), ("借金はゼロになりますか。", "借金"), ("資金は足りるでしょうか。", "資金"),
        ("退職金で足りるように組みたい。", "退職金"), ("もし人が足りていれば困らない。", "人が"),
        ("他社は人が足りている。", "人が"), ("よその店は満席です。", "満席"), ("息子に継ぐ気はない。", "継ぐ気"),
        ("社員はついてくる気はありません。", "ついてくる"), ("先方は払う気はない。", "払う"), ("弁護士に頼んでいない。", "弁護士"),
        ("弁護士に任せていいのか。", "弁護士"), ("誰に任せているのか分からない。", "誰に"), ("業者がやってくれません。", "業者"),
        ("息子が継いでくれない。", "息子"), ("店を繁盛させたい。", "店を"), ("店は流行っていません。", "店は"),
        ("人気がない。", "人気"), ("右肩上がりにしたい。", "右肩上がり"), ("完売したい商品があります。", "商品"),
        ("商品はこのままでええんやろか。", "商品"), ("値段はこれでいいのか。", "値段"), ("入金は来月です。", "入金"),
        ("知人は元気です。", "知人"), ("お客さんが一人もいない。", "お客さん"), ("お金は一銭もない。", "お金"),
        ("会社を買ったはいいが、職人が辞めた。", "会社を買った"), ("代金は待ってくれません。", "代金"),
        ("新しいお客さんが来ません。", "お客さん"), ("揉めないように分けたい。", "揉めない"),
        ("We don't have the money.", "money"), ("Are the staff happy?", "staff"),
    ])
    func `what only sounds like a ruling-out is not heard as one`(_ input: String, _ word: String) {
        #expect(!isRuledOut(word, in: input), "\(ruledOut(in: input))")
    }

    @Test(arguments: [
        ("借入はゼロだが、人が採れない。", "人が採れない"), ("人手は足りてるけど、仕事がない。", "仕事がない"),
        ("契約は弁護士に頼んだ。ただ、売り先がない。", "売り先"), ("お金はある。足りないのは人です。", "人です"),
        ("注文はなんぼでもある。ほしいのは職人や。", "職人"), ("客は来る。困っているのは値段です。", "値段"),
        ("Orders are fine, but we lack a foreman.", "foreman"),
        ("We have cash. What we lack is someone to sell.", "someone to sell"),
    ])
    func `what follows a contrast or names the need is kept`(_ input: String, _ word: String) {
        #expect(!isRuledOut(word, in: input), "\(ruledOut(in: input))")
    }

    @Test(arguments: [
        ("デザインに使うお金はあります。", "お金", "デザイン"), ("研究の費用はついている。", "費用", "研究"),
        ("宣伝の予算は取ってあります。", "予算", "宣伝"), ("経理の人は足りてます。", "人は", "経理"),
        ("海外のお客さんは十分来てくれています。", "お客さん", "海外"), ("省エネの機械は入れ替えたばかりです。", "機械", "省エネ"),
    ])
    func `what it is for is not ruled out with it`(
        _ input: String,
        _ head: String,
        _ purpose: String
    ) {
        #expect(isRuledOut(head, in: input))
        #expect(!isRuledOut(purpose, in: input))
    }

    @Test(arguments: [
        ("商品の評判は上々です。", "商品の評判"), ("人もお金も足りています。", "人もお金"), ("人の目処も金の目処もついた。", "人の目処"),
    ])
    func `two subjects and a plain modifier stay together`(_ input: String, _ words: String) {
        #expect(isRuledOut(words, in: input))
    }

    @Test func `a pronoun takes the clause before along`() {
        #expect(isRuledOut("logo", in: "A friend drew the logo, so that isn't it. We need a loan."))
        #expect(isRuledOut("登録", in: "地図への登録は勧められた。そうではなく、看板を出したい。"))
    }
}
