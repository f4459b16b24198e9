import Diagnostics
import Knowledge
import YAMLTree

/// Lays the files of several layers over each other, before any value has a type.
///
/// What comes out are files as if somebody had written the changes into those of the lowest layer:
/// a changed entry stands where the lowest layer has it, and each of its values keeps the file and
/// the position it was written at, so that whatever reads the files next complains at the right one.
struct LayerMerger {
    /// Where an entry stands.
    struct Slot {
        var file: Int
        var part: Int
        var element: Int
        var node: YAMLNode
        var layer: Int
        var changes: [FieldChange] = []
        var replaces: SourcePlace?
    }

    let context: LoadingContext
    let sections: [String: LayeredSection]
    var files: [FileDraft] = []
    /// The entries of the layers below the present one, and those it has added at its end.
    var slots: [EntryKey: Slot] = [:]
    /// The entries that lower layers have taken away.
    var tombstones: [EntryKey: Removal] = [:]
    /// What changes and removals took out of the book.
    var losses = Losses()
    private(set) var provenance = Provenance()

    /// Entries that the present layer speaks of, with the place where it does.
    var spoken: [EntryKey: SourcePlace] = [:]
    var added: [EntryKey: Slot] = [:]
    var layer = 0
    /// Whether there is one layer alone: then nothing has to be found again by its id.
    private var isAlone = false
    private var plain = PlainOrigins.Draft()

    /// Prepares to merge.
    init(_ context: LoadingContext) {
        self.context = context
        sections = LayeredSection.all
    }

    /// The files as they are to be read, those of the lowest layer first.
    ///
    /// The order of the files of a layer does not matter: a layer speaks only of those below it.
    mutating func merged(_ layers: [(name: String, roots: [YAMLNode])]) -> [YAMLNode] {
        isAlone = layers.count == 1
        for (number, item) in layers.enumerated() {
            layer = number
            spoken = [:]
            added = [:]
            provenance.layers.append(Provenance.Layer(name: item.name))
            for root in item.roots { add(root) }
            provenance.layers[layer].added += added.count
            for (key, slot) in added {
                tombstones[key] = nil
                slots[key] = slot
            }
        }
        provenance.removals = tombstones.values.sorted {
            ($0.section, $0.id) < ($1.section, $1.id)
        }
        provenance.entries = Origins(slots: slots).all
        provenance.plain = PlainOrigins(plain)
        return withoutLostExamples(files.map(\.finished))
    }

    private mutating func add(_ root: YAMLNode) {
        let file = files.count
        files.append(FileDraft(root))
        for (number, entry) in root.entries.enumerated() where entry.value.kind == .sequence {
            guard let section = sections[entry.key.text] else { continue }
            let elements = entry.value.elements
            let part = files[file].add(FileDraft.Part(entry: number, elements: elements))
            for (index, node) in elements.enumerated() {
                let slot = Slot(file: file, part: part, element: index, node: node, layer: layer)
                if !keeps(slot, in: section) { files[file].set(nil, part: part, element: index) }
            }
        }
    }

    /// Looks at an entry; `false` when it is no entry of the book by itself.
    private mutating func keeps(_ slot: Slot, in section: LayeredSection) -> Bool {
        let node = slot.node
        guard node.kind == .mapping else { return true }
        let (override, removal) = (node.entry("override"), node.entry("remove"))
        guard override != nil || removal != nil else { return keepsPlain(slot, in: section) }
        guard let id = node["id"], id.kind == .text, !id.text.isEmpty else {
            context.report(
                .missingKey,
                "an entry that overrides or removes another one needs its `id`",
                at: node.place
            )
            return false
        }
        let key = EntryKey(section: section.name, id: id.text)
        if let override, let removal {
            context.report(
                .conflictingKeys,
                "an entry has either `override` or `remove`, not both",
                at: max(override.key.place, removal.key.place)
            )
        } else if layer == 0 {
            reportNothingBelow(override ?? removal)
        } else if speaks(of: key, at: id.place, section) {
            if let override {
                apply(override, of: node, to: key, section)
            } else {
                remove(key, by: node, section)
            }
        }
        return false
    }

    /// An entry without a word about those below it: it must be new.
    private mutating func keepsPlain(_ slot: Slot, in section: LayeredSection) -> Bool {
        guard let id = slot.node["id"], id.kind == .text else { return true }
        if isAlone {
            provenance.layers[layer].added += 1
            if Origins.sections.contains(section.name) { note(slot.node, id: id.text, section) }
            return true
        }
        let key = EntryKey(section: section.name, id: id.text)
        if layer > 0 {
            guard speaks(of: key, at: id.place, section) else { return false }
            if let below = slots[key] {
                reportDuplicate(of: below, at: id, section)
                return false
            }
        }
        // A second one of the lowest layer is reported when the entries are read.
        if added[key] == nil { added[key] = slot }
        return true
    }

    /// Notes where the fields of an entry stand.
    private mutating func note(_ node: YAMLNode, id: String, _ section: LayeredSection) {
        plain.add(
            id,
            in: section.name,
            file: node.place.file,
            fields: node.entries.lazy.map { entry in
                let position = entry.value.place.position
                return (entry.key.text, position.line, position.column)
            }
        )
    }

    /// Notes that the present layer speaks of an entry; `false` when it has done so before.
    private mutating func speaks(
        of key: EntryKey,
        at place: SourcePlace,
        _ section: LayeredSection
    ) -> Bool {
        guard let first = spoken[key] else {
            spoken[key] = place
            return true
        }
        context.report(
            .duplicateID,
            "the layer speaks twice of the \(section.noun) \(Diagnostic.quote(key.id))",
            at: place,
            notes: [Diagnostic.Note(message: "first here", place: first)]
        )
        return false
    }

    // MARK: Changes

    private mutating func apply(
        _ entry: YAMLNode.Entry,
        of node: YAMLNode,
        to key: EntryKey,
        _ section: LayeredSection
    ) {
        guard var slot = target(of: key, at: node["id"] ?? node, section),
            let override = Override(entry.value, context)
        else { return }
        let old = slot.node
        switch override {
        case .whole:
            slot.node = node.replacingEntries(
                with: node.entries.filter { $0.key.text != "override" }
            )
            slot.changes = []
            slot.replaces = old.place
            if slot.node.saysTheSame(as: old) {
                context.warnNoEffect("the entry says the same below", entry.key.place, old.place)
            }
        case .fields(let fields):
            guard !takesAwayRequired(fields, section) else { return }
            var merger = FieldMerger(fields, context)
            guard let merged = merger.merged(old, node) else { return }
            slot.node = merged
            slot.changes += merger.changes
        }
        losses.note(from: old, to: slot.node, of: key.id, section, at: entry.key.place)
        files[slot.file].set(slot.node, part: slot.part, element: slot.element)
        slots[key] = slot
        provenance.layers[layer].changed += 1
    }

    private func takesAwayRequired(
        _ fields: [Override.Field],
        _ section: LayeredSection
    ) -> Bool {
        let taken = fields.filter { $0.verb == .remove && section.required.contains($0.path) }
        for field in taken {
            context.report(
                .missingKey,
                "\(withArticle(section.noun)) needs the key `\(field.path)`, "
                    + "which cannot be taken away",
                at: field.place
            )
        }
        return !taken.isEmpty
    }

    private mutating func remove(_ key: EntryKey, by node: YAMLNode, _ section: LayeredSection) {
        guard let tombstone = ValueType<Tombstone>.tombstone.read(node, context),
            let slot = target(of: key, at: node["id"] ?? node, section, isRemoval: true)
        else { return }
        files[slot.file].set(nil, part: slot.part, element: slot.element)
        slots[key] = nil
        tombstones[key] = Removal(
            section: key.section,
            id: key.id,
            reason: tombstone.reason,
            origin: Origin(node.place),
            removed: Origin(slot.node.place)
        )
        losses.note(from: slot.node, to: nil, of: key.id, section, at: tombstone.place)
        provenance.layers[layer].removed += 1
    }

    /// Notes how many files each layer has.
    mutating func count(files counts: [Int]) {
        for (number, count) in counts.enumerated() { provenance.layers[number].files = count }
    }
}
