import Knowledge
import YAMLTree

/// What merging needs to know of a section whose entries have ids.
struct LayeredSection: Sendable {
    /// The key of the section.
    let name: String
    /// What one entry is called in messages.
    let noun: String
    /// The keys that an entry must have.
    let required: Set<String>

    /// The sections whose entries can be overridden and removed, by name.
    static var all: [String: LayeredSection] {
        var sections: [String: LayeredSection] = [:]
        for section in RuleLanguage.sections {
            let fields = section.item.fields
            guard fields.contains(where: { $0.name == "id" }) else { continue }
            sections[section.name] = LayeredSection(
                name: section.name,
                noun: section.item.name,
                required: Set(fields.filter(\.isRequired).map(\.name))
            )
        }
        return sections
    }
}

/// The entry of a layer by what others call it.
struct EntryKey: Hashable {
    var section: String
    var id: String
}

/// A rule file of which entries may yet be changed or dropped.
struct FileDraft {
    /// A section of the file.
    struct Part {
        /// The place of its key and list among the entries of the file.
        var entry: Int
        var elements: [YAMLNode?]
        var isChanged = false
    }

    private let root: YAMLNode
    private(set) var parts: [Part] = []

    /// Takes over a file.
    init(_ root: YAMLNode) { self.root = root }

    /// Adds a section with the entries that stay.
    ///
    /// - Returns: The number of the section within the file.
    mutating func add(_ part: Part) -> Int {
        parts.append(part)
        return parts.count - 1
    }

    /// Puts another node, or none, in the place of an entry.
    mutating func set(_ node: YAMLNode?, part: Int, element: Int) {
        parts[part].elements[element] = node
        parts[part].isChanged = true
    }

    /// The file as it is to be read.
    var finished: YAMLNode {
        guard parts.contains(where: \.isChanged) else { return root }
        var entries = root.entries
        for part in parts where part.isChanged {
            let list = entries[part.entry].value
            entries[part.entry].value = list.replacingElements(
                with: part.elements.compactMap(\.self)
            )
        }
        return root.replacingEntries(with: entries)
    }
}
