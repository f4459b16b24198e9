import Testing
import TextAnalysis

/// What people say for a word, and which side of it they mean.
struct SaidCase: Sendable, CustomTestStringConvertible {
    var word: String
    var polarity: Polarity
    var said: [String]
    var testDescription: String { "\(word) \(polarity)" }

    init(_ word: String, _ polarity: Polarity, _ said: String) {
        self.word = word
        self.polarity = polarity
        self.said = said.split(separator: " ").map { String($0) }
    }
}

/// The length of the longest form that a text begins with; 0 for none.
private func longest(_ forms: [String], in text: String) -> Int {
    forms.filter { text.hasPrefix($0) }.map(\.unicodeScalars.count).max() ?? 0
}

@Suite struct ConjugationTests {
    @Test(arguments: [
        SaidCase(
            "困る",
            .affirmative,
            "困る 困った 困って 困っている 困ってる 困っとる 困ります 困りました 困りそう 困りながら 困っていながら 困れば 困ろう 困っちゃう 困ってしまう 困ってもうた 困ってしもた 困りつつ 困られる 困らせる 困らされる 困らはる"
        ),
        SaidCase(
            "困る",
            .negative,
            "困らない 困らなかった 困らなく 困らなくて 困らないで 困らなければ 困らへん 困らへんかった 困らん 困らんかった 困らず 困らずに 困らぬ 困りません 困りませんでした 困っていない 困ってない 困ってへん 困っとらん 困っていません 困ってません 困っておりません 困っておらず 困ってはいない 困りまへん"
        ),
        SaidCase(
            "払う",
            .affirmative,
            "払う 払った 払って 払います 払える 払えば 払えた 払おう 払うて 払いたい 払わなければならない 払わなきゃいけない 払わんとあかん 払わなあかん 払わざるを得ない"
        ),
        SaidCase(
            "払う",
            .negative,
            "払わない 払えない 払えません 払えなく 払えなかった 払えへん 払えん 払われへん 払えず 払えていない 払えてない 払ってくれない 払ってもらえない 払ってくれへん 払いたくない 払いきれない 払えそうにない"
        ),
        SaidCase("書く", .affirmative, "書く 書いた 書いて 書きます 書ける 書こう 書きたい"),
        SaidCase("書く", .negative, "書かない 書けない 書けません 書かれへん 書けへん 書いていない 書いてへん 書かず 書きません 書きにくい"),
        SaidCase("読む", .affirmative, "読む 読んだ 読んで 読める 読みます 読んどる"),
        SaidCase("読む", .negative, "読まない 読めない 読めへん 読んでいない 読んでない 読んどらん 読まず 読めません"),
        SaidCase("直す", .affirmative, "直す 直した 直して 直します 直せる 直そう"),
        SaidCase("直す", .negative, "直さない 直せない 直せません 直さへん 直せへん 直していない 直してへん 直さず"),
        SaidCase("待つ", .affirmative, "待つ 待った 待って 待ちます 待てる"),
        SaidCase("待つ", .negative, "待たない 待てない 待てません 待ってくれない 待ってもらえない 待たれへん"),
        SaidCase("継ぐ", .affirmative, "継ぐ 継いだ 継いで 継ぎます 継げる"),
        SaidCase("継ぐ", .negative, "継がない 継げない 継がへん 継いでくれない 継いでもらえない 継ぎたくない 継ぎません 継がん"),
        SaidCase("呼ぶ", .affirmative, "呼ぶ 呼んだ 呼べる"), SaidCase("呼ぶ", .negative, "呼ばない 呼べない 呼べへん"),
        SaidCase("行く", .affirmative, "行く 行った 行って 行けば"),
        SaidCase("行く", .negative, "行かない 行けない 行かれへん 行かへん 行っていない"),
        SaidCase("足りる", .affirmative, "足りる 足りて 足りている 足りてる 足りとる 足ります 足りました 足りれば 足りそう 足りながら 足りなおす"),
        SaidCase(
            "足りる",
            .negative,
            "足りない 足りなく 足りなかった 足りなければ 足りていない 足りてない 足りてへん 足りません 足りず 足りひん 足りへん 足らん 足らない 足らへん 足らず 足りとらん 足りておらず 足りそうにない"
        ),
        SaidCase("増える", .affirmative, "増える 増えた 増えて 増えます 増えている"),
        SaidCase("増える", .negative, "増えない 増えません 増えへん 増えず 増えていない 増えてこない 増えてへん 増えん"),
        SaidCase("見る", .affirmative, "見る 見た 見て 見ます 見られる"),
        SaidCase("見る", .negative, "見ない 見えへん 見られない 見れない 見れへん 見てくれない 見てもらえない 見ません"),
        SaidCase("出る", .affirmative, "出る 出た 出て 出ます 出れば"),
        SaidCase("出る", .negative, "出ない 出ません 出ず 出えへん 出やへん 出ていない 出てこない 出なくなる"),
        SaidCase("採用する", .affirmative, "採用する 採用した 採用して 採用します 採用できる 採用をする 採用される 採用しながら 採用しなおす"),
        SaidCase(
            "採用する",
            .negative,
            "採用しない 採用できない 採用できません 採用できず 採用できへん 採用できひん 採用でけへん 採用していない 採用してへん 採用してくれない 採用せず 採用せえへん 採用しません 採用ができない 採用もできない 採用されない"
        ),
        SaidCase("来る", .affirmative, "来る 来た 来て 来ます 来れば 来られる"),
        SaidCase(
            "来る",
            .negative,
            "来ない 来ません 来なかった 来なくなった 来いへん 来えへん 来へん 来ん 来てくれない 来ていない 来てへん 来てもらえない 来られない 来ず"
        ),
        SaidCase("くる", .negative, "こない きません けえへん きいへん こおへん きてくれない"),
        SaidCase("ある", .affirmative, "ある あります あった あって あれば"),
        SaidCase("ある", .negative, "ない ありません なかった なくて なければ あらへん あれへん おまへん なし"),
        SaidCase("いる", .affirmative, "いる います いた いて おる おります いれば"),
        SaidCase("いる", .negative, "いない いません おらん おれへん おらへん おらず おりません いてへん いなく いなかった"),
        SaidCase("高い", .affirmative, "高い 高く 高くなる 高くなった 高くて 高かった 高ければ 高すぎる 高うて"),
        SaidCase("高い", .negative, "高くない 高くなかった 高くはない 高くありません 高うない 高くもない 高ない"),
        SaidCase("少ない", .affirmative, "少ない 少なく 少なくなる 少なかった 少なすぎる"),
        SaidCase("少ない", .negative, "少なくない 少なくありません"),
        SaidCase("いい", .affirmative, "いい よい よく よかった ええ"),
        SaidCase("いい", .negative, "よくない よくなかった よくありません ようない"),
        SaidCase("不安だ", .affirmative, "不安だ 不安です 不安な 不安で"),
        SaidCase("不安だ", .negative, "不安ではない 不安じゃない 不安やない 不安ではありません 不安はない 不安でない"),
        SaidCase("赤字", .affirmative, "赤字 赤字です 赤字が"),
        SaidCase("赤字", .negative, "赤字ではない 赤字じゃない 赤字やない 赤字ではありません 赤字とちゃう"),
    ])
    func `the longest form decides which side is meant`(_ word: SaidCase) {
        let affirmative = Conjugator.forms(of: word.word, polarity: .affirmative)
        let negative = Conjugator.forms(of: word.word, polarity: .negative)
        for said in word.said {
            let yes = longest(affirmative, in: said)
            let no = longest(negative, in: said)
            let isRight = word.polarity == .affirmative ? yes > no : no > yes
            #expect(isRight, "\(said): \(yes) against \(no)")
        }
    }

    @Test(arguments: [
        ("落ちる", VerbClass.ichidan), ("売上が落ちる", .ichidan), ("満ちる", .ichidan), ("ちる", .godan),
        ("客がへる", .godan), ("けちる", .godan),
        ("困る", VerbClass.godan), ("払う", .godan), ("減る", .godan), ("切る", .godan), ("入る", .godan),
        ("要る", .godan), ("知る", .godan),
        ("走る", .godan), ("帰る", .godan), ("限る", .godan), ("滑る", .godan), ("蹴る", .godan),
        ("茂る", .godan), ("焦る", .godan), ("握る", .godan),
        ("練る", .godan), ("散る", .godan), ("参る", .godan), ("湿る", .godan), ("裏切る", .godan),
        ("契る", .godan), ("覆る", .godan), ("しゃべる", .godan),
        ("混じる", .godan), ("見る", .ichidan), ("出る", .ichidan), ("得る", .ichidan), ("寝る", .ichidan),
        ("足りる", .ichidan), ("借りる", .ichidan),
        ("増える", .ichidan), ("信じる", .ichidan), ("食べる", .ichidan), ("続ける", .ichidan), ("採用する", .suru),
        ("する", .suru), ("来る", .kuru), ("くる", .kuru),
        ("ある", .aru), ("いる", .iru), ("高い", .adjective), ("少ない", .adjective), ("不安だ", .nominal),
        ("赤字", .nominal), ("残る", .godan), ("売れる", .ichidan),
    ])
    func `the class follows from the dictionary form`(_ word: String, _ verbClass: VerbClass) {
        #expect(VerbClass.guess(word) == verbClass)
    }

    @Test(arguments: [
        "困る", "払う", "足りる", "見る", "採用する", "来る", "ある", "いる", "高い", "不安だ", "書く", "応募が来る", "お金を払う",
    ])
    func `no affirmative form is also a negative one`(_ word: String) {
        let affirmative = Set(Conjugator.forms(of: word, polarity: .affirmative))
        let negative = Conjugator.forms(of: word, polarity: .negative)
        #expect(!affirmative.isEmpty && !negative.isEmpty)
        #expect(affirmative.isDisjoint(with: negative))
    }

    @Test(arguments: ["困る", "足りる", "採用する", "高い", "払う"])
    func `every blocker begins with a form it must win over`(_ word: String) {
        let forms = Conjugator.forms(of: word, polarity: .affirmative)
        let blockers = Conjugator.blockers(of: word, polarity: .affirmative)
        #expect(!blockers.isEmpty)
        for blocker in blockers {
            #expect(forms.contains { blocker.hasPrefix($0) && blocker != $0 })
        }
    }

    @Test func `forms are sorted and do not repeat`() {
        let forms = Conjugator.forms(of: "応募が来る", polarity: .both)
        #expect(!forms.isEmpty)
        #expect(forms == Set(forms).sorted())
        #expect(Conjugator.blockers(of: "困る", polarity: .both).isEmpty)
    }

    @Test func `negative forms are as short as they can be`() {
        let forms = Conjugator.forms(of: "困る", polarity: .negative)
        #expect(!forms.isEmpty)
        for form in forms {
            #expect(!forms.contains { $0 != form && form.hasPrefix($0) })
        }
    }

    @Test(arguments: [
        (
            "応募が来る",
            ["応募が来ない", "応募は来ない", "応募も来ない", "応募すら来ない", "応募来ない", "応募の来ない", "応募がけえへん", "応募が来てくれない"]
        ),
        ("手が回る", ["手が回らない", "手も回らん", "手が回らへん", "手が回っていない"]),
        ("給料を払う", ["給料を払えない", "給料も払えない", "給料は払えません", "給料払えない"]),
        ("銀行に断られる", ["銀行に断られない", "銀行には断られない"]), ("値上げができる", ["値上げができない", "値上げできない", "値上げもできひん"]),
        ("後継者がいる", ["後継者がいない", "後継者がおらん", "後継者もいません"]),
        ("利益が残る", ["利益が残らない", "利益も残らへん", "利益が残っていない"]),
        ("経験がある", ["経験がない", "経験はありません", "経験のない", "経験なし"]),
    ])
    func `a phrase takes the particles that people use`(_ phrase: String, _ said: [String]) {
        let forms = Conjugator.forms(of: phrase, polarity: .negative)
        for text in said { #expect(longest(forms, in: text) > 0, "\(text)") }
    }

    @Test(arguments: [
        ("応募が来る", 7, "来ない"), ("価格で負ける", 3, "負けない"), ("お金がかかる", 7, "かからない"), ("困る", 1, "困らない"),
        ("手間がかかる", 7, "かからへん"),
    ])
    func `a phrase comes apart into heads and forms`(_ phrase: String, _ heads: Int, _ form: String)
    {
        let parts = Conjugator.parts(of: phrase, polarity: .negative)
        #expect(parts.heads.count == heads)
        #expect(parts.forms.contains { form.hasPrefix($0) })
    }
}

@Suite struct EnglishFormsTests {
    @Test(arguments: [
        ("hire staff", ["hire staff", "hires staff", "hired staff", "hiring staff"]),
        ("pay", ["pay", "pays", "paid", "paying"]),
        ("carry on", ["carry on", "carries on", "carried on", "carrying on"]),
        ("stop", ["stops", "stopped", "stopping"]), ("sell", ["sells", "sold", "selling"]),
        ("lose money", ["loses money", "lost money", "losing money"]),
        ("go under", ["goes under", "went under", "gone under", "going under"]),
        ("run out", ["runs out", "ran out", "running out"]), ("watch", ["watches", "watched"]),
        ("agree", ["agreed", "agreeing"]), ("visit", ["visited", "visiting"]),
    ])
    func `English verbs inflect`(_ phrase: String, _ expected: [String]) {
        let forms = Conjugator.forms(of: phrase, polarity: .affirmative)
        for form in expected { #expect(forms.contains(form), "\(form) in \(forms)") }
    }

    @Test(arguments: [
        "can't hire staff", "cannot hire staff", "don't hire staff", "doesn't hire staff",
        "no longer hire staff", "not hiring staff", "unable to hire staff",
        "haven't hired staff", "couldn't hire staff", "never hired staff",
    ])
    func `English negatives are written out`(_ said: String) {
        #expect(Conjugator.forms(of: "hire staff", polarity: .negative).contains(said))
        #expect(!Conjugator.forms(of: "hire staff", polarity: .affirmative).contains(said))
    }

    @Test(arguments: [
        ("customer", "customers"), ("company", "companies"), ("tax", "taxes"),
        ("key person", "key people"), ("boss", "bosses"),
    ])
    func `nouns have a plural`(_ noun: String, _ plural: String) {
        #expect(EnglishForms.noun(noun) == [noun, plural])
    }
}
