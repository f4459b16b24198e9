import Diagnostics
import Knowledge
import YAMLTree

/// Tells for the fields of entries where they come from.
struct Origins {
    /// The sections that are shown entry by entry.
    static let sections: Set = ["categories", "partners", "policies", "models", "rules"]

    /// The origins in the order of sections and ids.
    let all: [EntryOrigin]

    /// Looks at the entries of the merged layers.
    init(slots: [EntryKey: LayerMerger.Slot]) {
        all =
            slots.filter { Self.sections.contains($0.key.section) }
            .map { Self.origin(of: $0.key, at: $0.value) }
            .sorted { ($0.section, $0.id) < ($1.section, $1.id) }
    }

    private static func origin(of key: EntryKey, at slot: LayerMerger.Slot) -> EntryOrigin {
        var fields: [FieldOrigin] = []
        for entry in slot.node.entries {
            let path = entry.key.text
            if slot.changes.isEmpty {
                fields.append(FieldOrigin(field: path, origin: Origin(entry.value.place)))
            } else {
                trace(entry.value, path, into: &fields)
            }
        }
        for change in slot.changes { note(change, in: &fields) }
        return EntryOrigin(
            section: key.section,
            id: key.id,
            fields: fields,
            replaces: slot.replaces.map(Origin.init)
        )
    }

    /// Adds a value, and after it the parts that stand in another file than itself.
    private static func trace(_ node: YAMLNode, _ path: String, into fields: inout [FieldOrigin]) {
        fields.append(FieldOrigin(field: path, origin: Origin(node.place)))
        guard isMixed(node) else { return }
        let parts =
            node.kind == .mapping
            ? node.entries.map { ("\(path).\($0.key.text)", $0.value) }
            : node.elements.enumerated().map { ("\(path)[\($0 + 1)]", $1) }
        for (part, value) in parts where value.file != node.file || isMixed(value) {
            trace(value, part, into: &fields)
        }
    }

    /// Whether values of several files make up a value.
    private static func isMixed(_ node: YAMLNode) -> Bool {
        let parts = node.kind == .mapping ? node.entries.map(\.value) : node.elements
        return parts.contains { $0.file != node.file || isMixed($0) }
    }

    /// Says what a higher layer did to a field; later changes of a field win.
    private static func note(_ change: FieldChange, in fields: inout [FieldOrigin]) {
        switch change.verb {
        case .remove:
            fields.append(
                FieldOrigin(
                    field: change.path,
                    origin: Origin(change.place),
                    change: .removed,
                    replaces: change.below.map(Origin.init)
                )
            )
        case .replace:
            guard let index = fields.firstIndex(where: { $0.field == change.path }) else {
                return
            }
            fields[index].change = .replaced
            fields[index].replaces = change.below.map(Origin.init)
        case .append:
            let file = change.place.file
            for index in fields.indices
            where fields[index].field.hasPrefix(change.path)
                && fields[index].origin.file == file && fields[index].change == nil
            { fields[index].change = .appended }
        }
    }
}
