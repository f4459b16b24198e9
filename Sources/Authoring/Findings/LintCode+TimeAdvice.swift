import Knowledge

extension LintCode {
    /// The advice on what time has overtaken.
    var timeAdvice: LintAdvice {
        switch self {
        case .oldSource:
            .init(
                what: .init(
                    ja: "出典を確かめてから\(Linter.sourceDays)日を超えています。",
                    en: "A source was read more than \(Linter.sourceDays) days ago."
                ),
                why: .init(
                    ja: "制度は年度で変わります。そのとき正しかったことが、今は会社を迷わせるかもしれません。",
                    en:
                        "Programmes change with the fiscal year; what was true then may mislead a firm "
                        + "now."
                ),
                mend: .init(
                    ja: "ページを読み直し、変わった所を直して、checked をその日にしてください。",
                    en: "Read the page again, correct what has changed and set checked to that day."
                )
            )
        case .windowEnded:
            .init(
                what: .init(
                    ja: "施策の受付がすべて終わっています。",
                    en: "All windows of a policy have closed."
                ),
                why: .init(
                    ja: "次の公募が発表されていても、これからは受付終了と表示されます。",
                    en:
                        "It is shown as closed from now on, also when a next call has been announced."
                ),
                mend: .init(
                    ja: "次の受付を足すか、本当に終わったなら state: closed にしてください。",
                    en: "Add the next window, or set state: closed when it is over for good."
                )
            )
        case .windowEnding:
            .init(
                what: .init(
                    ja: "施策の受付があと\(Linter.windowDays)日以内に終わります。",
                    en: "A window of a policy closes within \(Linter.windowDays) days."
                ),
                why: .init(
                    ja: "今知らされた会社には時間がなく、次の受付は本にありません。",
                    en:
                        "A firm told of it now has little time, and the next window is not in the book."
                ),
                mend: .init(ja: "次の受付を探して足してください。", en: "Look for the next window and add it.")
            )
        case .windowMissing:
            .init(
                what: .init(
                    ja: "回ごとに公募する施策に、受付かその最終日が欠けています。",
                    en: "A policy that calls in rounds lacks a window, or the last day of one."
                ),
                why: .init(
                    ja: "日付がないと受付中か誰にも分かりません。まったくなければ未確認、最終日がなければずっと受付中と表示されます。",
                    en:
                        "Without a date nobody can say whether it is open: without any it is shown as "
                        + "unverified, without a last day as open for ever."
                ),
                mend: .init(
                    ja: "windows に日付を足すか、分かっていることを示すために state: unverified にしてください。",
                    en:
                        "Add the dates under windows, or set state: unverified to say that it is known."
                )
            )
        default: laterAdvice
        }
    }

    private var laterAdvice: LintAdvice {
        switch self {
        case .windowOverlap:
            .init(
                what: .init(
                    ja: "施策の二つの受付が同じ日に開いていて、名前のないものがあります。",
                    en:
                        "Two windows of a policy are open on the same day, and not both have a label."
                ),
                why: .init(
                    ja: "回は順に続くものなので、日付のどれかがおそらく間違っています。",
                    en: "Rounds follow each other; one of the dates is probably wrong."
                ),
                mend: .init(
                    ja: "日付を直してください。地域ごとなど並んで開く受付には、それぞれ label が要ります。",
                    en: "Correct the dates. Windows side by side, as of regions, each need a label."
                )
            )
        case .reviewDue:
            .init(
                what: .init(
                    ja: "ルールを見直すはずの日が過ぎています。",
                    en: "The day by which somebody was to look at a rule again has passed."
                ),
                why: .init(
                    ja: "書いた人は、いつまでも正しいとは限らないと知っていました。",
                    en: "Its author knew that it would not hold for ever."
                ),
                mend: .init(
                    ja: "ルールの内容を出典と照らし、review_by を先の日にしてください。",
                    en: "Check what the rule says against its source and set a later review_by."
                )
            )
        default:
            .init(
                what: .init(
                    ja: "重みを学習したあとで、例文の数が変わっています。",
                    en: "The number of examples has changed since the weights were learned."
                ),
                why: .init(
                    ja: "答えはまだ古い例文にもとづいています。",
                    en: "Answers still rest on the old examples."
                ),
                mend: .init(
                    ja: "banso learn を実行し、できたファイルをルールのそばに置いてください。",
                    en: "Run banso learn and keep the new file beside the rules."
                )
            )
        }
    }

    /// The advice on a file as a text, and on what it says about findings.
    var fileAdvice: LintAdvice {
        switch self {
        case .missingNewline:
            .init(
                what: .init(
                    ja: "ファイルの最後の行に改行がありません。",
                    en: "The last line of a file does not end with a line feed."
                ),
                why: .init(
                    ja: "下に足したものが、その行の続きになってしまいます。",
                    en: "What is added below would continue that line."
                ),
                mend: .init(
                    ja: "行の終わりに改行を入れてください。banso check --fix でも直ります。",
                    en: "End the line; banso check --fix does."
                )
            )
        case .silenceWithoutReason:
            .init(
                what: .init(
                    ja: "指摘を黙らせるコメントに理由がありません。",
                    en: "A comment silences a finding and gives no reason."
                ),
                why: .init(
                    ja: "あとの人には、決めたことか見落としか分からないので、効きません。",
                    en:
                        "Whoever comes after cannot tell a decision from an oversight, so it does not "
                        + "count."
                ),
                mend: .init(
                    ja: "# banso: allow CODE because 理由 と書いてください。",
                    en: "Write # banso: allow CODE because REASON."
                )
            )
        case .idleSilence:
            .init(
                what: .init(
                    ja: "コメントが黙らせる指摘は、そこにありません。",
                    en: "A comment silences a finding that is not there."
                ),
                why: .init(
                    ja: "許していたものは直ったか移ったかです。残しておくと次の指摘を隠します。エラーは黙らせられません。",
                    en:
                        "What it excused is mended or has moved; left where it is, it would hide the "
                        + "next one. Errors are never silenced."
                ),
                mend: .init(
                    ja: "消すか、指摘または項目の行、あるいはそのすぐ上に置いてください。",
                    en: "Remove it, or put it on the line of the finding or of the entry, or right "
                        + "above."
                )
            )
        default:
            .init(
                what: .init(
                    ja: "banso: で始まるコメントにコードがないか、読み取れません。",
                    en: "A comment that begins with banso: names no code, or is not understood."
                ),
                why: .init(
                    ja: "何かを黙らせるつもりで、黙らせていません。",
                    en: "It was meant to silence something and does not."
                ),
                mend: .init(
                    ja: "# banso: allow CODE because 理由 と書いてください。コードの一覧は banso explain で出ます。",
                    en: "Write # banso: allow CODE because REASON; banso explain lists all codes."
                )
            )
        }
    }
}
