import Testing
import TextAnalysis

/// A text, a word that must not count as a need, and one that must.
struct NeedCase: Sendable, CustomTestStringConvertible {
    var input: String
    var dismissed: String?
    var need: String?
    var testDescription: String { input }

    init(_ input: String, not dismissed: String? = nil, but need: String? = nil) {
        self.input = input
        self.dismissed = dismissed
        self.need = need
    }
}

/// A text, a word of it and a flag that the word must have.
struct FlagCase: Sendable, CustomTestStringConvertible {
    var input: String
    var word: String
    var testDescription: String { input }

    init(_ input: String, _ word: String) {
        self.input = input
        self.word = word
    }
}

private let analyzer = TextAnalyzer()

/// The flags of a text that hold for all of a word.
private func flags(of word: String, in input: String) throws -> ClauseScope {
    let analysis = analyzer.analyze(input)
    let range = try #require(find(word, in: analysis.text), "\(word) is not in \(input)")
    return range.reduce(into: analysis.flags(at: range.lowerBound)) {
        $0.formIntersection(analysis.flags(at: $1))
    }
}

@Suite struct DismissalTests {
    @Test(arguments: [
        NeedCase("資金は足りているが人がいない", not: "資金", but: "人がいない"),
        NeedCase("人手不足ではなく販路です", not: "人手不足", but: "販路"),
        NeedCase("お金の話ではなくて、跡継ぎのことです", not: "お金", but: "跡継ぎ"),
        NeedCase("人は足りてるけど仕事がない", not: "人は", but: "仕事がない"),
        NeedCase("売上には困っていません。人が辞めます。", not: "売上", but: "人が辞め"),
        NeedCase("資金繰りには困ってへん。けど後継ぎがおらん", not: "資金繰り", but: "後継ぎがおらん"),
        NeedCase("品質は問題ないのですが、値段で負けます", not: "品質", but: "値段で負け"),
        NeedCase("お金の心配はしていない。ただ人が採れない", not: "お金", but: "人が採れない"),
        NeedCase("注文は断るほど来ている。足りないのは職人だ", not: "注文", but: "職人"),
        NeedCase("味には自信があります。知られていないだけです", not: "味", but: "知られていない"),
        NeedCase("機械は新しいのに人がついていけない", not: "機械", but: "人がついていけない"),
        NeedCase("融資はいらない。欲しいのは取引先", not: "融資", but: "取引先"),
        NeedCase("補助金は結構です。人を紹介してください", not: "補助金", but: "人を紹介"),
        NeedCase("資金の目処は立っています。問題は場所です", not: "資金", but: "場所"),
        NeedCase("売れてはいるんです。でも手元に残らない", not: "売れて", but: "手元に残らない"),
        NeedCase("予約は半年先まで埋まっています。なのに赤字です", not: "予約", but: "赤字"),
        NeedCase("経理は税理士に任せてある。集客をどうにかしたい", not: "経理", but: "集客"),
        NeedCase("人は揃った。あとは許可だけや", not: "人は", but: "許可"),
        NeedCase("お金がほしいわけではありません。話を聞いてほしい", not: "お金", but: "話を聞いて"),
        NeedCase("給料の問題じゃない。職場の空気です", not: "給料", but: "職場の空気"),
        NeedCase("資金より、誰を送るかで困ってる", not: "資金", but: "誰を送るか"),
        NeedCase("集客はともかく、採用が進まない", not: "集客", but: "採用が進まない"),
        NeedCase("商品の評判は上々です。売り先が見つからない", not: "商品", but: "売り先が見つからない"),
        NeedCase("赤字ではないし借金もない。継ぐ者がいない", not: "借金", but: "継ぐ者がいない"),
        NeedCase("人間関係はいい。けど残業が多い", not: "人間関係", but: "残業が多い"),
        NeedCase("特許は登録済みです。もう登録しました。売り方が分からない", not: "登録しました", but: "売り方"),
        NeedCase("データは取れている。使い方が分からない", not: "データ", but: "使い方"),
        NeedCase("仕事はなんぼでもある。人が足りん", not: "仕事", but: "人が足りん"),
        NeedCase("資金は潤沢です。どう使えばいいか迷う", not: "資金", but: "どう使えば"),
        NeedCase("お金には余裕があるが時間がない", not: "お金", but: "時間がない"),
        NeedCase("売上は順調なのに利益が出ない", not: "売上", but: "利益が出ない"),
        NeedCase("採用はうまくいっている。教える人がいない", not: "採用", but: "教える人がいない"),
        NeedCase("うちは満室です。従業員が倒れそうです", not: "満室", but: "従業員が倒れ"),
        NeedCase("品質は申し分ない。箱を変えたい", not: "品質"),
        NeedCase("後継者は決まっています。株の税金が心配です", not: "後継者", but: "株の税金"),
        NeedCase("資金繰りが問題なのではありません。人です", not: "資金繰り", but: "人です"),
        NeedCase("契約の話やなくて、品質の話です", not: "契約", but: "品質"),
        NeedCase("販路に不満はない。デザインを変えたい", not: "販路", but: "デザイン"),
        NeedCase("お客さんは途切れないが体がもたない", not: "お客さん", but: "体がもたない"),
        NeedCase("開業資金は用意できています。場所が決まらない", not: "開業資金", but: "場所が決まらない"),
        NeedCase("店を継ぎたい若者は何人もいる。それは間に合っている。大家がいない", not: "若者", but: "大家がいない"),
        NeedCase("道具は揃えた。わからんのは中身", not: "道具", but: "中身"),
        NeedCase("社員はよう働いてくれる。問題は仕組みや", not: "社員", but: "仕組み"),
        NeedCase("予算は決裁が下りました。何に使うか決まらない", but: "何に使うか"),
        NeedCase("資金は何とかなる。人材が見つからん", not: "資金", but: "人材が見つからん"),
        NeedCase("注文はあるんですけど、作り手がいない", not: "注文", but: "作り手がいない"),
        NeedCase("腕は確かや。ただ売る力がない", not: "腕", but: "売る力がない"),
        NeedCase("営業には困らない。事務が回らない", not: "営業", but: "事務が回らない"),
        NeedCase("無借金です。でも後を継ぐ者がいない", not: "無借金", but: "後を継ぐ者がいない"),
        NeedCase("知名度はあるのに利益が出ない", not: "知名度", but: "利益が出ない"),
        NeedCase("Sales are fine but we can't hire.", not: "sales", but: "can't hire"),
        NeedCase("Money is not the problem. We need people.", not: "money", but: "people"),
        NeedCase("We have enough staff. We lack orders.", not: "staff", but: "orders"),
        NeedCase("Hiring isn't the issue, the rent is too high", not: "hiring", but: "the rent"),
        NeedCase(
            "No problem with cash, but nobody wants to succeed me",
            not: "cash",
            but: "nobody"
        ), NeedCase("It's not about money. We want partners.", not: "money", but: "partners"),
        NeedCase("We have plenty of orders but no workers", not: "orders", but: "no workers"),
        NeedCase(
            "The staff are great. The machine is old.",
            not: "staff",
            but: "the machine is old"
        ),
    ])
    func `what the owner rules out is dismissed and the rest is not`(_ need: NeedCase) throws {
        if let word = need.dismissed {
            let found = try flags(of: word, in: need.input)
            #expect(found.contains(.ruledOut) || found.contains(.resolved))
        }
        if let word = need.need {
            #expect(try flags(of: word, in: need.input).isDisjoint(with: .dismissing))
        }
    }

    @Test(arguments: [
        FlagCase("問題ないと言われたが不安です", "不安"), FlagCase("売り方が十分でない", "売り方"),
        FlagCase("お金がいらないわけではない", "お金"), FlagCase("人が足りていない", "人が"),
        FlagCase("人手が足りていません", "人手"), FlagCase("人が足りてへん", "人が"), FlagCase("原因は人手不足ではないか", "人手不足"),
        FlagCase("値段が高いのではないでしょうか", "値段"),
        FlagCase("人手だけではなく資金も足りない", "人手"), FlagCase("このままで大丈夫でしょうか", "このまま"),
        FlagCase("資金は足りますか", "資金"), FlagCase("手続きはこれで問題ないですか", "手続き"),
        FlagCase("去年までは順調でした。今は赤字です", "赤字"), FlagCase("社員が三人しかいない", "社員"),
        FlagCase("うまくいっていない店があります", "店が"), FlagCase("準備が整っていない", "準備"),
        FlagCase("後継者が決まっていない", "後継者"), FlagCase("黒字にしたい", "黒字"), FlagCase("売上を順調に伸ばしたい", "売上"),
        FlagCase("十分な資金がない", "資金"), FlagCase("自信がない", "自信"),
        FlagCase("資金に余裕がない", "資金"), FlagCase("利益が出ないのではないかと心配", "利益"),
        FlagCase("満足してもらえる商品を作りたい", "商品"), FlagCase("お金が足りなくなりそうです", "お金"),
        FlagCase("問題が解決しない", "問題"), FlagCase("悩みを解決したい", "悩み"), FlagCase("解決策を教えて", "解決策"),
        FlagCase("人がいらなくなると言われた", "人が"), FlagCase("許可が必要です", "許可"),
        FlagCase("必要な書類が分からない", "書類"), FlagCase("足りているのか分からない", "足りている"), FlagCase("売れていない", "売れて"),
        FlagCase("機械がもう大丈夫か見てほしい", "機械"), FlagCase("クレームが増えています", "クレーム"),
        FlagCase("人が辞めて困っている", "人が"), FlagCase("求人を出しても応募がない", "応募"), FlagCase("納品に間に合わない", "納品"),
        FlagCase("返済が苦しい", "返済"), FlagCase("We don't have enough money", "money"),
        FlagCase("Is our cash flow fine?", "cash flow"), FlagCase("結構な赤字です", "赤字"),
        FlagCase("在庫が余っています", "在庫"), FlagCase("断られて困る", "断られ"), FlagCase("人と仕事を任せていいか迷う", "仕事"),
    ])
    func `what only looks like a ruling-out is kept`(_ flag: FlagCase) throws {
        #expect(try flags(of: flag.word, in: flag.input).isDisjoint(with: .dismissing))
    }
}

@Suite struct FlagTests {
    @Test(arguments: [
        FlagCase("水漏れは解決しました。次は集客です", "水漏れ"), FlagCase("雨漏りはもう大丈夫です", "雨漏り"),
        FlagCase("申請は済みました", "申請"), FlagCase("人手は何とかなった", "人手"),
        FlagCase("サーバーはもう直した", "サーバー"), FlagCase("融資の審査は通りました", "審査"),
        FlagCase("The leak has been fixed", "the leak"), FlagCase("もう登録しました", "登録"),
    ])
    func `what is over is resolved`(_ flag: FlagCase) throws {
        let found = try flags(of: flag.word, in: flag.input)
        #expect(!found.isDisjoint(with: [.resolved, .ruledOut]))
    }

    @Test(arguments: [
        FlagCase("もし火事になったら困る", "火事"), FlagCase("万一倒産したらと思う", "倒産"),
        FlagCase("仮に社長が倒れたら、誰が継ぐのか", "社長が倒れ"),
        FlagCase("If the bank refuses, we close", "bank refuses"),
        FlagCase("In case he quits, who drives?", "quits"), FlagCase("もしも停電したら", "停電"),
    ])
    func `what is supposed is hypothetical`(_ flag: FlagCase) throws {
        #expect(try flags(of: flag.word, in: flag.input).contains(.hypothetical))
    }

    @Test(arguments: [
        FlagCase("友人の会社が資金繰りに困っている", "資金繰り"), FlagCase("隣の店が人手不足で閉めた。うちは集客を増やしたい", "人手不足"),
        FlagCase("取引先が後継者不足で悩んでいる", "後継者不足"),
        FlagCase("知り合いの社長が赤字で苦しんでいる", "赤字"), FlagCase("ライバルが人手不足で困っている", "人手不足"),
        FlagCase("親戚が借金で困っていた", "借金"), FlagCase("A friend is struggling with cash", "cash"),
    ])
    func `the trouble of others is theirs`(_ flag: FlagCase) throws {
        #expect(try flags(of: flag.word, in: flag.input).contains(.othersTrouble))
    }

    @Test(arguments: [
        FlagCase("取引先が値下げを要求してきた", "値下げ"), FlagCase("銀行が貸してくれない", "貸してくれない"),
        FlagCase("ライバルがうちの商品を真似た", "商品"), FlagCase("社員が辞めて困っている", "社員が辞め"),
        FlagCase("息子が継がないと言う", "息子が継がない"),
        FlagCase("取引先が倒産して代金が入らない", "代金"), FlagCase("お客さんが減って困っている。うちは潰れる", "潰れる"),
    ])
    func `what others do to the firm is its own trouble`(_ flag: FlagCase) throws {
        #expect(try !flags(of: flag.word, in: flag.input).contains(.othersTrouble))
    }

    @Test(arguments: [
        FlagCase("求人を出しているが応募がない", "求人"), FlagCase("売上はあるけど利益がない", "売上"),
        FlagCase("コロナ前は団体が来ていた。今は来ない", "団体"), FlagCase("昔は問屋が売ってくれた。今は自分で売る", "問屋"),
        FlagCase("We spent a lot on ads but nobody came", "ads"),
    ])
    func `what leads up to the point is background`(_ flag: FlagCase) throws {
        #expect(try flags(of: flag.word, in: flag.input).contains(.background))
    }

    @Test(arguments: [
        FlagCase("人を増やしたい", "人を"), FlagCase("販路を紹介してほしい", "販路"), FlagCase("補助金はありませんか", "補助金"),
        FlagCase("値上げをどう切り出せばいいか", "値上げ"), FlagCase("特許を取るべきか", "特許"),
        FlagCase("採用の方法を教えて", "採用"), FlagCase("資金調達の相談です。", "資金調達"), FlagCase("買い手を探しています", "買い手"),
        FlagCase("安く作れないでしょうか", "作れない"), FlagCase("どこに頼めばいいですか", "頼め"),
        FlagCase("登録したほうがええんか", "登録"),
        FlagCase("銀行に頼んでもらえへんか", "銀行"), FlagCase("誰に継がせるか迷っています", "継がせる"),
        FlagCase("店を売ってもええんやろか", "店を売って"), FlagCase("How can we find buyers?", "buyers"),
        FlagCase("We want to export", "export"),
        FlagCase("Looking for a partner abroad", "partner"),
        FlagCase("Should we raise prices?", "prices"),
        FlagCase("Is there a subsidy for this?", "subsidy"), FlagCase("輸出の手順が分からない", "輸出"),
    ])
    func `what the owner wants is the ask`(_ flag: FlagCase) throws {
        #expect(try flags(of: flag.word, in: flag.input).contains(.ask))
    }

    @Test(arguments: [
        ("来年カフェを開業したい", ClauseScope.notOpenYet), ("これから店を始める準備中です", .notOpenYet),
        ("会社員です。独立したいと思っています", .notOpenYet), ("I am planning to open a bakery", .notOpenYet),
        ("倒産寸前です", .failing), ("今月の給料が払えない", .failing), ("仕入れ代を支払えません", .failing),
        ("We are running out of cash", .failing),
        ("そろそろ引退したい", .handingOver), ("息子に継がせたい", .handingOver), ("会社を譲りたい", .handingOver),
        ("店をたたもうと思う", .handingOver), ("I want to retire next year", .handingOver),
    ])
    func `the stage of the business is heard`(_ input: String, _ stage: ClauseScope) {
        #expect(analyzer.analyze(input).scope.contains(stage))
    }

    @Test(arguments: [
        ("うちは人が足りない", Holder.firm), ("取引先が倒産した", .customer), ("銀行が貸してくれない", .bank),
        ("社員が辞めた", .staff), ("息子は継がない", .family), ("ライバルが安売りする", .rival), ("友人が店を閉めた", .other),
        ("My son won't take over", .family),
        ("The bank refused", .bank),
    ])
    func `a clause knows who it is about`(_ input: String, _ holder: Holder) {
        #expect(analyzer.analyze(input).clauses.first?.holder == holder)
    }
}

@Suite struct AnalysisTests {
    @Test func `flags and clauses outside the text are empty`() {
        let analysis = analyzer.analyze("人がいない。")
        #expect(analysis.flags(at: -1) == [])
        #expect(analysis.flags(at: 99) == [])
        #expect(analysis.clause(at: 0) == 0)
        #expect(analysis.clause(at: 5) == nil)
        #expect(analysis.clause(at: 99) == nil)
    }

    @Test func `the description shows the normal form, the clauses and the cues`() {
        let shown = analyzer.analyze("資金は足りているが、人がいない。").description
        #expect(shown.contains("text: 資金は足りているが、人がいない。"))
        #expect(shown.contains("ruled-out, background, then: contrast"))
        #expect(shown.contains("ruled-out: “資金は足りている” by “足りている”"))
    }

    @Test func `every span lies in the text and its cue too`() {
        let input = "資金は足りてる。けど、もし人が辞めたらどうする？友人の店が困っている。店を継がせたいが、融資はいらない。"
        let analysis = analyzer.analyze(input)
        #expect(analysis.spans.count > 5)
        for span in analysis.spans {
            #expect(span.range.lowerBound >= 0 && span.range.upperBound <= analysis.text.count)
            #expect(span.cue.upperBound <= analysis.text.count)
            #expect(ClauseScope.named.contains { $0.flag == span.kind })
            for place in span.range { #expect(analysis.flags(at: place).contains(span.kind)) }
        }
    }

    @Test func `the same text is read the same way twice`() {
        let input = "注文は断るほど来ている。足りないのは職人だ。"
        #expect(analyzer.analyze(input).spans == TextAnalyzer().analyze(input).spans)
    }
}

extension ClauseScope {
    /// With any of these a word is no need of the owner.
    fileprivate static let dismissing: ClauseScope = [
        .ruledOut, .resolved, .hypothetical, .othersTrouble,
    ]
}
