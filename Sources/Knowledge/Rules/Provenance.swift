/// Which layer of a book a value comes from, when folders are laid over each other.
package struct Provenance: Sendable {
    /// One folder of a book.
    package struct Layer: Hashable, Sendable {
        /// Its name, with which the paths of its files begin when there are several layers.
        package var name: String
        /// How many rule files it holds.
        package var files = 0
        /// How many entries it adds.
        package var added = 0
        /// How many entries of lower layers it changes.
        package var changed = 0
        /// How many entries of lower layers it removes.
        package var removed = 0

        /// Names a layer.
        package init(name: String) { self.name = name }
    }

    /// The layers, lowest first; at least one in a book that was loaded.
    package var layers: [Layer] = []
    /// What was removed, in the order of sections and ids.
    package var removals: [Removal] = []
    /// Where the entries of a book of several layers come from, in the order of sections and ids.
    package var entries: [EntryOrigin] = []
    /// Where those of a book of one folder come from.
    package var plain = PlainOrigins()

    /// Makes the provenance of a book without any layer.
    package init() {}

    /// Whether folders are laid over each other.
    package var isLayered: Bool { layers.count > 1 }

    /// Where an entry comes from; `nil` when that was not kept.
    package func origin(of id: String, in section: String) -> EntryOrigin? {
        guard isLayered else { return plain.origin(of: id, in: section) }
        var range = 0..<entries.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let entry = entries[middle]
            if (entry.section, entry.id) == (section, id) { return entry }
            range =
                (entry.section, entry.id) < (section, id)
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    /// The layer of a file, or `nil` in a book of one folder.
    package func layer(of file: String) -> String? {
        guard isLayered else { return nil }
        return layers.first { file.hasPrefix($0.name + "/") }?.name
    }
}

/// Where the fields of one entry come from.
package struct EntryOrigin: Hashable, Sendable {
    /// The section, such as `policies`.
    package var section: String
    /// The id of the entry.
    package var id: String
    /// The fields in the order of the file; one that several files make up is followed by the
    /// parts that come from another file than the rest of it.
    package var fields: [FieldOrigin]
    /// The entry of a lower layer in whose place this one stands as a whole.
    package var replaces: Origin?

    /// Describes where an entry comes from.
    package init(
        section: String,
        id: String,
        fields: [FieldOrigin],
        replaces: Origin? = nil
    ) {
        self.section = section
        self.id = id
        self.fields = fields
        self.replaces = replaces
    }
}

/// Where the value of one field comes from.
package struct FieldOrigin: Hashable, Sendable {
    /// What a higher layer did to a field.
    package enum Change: String, Hashable, Sendable, CaseIterable {
        /// It gave another value.
        case replaced
        /// It added to the value.
        case appended
        /// It took the field away.
        case removed
    }

    /// The field, such as `benefit`; parts follow a dot, and elements of lists stand in brackets
    /// and count from 1: `then.partners[3]`.
    package var field: String
    /// Where the value is written, or the word that takes it away.
    package var origin: Origin
    /// What a higher layer did; `nil` for a value as the entry was given.
    package var change: Change?
    /// The value of the lower layer that was replaced or taken away.
    package var replaces: Origin?

    /// Describes where a value comes from.
    package init(
        field: String,
        origin: Origin,
        change: Change? = nil,
        replaces: Origin? = nil
    ) {
        self.field = field
        self.origin = origin
        self.change = change
        self.replaces = replaces
    }
}

/// A tombstone: an entry of a lower layer that is no longer part of the book, and why.
package struct Removal: Hashable, Sendable {
    /// The section, such as `policies`.
    package var section: String
    /// The id of the entry.
    package var id: String
    /// Why it was removed.
    package var reason: Localized
    /// Where the tombstone stands.
    package var origin: Origin
    /// Where the entry stood.
    package var removed: Origin

    /// Describes a removal.
    package init(
        section: String,
        id: String,
        reason: Localized,
        origin: Origin,
        removed: Origin
    ) {
        self.section = section
        self.id = id
        self.reason = reason
        self.origin = origin
        self.removed = removed
    }
}
