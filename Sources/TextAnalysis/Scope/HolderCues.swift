/// Who a clause is about: a noun with the particle of a subject.
enum HolderCues {
    static let all = holders + troubles + bad + reaching + pronouns

    private static let subject =
        "(が|は|も|から|では|まで|の(社長|会社|店|ところ|とこ|奥さん|息子|工場)(が|は|も|で)|さん(が|は|も|から|ところは|とこは))"

    private static let holders =
        holder(
            .firm,
            "(うち|ウチ|当社|弊社|自社|当店|わが社|我が社|私|わたし|僕|俺|わし|自分|私ども|私たち|手前ども|うちの店|うちの会社|当院|当館|うちんとこ|うちとこ|うちら)"
        )
        + holder(
            .customer,
            "(取引先|得意先|お得意|元請|元請け|親会社|発注元|納品先|納入先|納め先|顧客|客|お客|客先|クライアント|荷主|問屋|卸先|卸|販売先|施主|大口|バイヤー|百貨店|スーパー|得意|仕入先|仕入れ先|下請|下請け|外注先|協力会社|メーカー)"
        )
        + holder(
            .rival,
            "(ライバル|同業|同業者|競合|他社|他店|よそ|よその店|よその会社|隣の店|向かいの店|近所の店|隣町の店|商売敵|大手|チェーン店|近くの店|同業他社|ライバル店|ライバル会社)"
        )
        + holder(.bank, "(銀行|信金|信用金庫|金融機関|公庫|信組|信用組合|地銀|メインバンク|保証協会)")
        + holder(
            .staff,
            "(社員|従業員|職人|スタッフ|バイト|アルバイト|パート|若手|工場長|店長|番頭|部長|課長|現場|部下|ベテラン|新人|専務|みんな|皆|若い子|若い者|若いの|職員)"
        )
        + holder(
            .family,
            "(妻|夫|主人|旦那|嫁|嫁さん|家内|息子|娘|父|母|親父|おやじ|親|兄|弟|姉|妹|長男|次男|長女|祖父|祖母|婿|娘婿|奥さん|孫|家族|子ども|甥|姪|母親|父親)"
        )
        + holder(
            .other,
            "(知り合い|知人|友人|友達|友だち|仲間|親戚|親類|先輩|後輩|近所|隣|隣の|幼なじみ|幼馴染|同級生|知り合いの店|知り合いの会社|友人の会社|友人の店|隣の会社|隣の工場|知り合いの社長|仲間の店|近所の人|ママ友|義兄|義弟|いとこ|従兄弟|組合の仲間|同業の仲間|同業の友人|友達の店|友達の会社|取引先の社長)"
        )
        + english

    private static func holder(_ holder: Holder, _ nouns: String) -> [ScopeCue] {
        let expanded = PhrasePattern.expand(subject)
        return expanded.map {
            ScopeCue(pattern: nouns + $0, effect: .holder(holder), reach: .clause)
        }
    }

    private static let english =
        ScopeCue.list(
            .holder(.other),
            .clause,
            ["(a|my|our|one) (friend|friends|neighbour|neighbor|cousin|acquaintance|relative)"]
        )
        + ScopeCue.list(
            .holder(.customer),
            .clause,
            [
                "(our|a|my|one|big|biggest) (customer|customers|client|clients|buyer|buyers|supplier|suppliers|guests)"
            ]
        )
        + ScopeCue.list(
            .holder(.rival),
            .clause,
            [
                "(a|our|the|another) (rival|rivals|competitor|competitors)",
                "other (shops|firms|companies|stores)",
            ]
        )
        + ScopeCue.list(.holder(.bank), .clause, ["(the|our|my) (bank|banks|lender)"])
        + ScopeCue.list(
            .holder(.staff),
            .clause,
            ["(our|my|the) (staff|workers|employees|team|craftsmen|manager)"]
        )
        + ScopeCue.list(
            .holder(.family),
            .clause,
            ["my (son|daughter|wife|husband|father|mother|brother|sister|parents)"]
        )
        + ScopeCue.list(
            .holder(.firm),
            .clause,
            ["we", "i", "our company", "my company", "our shop", "my shop"]
        )

    /// Troubles that anyone can have.
    private static let troubles = ScopeCue.list(
        .trouble,
        .clause,
        [
            "(困って|悩んで|苦労して|苦しんで|弱って|苦戦して|嘆いて|ぼやいて|こぼして|頭を抱えて)(い(る|ます|て|た|)|る|ます|まし|お|た)",
            "困っと(る|り)",
            "(人手不足|赤字|資金繰り|経営難|業績不振|不振|後継者不足|後継者難|高齢化)", "(苦し|厳し|大変|しんど)(い|そう|く|さ|な)",
            "(閉め|潰れ|つぶれ|倒産し|廃業し|破産し|店じまいし|畳ん|辞め|やめ)(た|ま|そう|て|だ)", "(足りな|集まらな|来な|おらん|いな)(い|く)",
            "(struggling|struggles|struggled|went bankrupt|closed|closing|losing money|in trouble|short of)",
        ]
    )

    /// Words that good news does not contain.
    private static let bad = ScopeCue.list(
        .bad,
        .clause,
        [
            "(な(い|く|かっ|けれ)|ません|まへん|へん|ひん|らん|れん|せん|ずに|ゼロ|ぜろ|なし)",
            "(減|落|下が|失|壊|潰|倒産|滞|遅れ|断|切れ|切られ|止ま|止め|辞め|やめ|閉め|閉じ|離れ|足り|不足|困|悩|迷|不安|心配|怖|赤字|半分|古|老朽|高齢|取られ|奪|盗|真似|まね|負け|負担|きつ|つら|しんど|苦|厳し|難し|むずか|大変|面倒|重|遠|弱|低|言(う|い|わ|っ)|思(う|い|っ)|安く|ばらばら|バラバラ|揉|もめ|喧嘩|けんか|クレーム|苦情|事故|怪我|けが|値上が|高騰|上がる一方|高くな|反対|怒|叱|嫌|文句|疑|訴|裁判|漏|流れて|逃げ|消え|空っぽ|がらがら|ガラガラ|閑古鳥|余裕が|精一杯|手一杯|限界|もう歳|亡くな|倒れ|病|入院|腰|だけ|しか|ばかり|まだ)",
        ]
    )

    /// Trouble of others that is the firm's too.
    private static let reaching = ScopeCue.list(
        .reachesUs,
        .clause,
        [
            "(うち|当社|弊社|私ら|こちら|自分)(に|へ|の|まで|も|を|と)", "(言|い)(われ|うて|ってき|わはっ)",
            "(求め|要求|要請|依頼|請求|値下げ|値切|断|切|減ら|止め|打ち切)(ら|して|され|を|ってき|りたい|られ)",
            "(真似|まね|パク|ぱく|似た|同じ(もの|物|商品|名前))", "(奪|取ら|引き抜|持って(い|行)か|流れ)", "てき(た|て|ま)", "て来(た|て|ま)",
            "(売掛|入金|代金|未収|回収|連鎖|貸し倒)", "(くれ|もらえ)(な|ま|へん)",
            "(asked|asks|told|tells|wants|demands|want|demand|copied|stole|says|say|said) ?(us|our|me|my|we|)",
            "(us|our)",
        ]
    )

    private static let pronouns = ScopeCue.list(
        .pronoun,
        .clause,
        [
            "(それ|これ|そこ|そちら|そっち|そのへん|その辺|それ自体|その点|そっちのほう|そこらへん)(は|も|なら|では|に|については|で)",
            "(that|it|this|they|those|these)( is|'s| are|'re|)",
            "(そうでは|そうじゃ|そうや|そういうことでは|そういう話では|そういう話や|そういうことや)(なく|なくて|のうて|ない)", "not that",
        ]
    )
}
