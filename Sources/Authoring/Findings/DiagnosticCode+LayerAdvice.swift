import Diagnostics
import Knowledge

extension DiagnosticCode {
    /// Why a fault of layers matters and how to mend it.
    var layerAdvice: CodeAdvice {
        switch self {
        case .nothingBelow:
            .init(
                why: .init(
                    ja: "一番下のフォルダーの下には、上書きや削除のできるものがありません。",
                    en:
                        "The lowest folder has nothing beneath it that could be overridden or removed."
                ),
                mend: .init(
                    ja: "下になるフォルダーを先に指定するか（--rules Rules --rules local）、項目そのものを直してください。",
                    en: "Name the folder below first (--rules Rules --rules local), or change the "
                        + "entry itself."
                )
            )
        case .unknownTarget:
            .init(
                why: .init(
                    ja: "変えるつもりのものがそのまま残ります。id の間違いか、下の層から消えたかです。",
                    en: "What is meant to change stays as it is: the id is misspelt, or gone from "
                        + "below."
                ),
                mend: .init(
                    ja: "id を直してください。下の層にもうなければ、この項目を消します。",
                    en: "Correct the id; delete the entry if the layers below no longer have it."
                )
            )
        case .undeclaredField:
            .init(
                why: .init(
                    ja: "何も言わずに書かれた欄は、付け足しとも置き換えとも取れます。",
                    en: "A field that is given without a word could mean more or something else."
                ),
                mend: .init(
                    ja: "override にその欄を replace か append として足してください。",
                    en: "Add the field to override, as replace or append."
                )
            )
        case .absentField:
            .init(
                why: .init(
                    ja: "上書きが、言っているとおりに効きません。",
                    en: "The override does not do what it says."
                ),
                mend: .init(
                    ja: "override の下にその欄を書くか、override から除いてください。",
                    en: "Give the field below override, or take it out of override."
                )
            )
        case .notAppendable:
            .init(
                why: .init(ja: "増やせるのはリストとマッピングだけです。", en: "Only lists and mappings can grow."),
                mend: .init(
                    ja: "replace と書いて、値の全体を書いてください。",
                    en: "Write replace and give the whole value."
                )
            )
        default: layerChangeAdvice
        }
    }

    private var layerChangeAdvice: CodeAdvice {
        switch self {
        case .stillUsed:
            .init(
                why: .init(
                    ja: "もうないものをルールが勧め、テストが期待してしまいます。",
                    en: "A rule would propose, or a test expect, what is no longer there."
                ),
                mend: .init(
                    ja: "使っている側も上書きか削除をするか、残してください。場所は注記に出ています。",
                    en: "Override or remove what uses it as well, or keep it; the notes name the "
                        + "places."
                )
            )
        case .staleRemoval:
            .init(
                why: .init(
                    ja: "今は何もせず、同じ id の新しい項目ができると黙って消してしまいます。",
                    en:
                        "The tombstone does nothing now and would remove a new entry of the same id "
                        + "unseen."
                ),
                mend: .init(ja: "削除の印を消してください。", en: "Delete the tombstone.")
            )
        case .noEffect:
            .init(
                why: .init(
                    ja: "今は下の層と同じですが、下の層が変わっても隠れたままになります。",
                    en:
                        "The layers below say the same now; what they say later would still be hidden."
                ),
                mend: .init(
                    ja: "上書き、またはその欄を消してください。",
                    en: "Delete the override, or the field of it."
                )
            )
        case .examplesLeftOut:
            .init(
                why: .init(
                    ja: "例文には id がないので層では消せません。課題のない例文は除かれます。",
                    en:
                        "Examples have no ids, so no layer can remove them; those of no category are "
                        + "left out."
                ),
                mend: .init(
                    ja: "何もしなくてかまいません。重みを課題に合わせるには学習し直してください。",
                    en:
                        "Nothing need be done; learn the weights anew to make them fit the categories."
                )
            )
        default:
            .init(
                why: .init(ja: "どの項目も二度あることになります。", en: "Every entry would be there twice."),
                mend: .init(
                    ja: "フォルダーは一度ずつ指定し、層は下のフォルダーの外に置いてください。",
                    en: "Name each folder once, and keep a layer out of the folders below it."
                )
            )
        }
    }
}
