import Knowledge
package import RuleEngine
package import WireFormat

/// The loaded book as JSON: every category, partner, policy, approach and rule with its source
/// and the place it is written at, in both languages.
///
/// A single record also tells the place, and in a book of several layers the layer, of each value.
package struct CatalogEncoder: Sendable {
    private let compiled: CompiledBook
    private var book: Book { compiled.book }
    private var showsFields = false

    /// Prepares to write a book's records.
    package init(_ compiled: CompiledBook) { self.compiled = compiled }

    /// A whole collection: `{"items": […], "count": N}`.
    package func list(_ collection: Endpoint.Collection) -> [UInt8] {
        var writer = JSONWriter(capacity: 64 * 1024)
        writer.beginObject()
        writer.key("items")
        writer.beginArray()
        let count = writeItems(of: collection, to: &writer) { _ in true }
        writer.endArray()
        writer.member("count", count)
        if book.provenance.isLayered { removals(of: collection.section, to: &writer) }
        writer.endObject()
        return writer.bytes
    }

    /// One record, or `nil` when the collection has none of that id.
    package func item(_ collection: Endpoint.Collection, id: String) -> [UInt8]? {
        var writer = JSONWriter()
        var single = self
        single.showsFields = true
        let count = single.writeItems(of: collection, to: &writer) { $0 == id }
        return count == 0 ? nil : writer.bytes
    }

    private func writeItems(
        of collection: Endpoint.Collection,
        to writer: inout JSONWriter,
        where isWanted: (String) -> Bool
    ) -> Int {
        var count = 0
        func each<Item>(
            _ items: [Item],
            _ id: (Item) -> String,
            _ write: (Item, inout JSONWriter) -> Void
        ) {
            for item in items where isWanted(id(item)) {
                write(item, &writer)
                count += 1
            }
        }
        switch collection {
        case .categories: each(book.categories, { $0.id.text }, write)
        case .partners: each(book.partners, { $0.id.text }, write)
        case .policies: each(book.policies, { $0.id.text }, write)
        case .approaches: each(book.models, { $0.id.text }, write)
        case .rules: each(book.rules, { $0.id.text }, write)
        }
        return count
    }

    /// Ends a record with the places it comes from.
    private func end(
        _ collection: Endpoint.Collection,
        _ id: String,
        _ origin: Origin,
        to writer: inout JSONWriter
    ) {
        write("origin", origin, to: &writer)
        let entry = book.provenance.origin(of: id, in: collection.section)
        if let replaced = entry?.replaces { write("replaces", replaced, to: &writer) }
        if book.provenance.isLayered, let entry {
            writer.member("layers", layers(of: entry))
        }
        if showsFields, let entry {
            writer.key("fields")
            writer.beginArray()
            for field in entry.fields {
                writer.beginObject()
                writer.member("field", field.field)
                write("origin", field.origin, to: &writer)
                if let change = field.change { writer.member("change", change.rawValue) }
                if let replaced = field.replaces { write("replaces", replaced, to: &writer) }
                writer.endObject()
            }
            writer.endArray()
        }
        // A single record tells more than the list, behind what both tell.
        if showsFields, collection == .policies { combinations(of: Identifier(id), to: &writer) }
        writer.endObject()
    }

    /// The layers that have a part in an entry, the lowest first.
    private func layers(of entry: EntryOrigin) -> [String] {
        let files = Set(entry.fields.map(\.origin.file))
        let names = Set(files.compactMap { book.provenance.layer(of: $0) })
        return book.provenance.layers.map(\.name).filter { names.contains($0) }
    }

    /// What layers took out of a section.
    private func removals(of section: String, to writer: inout JSONWriter) {
        writer.key("removed")
        writer.beginArray()
        for removal in book.provenance.removals where removal.section == section {
            writer.beginObject()
            writer.member("id", removal.id)
            writer.member("reason", removal.reason)
            write("origin", removal.origin, to: &writer)
            write("removed", removal.removed, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(_ name: String, _ origin: Origin, to writer: inout JSONWriter) {
        writer.key(name)
        writer.beginObject()
        writer.member("file", origin.file)
        writer.member("line", origin.line)
        if let layer = book.provenance.layer(of: origin.file) { writer.member("layer", layer) }
        writer.endObject()
    }

    private func write(_ category: Category, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", category.id.text)
        writer.member("name", category.title)
        writer.member("label", category.label)
        writer.key("subs")
        writer.beginArray()
        for sub in category.subs {
            writer.beginObject()
            writer.member("id", sub.id.text)
            writer.member("name", sub.title)
            writer.member("label", sub.label)
            writer.endObject()
        }
        writer.endArray()
        end(.categories, category.id.text, category.origin, to: &writer)
    }

    private func write(_ partner: Partner, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", partner.id.text)
        writer.member("network", partner.network.text)
        writer.member("kind", partner.kind.text)
        writer.member("name", partner.title)
        writer.member("level", partner.level.rawValue)
        writer.member("area", partner.area)
        writer.member("topics", partner.topics.map(\.text))
        writer.member("first_contact", partner.isFirstContact)
        writer.member("serves", partner.serves)
        if let role = partner.role { writer.member("role", role) }
        writer.member("cost", partner.cost.rawValue)
        writer.member("url", partner.url)
        writer.member("url_verified", partner.isURLSeen)
        if let note = partner.note { writer.member("note", note) }
        writer.member("source", partner.source)
        end(.partners, partner.id.text, partner.origin, to: &writer)
    }

    private func write(_ policy: Policy, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", policy.id.text)
        writer.member("kind", policy.kind.rawValue)
        writer.member("name", policy.title)
        writer.member("issuer", policy.issuer)
        writer.member("topics", policy.topics.map(\.text))
        writer.member("applicant", policy.applicant.rawValue)
        writer.member("benefit", policy.benefit)
        if let yen = policy.maximumYen { writer.member("max_yen", yen) }
        writer.member("requires", policy.requirements)
        writer.member("excludes", policy.exclusions)
        writer.member("pattern", policy.pattern.rawValue)
        writer.key("windows")
        writer.beginArray()
        for window in policy.windows { write(window, to: &writer) }
        writer.endArray()
        let isVerified = policy.state != .unverified && policy.source.confidence == .seen
        writer.member("state", isVerified ? policy.state.rawValue : "unverified")
        if let note = policy.stateNote { writer.member("state_note", note) }
        relations(policy, to: &writer)
        writer.member("url", policy.url)
        if let note = policy.note { writer.member("note", note) }
        writer.member("source", policy.source)
        end(.policies, policy.id.text, policy.origin, to: &writer)
    }

    private func relations(_ policy: Policy, to writer: inout JSONWriter) {
        writer.member("requires_policy", policy.requiresPolicies.map(\.text))
        writer.member("excludes_policy", policy.excludesPolicies.map(\.text))
        writer.member("combines_with", policy.combinesWith.map(\.text))
        writer.member("instead_of", policy.insteadOf.map(\.text))
    }

    /// What the book says of the policy beside each other one it speaks of.
    private func combinations(of policy: Identifier<Policy>, to writer: inout JSONWriter) {
        let table = compiled.combinations
        writer.key("combinations")
        writer.beginArray()
        for other in table.partners(of: policy) {
            guard let fact = table.fact(policy, other) else { continue }
            writer.beginObject()
            writer.member("policy", other.text)
            writer.member("verdict", fact.verdict.rawValue)
            writer.member("said_by", fact.id)
            writer.member("because", fact.because)
            writer.member("source", fact.source)
            write("origin", fact.origin, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(_ window: Window, to writer: inout JSONWriter) {
        writer.beginObject()
        if let label = window.label { writer.member("label", label) }
        if let opens = window.opens { writer.member("opens", opens.iso) }
        if let closes = window.closes { writer.member("closes", closes.iso) }
        writer.key("gates")
        writer.beginArray()
        for gate in window.gates {
            writer.beginObject()
            writer.member("label", gate.label)
            if let date = gate.date { writer.member("date", date.iso) }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ model: ApproachModel, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", model.id.text)
        writer.member("name", model.title)
        writer.member("framing", model.framing.text)
        writer.key("axes")
        writer.beginArray()
        for axis in book.axes {
            writer.beginObject()
            writer.member("id", axis.id.text)
            writer.member("left", axis.left)
            writer.member("right", axis.right)
            writer.member("value", model.approach.first { $0.axis == axis.id }?.value ?? 0)
            writer.endObject()
        }
        writer.endArray()
        writer.member("kinds", model.kinds.map(\.text))
        writer.member("because", model.because)
        writer.member("description", model.summary)
        writer.member("source", model.source)
        end(.approaches, model.id.text, model.origin, to: &writer)
    }

    private func write(_ rule: Rule, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", rule.id.text)
        writer.member("name", rule.title)
        writer.member("enabled", rule.isEnabled)
        writer.member("because", rule.because)
        if let source = rule.source { writer.member("source", source) }
        if let day = rule.reviewBy { writer.member("review_by", day.iso) }
        end(.rules, rule.id.text, rule.origin, to: &writer)
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ text: Localized) {
        key(name)
        beginObject()
        member("ja", text.ja)
        member("en", text.en)
        endObject()
    }

    fileprivate mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { value(text) }
        endArray()
    }

    fileprivate mutating func member(_ name: String, _ texts: [Localized]) {
        key(name)
        beginArray()
        for text in texts {
            beginObject()
            member("ja", text.ja)
            member("en", text.en)
            endObject()
        }
        endArray()
    }

    fileprivate mutating func member(_ name: String, _ source: Source) {
        key(name)
        beginObject()
        member("url", source.url)
        member("checked", source.checked.iso)
        member("confidence", source.confidence.rawValue)
        endObject()
    }
}

extension Endpoint.Collection {
    /// The section of the rule files whose entries the collection shows.
    fileprivate var section: String { self == .approaches ? "models" : rawValue }
}
