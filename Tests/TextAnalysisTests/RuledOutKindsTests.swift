import Testing
import TextAnalysis

private let analyzer = TextAnalyzer()

/// Whether some span that is ruled out covers a word; words are compared in their folded form.
private func isRuledOut(_ word: String, in input: String) throws -> Bool {
    let analysis = analyzer.analyze(input)
    let range = try #require(find(word, in: analysis.text), "\(word) is not in \(input)")
    return analysis.spans.contains {
        !$0.kind.isDisjoint(with: [.ruledOut, .resolved])
            && $0.range.lowerBound <= range.lowerBound && range.upperBound <= $0.range.upperBound
    }
}

/// Each kind of cue with texts in which it rules out, and look-alikes in which it does not.
@Suite struct RuledOutKindsTests {
    // MARK: - States of things, conjugated from dictionary forms

    @Test(arguments: [
        ("職人は揃うております。", "職人"), ("人手は揃い、仕入れ先もつきました。", "人手"), ("仕事も資金繰りも安定しております。", "資金繰り"),
        ("見積もりは済んどります。", "見積もり"), ("借金はもう返し終えた。", "借金"), ("もめごとは片付きました。", "もめごと"),
        ("売上は落ちとらん、次は人です。", "売上"), ("客数は落ちていない。", "客数"), ("荷主は離れていません。", "荷主"),
        ("お客さんには困ってまへん。", "お客さん"), ("売り先には困りまへん。", "売り先"), ("お金に困ってもいません。", "お金"),
        ("お金の工面はできています。", "お金"), ("販路は広がっとるんです。", "販路"), ("注文なら二年先まであります。", "注文"),
        ("引き合いは多いのです。", "引き合い"),
    ])
    func `a state in any form of its verb rules its thing out`(_ input: String, _ word: String)
        throws
    {
        #expect(try isRuledOut(word, in: input))
    }

    @Test(arguments: [
        ("職人は揃うておりません。", "職人"), ("見積もりは済んでいません。", "見積もり"), ("借金は返し終えていない。", "借金"),
        ("売上は落ちています。", "売上"), ("お客さんには困っています。", "お客さん"), ("人手を揃えたい。", "人手"),
        ("人手が揃わないので困る。", "人手"), ("検査が済んでから仕事が来る。", "検査"), ("借金も少なくない。", "借金"), ("人手は揃えん。", "人手"),
        ("お客さんに困らないといけない。", "お客さん"),
        ("納期の品も流されました。", "品も"), ("うちの会社は欠勤が異常に多い。", "うちの会社"),
        ("空いた店は二十を超えています。", "空いた店"), ("機械は高いし、場所も取る。", "機械"),
        ("向かいの宿は予約で埋まっています。", "予約"), ("テーマを絞った客室だけが満室です。", "客室"),
    ])
    func `a state that is negated, wished for, partial or another's does not`(
        _ input: String,
        _ word: String
    ) throws {
        #expect(try !isRuledOut(word, in: input))
    }

    @Test(arguments: [
        ("フォロワーは増えたけど、ほとんど同業者です。", "フォロワー"), ("若い子が次々入りましたが、すぐ辞めます。", "若い子"),
        ("契約は画面の規約だけで、住所が二つあります。", "契約"), ("土地は借金のかたに入り、予約は埋まっています。", "土地"),
    ])
    func `an event that goes wrong at once and another part of the clause are left alone`(
        _ input: String,
        _ word: String
    ) throws {
        #expect(try !isRuledOut(word, in: input))
    }

    // MARK: - What was believed

    @Test(arguments: [
        ("特許は済んだはずが、年金の払い忘れで消えた。", "特許"), ("体だけは大丈夫や、と思とった。", "体だけ"),
        ("仕事は十分にあった。二年前までは。", "仕事"), ("人手が足りていた頃は気にもしませんでした。", "人手"),
        ("商標は取ったつもりでいました。", "商標"), ("職人は足りているように見えるんです。", "職人"),
        ("契約は済んだと聞いています。", "契約"), ("会社は大丈夫だ、と笑っていました。", "会社"),
    ])
    func `a belief that failed and a time that is over rule nothing out`(
        _ input: String,
        _ word: String
    ) throws {
        #expect(try !isRuledOut(word, in: input))
    }

    // MARK: - Someone sees to it

    @Test(arguments: [
        ("契約書は国際に強い先生に頼みました。", "契約書"), ("契約書のほうは顧問の先生に見てもらってます。", "契約書"),
        ("特許は大学の先生が押さえてくれました。", "特許"), ("費用は本部が持つと言うてくれてます。", "費用"),
        ("株の話は別の先生に頼んであります。", "株の話"), ("揉め事は弁護士が片づけてくれた。", "揉め事"),
    ])
    func `what someone else sees to is ruled out`(_ input: String, _ word: String) throws {
        #expect(try isRuledOut(word, in: input))
    }

    @Test(arguments: [
        ("契約書は先生が見てくれません。", "契約書"), ("お金の流れを先生のように見てくれる外の人がほしい。", "お金"),
        ("サイトは知り合いに作ってもらったきりです。", "サイト"), ("新しい商売をやろうと社員が言い出しました。", "商売"),
        ("銀行に出す筋道を考えてください。", "銀行"), ("相続は弁護士に頼んでいいのか。", "相続"),
    ])
    func `what nobody does, or is asked to do, is not`(_ input: String, _ word: String) throws {
        #expect(try !isRuledOut(word, in: input))
    }

    // MARK: - Whole statements denied

    @Test(arguments: [
        ("仕事が減ったのではないんです。", "仕事"), ("売上が伸び悩んでるとかやなくて、レジが合わない。", "売上"),
        ("給料でも休みでもないんです。", "給料"), ("辞めた人を責めたいのと違うんです。", "辞めた人"),
        ("不良が多いんじゃなく、検査に三日待つのが問題です。", "不良"), ("誰かに譲る気も建て直す気もありません。", "譲る気"),
        ("採用はもうあきらめました。", "採用"), ("海外は考えておりません。", "海外"), ("人のことはかまわんといて。", "人のこと"),
        ("新しい商売に手を出すつもりはまったくない。", "新しい商売"), ("研究員を雇う話とはちゃいまんねん。", "研究員"),
        ("宣伝の助言でしたら間に合っています。", "宣伝"),
    ])
    func `a denied statement is ruled out as a whole`(_ input: String, _ word: String) throws {
        #expect(try isRuledOut(word, in: input))
    }

    @Test(arguments: [
        ("仕事が減ったのではないか。", "仕事"), ("利益が残らないのではないかと心配です。", "利益"),
        ("品が思っていたのと違う。", "品が"), ("海外なんて考えてもみなかった。", "海外"),
        ("跡継ぎのことを考えていませんでした。", "跡継ぎ"), ("採用をあきらめたくありません。", "採用"),
        ("起業なんてするつもりはなかったんです。", "起業"),
    ])
    func `a guess, a surprise and a regret are no denials`(_ input: String, _ word: String) throws {
        #expect(try !isRuledOut(word, in: input))
    }

    // MARK: - References back

    @Test(arguments: [
        ("移転する資力はないのでその話は抜きで、今の店で売る工夫を。", "移転"), ("知財は本部が持つ。そっちは別として、病院が見つからない。", "知財"),
        ("改装は進んでいる。それはさておき、客が来ない。", "改装"), ("税金は調べました。それはもういいんです。", "税金"),
        ("雨漏りの工事が入る。そこは安心しています。", "雨漏り"), ("脱炭素の講習に出た。その話はもう間に合っています。", "脱炭素"),
        ("契約書を直した。聞きたいのはそれとは別。", "契約書"),
    ])
    func `a reference back rules out the clause before`(_ input: String, _ word: String) throws {
        #expect(try isRuledOut(word, in: input))
    }

    @Test(arguments: [
        ("客が減っています。その話を聞いてください。", "客が"), ("契約書が読めない。それが心配です。", "契約書"),
        ("売上が落ちました。そこを何とかしたい。", "売上"),
    ])
    func `a reference that goes on with it does not`(_ input: String, _ word: String) throws {
        #expect(try !isRuledOut(word, in: input))
    }

    // MARK: - Comparisons

    @Test(arguments: [
        ("お金より人手が問題です。", "お金"), ("売上より社員のことが心配です。", "売上"), ("広告よりも職人がほしい。", "広告"),
        ("資金より跡継ぎや。", "資金"),
    ])
    func `what something else matters more than is ruled out`(
        _ input: String,
        _ word: String
    ) throws {
        #expect(try isRuledOut(word, in: input))
    }

    @Test(arguments: [
        ("給料は同業より高い。", "給料"), ("売上が去年より落ちた。", "売上"), ("仕事より多い数の職人は要るのか。", "職人"),
        ("材料は前より値上がりしています。", "材料"),
    ])
    func `a plain comparison is not`(_ input: String, _ word: String) throws {
        #expect(try !isRuledOut(word, in: input))
    }

    // MARK: - English

    @Test(arguments: [
        ("The leases are in order.", "leases"), ("Orders are plentiful.", "orders"),
        ("Customers we have, what is missing is money.", "customers"),
        ("None of us is in trouble with the banks.", "banks"),
        ("Forget the export idea.", "export"),
        ("Please don't tell me to develop new products.", "new products"),
        ("Our process is patented. That side is closed.", "patented"),
        ("We want partners rather than loans.", "loans"), ("No cash worries here.", "cash"),
    ])
    func `English states, refusals and references back rule out`(
        _ input: String,
        _ word: String
    ) throws {
        #expect(try isRuledOut(word, in: input))
    }

    @Test(arguments: [
        ("We thought the leak was settled.", "leak"),
        ("We would like to get to the point where the price is no problem.", "price"),
        ("It is not that nobody applies.", "applies"), ("The leases were not in order.", "leases"),
    ])
    func `an English belief, hope or double negation does not`(
        _ input: String,
        _ word: String
    ) throws {
        #expect(try !isRuledOut(word, in: input))
    }
}
