/// Verbs that say of a thing how it stands, and of someone that they see to it.
///
/// Written in dictionary form; the conjugation writes out the polite, plain and dialect forms of both polarities.
enum StateVerbs {
    /// A thing that does this is no trouble: `人手が揃う`, `見積もりは済む`.
    static let good = """
        足りる 揃う そろう 間に合う 決まる 固まる 整う 埋まる 育つ 集まる 届く 戻る 見つかる
        落ち着く 安定する 満足する 広がる まとまる 仕上がる 完成する 完了する 揃える そろえる 整える
        押さえる 用意する 手配する 確保する 準備する 導入する 更新する 備える 潤う 褒められる ほめられる 褒めてもらえる ほめてもらえる
        喜ばれる 認められる 知れ渡る まかなえる 賄える 承知する 了承する 納得する 調達する 軌道に乗る 目処がつく めどがつく
        目途がつく 目処が立つ めどが立つ 目途が立つ 算段がつく 準備が進む 話が進む 新調する 新しくする 新しくなる きれいにする きれいになる 立て直す 作り直す
        """

    /// A matter that does this is over, good or bad: `借金は返し終える`, `もめごとは片付く`.
    static let closed = """
        済む すむ 片付く 片づく 収まる 終わる 終える 済ませる すませる 解決する 完済する 決着する 話がつく 決着がつく
        返せる 返し終える 払い終える やり終える
        """

    /// A thing that does not do this is no trouble: `売上は落ちていない`, `客足が途絶えない`.
    static let ill = "落ちる 減る 切れる 途切れる 途絶える 絶える 滞る 遅れる 揉める もめる 響く 辞める 離れる 崩れる 傷む"

    /// An owner who does not do this rules out what it is about: `売り先には困っていない`.
    static let worry = "困る こまる 悩む 苦労する 心配する 不自由する 不安がる"

    /// What someone does for a firm: `弁護士が見てくれる`, `先生に見てもらう`.
    static let service = """
        見る 診る 看る やる 作る つくる 書く 片付ける 片づける 押さえる 引き受ける 持つ 払う 測る 考える 探す 手配する 管理する 担当する
        用意する 調べる 撮る 育てる 選ぶ 対応する 負担する 承知する 認める 見つける 貸す 揃える 回す 直す 決める まとめる 進める
        面倒を見る 引き取る 手伝う 教える 建てる 描く 整える 済ませる 言う 約束する
        """

    /// Leaves a thing to someone: `先生に頼みました`, `本部へ任せてあります`.
    static let entrusting = "頼む 任せる まかせる 預ける お願いする お任せする 依頼する 一任する 見せる 委託する 外注する"
}
