/// The words that end a clause or begin one.
///
/// A cue is tried only inside a sentence, the longest first at each place; a `guard` entry matches and does nothing,
/// which shields the words it spells out from a shorter cue (`たがら` of `継ぎたがらない` from `たが`).
struct ConnectiveCue: Sendable {
    /// What the cue does.
    enum Role: Sendable {
        /// Ends the clause after itself and the comma that follows.
        case closes
        /// Begins a clause, wherever it stands.
        case begins
        /// Begins a clause only at the start of a sentence or after a cut or a comma.
        case opens
        /// As `opens`; the link holds for the end of the clause it begins (`although …,`).
        case governs
        /// As `opens`, and what follows is the point.
        case focuses
        /// Does nothing; reading goes on after it.
        case shields
        /// Does nothing; reading goes on after its first scalar.
        case yields
    }

    var pattern: String
    var role: Role
    var link: Connective

    /// Every cue, Japanese and English.
    static let all: [ConnectiveCue] = contrast + condition + cause + openers + english + shields

    private static func cues(
        _ role: Role,
        _ link: Connective,
        _ patterns: [String]
    ) -> [ConnectiveCue] {
        patterns.map { ConnectiveCue(pattern: $0, role: role, link: link) }
    }

    /// Contrast after a predicate.
    ///
    /// A bare `いが` or `るが` may be a noun and the subject particle (`支払いが`), so most need
    /// an ending that only predicates have, or a comma.
    private static let contrast =
        cues(
            .closes,
            .contrast,
            [
                "(です|ます|ません|でした|ました|でしょう|だろう|ますよ)(が|けど|けれど|けれども|けども)",
                "((っ|し|い|き|ち|み|り|び|ぎ|じ|え|け|げ|せ|て|で|ね|べ|め|れ|来|見|出|得|寝)た|んだ|いだ)が",
                "(ている|でいる|てある|である|ておる|とる|てる|でる|える|れる|せる|ける|める|ねる|げる|べる|する|がある|はある|もある|いる|おる|なる|くる|来る)が",
                "(ない|たい|しい|いい|よい|やすい|にくい|づらい|多い|高い|低い|安い|早い|良い|強い|弱い|長い|古い|若い|近い|遠い)が",
                "(い|る|く|す|つ|む|う|ぶ|ぐ|へん|らん|ひん|ねん)が、", "(ん|の)(や|だ)が", "(や|だ)が、",
                "(けど|けれど|けども|けれども)(も|な|ね|さ|)(、|)",
                "(る|た|い|な|う)(ものの|もんの|くせに|にもかかわらず|にも関わらず|わりに|割に)",
                "(る|た|い|な|ん|へん|や)のに", "(る|た|い|な|へん|や)一方(で|、)", "(る|た|い)反面",
                "(る|た|い|だ|です|ます)とは(いえ|言え|いうものの)", "(る|い|た|だ)(どころか)",
            ]
        )
        + cues(.closes, .concession, ["(て|って|いて|んで|して|いで|くて|なくて)も", "(たって|だって)、"])

    private static let condition =
        cues(
            .closes,
            .condition,
            [
                "(れ|え|け|せ|て|ね|べ|め|げ)ば",
                "((っ|し|い|き|ち|み|り|び|ぎ|じ|え|け|げ|せ|て|で|ね|べ|め|れ|来|見|出|得|寝)た|んだ|いだ|なかった)ら",
                "(る|た|い|の|ん)なら(ば|)", "(る|い|く|す|う|む|つ|ぶ|ぐ|ない)と、", "(る|た|ない)場合(は|、|に)",
            ]
        )

    private static let cause =
        cues(
            .closes,
            .cause,
            [
                "(る|た|い|な|ん|う|く|す|む|つ|です|ます|ません|でした|ました)ので",
                "(る|た|です|ます|ません|でした|ました|だ|や|ない|へん|らん|たい|しい)(から|さかい|よって)(、|)",
                "(い|く|す|む|う|つ|ん)から、", "(る|た|い|な|の)ため(、|に、)", "(る|た|い|な)もの(で|だから|ですから)(、|)",
                "(る|た|い|だ|や)もんで(、|)", "(せいで|おかげで)(、|)",
            ]
        )
        + cues(
            .closes,
            .sequence,
            [
                "(る|です|ます|ません|ました|んだ|んや|ない|たい|へん|らん|おらん)し(、|)",
                "(い|ん|う|く|す|む|た|だ|や)し、", "(て|って|いて|んで|して|いで|くて|ず|ずに|ながら|つつ)、",
            ]
        )

    private static let openers =
        cues(
            .opens,
            .contrast,
            [
                "しかし(ながら|)",
                "(でも|ただ|ただし|けど|けれど|けれども|だけど|だけれど|ですけど|ですけれど|だが|ですが|ところが|とはいえ|とはいうものの|それでも|それなのに|なのに|せやけど|そやけど|やけど|せやのに|やのに|にもかかわらず|そのくせ|だからといって|かといって|かというて|むしろ|逆に|それが|一方(で|)|その一方で|反面|もっとも|そうは(言|い)っても)",
                "(それより|そんなことより|それよりも)",
            ]
        )
        + cues(.opens, .cause, ["(だから|ですから|なので|ですので|そのため|それで|そこで|せやから|そやから|したがって|ゆえに)"])
        + cues(
            .opens,
            .sequence,
            ["(そして|また|さらに|それに|しかも|あと|それから|ついでに|加えて|おまけに|次に|まず|今度は|ほな|では|じゃあ|ちなみに)"]
        )
        + cues(
            .focuses,
            .contrast,
            [
                "(ただ|でも|けど|)(問題|悩み|課題|心配|不安|弱点|弱み|ネック|困りごと|困り事|気がかり|気掛かり|悩みの種|難題|壁|懸念|肝心|欠点|痛い)(なの|な|)(は|が|の)",
                "(ただ|でも|けど|)(困って|悩んで|迷って|苦労して|弱って)(い|お|)(る|ます)(の|こと)は",
                "(ただ|でも|けど|)(足りない|足らん|足りへん|ない|欠けている|欠けてる|弱い|怖い|こわい|知りたい|聞きたい|ほしい|必要な|わからない|分からない|わからん|分からん|つらい|しんどい|苦しい|難しい|むずかしい|引っかかる|いる|要る|残る|残っている|気になる|心配な|不安な|困る|聞きたい|悔しい|惜しい|詰まっている|詰まってる|止まっている|足らん|ややこしい|厄介な|気がかりな|手に負えない|どうにもならない|悩む|迷う|教えてほしい|相談したい|頼みたい|やりたい)(の|ん)は",
                "(残る(は|問題は)|あとは|足りん(の|ん)は|いちばん(怖|こわ|困)(いのは|るのは)|一番(の|)(悩み|問題|課題)は|それ以前に|肝心なのは|むしろ)",
            ]
        )

    private static let english =
        cues(
            .begins,
            .contrast,
            ["but", "however", "(、|)yet", "except that", "even so", "nevertheless"]
        )
        + cues(
            .opens,
            .contrast,
            ["still", "instead", "that said", "having said that", "on the other hand"]
        )
        + cues(
            .focuses,
            .contrast,
            [
                "(the|our|my) (only|real|main|biggest|) (problem|issue|worry|trouble|question|challenge|concern|headache)",
                "(the|our|my) (problem|issue|worry|trouble|challenge|concern|headache)",
                "what (we|i) (need|lack|want|can't|don't|do not|cannot)",
                "what (keeps|worries|scares|bothers)", "what's (missing|lacking)",
                "what is (missing|lacking)", "the (hard|tricky|difficult) part",
            ]
        )
        + cues(
            .governs,
            .contrast,
            ["although", "though", "even though", "while", "despite", "in spite of", "whereas"]
        )
        + cues(.begins, .concession, ["even if", "no matter"])
        + cues(.begins, .cause, ["because", "、so", "so that's why", "therefore", "、since"])
        + cues(.governs, .cause, ["since", "as"])
        + cues(.begins, .condition, ["if", "unless", "in case", "what if"])
        + cues(.governs, .condition, ["when", "once"])
        + cues(
            .begins,
            .sequence,
            [
                "、(and|or|then|plus|we|i|it|it's|they|there|there's|what|nobody|no one|i'm|we're|we've|i've|they're|don't|can't|who|which)",
                "、and (then|now|also|we|i|it)", "and (we|i|it|they|our|my|now)", ";", ":",
            ]
        )
        + cues(.begins, .contrast, ["、(but|yet|only|just)"])

    /// Words that look like a cue and are none.
    private static let shields =
        cues(.yields, .none, ["(る|た|い|な|ん|う|く|す|む|つ|です|ます)ので(す|し|は|あり|ある|ござ|も)"])
        + cues(
            .shields,
            .none,
            [
                "(っ|し|い|き|ち|み|り|び|ぎ|じ|え|け|げ|せ|て|で|ね|べ|め|れ|来|見|出|得|寝|ん)た(がら|がり|がっ|がる|がれ)",
                "(し|っ)たがって", "だけど(う|こ|れ|ん|の)",
                "(れ|え|け|せ|て|ね|べ|め|げ)ば(なら|いけ|あか|あき|いい|よい|よろ|ええ|よか|良|だめ|ダメ|どう|助か|あり|ありが|うれし|嬉し|幸い|済|すむ|と思)",
                "(れ|え|け|せ|て|ね|べ|め|げ)ば、(いい|よい|ええ)",
                "((っ|し|い|き|ち|み|り|び|ぎ|じ|え|け|げ|せ|て|で|ね|べ|め|れ|来|見|出|得|寝)た|んだ|いだ)ら(いい|よい|よろ|ええ|よか|良|どう|助か|うれし|嬉し|あか|いけ|だめ|ええん)",
                "(った|した|いた)らし", "(た|か|だ)らけ",
                "(る|た|い|な|ん|へん)のに(必要|いくら|使|かか|時間|金|お金|何|ちょうど|も|は|どん|どう|どこ|どれ|何|誰|なに)",
                "(て|って|いて|んで|して|いで|くて|なくて)も(いい|よい|よろ|ええ|よか|良|かま|構|らえ|らい|らっ|らう|らお|らわ|ろ|の)",
                "(る|た|い|な)から(こそ|と|す|し|な)", "(て|で)ば(っかり|かり)",
                "(て|って|いて|んで|して|いで)も(い|お|)(な(い|く)|ませ|まへ|へん|らん|りませ)",
                "(相談|話|件|こと|助言|提案|ほう|方|勧め|案内)(でしたら|なら)(、|)", "(しる|あかる)し", "例えば", "たとえば", "言わば",
                "いわば", "なるたけ",
                "(る|た|い)しかな", "(んで|して|いて|って)もらい", "(る|た)ところ(が|で)", "(て|で)から",
                "as (well|soon|long|far|of|a|for|much|many|if|though)", "and yet",
                "so (far|much|many|that|long)", "still (have|has|be|in|on)",
                "not only",
            ]
        )
}
