import RuleLoading

/// Offers keys, ids and values at the cursor.
struct Completion {
    /// One thing to insert.
    struct Item {
        /// What it is called in the list.
        var label: String
        /// Its sort, by the numbers of the protocol.
        var kind: Kind
        /// A few words beside it.
        var detail: String?
        /// A sentence about it.
        var documentation: String?
        /// What is inserted, as a snippet when it has places to fill in.
        var insert: String
        /// Whether it has places to fill in.
        var isSnippet = false

        /// The protocol's numbers for sorts of items.
        enum Kind: Int {
            case property = 10
            case value = 12
            case reference = 18
            case enumMember = 20
        }
    }

    /// What to offer, the best first.
    private(set) var items: [Item] = []
    /// The bytes that an item takes the place of.
    let word: Range<Int>

    private let context: CursorContext
    private let table: NameTable
    private let hasSnippets: Bool
    /// Whether a colon follows already.
    private let hasColon: Bool

    /// Finds what may stand at a byte of a file; `nil` in comments and running text.
    init?(in folder: RuleFolder, text: TextBuffer, at cursor: Int, hasSnippets: Bool) {
        guard let context = CursorScanner.context(in: text, at: cursor) else { return nil }
        self.context = context
        self.hasSnippets = hasSnippets
        table = folder.table
        word = context.word
        hasColon = cursor < text.bytes.count && text.bytes[cursor] == UInt8(ascii: ":")
        for form in folder.grammar.forms(at: context.path) { add(form) }
    }

    private mutating func add(_ form: Form) {
        if context.place != .value { addKeys(of: form) }
        if context.place != .key { addValues(of: form) }
    }

    // MARK: Keys

    private mutating func addKeys(of form: Form) {
        switch form {
        case .record(let record):
            for field in record.fields(beside: context.siblings) {
                add(key: field.name, field.form, doc: field.doc, isRequired: field.isRequired)
            }
        case .map(let kind, let value):
            for item in names(of: kind) where !context.siblings.contains(item.label) {
                var item = item
                item.insert = text(ofKey: item.label, value)
                items.append(item)
            }
        case .scalar(.localized):
            for (language, doc) in [
                ("ja", "The Japanese wording."), ("en", "The English wording."),
            ]
            where !context.siblings.contains(language) {
                add(key: language, .scalar(.text), doc: doc, isRequired: true)
            }
        case .scalar, .list, .either: return
        }
    }

    private mutating func add(key: String, _ form: Form, doc: String, isRequired: Bool) {
        var item = Item(
            label: key,
            kind: .property,
            detail: (isRequired ? "required: " : "") + form.words,
            documentation: doc,
            insert: text(ofKey: key, form)
        )
        if case .scalar(.localized) = form, hasSnippets, !hasColon {
            item.insert = "\(key): {ja: ${1}, en: ${2}}"
            item.isSnippet = true
        }
        items.append(item)
    }

    /// A key with what must come behind it: its value on the same line, or on those below.
    private func text(ofKey key: String, _ form: Form) -> String {
        if hasColon { return key }
        if context.isFlow { return "\(key): " }
        switch form {
        case .list(.record), .record: return "\(key):"
        default: return "\(key): "
        }
    }

    // MARK: Values

    private mutating func addValues(of form: Form) {
        switch form {
        case .scalar(let shape): items += values(of: shape)
        case .list(let item) where context.place == .value && !context.isQuoted:
            // A list of names can begin with any of them.
            for case .scalar(let shape) in item.alternatives {
                items += values(of: shape).map { item in
                    var item = item
                    item.insert = "[\(item.insert)]"
                    return item
                }
            }
        case .list, .map, .record, .either: return
        }
    }

    private func values(of shape: ValueShape) -> [Item] {
        switch shape {
        case .choice(let words): words.map { word($0) }
        case .boolean: ["true", "false"].map { word($0) }
        case .null: [word("null")]
        case .reference(let kind): names(of: kind)
        case .identifier(let name): (name.namespace?.closedSet ?? []).map { word($0) }
        case .industryCode: table.names(in: .industry).map { named($0, .industry) }
        case .localized where hasSnippets && !context.isQuoted:
            [
                Item(
                    label: "{ja: …, en: …}",
                    kind: .value,
                    detail: "a text in both languages",
                    insert: "{ja: ${1}, en: ${2}}",
                    isSnippet: true
                )
            ]
        default: []
        }
    }

    private func word(_ text: String) -> Item {
        Item(label: text, kind: .enumMember, insert: text)
    }

    private func names(of kind: ReferenceKind) -> [Item] {
        var items: [Item] = []
        if kind == .area {
            items.append(Item(label: "全国", kind: .value, detail: "the whole country", insert: "全国"))
        }
        for namespace in kind.namespaces {
            items += table.names(in: namespace).map { named($0, namespace) }
        }
        if let known = kind.closedSet, items.isEmpty { return known.map { word($0) } }
        return items
    }

    private func named(_ name: String, _ namespace: Namespace) -> Item {
        let entry = table.definitions(of: Target(namespace: namespace, name: name)).first?.entry
        let title = entry?.title.map { "\(namespace.noun): \($0)" }
        return Item(
            label: name,
            kind: .reference,
            detail: title ?? namespace.noun,
            documentation: entry?.words("because") ?? entry?.words("label"),
            insert: name
        )
    }
}

extension Grammar {
    /// What may stand at the end of a way through a file, without alternatives.
    func forms(at path: [CursorContext.Step]) -> [Form] {
        var forms: [Form] = [.record(file)]
        for step in path {
            forms = forms.flatMap { form -> [Form] in
                switch (step, form) {
                case (.item, .list(let item)): item.alternatives
                case (.key(let key), .record(let record)):
                    record.field(key)?.form.alternatives ?? []
                case (.key, .map(_, let value)): value.alternatives
                case (.key, .scalar(.localized)): [.scalar(.text)]
                default: []
                }
            }
        }
        return forms
    }
}

extension RecordForm {
    /// The keys that may come beside those that are there.
    func fields(beside siblings: Set<String>) -> [FieldForm] {
        var hidden = siblings
        for rule in table.rules {
            switch rule {
            case .some: continue
            case .exactly(let count, let keys):
                if keys.count(where: siblings.contains) >= count { hidden.formUnion(keys) }
            case .only(let key, let other):
                if !siblings.isEmpty, !siblings.contains(other) { hidden.insert(key) }
            case .never(let key, let other):
                if siblings.contains(other) { hidden.insert(key) }
                if siblings.contains(key) { hidden.insert(other) }
            }
        }
        return table.fields.filter { !hidden.contains($0.name) }
    }
}
