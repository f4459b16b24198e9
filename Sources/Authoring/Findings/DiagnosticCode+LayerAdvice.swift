import Diagnostics

extension DiagnosticCode {
    /// Why a fault of layers matters and how to mend it.
    var layerAdvice: (why: String, mend: String) {
        switch self {
        case .nothingBelow:
            (
                "The lowest folder has nothing beneath it that could be overridden or removed.",
                "Name the folder below first (--rules Rules --rules local), or change the entry itself."
            )
        case .unknownTarget:
            (
                "What is meant to change stays as it is: the id is misspelt, or gone from below.",
                "Correct the id; delete the entry if the layers below no longer have it."
            )
        case .undeclaredField:
            (
                "A field that is given without a word could mean more or something else.",
                "Add the field to override, as replace or append."
            )
        case .absentField:
            (
                "The override does not do what it says.",
                "Give the field below override, or take it out of override."
            )
        case .notAppendable:
            ("Only lists and mappings can grow.", "Write replace and give the whole value.")
        default: layerChangeAdvice
        }
    }

    private var layerChangeAdvice: (why: String, mend: String) {
        switch self {
        case .stillUsed:
            (
                "A rule would propose, or a test expect, what is no longer there.",
                "Override or remove what uses it as well, or keep it; the notes name the places."
            )
        case .staleRemoval:
            (
                "The tombstone does nothing now and would remove a new entry of the same id unseen.",
                "Delete the tombstone."
            )
        case .noEffect:
            (
                "The layers below say the same now; what they say later would still be hidden.",
                "Delete the override, or the field of it."
            )
        case .examplesLeftOut:
            (
                "Examples have no ids, so no layer can remove them; those of no category are left out.",
                "Nothing need be done; learn the weights anew to make them fit the categories."
            )
        default:
            (
                "Every entry would be there twice.",
                "Name each folder once, and keep a layer out of the folders below it."
            )
        }
    }
}
