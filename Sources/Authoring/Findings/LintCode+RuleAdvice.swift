import Knowledge

extension LintCode {
    /// The advice on conditions, rules and combinations beside each other.
    var ruleAdvice: LintAdvice {
        switch self {
        case .impossibleCondition:
            .init(
                what: .init(
                    ja: "一つの条件の二つの項目が互いに相容れず、決して成り立ちません。",
                    en: "Two tests of a condition exclude each other, so it can never hold."
                ),
                why: .init(
                    ja: "条件の項目は同時に成り立たなければなりません。従業員20人以上で10人未満の会社も、二つの府県にある会社もありません。",
                    en:
                        "All tests of a condition must hold at once: no firm has 20 employees or more "
                        + "and fewer than 10, and none lies in two prefectures."
                ),
                mend: .init(
                    ja: "どちらかを直してください。どちらか一つでよいなら any に入れます。分からない事実のことは unknown で決まり、ここでは問いません。",
                    en:
                        "Correct one of the two. Where either is enough, put both under any. A fact "
                        + "that is not known is left to the condition's unknown and is not the matter "
                        + "here."
                )
            )
        case .shadowedRule:
            .init(
                what: .init(
                    ja: "ルールのもたらすものが、ほかのルールですべて出ています。",
                    en: "A rule gives nothing that another does not give already."
                ),
                why: .init(
                    ja: "これが成り立つときは必ずもう一つも成り立ち、同じかそれ以上をもたらします。答えを変えないか、同じ根拠を二度数えています。",
                    en:
                        "The other holds whenever this one does and gives the same or more, so this "
                        + "one changes no answer, or counts the same evidence twice."
                ),
                mend: .init(
                    ja: "消すか、独自の効果を持たせるか、二つを一つにしてください。",
                    en: "Remove it, give it an effect of its own, or join the two."
                )
            )
        case .contradictoryRules:
            .init(
                what: .init(
                    ja: "二つのルールが同じ状況で成り立ち、反対のことを求めています。",
                    en: "Two rules hold in the same situation and want the opposite."
                ),
                why: .init(
                    ja: "結果はどちらの書き手も意図しない足し算になり、除かれたものは何があっても戻りません。",
                    en:
                        "What comes of it is a sum that neither author meant; and what is ruled out "
                        + "stays out whatever speaks for it."
                ),
                mend: .init(
                    ja: "どちらかに決めるか、条件を足して状況を分けてください。",
                    en:
                        "Decide between them, or tell the situations apart with a further condition."
                )
            )
        case .contradictoryCombination:
            .init(
                what: .init(
                    ja: "二つの施策を一緒に使えるかどうかについて、違うことが二か所に書かれています。",
                    en: "The book says two different things about using two policies together."
                ),
                why: .init(
                    ja: "答えには厳しい方が使われます。それが古い方なら、使える制度をあきらめさせてしまいます。",
                    en:
                        "Answers follow the stricter one; when that is the older, a firm gives up what "
                        + "it could have."
                ),
                mend: .init(
                    ja: "両方の出典を読み直し、正しい方だけを残してください。経費を分ければ使えるなら verdict: separate-costs です。",
                    en: "Read both sources again and keep what holds. Where both may be used for "
                        + "different costs, the verdict is separate-costs."
                )
            )
        default:
            .init(
                what: .init(
                    ja: "どのテストでも成り立たないルールがあります。",
                    en: "A rule holds in none of the book's tests."
                ),
                why: .init(
                    ja: "効かなくなっても、あとのルールに取って代わられても、誰も気付きません。",
                    en:
                        "Nobody would notice if it stopped working, or if a later rule took its place."
                ),
                mend: .init(
                    ja: "このルールが成り立つ query と、何が続くべきかの expect を持つ項目を tests に足してください。"
                        + "一覧は banso test --coverage で出ます。",
                    en: "Add an entry under tests whose query makes the rule hold and whose expect "
                        + "says what must follow. banso test --coverage lists all such rules."
                )
            )
        }
    }

    /// The advice on what cannot be reached or read.
    var reachAdvice: LintAdvice {
        switch self {
        case .untranslatedText:
            .init(
                what: .init(
                    ja: "文が違う言語の欄に書かれています。",
                    en: "A text stands under the wrong language."
                ),
                why: .init(
                    ja: "もう一つの言語で尋ねた人に、読めないかもしれない言葉が届きます。",
                    en: "Whoever asks in the other language gets words they may not read."
                ),
                mend: .init(
                    ja: "ja には日本語、en には英語を書いてください。固有名は括弧に入れて残せます。",
                    en: "Write under ja in Japanese and under en in English; a name may stay in "
                        + "brackets."
                )
            )
        case .unreachablePartner:
            .init(
                what: .init(
                    ja: "この連携先には、本のどこからもたどり着けません。",
                    en: "Nothing in the book can lead to a partner."
                ),
                why: .init(
                    ja: "ネットワークに得意な課題がなく、挙げるルールも壁もないので、どの会社にも紹介されません。",
                    en:
                        "Its network has no strength for any issue, and no rule or barrier names it, "
                        + "so no firm will ever hear of it."
                ),
                mend: .init(
                    ja: "ネットワークに strengths を書くか、ルールの then: partners で連携先かネットワークを挙げてください。",
                    en: "Give its network strengths, or name the partner or network under then: "
                        + "partners of a rule."
                )
            )
        case .unreachablePolicy:
            .init(
                what: .init(
                    ja: "この施策には、本のどこからもたどり着けません。",
                    en: "Nothing in the book can lead to a policy."
                ),
                why: .init(
                    ja: "対象の課題がなく、挙げるルールもないので、どの会社にも紹介されません。",
                    en: "It is for no issue, and no rule names it, so no firm will ever hear of it."
                ),
                mend: .init(
                    ja: "topics を書くか、ルールの then: policies で挙げてください。",
                    en: "Give it topics, or name it under then: policies of a rule."
                )
            )
        default:
            .init(
                what: .init(
                    ja: "ある課題の連携先が一つもない府県があります。",
                    en: "A prefecture has no partner for a category."
                ),
                why: .init(
                    ja: "そこの会社がこの課題を持って来ても、連携先が出ません。数えるのは、topics にその課題があり、"
                        + "ネットワークの得意で、area が府県全体を含む連携先です。",
                    en:
                        "A firm there that brings this issue gets no partner for it. A partner counts "
                        + "when the category is among its topics, its network has a strength for it, "
                        + "and its area takes in the whole prefecture."
                ),
                mend: .init(
                    ja: "連携先を足すか、area を広げるか、全国の連携先を足してください。",
                    en: "Add a partner there, widen an area, or add a nationwide partner (全国)."
                )
            )
        }
    }
}
