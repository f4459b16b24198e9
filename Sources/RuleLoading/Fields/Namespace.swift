import Diagnostics
import Knowledge

/// A set of names within which each is unique over the whole folder.
package enum Namespace: String, Sendable, CaseIterable {
    case category, subcategory, concept, rule, network, partner, kind, policy, combination, size
    case prefecture, municipality, region, industry, certification
    case axis, framing, barrier, model, step, caution, outcome, question, company, test

    /// What one entry is called in messages.
    package var noun: String {
        switch self {
        case .kind: "kind of partner"
        case .subcategory: "sub-category"
        default: rawValue
        }
    }

    /// Whether names may hold `_`: those that are also words of the wire format.
    var allowsUnderscore: Bool { self == .kind || self == .question }

    /// The only ids the section may have, when the engine knows each of them by name.
    package var closedSet: [String]? {
        switch self {
        case .axis: AxisNames.all
        case .question: QuestionKeys.all
        default: nil
        }
    }

    /// Lower-case words joined by `-` and `.`, as a regular expression.
    static let words = "^[a-z0-9]+([-.][a-z0-9]+)*$"

    /// How a name is written, as a regular expression; `nil` for any text.
    ///
    /// It says what the loader holds names to, as far as one name shows it.
    package var pattern: String? {
        switch self {
        case .prefecture, .municipality, .region: nil
        case .industry: "^[A-Z]$"
        case .category: "^[a-z0-9]+(-[a-z0-9]+)*$"
        case .subcategory: "^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+([-.][a-z0-9]+)*$"
        case .kind, .question: "^[a-z0-9]+([-._][a-z0-9]+)*$"
        default: Self.words
        }
    }
}

/// The six axes, in the order in which they are always shown.
enum AxisNames {
    static let all = ["subject", "mode", "initiative", "fit", "scope", "policy"]

    /// Where an axis comes among the six; after them when it is none.
    static func rank(of value: AxisValue) -> Int {
        all.firstIndex(of: value.axis.text) ?? all.count
    }
}

/// The facts a question can ask for.
enum QuestionKeys {
    static let all = [
        "issue", "employees", "capital", "industry", "prefecture", "municipality", "founded",
        "sole_proprietor", "certified",
    ]
}

/// What sort of name a value refers to.
package enum ReferenceKind: String, Sendable, CaseIterable {
    /// A category or a sub-category.
    case category
    case topCategory, subcategory
    case concept, network, partner
    /// A partner or a network.
    case partnerOrNetwork
    case kind, policy, size, certification
    case axis, framing, barrier, model, question, caution, outcome
    case rule, company
    case prefecture, municipality
    /// 全国, a region, a prefecture or a municipality.
    case area

    /// Where the name may be defined.
    package var namespaces: [Namespace] {
        switch self {
        case .category: [.category, .subcategory]
        case .topCategory: [.category]
        case .subcategory: [.subcategory]
        case .concept: [.concept]
        case .network: [.network]
        case .partner: [.partner]
        case .partnerOrNetwork: [.partner, .network]
        case .kind: [.kind]
        case .policy: [.policy]
        case .size: [.size]
        case .certification: [.certification]
        case .axis: [.axis]
        case .framing: [.framing]
        case .barrier: [.barrier]
        case .model: [.model]
        case .question: [.question]
        case .caution: [.caution]
        case .outcome: [.outcome]
        case .rule: [.rule]
        case .company: [.company]
        case .prefecture: [.prefecture]
        case .municipality: [.municipality]
        case .area: [.region, .prefecture, .municipality]
        }
    }

    /// The only names there can be, when the engine knows each of them.
    package var closedSet: [String]? {
        namespaces.count == 1 ? namespaces[0].closedSet : nil
    }

    /// How a name is written, as a regular expression; `nil` for any text.
    package var pattern: String? {
        if isPlace { return nil }
        return namespaces.count == 1 ? namespaces[0].pattern : Namespace.words
    }

    /// Whether a name is a place, which is checked only in a book that lists places.
    var isPlace: Bool { self == .prefecture || self == .municipality || self == .area }

    /// The code of a name that is defined nowhere.
    var code: DiagnosticCode {
        switch self {
        case .category, .topCategory, .subcategory: .unknownCategory
        case .concept: .unknownConcept
        case .network: .unknownNetwork
        case .partner, .partnerOrNetwork: .unknownPartner
        case .kind: .unknownKind
        case .policy: .unknownPolicy
        case .size: .unknownSize
        case .certification: .unknownCertification
        case .axis: .unknownAxis
        case .framing: .unknownFraming
        case .barrier: .unknownBarrier
        case .model: .unknownModel
        case .question: .unknownQuestion
        case .caution: .unknownCaution
        case .outcome: .unknownOutcome
        case .rule: .unknownRule
        case .company: .unknownCompany
        case .prefecture, .municipality, .area: .unknownPlace
        }
    }

    /// What the name should name, in messages.
    package var noun: String {
        switch self {
        case .category: "category or sub-category"
        case .partnerOrNetwork: "partner or network"
        case .area: "region, prefecture or municipality"
        case .topCategory: "category"
        case .subcategory: "sub-category"
        case .kind: "kind of partner"
        default: rawValue
        }
    }
}
