import Knowledge

extension LintCode {
    /// What a finding means, why it matters and how to mend it.
    var advice: LintAdvice {
        switch self {
        case .emptyExpression, .repeatedExpression, .sharedExpression, .barredExpression,
            .idleException:
            vocabularyAdvice
        case .broadExpression, .swallowedExpression, .singleTextExpression: measureAdvice
        case .impossibleCondition, .shadowedRule, .contradictoryRules, .contradictoryCombination,
            .untestedRule:
            ruleAdvice
        case .untranslatedText, .unreachablePartner, .unreachablePolicy, .prefectureGap:
            reachAdvice
        case .missingNewline, .silenceWithoutReason, .idleSilence, .unknownSilence: fileAdvice
        case .oldSource, .windowEnded, .windowEnding, .windowMissing, .windowOverlap, .reviewDue,
            .staleWeights:
            timeAdvice
        }
    }

    private var vocabularyAdvice: LintAdvice {
        switch self {
        case .emptyExpression:
            .init(
                what: .init(
                    ja: "概念の言い回しの一つが、どの文にも当たりません。",
                    en: "An expression of a concept can never match."
                ),
                why: .init(
                    ja: "文は空白・引用符・括弧を除いた形で比べられ、この言い回しにはそのあと何も残りません。",
                    en:
                        "Texts are compared in a normal form without white space, quotes and brackets; "
                        + "nothing of this expression is left in it."
                ),
                mend: .init(
                    ja: "人が言う言葉を書くか、言い回しを消してください。",
                    en: "Write the word people say, or remove the expression."
                )
            )
        case .repeatedExpression:
            .init(
                what: .init(
                    ja: "一つの概念に同じ言い回しが二度あります（綴りは違うかもしれません）。",
                    en:
                        "An expression stands twice in one concept, though perhaps spelt differently."
                ),
                why: .init(
                    ja: "全角と半角、大文字と小文字、カタカナとひらがな、長音、旧字は同じとみなされるので、二つ目は何もしません。",
                    en:
                        "Width, case, katakana and hiragana, long-vowel marks and old kanji are one in "
                        + "the normal form, so the second does nothing."
                ),
                mend: .init(
                    ja: "一つを消してください。比べられる形は banso text で見られます。",
                    en: "Remove one of the two. banso text shows the normal form of a text."
                )
            )
        case .barredExpression:
            .init(
                what: .init(
                    ja: "言い回しが同じ概念の except に阻まれて、決して当たりません。",
                    en: "An expression can never match, since its own concept bars it."
                ),
                why: .init(
                    ja: "except にあるものは意味されません。この言い回しはその全体です。",
                    en:
                        "What stands under except is never meant, and this is all that the expression "
                        + "is."
                ),
                mend: .init(
                    ja: "says か except の一方から消してください。except には、言い回しを含むが意味の違う長い語を書きます。",
                    en:
                        "Remove it from says or from except. Under except belong longer texts in which "
                        + "an expression is not meant."
                )
            )
        case .idleException:
            .init(
                what: .init(
                    ja: "except の語が、その概念のどの言い回しも含んでいません。",
                    en: "A text under except holds none of its concept's expressions."
                ),
                why: .init(
                    ja: "何も阻まないので、見つけてはいけない所で概念が見つかります。",
                    en: "It bars nothing, so the concept is still found where it was not to be."
                ),
                mend: .init(
                    ja: "言い回しを含む、人が言うとおりの形で書くか、消してください。",
                    en: "Write it as people say it, with the expression inside, or remove it."
                )
            )
        default:
            .init(
                what: .init(
                    ja: "一つの言い回しが、違う課題につながる同じ種類の概念いくつかに入っています。",
                    en:
                        "One expression says several concepts of the same kind that lead to different "
                        + "issues."
                ),
                why: .init(
                    ja: "言った人はその全部を言ったことになり、言葉一つで両方の課題が強まります。",
                    en:
                        "Whoever says it is understood to say all of them, so the word alone speaks "
                        + "for both issues at once."
                ),
                mend: .init(
                    ja: "一つの概念だけに残すか、unless・only_with・industry で区別してください。両方の意味ならそのままでかまいません。",
                    en:
                        "Keep it in one concept, or tell the concepts apart with unless, only_with or "
                        + "industry. Where both are meant, leave it."
                )
            )
        }
    }

    private var measureAdvice: LintAdvice {
        switch self {
        case .broadExpression:
            .init(
                what: .init(
                    ja: "ある言い回しを含む文が、その課題のものである割合が、文全体と変わりません。",
                    en:
                        "Texts that say an expression are about its issue no more often than any text."
                ),
                why: .init(
                    ja: "言われるたびに課題の重みが加わりますが、例文（と --cases の事例）ではほとんど外れます："
                        + "\(MeasureLint.leastCategories)課題・\(MeasureLint.leastTexts)件以上で、"
                        + "全体の割合の\(MeasureLint.lean)倍に届かないもの。",
                    en:
                        "The concept gives its category weight whenever the expression is said, and on "
                        + "the book's examples (and the cases of --cases) that is mostly wrong: from "
                        + "\(MeasureLint.leastTexts) texts of \(MeasureLint.leastCategories) "
                        + "categories on, with less than \(MeasureLint.lean) times the share of all "
                        + "texts."
                ),
                mend: .init(
                    ja: "一つの意味になるまで長く書くか、only_with や unless で要るものを示すか、課題のない概念に移してください。",
                    en:
                        "Write more of the phrase, so that it means one thing; or say what it needs "
                        + "beside it with only_with or unless; or move it to a concept without a "
                        + "category."
                )
            )
        case .swallowedExpression:
            .init(
                what: .init(
                    ja: "言い回しのある所には、いつも別の概念のもっと長い言い回しがあります。",
                    en:
                        "A longer expression of another concept always stands where an expression is."
                ),
                why: .init(
                    ja: "どの場所でも一番長い言い回しだけが読まれます。例文では、語尾ごと別の概念に読まれて、これは一度も読まれませんでした。",
                    en:
                        "At each place the longest expression is read and the others are not. In the "
                        + "book's examples this one never was, each time because an ending was read "
                        + "along by another concept."
                ),
                mend: .init(
                    ja:
                        "同じ意味なら長い方もこの概念に書き（{verb: …} や {adjective: …} がよい）、これも残してください。意味の違う長い語で置き換えてはいけません。",
                    en:
                        "Where both mean the same, write the longer ones in this concept too, best as "
                        + "{verb: …} or {adjective: …}, and keep this one. Never put a longer one in "
                        + "its place that means something else."
                )
            )
        default:
            .init(
                what: .init(
                    ja: "言い回しが、たった一つの事例にあり、例文にはありません。",
                    en: "An expression stands in one single case and in no example."
                ),
                why: .init(
                    ja: "採点される事例に合わせた語彙は、実力より良く見えます。もう一度言われることはまずありません。--cases を付けたときだけ調べます。",
                    en:
                        "A vocabulary that is fitted to the cases it is judged by looks better than it "
                        + "is: the expression will hardly be said again. Only looked for with --cases."
                ),
                mend: .init(
                    ja: "同じ状況のほかの人が言いそうな形にするか、消してください。",
                    en: "Write what others in the same situation would say, or remove it."
                )
            )
        }
    }
}
