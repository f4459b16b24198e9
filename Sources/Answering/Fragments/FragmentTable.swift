import Knowledge
import WireFormat

/// What never changes in an answer: the members of what answers name, in both languages, encoded
/// once when a book is loaded and found by id.
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
    private let framings: [Identifier<Framing>: Framing]
    /// Members without braces, in both languages.
    private let axes: [Identifier<Axis>: [[UInt8]]]
    private let models: [Identifier<ApproachModel>: [[UInt8]]]
    private let barriers: [Identifier<Barrier>: [[UInt8]]]
    private let steps: [Identifier<Step>: [[UInt8]]]
    private let cautions: [Identifier<Caution>: [[UInt8]]]
    private let outcomes: [Identifier<OutcomeNote>: (circle: OutcomeNote.Circle, [[UInt8]])]

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
        framings = byID(book.framings) { $0.id }
        axes = byID(book.axes) { $0.id }.mapValues { axis in
            Self.members(["id": axis.id.text], ["left": axis.left, "right": axis.right])
        }
        models = byID(book.models) { $0.id }.mapValues { model in
            Self.members(["id": model.id.text], ["name": model.title])
        }
        barriers = byID(book.barriers) { $0.id }.mapValues { barrier in
            Self.members(["id": barrier.id.text], ["name": barrier.title])
        }
        steps = byID(book.steps) { $0.id }.mapValues { step in
            Self.members(["id": step.id.text], ["name": step.title, "text": step.text])
        }
        cautions = byID(book.cautions) { $0.id }.mapValues { caution in
            Self.members(["id": caution.id.text], ["text": caution.text])
        }
        outcomes = byID(book.outcomes) { $0.id }.mapValues { note in
            (note.circle, Self.members(["id": note.id.text], ["text": note.text]))
        }
    }

    /// Members in both languages, without braces: those that are the same in both come first.
    private static func members(
        _ plain: KeyValuePairs<String, String>,
        _ texts: KeyValuePairs<String, Localized>
    ) -> [[UInt8]] {
        Language.allCases.map { language in
            Fragment.members { writer in
                for (name, value) in plain { writer.member(name, value) }
                for (name, text) in texts { writer.member(name, text[language]) }
            }
        }
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

    /// The members `id`, `left` and `right`.
    func axis(_ id: Identifier<Axis>, _ language: Language) -> [UInt8]? {
        axes[id]?[language.place]
    }

    /// The members `id` and `name`.
    func model(_ id: Identifier<ApproachModel>, _ language: Language) -> [UInt8]? {
        models[id]?[language.place]
    }

    /// The members `id` and `name`.
    func barrier(_ id: Identifier<Barrier>, _ language: Language) -> [UInt8]? {
        barriers[id]?[language.place]
    }

    /// The members `id`, `name` and `text`.
    func step(_ id: Identifier<Step>, _ language: Language) -> [UInt8]? {
        steps[id]?[language.place]
    }

    /// The members `id` and `text`.
    func caution(_ id: Identifier<Caution>, _ language: Language) -> [UInt8]? {
        cautions[id]?[language.place]
    }

    /// The circle, and the members `id` and `text`.
    func outcome(
        _ id: Identifier<OutcomeNote>,
        _ language: Language
    ) -> (circle: OutcomeNote.Circle, members: [UInt8])? {
        outcomes[id].map { ($0.circle, $0.1[language.place]) }
    }
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
    fileprivate static func members(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        write(&writer)
        writer.endObject()
        return Array(writer.bytes.dropFirst().dropLast())
    }
}
