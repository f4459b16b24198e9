import Diagnostics

extension DiagnosticCode {
    /// Why a fault of the loader matters and how to mend it.
    var advice: (why: String, mend: String) {
        switch rawValue.prefix(while: { $0 != "." }) {
        case "source": folderAdvice
        case "yaml": syntaxAdvice
        case "layer": layerAdvice
        case "weights": weightsAdvice
        default: rawValue.hasPrefix("rule.unknown-") ? nameAdvice : entryAdvice
        }
    }

    private var folderAdvice: (why: String, mend: String) {
        switch self {
        case .unreadable:
            (
                "A book without one of its files would answer as if it were whole.",
                "Check the path, and that the user who runs the program may read it."
            )
        case .noFiles:
            (
                "An empty book answers nothing; most often the path is wrong.",
                "Name the folder that holds the rule files; they end in .yaml."
            )
        case .tooManyFiles, .folderTooLarge, .folderTooDeep:
            (
                "The limit keeps a folder named by mistake, such as a home folder, from being read.",
                "Name the rule folder itself, and move what is no rule file out of it."
            )
        case .link:
            (
                "What lies outside the folder is not part of the book and may change unseen.",
                "Put the file itself into the folder."
            )
        default:
            (
                "Only .yaml is read, so what the file says is missing from the book.",
                "Rename it to end in .yaml, or remove it."
            )
        }
    }

    private var syntaxAdvice: (why: String, mend: String) {
        switch self {
        case .syntax:
            (
                "From the place named on nothing of the file can be understood.",
                "Look at that line and the one before it: often a quote or bracket is not "
                    + "closed, the indentation is off, or a text with `: ` or ` #` needs quotes."
            )
        case .encoding, .controlCharacter:
            (
                "The words of the file would be damaged, and damaged words match nothing.",
                "Save the file as UTF-8 and remove characters that cannot be seen."
            )
        case .duplicateKey:
            (
                "One of the two values would be lost without a word.",
                "Remove one; to say two things, use a list or a second entry."
            )
        case .mergeKey, .badTag, .keyNotText, .multipleDocuments, .unknownAnchor:
            (
                "The language keeps to plain mappings, lists and texts, so that a reader sees all "
                    + "that an entry says.",
                "Write the values out where they are needed. A key such as yes or 10 needs quotes."
            )
        default:
            (
                "The limit keeps a file made by mistake or malice from using up the machine.",
                "Split the file, or remove what was not meant to be in it."
            )
        }
    }

    private var weightsAdvice: (why: String, mend: String) {
        (
            "Answers would rest on weights that do not belong to this book, so none are given.",
            "Run banso learn and keep the new file beside the rules."
        )
    }

    private var nameAdvice: (why: String, mend: String) {
        switch self {
        case .unknownSection, .unknownKey:
            (
                "A misspelt key would be passed over, and what it says would not count.",
                "Correct the spelling; Rules/README.md lists the sections and their keys."
            )
        case .unknownValue:
            (
                "Only the values listed have a meaning.",
                "Use one of those the message lists."
            )
        case .unknownIndustry:
            (
                "A code of no division fits no firm.",
                "Write a code of the Japan Standard Industrial Classification that begins with "
                    + "its division: E, E24, I561."
            )
        case .unknownPlace:
            (
                "A place nobody can be in fits no firm.",
                "Write the name in full in Japanese (大阪府, 東大阪市); add a missing "
                    + "municipality to its prefecture under places."
            )
        case .unknownConcept:
            (
                "A condition on it could never hold.",
                "Correct the id, or add the concept to a file under vocabulary."
            )
        default:
            (
                "The name leads nowhere, so what was meant would silently not happen.",
                "Correct the id, or add the entry it names. Ids are case-sensitive."
            )
        }
    }

    private var entryAdvice: (why: String, mend: String) {
        switch self {
        case .schemaVersion:
            (
                "The version says how the rest is to be read.",
                "Begin the file with schema: 1."
            )
        case .missingKey:
            ("The entry means nothing without it.", "Add the key the message names.")
        case .conflictingKeys:
            (
                "Only one of the two can hold, and which one would be a guess.",
                "Remove one of the two keys."
            )
        case .wrongType:
            (
                "A value of another type would be misread.",
                "Write what the message expects: a list as [a, b], a number without quotes, a "
                    + "text that looks like a number or a date with quotes."
            )
        case .outOfRange:
            ("Beyond the range the number has no meaning.", "Use a number in the range named.")
        case .badDate:
            (
                "Every deadline rests on dates.",
                "Write a day that exists, as YYYY-MM-DD without quotes: 2026-11-30."
            )
        default: meaningAdvice
        }
    }

    private var meaningAdvice: (why: String, mend: String) {
        switch self {
        case .emptyText, .emptyList:
            ("An entry that says nothing does nothing.", "Fill it in, or remove the key.")
        case .missingLanguage:
            (
                "Half of those who ask would get no words at all.",
                "Give both: {ja: …, en: …}."
            )
        case .badID:
            (
                "Ids stand in queries, addresses and logs, so they keep to plain letters.",
                "Use lower-case ASCII words joined by - and levels joined by a dot."
            )
        case .duplicateID:
            (
                "Nobody could tell which of the two a name means.",
                "Rename one of them, or remove it; the message shows where the first stands."
            )
        case .emptyCondition:
            ("It would hold for everyone.", "Add a test, or remove the condition.")
        case .emptyEffect: ("The rule would do nothing.", "Say under then what follows.")
        case .emptyExpectation:
            ("The test would pass whatever is answered.", "Say under expect what must hold.")
        case .gateCondition:
            (
                "Whether a firm can use a policy must not depend on how it tells its story.",
                "Test the firm under company; move the rest to a rule that proposes the policy."
            )
        case .intervalOrder, .windowOrder:
            ("Nothing lies between the two, so it could never hold.", "Swap or correct them.")
        case .undatedTest:
            (
                "Windows open and close, so the test would fail some day by itself.",
                "Add as_of: YYYY-MM-DD to its query."
            )
        case .axesIncomplete:
            (
                "A style of support is a place on all six axes.",
                "Give all of subject, mode, initiative, fit, scope and policy."
            )
        default:
            (
                "The condition is decided only after the categories are set.",
                "Let the rule depend on words and the firm alone, or split it in two."
            )
        }
    }
}
