import Knowledge
import WireFormat

/// What never changes in an answer: the members of partners and policies in both languages,
/// encoded once when a book is loaded, and the entities that answers name, by id.
struct FragmentTable: Sendable {
    /// The members of one entity before and after those that depend on the query.
    struct Fragment: Sendable {
        /// Members as JSON without braces.
        var head: [UInt8]
        /// Members as JSON without braces.
        var tail: [UInt8]
        /// What a partner is good for; empty for policies.
        var role: String
    }

    private let partners: [String: [Fragment]]
    private let policies: [String: [Fragment]]
    private let labels: [String: Localized]
    private let names: [String: Localized]
    private let choices: [String: [[UInt8]]]
    private let axes: [Identifier<Axis>: Axis]
    private let framings: [Identifier<Framing>: Framing]
    private let models: [Identifier<ApproachModel>: ApproachModel]
    private let barriers: [Identifier<Barrier>: Barrier]
    private let steps: [Identifier<Step>: Step]
    private let cautions: [Identifier<Caution>: Caution]
    private let outcomes: [Identifier<OutcomeNote>: OutcomeNote]

    /// Encodes the entities of a book.
    init(_ book: Book) {
        let networks = byID(book.networks) { $0.id }
        partners = byID(book.partners) { $0.id.text }.mapValues { partner in
            Language.allCases.map {
                Fragment(partner, network: networks[partner.network], language: $0)
            }
        }
        policies = byID(book.policies) { $0.id.text }.mapValues { policy in
            Language.allCases.map { Fragment(policy, language: $0) }
        }
        var labels: [String: Localized] = [:]
        var names: [String: Localized] = [:]
        for category in book.categories {
            labels[category.id.text] = category.label
            names[category.id.text] = category.title
            for sub in category.subs {
                labels[sub.id.text] = sub.label
                names[sub.id.text] = sub.title
            }
        }
        self.labels = labels
        self.names = names
        choices = [
            "industry": Self.choices(book.industries.map { ($0.id, $0.title) }),
            "certified": Self.choices(book.certifications.map { ($0.id.text, $0.title) }),
        ].filter { !$0.value.isEmpty }
        axes = byID(book.axes) { $0.id }
        framings = byID(book.framings) { $0.id }
        models = byID(book.models) { $0.id }
        barriers = byID(book.barriers) { $0.id }
        steps = byID(book.steps) { $0.id }
        cautions = byID(book.cautions) { $0.id }
        outcomes = byID(book.outcomes) { $0.id }
    }

    func partner(_ id: Identifier<Partner>, language: Language) -> Fragment? {
        partners[id.text]?[language.place]
    }

    func policy(_ id: Identifier<Policy>, language: Language) -> Fragment? {
        policies[id.text]?[language.place]
    }

    /// A category's name, with its sub-category's where one is named.
    func name(of category: RankedCategory, language: Language) -> String {
        let name = names[category.id.text]?[language] ?? category.id.text
        guard let sub = category.sub, let subName = names[sub.text] else { return name }
        return language == .ja ? "\(name)：\(subName.ja)" : "\(name): \(subName.en)"
    }

    /// The words an owner would choose an issue by.
    func label(of option: CategoryReference, language: Language) -> String {
        labels[option.text]?[language] ?? option.text
    }

    /// What a question on a fact offers to choose from, as JSON; `nil` when it offers nothing.
    func choices(of question: Identifier<Question>, language: Language) -> [UInt8]? {
        choices[question.text]?[language.place]
    }

    /// Options in both languages; empty when there are none.
    private static func choices(_ options: [(value: String, label: Localized)]) -> [[UInt8]] {
        guard !options.isEmpty else { return [] }
        return Language.allCases.map { language in
            var writer = JSONWriter()
            writer.beginArray()
            for option in options {
                writer.beginObject()
                writer.member("value", option.value)
                writer.member("label", option.label[language])
                writer.endObject()
            }
            writer.endArray()
            return writer.bytes
        }
    }

    func title(of id: Identifier<Framing>) -> Localized? { framings[id]?.title }
    func axis(_ id: Identifier<Axis>) -> Axis? { axes[id] }
    func model(_ id: Identifier<ApproachModel>) -> ApproachModel? { models[id] }
    func barrier(_ id: Identifier<Barrier>) -> Barrier? { barriers[id] }
    func step(_ id: Identifier<Step>) -> Step? { steps[id] }
    func caution(_ id: Identifier<Caution>) -> Caution? { cautions[id] }
    func outcome(_ id: Identifier<OutcomeNote>) -> OutcomeNote? { outcomes[id] }
}

private func byID<Key: Hashable, Value>(_ values: [Value], _ key: (Value) -> Key) -> [Key: Value] {
    Dictionary(values.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
}

extension Language {
    /// The place of the language's fragments.
    fileprivate var place: Int { self == .ja ? 0 : 1 }
}

extension FragmentTable.Fragment {
    fileprivate init(_ partner: Partner, network: Network?, language: Language) {
        head = Self.members { writer in
            writer.member("id", partner.id.text)
            writer.member("network", partner.network.text)
            writer.member("kind", partner.kind.text)
            writer.member("name", partner.title[language])
        }
        tail = Self.members { $0.member("url", partner.url) }
        role = (partner.role ?? network?.role)?[language] ?? ""
    }

    fileprivate init(_ policy: Policy, language: Language) {
        head = Self.members { writer in
            writer.member("id", policy.id.text)
            writer.member("kind", policy.kind.rawValue)
            writer.member("name", policy.title[language])
        }
        tail = Self.members { writer in
            writer.member("benefit", policy.benefit[language])
            writer.key("source")
            writer.beginObject()
            writer.member("url", policy.source.url)
            writer.member("checked", policy.source.checked.iso)
            writer.endObject()
        }
        role = ""
    }

    /// The members of an object without its braces.
    private static func members(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        write(&writer)
        writer.endObject()
        return Array(writer.bytes.dropFirst().dropLast())
    }
}
