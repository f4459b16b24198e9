import Diagnostics
import YAMLTree

/// What an override did to one field.
struct FieldChange {
    var path: String
    var verb: OverrideVerb
    /// Where the value is given; the word for a field that is taken away.
    var place: SourcePlace
    /// The value below.
    var below: SourcePlace?
}

/// Puts the fields of an override into the entry below.
///
/// What comes out is a tree like one that was read, in which every value keeps its file and place.
struct FieldMerger {
    private let context: LoadingContext
    private var fields: [String: Override.Field] = [:]
    private var used: Set<String> = []
    /// What was done, in no order.
    private(set) var changes: [FieldChange] = []

    /// Prepares to do what an override says.
    init(_ fields: [Override.Field], _ context: LoadingContext) {
        self.context = context
        self.fields = Dictionary(fields.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The entry below with the fields of the one above, or `nil` when they do not fit.
    mutating func merged(_ base: YAMLNode, _ patch: YAMLNode) -> YAMLNode? {
        let before = context.errorCount
        let node = merge(base, patch, at: base, "")
        reportUnused(base, patch)
        return context.errorCount == before ? node : nil
    }

    private mutating func merge(
        _ base: YAMLNode?,
        _ patch: YAMLNode?,
        at place: YAMLNode,
        _ prefix: String
    ) -> YAMLNode {
        var entries: [YAMLNode.Entry] = []
        var known: Set<String> = []
        for entry in base?.entries ?? [] {
            let key = entry.key.text
            known.insert(key)
            let given = prefix.isEmpty && Self.ownKeys.contains(key) ? nil : patch?.entry(key)
            if let kept = changed(entry, given, prefix + key) { entries.append(kept) }
        }
        for given in patch?.entries ?? [] where !known.contains(given.key.text) {
            let key = given.key.text
            if prefix.isEmpty, Self.ownKeys.contains(key) { continue }
            if let new = changed(nil, given, prefix + key) { entries.append(new) }
        }
        return place.replacingEntries(with: entries)
    }

    /// The keys of an entry that are about the override itself.
    private static let ownKeys: Set = ["id", "override"]

    /// What becomes of one key: its entry below, its entry above, or something of both.
    private mutating func changed(
        _ below: YAMLNode.Entry?,
        _ given: YAMLNode.Entry?,
        _ path: String
    ) -> YAMLNode.Entry? {
        if let field = fields[path] {
            used.insert(path)
            return apply(field, below, given)
        }
        // A key with a dot may begin like the path of another one: only a mapping is gone into.
        let isMapping = [below, given].allSatisfy { $0?.value.kind ?? .mapping == .mapping }
        guard isMapping, fields.keys.contains(where: { $0.hasPrefix(path + ".") }) else {
            if let given { reportUndeclared(path, given) }
            return below
        }
        guard var entry = below ?? given else { return nil }
        entry.value = merge(below?.value, given?.value, at: entry.value, path + ".")
        return entry
    }

    private mutating func apply(
        _ field: Override.Field,
        _ below: YAMLNode.Entry?,
        _ given: YAMLNode.Entry?
    ) -> YAMLNode.Entry? {
        switch (field.verb, given) {
        case (.remove, nil):
            guard let below else {
                used.remove(field.path)
                return nil
            }
            note(field, at: field.place, below)
            return nil
        case (.remove, let given?):
            context.report(
                .conflictingKeys,
                "`\(field.path)` is given, but `override` takes it away",
                at: given.key.place
            )
            return below
        case (_, nil):
            used.remove(field.path)
            return below
        case (.replace, let given?):
            warnIfSame(field, below, given)
            note(field, at: given.value.place, below)
            return given
        case (.append, let given?):
            guard let below else {
                note(field, at: given.value.place, nil)
                return given
            }
            warnIfHeld(field, below, given)
            note(field, at: given.value.place, below)
            var entry = below
            entry.value = appended(given.value, to: below.value, field.path)
            return entry
        }
    }

    /// A list or mapping with more in it.
    private func appended(_ more: YAMLNode, to base: YAMLNode, _ path: String) -> YAMLNode {
        switch (base.kind, more.kind) {
        case (.sequence, .sequence):
            return base.replacingElements(with: base.elements + more.elements)
        case (.sequence, _): return base.replacingElements(with: base.elements + [more])
        case (_, .sequence): return more.replacingElements(with: [base] + more.elements)
        case (.mapping, .mapping):
            var entries = base.entries
            for entry in more.entries {
                let key = entry.key.text
                if let index = entries.firstIndex(where: { $0.key.text == key }) {
                    let value = entries[index].value
                    entries[index].value = appended(entry.value, to: value, "\(path).\(key)")
                } else {
                    entries.append(entry)
                }
            }
            return base.replacingEntries(with: entries)
        default:
            context.report(
                .notAppendable,
                "`\(path)` is a single value, to which nothing can be appended",
                at: more.place,
                suggestion: "write `\(path): replace`",
                notes: [Diagnostic.Note(message: "the value below", place: base.place)]
            )
            return base
        }
    }

    private mutating func note(
        _ field: Override.Field,
        at place: SourcePlace,
        _ below: YAMLNode.Entry?
    ) {
        changes.append(
            FieldChange(
                path: field.path,
                verb: field.verb,
                place: place,
                below: below?.value.place
            )
        )
    }
}

// MARK: Reports

extension FieldMerger {
    private func reportUndeclared(_ path: String, _ given: YAMLNode.Entry) {
        // A slip in the name of a field is reported where the override names it.
        let unused = fields.keys.filter { !used.contains($0) }
        guard NearestName.of(path, among: unused) == nil else { return }
        context.report(
            .undeclaredField,
            "`\(path)` is given, but `override` does not say what becomes of it",
            at: given.key.place,
            suggestion: "add `\(path): replace` to `override`"
        )
    }

    private func reportUnused(_ base: YAMLNode, _ patch: YAMLNode) {
        for field in fields.values where !used.contains(field.path) {
            if let outer = used.first(where: { field.path.hasPrefix($0 + ".") }) {
                context.report(
                    .conflictingKeys,
                    "`\(field.path)` lies within `\(outer)`, which the override names too",
                    at: field.place,
                    notes: fields[outer].map {
                        [Diagnostic.Note(message: "named here", place: $0.place)]
                    } ?? []
                )
                continue
            }
            let isRemoval = field.verb == .remove
            let names = Self.paths(in: isRemoval ? base : patch, "")
                .filter { !Self.ownKeys.contains($0) }
            context.report(
                .absentField,
                isRemoval
                    ? "there is no `\(field.path)` to remove"
                    : "`override` names `\(field.path)`, which is not given here",
                at: field.place,
                suggestion: NearestName.suggestion(for: field.path, among: names)
            )
        }
    }

    /// The paths of all keys of a mapping and of the mappings within it.
    private static func paths(in node: YAMLNode, _ prefix: String) -> [String] {
        node.entries.flatMap { entry in
            let path = prefix + entry.key.text
            return [path] + paths(in: entry.value, path + ".")
        }
    }

    private func warnIfSame(
        _ field: Override.Field,
        _ below: YAMLNode.Entry?,
        _ given: YAMLNode.Entry
    ) {
        guard let below, below.value.saysTheSame(as: given.value) else { return }
        context.warnNoEffect("`\(field.path)` says the same below", field.place, below.value.place)
    }

    private func warnIfHeld(
        _ field: Override.Field,
        _ below: YAMLNode.Entry,
        _ given: YAMLNode.Entry
    ) {
        let more = given.value.kind == .sequence ? given.value.elements : [given.value]
        let held = below.value.kind == .sequence ? below.value.elements : [below.value]
        let isHeld = more.allSatisfy { new in held.contains { $0.saysTheSame(as: new) } }
        guard isHeld, given.value.kind != .mapping || below.value.kind == .sequence else { return }
        context.warnNoEffect(
            "all that is appended to `\(field.path)` is there already",
            field.place,
            below.value.place
        )
    }
}

extension LoadingContext {
    /// Says that an override changes nothing.
    func warnNoEffect(_ message: String, _ place: SourcePlace, _ below: SourcePlace) {
        report(
            Diagnostic(
                .noEffect,
                message,
                at: place,
                severity: .warning,
                suggestion: "take it out of the override",
                notes: [Diagnostic.Note(message: "the value below", place: below)]
            )
        )
    }
}
