import Knowledge

/// Says the parts of a score in words an owner can read.
struct PartWords {
    let compiled: CompiledBook

    /// The network of a partner is good at the issue.
    func strength(_ entry: PartnerIndex.Entry) -> Localized {
        let name = entry.strengths.network?.title ?? entry.partner.title
        return Localized(ja: "\(name.ja)の得意な課題", en: "\(name.en): good at this issue")
    }

    /// A rule speaks for it.
    func rule(_ id: String) -> Localized {
        compiled.rules.first { $0.rule.id.text == id }?.rule.title
            ?? compiled.approaches.barrier(Identifier(id))?.title
            ?? Localized(ja: id, en: id)
    }

    /// A policy is for the issue.
    func topic(_ issue: IssueShare) -> Localized {
        let title =
            issue.sub.map { compiled.categories.subs[$0].title }
            ?? compiled.categories.categories[issue.top].title
        return Localized(ja: "「\(title.ja)」を対象とする", en: "is for: \(title.en)")
    }

    /// A concept was heard.
    func concept(_ number: Int) -> Localized {
        let title = compiled.book.concepts[number].title
        return Localized(ja: "「\(title.ja)」と聞こえた", en: "heard: \(title.en)")
    }

    /// How near a partner is.
    static func area(_ nearness: Nearness) -> Localized {
        switch nearness {
        case .municipality: Localized(ja: "同じ市区町村の窓口", en: "in the same municipality")
        case .prefecture: Localized(ja: "同じ府県の窓口", en: "in the same prefecture")
        case .region: Localized(ja: "同じ地方の窓口", en: "in the same region")
        case .country, .elsewhere: Localized(ja: "全国の窓口", en: "serves all of Japan")
        }
    }

    /// A policy's status takes from it.
    static func status(_ status: PolicyStatus) -> Localized {
        switch status {
        case .match: Localized(ja: "要件を満たす", en: "the firm is within it")
        case .needsInfo: Localized(ja: "確かめることが残る", en: "something is still to be checked")
        case .nearMiss: Localized(ja: "要件に一つ合わない", en: "one condition fails")
        case .closed: Localized(ja: "受付が終わっている", en: "no longer open")
        }
    }

    /// A policy's windows take from it.
    static func window(_ phase: WindowState.Phase) -> Localized {
        switch phase {
        case .open: Localized(ja: "受付中", en: "open now")
        case .upcoming: Localized(ja: "受付はこれから", en: "opens later")
        case .closed: Localized(ja: "受付終了", en: "closed")
        case .unverified: Localized(ja: "受付の状況が未確認", en: "whether it is open is not verified")
        }
    }

    static let size = Localized(
        ja: "主に支える会社の規模と違う",
        en: "mainly serves firms of another size"
    )
    static let firstContact = Localized(
        ja: "課題がはっきりしないときの最初の相談先",
        en: "takes firms whose issue is unclear"
    )
    static let unverified = Localized(ja: "内容が未確認", en: "its facts are not verified")
    static let cap = Localized(ja: "1を上限とする", en: "no score is above 1")
    static let secondKind = Localized(
        ja: "一番目とは違う種類の相談先を二番目に置く決まり",
        en: "the second is of another kind than the first"
    )
    static let against = Localized(ja: "困っていないと言っている", en: "said to be no trouble")
    static let share = Localized(
        ja: "言い方から学んだ重みと重なる分・上限を引く",
        en: "less what the learned weights say too, and the limit"
    )
    static let wording = Localized(ja: "そのほかの言い回し", en: "the rest of the wording")
    static let prior = Localized(ja: "この課題の相談の多さ", en: "how common the issue is")
    static let certainty = Localized(
        ja: "確からしさの補正と、課題の指定",
        en: "calibration, and the issue if it was named"
    )
    static let sum = Localized(
        ja: "合計（対数オッズ）。次の課題との差が大きいほど確率が高い",
        en: "sum in log-odds; the wider the gap to the next issue, the higher the probability"
    )

    /// An expression that examples of the issue use.
    static func expression(_ name: String) -> Localized {
        Localized(ja: "言い回し「\(name)」", en: "wording “\(name)”")
    }
}
