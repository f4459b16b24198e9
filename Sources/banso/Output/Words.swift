/// The fixed words of the text output, in both languages.
struct Words {
    var isEnglish = false
    var outcome: [String: String]
    var issue: String
    var evidence: String
    var framing: String
    var approach: String
    var model: String
    var barriers: String
    var partners: String
    var unverified: String
    var policies: String
    /// The firm fits, but whether the policy still runs is not verified.
    var unverifiedMatch: String
    var status: [String: String]
    var window: [String: String]
    var facts: [String: String]
    var missing: String
    var checked: String
    var until: String
    var comma: String
    var stop: String
    var questions: String
    var settles: String
    var cautions: String
    var outcomes: String
    var circles: [String: String]
    var whynot: String
    var ruleset: String
    var decision: String

    /// Japanese.
    static let japanese = Words(
        outcome: [
            "answered": "課題の見立て", "needs_info": "もう少し伺ってからの見立て",
            "no_match": "当てはまるものが見つかりません",
            "outside_scope": "企業の課題についての相談ではないようです",
        ],
        issue: "課題（見込み）",
        evidence: "根拠 ",
        framing: "課題設定の広さ",
        approach: "支援のアプローチ",
        model: "近い型：",
        barriers: "聞こえた障壁：",
        partners: "連携先",
        unverified: "（未確認）",
        policies: "施策",
        unverifiedMatch: "該当?",
        status: [
            "match": "該当", "needs_info": "要確認", "near_miss": "あと一歩", "closed": "終了",
        ],
        window: [
            "open": "受付中", "upcoming": "受付前", "closed": "締切済み",
            "unverified": "最新の状況は未確認",
        ],
        facts: [
            "employees": "従業員数", "capital": "資本金", "industry": "業種", "prefecture": "所在地",
            "municipality": "市区町村", "founded": "創業年", "sole_proprietor": "個人か法人か",
            "certified": "認定・計画",
        ],
        missing: "確認：",
        checked: "確認日 ",
        until: "まで",
        comma: "・",
        stop: "。",
        questions: "次に聞くこと",
        settles: "決まる件数 ",
        cautions: "気を付けること",
        outcomes: "成果の見方（三方良し）",
        circles: ["company": "企業", "supporter": "支援者", "society": "社会"],
        whynot: "出なかったものと理由",
        ruleset: "ルール",
        decision: "回答"
    )

    /// English.
    static let english = Words(
        isEnglish: true,
        outcome: [
            "answered": "What the issue seems to be",
            "needs_info": "What it may be; more needs to be heard",
            "no_match": "Nothing in the book fits",
            "outside_scope": "This does not seem to be about a firm's issue",
        ],
        issue: "Issue (probability)",
        evidence: "from ",
        framing: "How wide the issue is set",
        approach: "Style of support",
        model: "nearest model: ",
        barriers: "Barriers heard: ",
        partners: "Partners",
        unverified: " (unverified)",
        policies: "Policies",
        unverifiedMatch: "match?",
        status: [
            "match": "match", "needs_info": "to check", "near_miss": "near miss",
            "closed": "closed",
        ],
        window: [
            "open": "open", "upcoming": "opens later", "closed": "closed",
            "unverified": "current state unverified",
        ],
        facts: [
            "employees": "employees", "capital": "capital", "industry": "industry",
            "prefecture": "prefecture", "municipality": "municipality", "founded": "year founded",
            "sole_proprietor": "sole proprietor or not", "certified": "certificates and plans",
        ],
        missing: "to check: ",
        checked: "checked ",
        until: " (last day)",
        comma: ", ",
        stop: "; ",
        questions: "What to ask next",
        settles: "settles ",
        cautions: "What to mind",
        outcomes: "What results to look for",
        circles: ["company": "the firm", "supporter": "the supporter", "society": "society"],
        whynot: "What did not come, and why",
        ruleset: "rules",
        decision: "decision"
    )
}

extension Words {
    /// What is said of a window that is not open yet, by the day on which it opens.
    func upcoming(_ state: String, from day: String) -> String {
        isEnglish ? "opens on \(day)" : "\(state) \(day)から"
    }

    /// A part of the owner's text.
    func quoted(_ text: String) -> String { isEnglish ? "“\(text)” " : "「\(text)」" }

    /// What a question decides.
    func settled(_ names: [String], more: Bool) -> String {
        isEnglish
            ? "→ decides " + names.joined(separator: ", ") + (more ? " and more" : "")
            : "→ " + names.joined(separator: "、") + (more ? "などが" : "が") + "決まります"
    }

    /// Said of a reason that all six axes share.
    var allAxes: String { isEnglish ? " (all six axes)" : "（6軸とも）" }

    /// Said of a reason that several axes share.
    func axes(_ count: Int) -> String { isEnglish ? " (\(count) axes)" : "（\(count)軸）" }
}
