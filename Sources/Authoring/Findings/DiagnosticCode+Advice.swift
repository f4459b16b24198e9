import Diagnostics
import Knowledge

extension DiagnosticCode {
    /// Why a fault of the loader matters and how to mend it.
    var advice: CodeAdvice {
        switch rawValue.prefix(while: { $0 != "." }) {
        case "source": folderAdvice
        case "yaml": syntaxAdvice
        case "layer": layerAdvice
        case "format": formatAdvice
        case "book": wholeAdvice
        case "weights": weightsAdvice
        default: isAboutName ? nameAdvice : entryAdvice
        }
    }

    private var folderAdvice: CodeAdvice {
        switch self {
        case .unreadable:
            .init(
                why: .init(
                    ja: "ファイルが一つ欠けたまま、全部あるかのように答えてしまうからです。",
                    en: "A book without one of its files would answer as if it were whole."
                ),
                mend: .init(
                    ja: "パスと、プログラムを動かす利用者に読む権限があるかを確かめてください。",
                    en: "Check the path, and that the user who runs the program may read it."
                )
            )
        case .noFiles:
            .init(
                why: .init(
                    ja: "空の本は何も答えられません。たいていはパスの間違いです。",
                    en: "An empty book answers nothing; most often the path is wrong."
                ),
                mend: .init(
                    ja: "ルールのファイル（.yaml）が入っているフォルダーを指定してください。",
                    en: "Name the folder that holds the rule files; they end in .yaml."
                )
            )
        case .tooManyFiles, .folderTooLarge, .folderTooDeep:
            .init(
                why: .init(
                    ja: "ホームフォルダーなどを間違って指定したときに、全部読んでしまわないための上限です。",
                    en:
                        "The limit keeps a folder named by mistake, such as a home folder, from being "
                        + "read."
                ),
                mend: .init(
                    ja: "ルールのフォルダーそのものを指定し、ルールでないファイルは外に移してください。",
                    en: "Name the rule folder itself, and move what is no rule file out of it."
                )
            )
        case .link:
            .init(
                why: .init(
                    ja: "フォルダーの外にあるものは本の一部ではなく、知らないうちに変わりえます。",
                    en:
                        "What lies outside the folder is not part of the book and may change unseen."
                ),
                mend: .init(
                    ja: "ファイルそのものをフォルダーに入れてください。",
                    en: "Put the file itself into the folder."
                )
            )
        default:
            .init(
                why: .init(
                    ja: "読まれるのは .yaml だけなので、このファイルの内容は本に入りません。",
                    en: "Only .yaml is read, so what the file says is missing from the book."
                ),
                mend: .init(
                    ja: "名前の終わりを .yaml に変えるか、ファイルを除いてください。",
                    en: "Rename it to end in .yaml, or remove it."
                )
            )
        }
    }

    private var syntaxAdvice: CodeAdvice {
        switch self {
        case .syntax:
            .init(
                why: .init(
                    ja: "示した場所から先は、何が書かれているか分かりません。",
                    en: "From the place named on nothing of the file can be understood."
                ),
                mend: .init(
                    ja: "その行と前の行を見てください。引用符や括弧の閉じ忘れ、字下げのずれ、"
                        + "「: 」や「 #」を含む文に引用符がないことが多いです。",
                    en: "Look at that line and the one before it: often a quote or bracket is not "
                        + "closed, the indentation is off, or a text with `: ` or ` #` needs quotes."
                )
            )
        case .encoding, .controlCharacter:
            .init(
                why: .init(
                    ja: "言葉が壊れると、どの文にも当たらなくなります。",
                    en: "The words of the file would be damaged, and damaged words match nothing."
                ),
                mend: .init(
                    ja: "UTF-8 で保存し、目に見えない文字を消してください。",
                    en: "Save the file as UTF-8 and remove characters that cannot be seen."
                )
            )
        case .duplicateKey:
            .init(
                why: .init(
                    ja: "片方の値が黙って失われてしまいます。",
                    en: "One of the two values would be lost without a word."
                ),
                mend: .init(
                    ja: "一つを消してください。二つのことを書くにはリストにするか、項目を分けます。",
                    en: "Remove one; to say two things, use a list or a second entry."
                )
            )
        case .mergeKey, .badTag, .keyNotText, .multipleDocuments, .unknownAnchor:
            .init(
                why: .init(
                    ja: "項目の内容が読む人にすべて見えるように、素直なマッピング・リスト・文だけを使う決まりです。",
                    en:
                        "The language keeps to plain mappings, lists and texts, so that a reader sees "
                        + "all that an entry says."
                ),
                mend: .init(
                    ja: "要るところに値をそのまま書いてください。yes や 10 のようなキーには引用符が要ります。",
                    en: "Write the values out where they are needed. A key such as yes or 10 needs "
                        + "quotes."
                )
            )
        default:
            .init(
                why: .init(
                    ja: "間違いや悪意で作られたファイルが機械を使い切らないための上限です。",
                    en:
                        "The limit keeps a file made by mistake or malice from using up the machine."
                ),
                mend: .init(
                    ja: "ファイルを分けるか、入れるつもりのなかったものを除いてください。",
                    en: "Split the file, or remove what was not meant to be in it."
                )
            )
        }
    }

    private var weightsAdvice: CodeAdvice {
        .init(
            why: .init(
                ja: "この本のものでない重みで答えることになるので、答えを出しません。",
                en:
                    "Answers would rest on weights that do not belong to this book, so none are given."
            ),
            mend: .init(
                ja: "banso learn を実行し、できたファイルをルールのそばに置いてください。",
                en: "Run banso learn and keep the new file beside the rules."
            )
        )
    }

    private var wholeAdvice: CodeAdvice {
        .init(
            why: .init(
                ja: "このまま使うと、どの会社にもまともな答えが出ません。前の本があれば、それが使われ続けます。",
                en: "Put into use it would give no firm a proper answer; where there was a book "
                    + "before, that one stays."
            ),
            mend: .init(
                ja: "メッセージの挙げる問い合わせを banso recommend で試し、答えに要るものを本に足してください。",
                en: "Ask what the message names with banso recommend, and add to the book what its "
                    + "answer lacks."
            )
        )
    }

    private var formatAdvice: CodeAdvice {
        if self == .formatUnwritable {
            return .init(
                why: .init(
                    ja: "整形の結果が残らず、ファイルは元のままです。",
                    en: "The file stays as it was, and so not in the one layout."
                ),
                mend: .init(
                    ja: "書き込む権限と空き容量を確かめて、もう一度 banso fmt を実行してください。",
                    en:
                        "Check that you may write it and that the disk has room, then run banso fmt "
                        + "again."
                )
            )
        }
        return .init(
            why: .init(
                ja: "整形は見た目だけを変えるものです。そうならないと分かったので、ファイルには手を付けていません。"
                    + "整形する側の誤りです。",
                en:
                    "Formatting is to change the looks alone. It would not have, which is a fault of "
                    + "the formatter, so the file is left as it is."
            ),
            mend: .init(
                ja: "ファイルを添えて報告してください。それまでは示した行を簡単な書き方に直すと通ります。",
                en:
                    "Report it with the file; until it is mended, write the line named in a plainer "
                    + "way."
            )
        )
    }

    private var nameAdvice: CodeAdvice {
        switch self {
        case .unknownSection, .unknownKey:
            .init(
                why: .init(
                    ja: "綴りの違うキーは読み飛ばされ、書いたことが効かなくなってしまいます。",
                    en: "A misspelt key would be passed over, and what it says would not count."
                ),
                mend: .init(
                    ja: "綴りを直してください。節とキーの一覧は Rules/README.md にあります。",
                    en: "Correct the spelling; Rules/README.md lists the sections and their keys."
                )
            )
        case .unknownValue:
            .init(
                why: .init(ja: "意味があるのは挙げられた値だけです。", en: "Only the values listed have a meaning."),
                mend: .init(
                    ja: "メッセージに並ぶ値のどれかを使ってください。",
                    en: "Use one of those the message lists."
                )
            )
        case .unknownIndustry:
            .init(
                why: .init(
                    ja: "どの大分類にもない符号は、どの会社にも当たりません。",
                    en: "A code of no division fits no firm."
                ),
                mend: .init(
                    ja: "大分類の文字で始まる日本標準産業分類の符号を書いてください（E、E24、I561）。",
                    en: "Write a code of the Japan Standard Industrial Classification that begins "
                        + "with its division: E, E24, I561."
                )
            )
        case .unknownPlace:
            .init(
                why: .init(
                    ja: "誰もいない場所は、どの会社にも当たりません。",
                    en: "A place nobody can be in fits no firm."
                ),
                mend: .init(
                    ja: "日本語で略さずに書いてください（大阪府、東大阪市）。いくつもあれば括弧に入れます：[神戸市, 堺市]。"
                        + "足りない市区町村は places の都道府県に足します。",
                    en: "Write the name in full in Japanese (大阪府, 東大阪市), and several in brackets, "
                        + "[神戸市, 堺市]; add a missing municipality to its prefecture under places."
                )
            )
        case .unlistedPlace:
            .init(
                why: .init(
                    ja: "載っていない市区町村のための施策も連携先もないので、その答えは何も変えません。"
                        + "書き間違いかもしれません。",
                    en: "No policy and no partner is for a municipality that is not listed, so the "
                        + "answer counts for nothing; it may be a slip of the pen."
                ),
                mend: .init(
                    ja: "名前を確かめ、正しければ places の都道府県の municipalities に足してください。",
                    en: "Check the name; when it is right, add it to its prefecture under places."
                )
            )
        case .unknownConcept:
            .init(
                why: .init(ja: "それを使う条件は決して成り立ちません。", en: "A condition on it could never hold."),
                mend: .init(
                    ja: "id を直すか、vocabulary のファイルにその概念を足してください。",
                    en: "Correct the id, or add the concept to a file under vocabulary."
                )
            )
        default:
            .init(
                why: .init(
                    ja: "名前の指す先がないので、書いたつもりのことが黙って起きないままになります。",
                    en: "The name leads nowhere, so what was meant would silently not happen."
                ),
                mend: .init(
                    ja: "id を直すか、その項目を足してください。id は大文字と小文字を区別します。",
                    en: "Correct the id, or add the entry it names. Ids are case-sensitive."
                )
            )
        }
    }
}
