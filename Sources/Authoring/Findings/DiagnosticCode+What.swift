import Diagnostics
import Knowledge

extension DiagnosticCode {
    /// What the code means, in one sentence for the authors' manual.
    var what: Localized {
        switch rawValue.prefix(while: { $0 != "." }) {
        case "source": folderMeaning
        case "yaml": syntaxMeaning
        case "layer": layerMeaning
        case "weights", "format", "book": fileMeaning
        default: isAboutName ? nameMeaning : entryMeaning
        }
    }

    /// Whether it is about the name of something that is not there.
    var isAboutName: Bool { rawValue.hasPrefix("rule.unknown-") || self == .unlistedPlace }

    private var folderMeaning: Localized {
        switch self {
        case .unreadable:
            .init(ja: "ファイルまたはフォルダーを読めません。", en: "A file or folder cannot be read.")
        case .noFiles:
            .init(
                ja: "名前が .yaml で終わるファイルがフォルダーにありません。",
                en: "The folder holds no file whose name ends in .yaml."
            )
        case .tooManyFiles:
            .init(ja: "ファイルの数が読める上限を超えています。", en: "The folder holds more files than are read.")
        case .folderTooLarge:
            .init(
                ja: "ファイル全部の大きさが読める上限を超えています。",
                en: "The files together hold more bytes than are read."
            )
        case .folderTooDeep:
            .init(
                ja: "フォルダーの入れ子が読める上限より深くなっています。",
                en: "Folders lie deeper in each other than are read."
            )
        case .link:
            .init(
                ja: "シンボリックリンクがフォルダーの外・別のフォルダー・ないものを指しています。",
                en: "A symbolic link leads out of the folder, to another folder or nowhere."
            )
        default:
            .init(
                ja: "名前が .yml で終わるファイルは読まれません。",
                en: "A file ends in .yml and is not read."
            )
        }
    }

    private var syntaxMeaning: Localized {
        switch self {
        case .syntax: .init(ja: "YAML として読めません。", en: "The file is not YAML.")
        case .encoding: .init(ja: "UTF-8 ではありません。", en: "The file is not UTF-8.")
        case .controlCharacter:
            .init(
                ja: "ルールのファイルで使えない文字が入っています。",
                en: "The file holds a character that is not allowed in a rule file."
            )
        case .fileTooLarge:
            .init(
                ja: "ファイルの大きさが読める上限を超えています。",
                en: "The file holds more bytes than are read."
            )
        case .tooDeep:
            .init(
                ja: "リストとマッピングの入れ子が読める上限より深くなっています。",
                en: "Lists and mappings lie deeper in each other than are read."
            )
        case .tooManyNodes:
            .init(ja: "値の数が読める上限を超えています。", en: "The file holds more values than are read.")
        case .tooManyAliases:
            .init(
                ja: "アンカーかエイリアスの数が読める上限を超えています。",
                en: "The file has more anchors or uses more aliases than are read."
            )
        case .longScalar:
            .init(ja: "一つの文が読める上限より長くなっています。", en: "A text is longer than is read.")
        case .duplicateKey:
            .init(ja: "同じキーが二度書かれています。", en: "A mapping has the same key twice.")
        case .mergeKey:
            .init(
                ja: "マージキー（<<）はこの言語では使えません。",
                en: "Merge keys (<<) are not part of the language."
            )
        case .keyNotText: .init(ja: "キーが文字列ではありません。", en: "A key is not a text.")
        case .multipleDocuments:
            .init(
                ja: "一つのファイルに文書が二つ以上あります。",
                en: "The file holds more than one document."
            )
        case .badTag:
            .init(
                ja: "タグが YAML の基本タグでないか、値に合っていません。",
                en: "A tag is not one of YAML's core tags, or does not fit its value."
            )
        default:
            .init(
                ja: "エイリアスの指すアンカーがそれより前にありません。",
                en: "An alias names no anchor before it."
            )
        }
    }

    private var entryMeaning: Localized {
        switch self {
        case .schemaVersion:
            .init(ja: "schema: 1 が書かれていません。", en: "The file does not say schema: 1.")
        case .missingKey:
            .init(ja: "なくてはならないキーがありません。", en: "A mapping lacks a key it must have.")
        case .conflictingKeys:
            .init(ja: "一緒に書けないキーが二つあります。", en: "Two keys exclude each other.")
        case .wrongType:
            .init(
                ja: "値の種類がキーの求めるものと違います。",
                en: "A value is of another type than its key wants."
            )
        case .outOfRange: .init(ja: "数が範囲の外にあります。", en: "A number lies outside its range.")
        case .badDate:
            .init(
                ja: "YYYY-MM-DD と書かれた実在の日ではありません。",
                en: "A text is not a day of the calendar written YYYY-MM-DD."
            )
        case .emptyText: .init(ja: "文が空です。", en: "A text is empty.")
        case .emptyList:
            .init(ja: "一つは要るリストが空です。", en: "A list that must hold something is empty.")
        case .missingLanguage:
            .init(
                ja: "日本語か英語の文が欠けています。",
                en: "A text lacks its Japanese or its English wording."
            )
        case .badID: .init(ja: "id の書き方が正しくありません。", en: "An id is not well formed.")
        case .duplicateID:
            .init(
                ja: "同じ節に同じ id の項目が二つあります。",
                en: "Two entries of a section have the same id."
            )
        default: meaningOfContent
        }
    }

    private var meaningOfContent: Localized {
        switch self {
        case .emptyCondition: .init(ja: "条件が何も調べていません。", en: "A condition tests nothing.")
        case .emptyEffect: .init(ja: "ルールが何ももたらしません。", en: "A rule does nothing.")
        case .emptyExpectation:
            .init(ja: "テストが何も期待していません。", en: "A test expects nothing.")
        case .gateCondition:
            .init(
                ja: "施策の条件が会社以外のことを調べています。",
                en: "A policy's condition tests something else than the firm."
            )
        case .intervalOrder:
            .init(ja: "最小が最大より大きくなっています。", en: "The least is more than the most.")
        case .windowOrder:
            .init(ja: "受付の終わりが始まりより前です。", en: "A window closes before it opens.")
        case .unpairedPolicy:
            .init(
                ja: "組み合わせが二つの違う施策を挙げていません。",
                en: "A combination does not name two different policies."
            )
        case .axesIncomplete: .init(ja: "6軸がそろっていません。", en: "Not all six axes are given.")
        case .undatedTest:
            .init(
                ja: "日によって変わることを約束するテストに日付がありません。",
                en: "A test promises what depends on the day and names no day."
            )
        case .badURL:
            .init(
                ja: "url がウェブのページのアドレスになっていません。",
                en: "A url is not the address of a page on the web."
            )
        default:
            .init(
                ja: "課題が決まるのを待つルールが課題を変えようとしています。",
                en: "A rule that waits for the categories would change them."
            )
        }
    }

    private var nameMeaning: Localized {
        switch self {
        case .unknownSection:
            .init(
                ja: "この言語にない節が書かれています。",
                en: "The file has a section that the language does not know."
            )
        case .unknownKey:
            .init(
                ja: "そこでは使えないキーが書かれています。",
                en: "A mapping has a key that the language does not know there."
            )
        case .unknownValue:
            .init(
                ja: "キーの許す値のどれでもありません。",
                en: "A value is not one of those its key allows."
            )
        case .unknownCategory:
            .init(ja: "その id の課題はありません。", en: "No category or sub-category has the id.")
        case .unknownConcept: .init(ja: "その id の概念はありません。", en: "No concept has the id.")
        case .unknownNetwork:
            .init(ja: "その id のネットワークはありません。", en: "No network has the id.")
        case .unknownPartner: .init(ja: "その id の連携先はありません。", en: "No partner has the id.")
        case .unknownKind:
            .init(ja: "その id の連携先の種類はありません。", en: "No kind of partner has the id.")
        case .unknownPolicy: .init(ja: "その id の施策はありません。", en: "No policy has the id.")
        case .unknownSize:
            .init(ja: "その id の会社の規模はありません。", en: "No size of firm has the id.")
        default: meaningOfRarerName
        }
    }

    private var meaningOfRarerName: Localized {
        switch self {
        case .unknownAxis: .init(ja: "その id の軸はありません。", en: "No axis has the id.")
        case .unknownFraming:
            .init(ja: "その id の課題設定の広さはありません。", en: "No framing has the id.")
        case .unknownBarrier: .init(ja: "その id の壁はありません。", en: "No barrier has the id.")
        case .unknownModel: .init(ja: "その id の型はありません。", en: "No model has the id.")
        case .unknownQuestion: .init(ja: "その id の質問はありません。", en: "No question has the id.")
        case .unknownCaution: .init(ja: "その id の注意はありません。", en: "No caution has the id.")
        case .unknownOutcome: .init(ja: "その id の成果はありません。", en: "No outcome has the id.")
        case .unknownCertification:
            .init(ja: "その id の認定はありません。", en: "No certification has the id.")
        case .unknownPlace:
            .init(
                ja: "その名前の都道府県・市区町村・地方はありません。",
                en: "No prefecture, municipality or region has the name."
            )
        case .unlistedPlace:
            .init(
                ja: "テストの答えが、places にない市区町村を挙げています。",
                en: "An answer in a test names a municipality that the places do not list."
            )
        case .unknownIndustry:
            .init(
                ja: "産業分類の大分類で始まる符号ではありません。",
                en: "A code does not begin with a division of the industries."
            )
        case .unknownRule: .init(ja: "その id のルールはありません。", en: "No rule has the id.")
        default: .init(ja: "その id の会社はありません。", en: "No company has the id.")
        }
    }

    private var layerMeaning: Localized {
        switch self {
        case .nothingBelow:
            .init(
                ja: "一番下の層が何かを上書きまたは削除しています。",
                en: "The lowest layer overrides or removes something."
            )
        case .unknownTarget:
            .init(
                ja: "下のどの層にもないものを上書きまたは削除しています。",
                en: "A layer overrides or removes what no lower layer has."
            )
        case .undeclaredField:
            .init(
                ja: "上書きする欄をどう扱うかが書かれていません。",
                en: "An override gives a field and does not say what becomes of it."
            )
        case .absentField:
            .init(
                ja: "上書きが、書かれていない欄のことを言っています。",
                en: "An override speaks of a field that is not there."
            )
        case .notAppendable:
            .init(
                ja: "一つの値に付け足そうとしています。",
                en: "An override appends to what is a single value."
            )
        case .stillUsed:
            .init(
                ja: "ほかで使われているものを削除しています。",
                en: "A layer removes what is still used elsewhere."
            )
        case .staleRemoval:
            .init(
                ja: "下の層にもうないものを削除しています。",
                en: "A layer removes what the layers below no longer have."
            )
        case .noEffect:
            .init(
                ja: "上書きした値が下の層と同じです。",
                en: "An override gives what is there already."
            )
        case .examplesLeftOut:
            .init(
                ja: "課題を削除したので、その例文も除かれます。",
                en: "A layer removes a category, and its examples go with it."
            )
        default:
            .init(
                ja: "二つの層が同じフォルダーか、片方がもう片方の中にあります。",
                en: "Two layers are the same folder, or one lies in the other."
            )
        }
    }

    private var fileMeaning: Localized {
        switch self {
        case .weightsUnreadable:
            .init(
                ja: "学習した重みのファイルを読めません。",
                en: "The file of learned weights cannot be read."
            )
        case .weightsMismatch:
            .init(
                ja: "重みは別の課題の組に対して学習されたものです。",
                en: "The weights were learned for other categories; learn them again."
            )
        case .selfTest:
            .init(
                ja: "本は読み込めますが、答えるべきことに答えられません。",
                en: "The book loads but does not answer as it has to."
            )
        case .formatMeaning:
            .init(
                ja: "整形すると、書かれている意味が変わってしまいます。",
                en: "Formatting would change what the file says."
            )
        case .formatComments:
            .init(ja: "整形すると、コメントが失われます。", en: "Formatting would lose a comment.")
        case .formatUnwritable:
            .init(
                ja: "整形したファイルを書き込めません。",
                en: "The formatted file cannot be written."
            )
        default:
            .init(
                ja: "重みを学習したあとで例文が変わっています。",
                en: "The examples have changed since the weights were learned."
            )
        }
    }
}
