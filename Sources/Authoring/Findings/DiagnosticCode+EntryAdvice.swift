import Diagnostics
import Knowledge

extension DiagnosticCode {
    /// Why a fault in an entry matters and how to mend it.
    var entryAdvice: CodeAdvice {
        switch self {
        case .schemaVersion:
            .init(
                why: .init(
                    ja: "残りをどう読むかは版で決まります。",
                    en: "The version says how the rest is to be read."
                ),
                mend: .init(
                    ja: "ファイルの初めに schema: 1 と書いてください。",
                    en: "Begin the file with schema: 1."
                )
            )
        case .missingKey:
            .init(
                why: .init(ja: "それがないと項目は意味を持ちません。", en: "The entry means nothing without it."),
                mend: .init(ja: "メッセージの挙げるキーを足してください。", en: "Add the key the message names.")
            )
        case .conflictingKeys:
            .init(
                why: .init(
                    ja: "成り立つのは片方だけで、どちらかは当て推量になってしまいます。",
                    en: "Only one of the two can hold, and which one would be a guess."
                ),
                mend: .init(ja: "二つのうち一つを消してください。", en: "Remove one of the two keys.")
            )
        case .wrongType:
            .init(
                why: .init(ja: "違う種類の値は読み違えられます。", en: "A value of another type would be misread."),
                mend: .init(
                    ja: "メッセージの求める形で書いてください。リストは [a, b]、数は引用符なし、数や日付に見える文は引用符で囲みます。",
                    en:
                        "Write what the message expects: a list as [a, b], a number without quotes, a "
                        + "text that looks like a number or a date with quotes."
                )
            )
        case .outOfRange:
            .init(
                why: .init(
                    ja: "範囲の外の数には意味がありません。",
                    en: "Beyond the range the number has no meaning."
                ),
                mend: .init(ja: "示された範囲の数にしてください。", en: "Use a number in the range named.")
            )
        case .badDate:
            .init(
                why: .init(ja: "締切はすべて日付の上に立っています。", en: "Every deadline rests on dates."),
                mend: .init(
                    ja: "実在する日を、引用符なしの YYYY-MM-DD で書いてください（2026-11-30）。",
                    en: "Write a day that exists, as YYYY-MM-DD without quotes: 2026-11-30."
                )
            )
        case .emptyText, .emptyList:
            .init(
                why: .init(
                    ja: "何も言わない項目は何もしません。",
                    en: "An entry that says nothing does nothing."
                ),
                mend: .init(ja: "中身を書くか、キーを消してください。", en: "Fill it in, or remove the key.")
            )
        default: identityAdvice
        }
    }

    private var identityAdvice: CodeAdvice {
        switch self {
        case .missingLanguage:
            .init(
                why: .init(
                    ja: "尋ねる人の半分に言葉が届きません。",
                    en: "Half of those who ask would get no words at all."
                ),
                mend: .init(ja: "両方を書いてください：{ja: …, en: …}。", en: "Give both: {ja: …, en: …}.")
            )
        case .badID:
            .init(
                why: .init(
                    ja: "id は問い合わせ・アドレス・記録に出るので、簡単な文字だけを使います。",
                    en: "Ids stand in queries, addresses and logs, so they keep to plain letters."
                ),
                mend: .init(
                    ja: "小文字の英数字の語を - で、階層を . でつないでください。",
                    en: "Use lower-case ASCII words joined by - and levels joined by a dot."
                )
            )
        case .duplicateID:
            .init(
                why: .init(
                    ja: "名前がどちらを指すのか、誰にも分かりません。",
                    en: "Nobody could tell which of the two a name means."
                ),
                mend: .init(
                    ja: "片方の名前を変えるか消してください。メッセージに一つ目の場所が出ています。",
                    en:
                        "Rename one of them, or remove it; the message shows where the first stands."
                )
            )
        default: contentAdvice
        }
    }

    private var contentAdvice: CodeAdvice {
        switch self {
        case .emptyCondition:
            .init(
                why: .init(ja: "誰にでも成り立ってしまいます。", en: "It would hold for everyone."),
                mend: .init(ja: "調べることを足すか、条件を消してください。", en: "Add a test, or remove the condition.")
            )
        case .emptyEffect:
            .init(
                why: .init(ja: "ルールが成り立っても何も起きません。", en: "The rule would do nothing."),
                mend: .init(ja: "何が起きるかを then に書いてください。", en: "Say under then what follows.")
            )
        case .emptyExpectation:
            .init(
                why: .init(
                    ja: "何が答えられてもテストが通ってしまいます。",
                    en: "The test would pass whatever is answered."
                ),
                mend: .init(
                    ja: "成り立つべきことを expect に書いてください。",
                    en: "Say under expect what must hold."
                )
            )
        case .gateCondition:
            .init(
                why: .init(
                    ja: "施策を使えるかどうかが、話し方で変わってはいけません。",
                    en: "Whether a firm can use a policy must not depend on how it tells its story."
                ),
                mend: .init(
                    ja: "会社のことは company で調べ、残りはその施策を勧めるルールに移してください。",
                    en: "Test the firm under company; move the rest to a rule that proposes the "
                        + "policy."
                )
            )
        case .intervalOrder, .windowOrder:
            .init(
                why: .init(
                    ja: "間に何もないので、決して成り立ちません。",
                    en: "Nothing lies between the two, so it could never hold."
                ),
                mend: .init(ja: "入れ替えるか、直してください。", en: "Swap or correct them.")
            )
        default: relationAdvice
        }
    }

    private var relationAdvice: CodeAdvice {
        switch self {
        case .unpairedPolicy:
            .init(
                why: .init(
                    ja: "併用できるかどうかは、二つの施策の間のことだからです。",
                    en: "Whether policies go together is said of two."
                ),
                mend: .init(
                    ja: "policies に二つ以上を挙げるか、相手を with に書いてください。一つの施策は一度だけ挙げます。",
                    en:
                        "Name two or more under policies, or the others under with; each policy once."
                )
            )
        case .undatedTest:
            .init(
                why: .init(
                    ja: "受付は始まり、終わります。日付のないテストはいつか自然に失敗します。",
                    en: "Windows open and close, so the test would fail some day by itself."
                ),
                mend: .init(
                    ja: "query に as_of: YYYY-MM-DD を足してください。",
                    en: "Add as_of: YYYY-MM-DD to its query."
                )
            )
        case .badURL:
            .init(
                why: .init(
                    ja: "答えにそのまま出て、開こうとする人はどこにも着きません。",
                    en: "Answers show it as it is, and whoever opens it arrives nowhere."
                ),
                mend: .init(
                    ja: "https:// から書いてください。source の url だけは、ページでない資料の名前でもかまいません。",
                    en: "Write it from https:// on. Only the url of a source may be the name of a "
                        + "document that is no page."
                )
            )
        case .axesIncomplete:
            .init(
                why: .init(
                    ja: "支援の型は6軸すべての上の位置で決まります。",
                    en: "A style of support is a place on all six axes."
                ),
                mend: .init(
                    ja: "subject、mode、initiative、fit、scope、policy のすべてを書いてください。",
                    en: "Give all of subject, mode, initiative, fit, scope and policy."
                )
            )
        default:
            .init(
                why: .init(
                    ja: "その条件は、課題が決まったあとで初めて判断されます。",
                    en: "The condition is decided only after the categories are set."
                ),
                mend: .init(
                    ja: "言葉と会社のことだけを条件にするか、ルールを二つに分けてください。",
                    en: "Let the rule depend on words and the firm alone, or split it in two."
                )
            )
        }
    }
}
