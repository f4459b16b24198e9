/// Spellings of the same word that differ by the kanji or by writing kana instead.
enum SpellingForms {
    /// Pairs of an old or variant kanji and the form in use today.
    ///
    /// `斉` joins `斎` because the names are mixed up in practice; `箇` becomes `か` so that
    /// `三箇月`, `三ヶ月`, `三ケ月` and `三か月` are one word.
    static let kanji = """
        舊旧髙高﨑崎嵜崎碕崎齋斎齊斎斉斎濱浜濵浜邊辺邉辺澤沢國国學学會会圖図號号實実寶宝寫写辯弁辨弁瓣弁
        壽寿廣広應応從従德徳惠恵戶戸拔抜擔担據拠攝摂收収效効敎教數数條条來来榮栄樂楽樓楼樣様櫻桜
        權権歐欧歸帰殘残殼殻氣気淺浅淨浄淸清溪渓滿満澁渋濟済瀧滝灣湾燒焼營営爐炉爭争爲為狀状獨独
        獻献瑤瑶產産畫画當当疊畳癡痴發発盜盗盡尽眞真礦鉱祕秘祿禄禪禅禮礼稅税稱称穗穂穩穏竊窃竝並
        粹粋絕絶絲糸經経綠緑緖緒總総縣県縱縦繪絵繩縄繼継續続纖繊缺欠罐缶聲声聽聴肅粛脫脱腦脳臟臓臺台
        舍舎莊荘萬万藏蔵藝芸藥薬處処虛虚蟲虫衞衛裝装覺覚覽覧觀観觸触說説證証譯訳讀読讓譲豐豊豫予貳弐
        賣売贊賛踐践輕軽轉転辭辞遞逓遲遅邨村鄕郷釀醸釋釈銳鋭錢銭鐵鉄鑄鋳鑛鉱關関險険隨随隱隠雜雑靈霊
        靑青靜静顯顕飮飲餘余驗験驛駅驅駆體体鷄鶏鹽塩麥麦黃黄黑黒默黙齡齢龍竜龜亀卷巻增増寢寝將将專専
        對対屆届屬属峽峡嶋島嶌島嶽岳巖巌彌弥恆恒惡悪愼慎戀恋戰戦戲戯拂払搖揺搜捜擧挙晝昼曉暁曆暦
        步歩歷歴毆殴乘乗亂乱亞亜佛仏假仮傳伝價価儉倹兒児兩両冨富凉涼剩剰劍剣劑剤勞労勳勲勵励區区卽即
        參参吳呉嚴厳囑嘱圍囲圓円團団壓圧壘塁壞壊壹壱奧奥奬奨孃嬢斷断旣既晉晋槇槙檢検淚涙
        渴渇濕湿犧犠狹狭獵猟甁瓶硏研碎砕箇か緣縁莖茎蔣蒋薰薫螢蛍蠶蚕謠謡鈎鉤
        鎭鎮鍊錬陷陥雞鶏頹頽顏顔騷騒驒騨鬪闘鬬闘冱冴曻昇凜凛桒桑桺柳栁柳穐秋籠篭舩船舘館藪薮躰体麴麹
        噓嘘搔掻瘦痩祇祗簞箪繫繋蟬蝉蠟蝋軀躯醬醤頰頬顚顛餠餅聯連註注礙碍附付撒散慾欲
        """

    /// A kanji that people also write as kana, then its kana.
    static let kana = "頂いただ 貰もら 致いた 殆ほとん 其そ 此こ 迄まで 儘まま 〆締"

    /// The first two characters of a spelling, then what both spellings become.
    ///
    /// The first character alone stays as it is: only the pair is rewritten, and only where no other kanji
    /// stands before it (`安全テスト` is not `すべて`), except after `無`, which is a suffix as well (`問題無し`).
    static let pairs = """
        出来でき 下さくださ 欲しほし 無いない 無くなく 無かなか 無しなし 無けなけ 良いいい 良くよく
        良かよか 良けよけ 子供子ども 全てすべて 既にすでに 何処どこ 誰かだれか
        """
}
