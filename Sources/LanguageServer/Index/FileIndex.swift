import RuleLoading
import YAMLTree

/// All names, keys and entries of one file.
struct FileIndex {
    /// Names given and used, in file order.
    private(set) var occurrences: [Occurrence] = []
    /// Keys of records, in file order.
    private(set) var keys: [KeySite] = []
    /// The sections, in file order.
    private(set) var sections: [SectionSite] = []
    /// The entry that each definition belongs to, by the start of its name.
    private(set) var entries: [Int: Entry] = [:]

    private let text: TextBuffer
    private let file: String
    private var open: [Entry] = []

    /// Makes the index of a file without anything in it.
    init(empty file: String) {
        text = TextBuffer([])
        self.file = file
    }

    /// Looks through a file by the tables of the language.
    init(_ document: YAMLDocument, file: String, text: TextBuffer, grammar: Grammar) {
        self.text = text
        self.file = file
        for entry in document.root.entries {
            guard let field = grammar.file.field(entry.key.text) else { continue }
            note(entry.key, field, of: grammar.file)
            guard case .list(.record(let record)) = field.form else { continue }
            let names = range(of: entry.key)
            let end = max(names.upperBound, range(of: entry.value).upperBound)
            let found = entry.value.elements.compactMap { visitEntry($0, record) }
            sections.append(
                SectionSite(
                    name: field.name,
                    nameRange: names,
                    range: names.lowerBound..<end,
                    entries: found
                )
            )
        }
        occurrences.sort { $0.range.lowerBound < $1.range.lowerBound }
        keys.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// The name at a byte; just behind its end still counts.
    func occurrence(at offset: Int) -> Occurrence? {
        Self.last(of: occurrences, startingAtOrBefore: offset, \.range)
    }

    /// The key at a byte.
    func key(at offset: Int) -> KeySite? {
        Self.last(of: keys, startingAtOrBefore: offset, \.range)
    }

    private static func last<Site>(
        of sites: [Site],
        startingAtOrBefore offset: Int,
        _ range: (Site) -> Range<Int>
    ) -> Site? {
        var bounds = 0..<sites.count
        while !bounds.isEmpty {
            let middle = bounds.lowerBound + bounds.count / 2
            bounds =
                range(sites[middle]).lowerBound <= offset
                ? middle + 1..<bounds.upperBound : bounds.lowerBound..<middle
        }
        guard bounds.lowerBound > 0 else { return nil }
        let site = sites[bounds.lowerBound - 1]
        return range(site).upperBound >= offset ? site : nil
    }

    // MARK: Looking

    private mutating func visitEntry(_ node: YAMLNode, _ record: RecordForm) -> Entry? {
        guard node.kind == .mapping else { return nil }
        let entry = Entry(file: file, record: record, node: node, range: range(of: node))
        open.append(entry)
        visitFields(of: node, record)
        open.removeLast()
        if entry.name.isEmpty { nameByFirstValue(entry) }
        return entry
    }

    /// An entry without an id goes by its first value that is a scalar.
    private func nameByFirstValue(_ entry: Entry) {
        let first = entry.node.entries.first { $0.value.kind == .text }
        guard let value = first?.value else { return }
        entry.name = value.text
        entry.nameRange = range(of: value)
    }

    private mutating func visitFields(of node: YAMLNode, _ record: RecordForm) {
        for entry in node.entries {
            guard let field = record.field(entry.key.text) else { continue }
            note(entry.key, field, of: record)
            visit(entry.value, field.form)
        }
    }

    private mutating func visit(_ node: YAMLNode, _ form: Form) {
        switch form {
        case .scalar(let shape): visit(node, shape)
        case .list(let item): for element in node.elements { visit(element, item) }
        case .map(let kind, let value):
            for entry in node.entries {
                add(.reference(kind), entry.key)
                visit(entry.value, value)
            }
        case .record(let record):
            if record.definesEntries {
                if let child = visitEntry(node, record) { open.last?.children.append(child) }
            } else if node.kind == .mapping {
                visitFields(of: node, record)
            }
        case .either: visit(node, among: form.alternatives)
        }
    }

    private mutating func visit(_ node: YAMLNode, among forms: [Form]) {
        // A word that the language itself knows is no name.
        for case .scalar(.choice(let words)) in forms where words.contains(node.text) { return }
        let fitting = forms.first { form in
            switch form {
            case .list: node.kind == .sequence
            case .map, .record: node.kind == .mapping
            case .scalar: node.kind != .sequence && node.kind != .mapping
            case .either: false
            }
        }
        if let fitting { visit(node, fitting) }
    }

    private mutating func visit(_ node: YAMLNode, _ shape: ValueShape) {
        switch shape {
        case .reference(let kind): if node.kind == .text { add(.reference(kind), node) }
        case .industryCode:
            if node.kind == .text || node.kind == .integer { add(.industry, node) }
        case .identifier(let name):
            guard let namespace = name.namespace, node.kind == .text else { return }
            let range = add(.definition(namespace), node)
            guard let entry = open.last else { return }
            entries[range.lowerBound] = entry
            if name.isUnique, entry.name.isEmpty {
                entry.name = node.text
                entry.nameRange = range
                entry.namespace = namespace
            }
        default: return
        }
    }

    private mutating func note(_ key: YAMLNode, _ field: FieldForm, of record: RecordForm) {
        keys.append(KeySite(range: range(of: key), field: field, record: record.name))
    }

    @discardableResult
    private mutating func add(_ role: Occurrence.Role, _ node: YAMLNode) -> Range<Int> {
        let whole = range(of: node)
        let name = node.text
        var occurrence = Occurrence(
            role: role,
            name: name,
            range: whole,
            isLiteral: false,
            isQuoted: false
        )
        let written = text.text(whole)
        if written.hasSuffix(name) {
            // An anchor or a tag may stand before it.
            occurrence.isLiteral = true
            occurrence.range = whole.upperBound - name.utf8.count..<whole.upperBound
        } else if let quote = written.last, quote == "'" || quote == "\"",
            written.dropLast().hasSuffix(name)
        {
            occurrence.isLiteral = true
            occurrence.isQuoted = true
            occurrence.range = whole.upperBound - 1 - name.utf8.count..<whole.upperBound - 1
        }
        occurrences.append(occurrence)
        return occurrence.range
    }

    private func range(of node: YAMLNode) -> Range<Int> {
        let start = text.offset(of: node.position)
        let end = max(start, text.offset(of: node.end))
        guard node.kind == .mapping || node.kind == .sequence else { return start..<end }
        return start..<text.trimmedEnd(of: start..<end)
    }
}
