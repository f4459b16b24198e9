package import Knowledge
package import RuleEngine

/// What two books say differently, entry by entry.
package struct BookDifference: Sendable {
    /// What happened to an entry.
    package enum Kind: String, Sendable, CaseIterable {
        case added, removed, changed
    }

    /// An entry that is not the same in both books.
    package struct Change: Sendable {
        /// Which.
        package var key: EntryKey
        /// Its name.
        package var title: Localized
        /// What happened.
        package var kind: Kind
        /// Where it is written: in the new book, or in the old one when it is gone.
        package var origin: Origin
    }

    /// The entries that are not the same, by section and id.
    package let changes: [Change]
    /// How many examples the new book has more; negative for fewer.
    package let examples: Int
    /// Whether the learned weights differ.
    package let isLearnedOtherwise: Bool
    private let byKey: [EntryKey: Change]

    /// Compares two books.
    package init(old: CompiledBook, new: CompiledBook) {
        let before = Entry.all(of: old.book)
        let after = Entry.all(of: new.book)
        var changes: [Change] = []
        for (key, entry) in before {
            guard let other = after[key] else {
                changes.append(Change(entry, key, .removed))
                continue
            }
            if Fingerprint.text(of: entry.value) != Fingerprint.text(of: other.value) {
                changes.append(Change(other, key, .changed))
            }
        }
        for (key, entry) in after where before[key] == nil {
            changes.append(Change(entry, key, .added))
        }
        self.changes = changes.sorted { $0.key < $1.key }
        byKey = Dictionary(changes.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        examples = new.book.examples.count - old.book.examples.count
        // Whoever learns anew gets another bias for every class.
        isLearnedOtherwise = old.learned?.settings != new.learned?.settings
    }

    /// What happened to an entry; `nil` when it is the same in both books or in neither.
    package func change(_ key: EntryKey) -> Change? { byKey[key] }

    /// The changes of one section.
    func changes(in section: EntryKey.Section) -> [Change] {
        changes.filter { $0.key.section == section }
    }

    /// An entry of either book with what is compared.
    struct Entry {
        var title: Localized
        var origin: Origin
        var value: Any
    }
}

extension BookDifference.Change {
    fileprivate init(
        _ entry: BookDifference.Entry,
        _ key: EntryKey,
        _ kind: BookDifference.Kind
    ) {
        self.init(key: key, title: entry.title, kind: kind, origin: entry.origin)
    }
}

extension BookDifference.Entry {
    /// The entries of a book by key.
    static func all(of book: Book) -> [EntryKey: Self] {
        var table = Table()
        table.add(book.categories, .categories, \.id.text, \.title, \.origin)
        table.add(book.concepts, .concepts, \.id.text, \.title, \.origin)
        table.add(book.rules, .rules, \.id.text, \.title, \.origin)
        table.add(book.networks, .networks, \.id.text, \.title, \.origin)
        table.add(book.kinds, .kinds, \.id.text, \.title, \.origin)
        table.add(book.partners, .partners, \.id.text, \.title, \.origin)
        table.add(book.policies, .policies, \.id.text, \.title, \.origin)
        table.add(book.combinations, .combinations, \.id.text, \.because, \.origin)
        table.add(book.sizes, .sizes, \.id.text, \.title, \.origin)
        table.add(book.places, .places, \.id, \.title, \.origin)
        table.add(book.industries, .industries, \.id, \.title, \.origin)
        table.add(book.certifications, .certifications, \.id.text, \.title, \.origin)
        table.add(book.axes, .axes, \.id.text, \.left, \.origin)
        table.add(book.framings, .framings, \.id.text, \.title, \.origin)
        table.add(book.barriers, .barriers, \.id.text, \.title, \.origin)
        table.add(book.models, .models, \.id.text, \.title, \.origin)
        table.add(book.steps, .steps, \.id.text, \.title, \.origin)
        table.add(book.cautions, .cautions, \.id.text, \.title, \.origin)
        table.add(book.outcomes, .outcomes, \.id.text, \.text, \.origin)
        table.add(book.questions, .questions, \.id.text, \.text, \.origin)
        return table.entries
    }

    private struct Table {
        var entries: [EntryKey: BookDifference.Entry] = [:]

        mutating func add<Item>(
            _ items: [Item],
            _ section: EntryKey.Section,
            _ id: (Item) -> String,
            _ title: (Item) -> Localized,
            _ origin: (Item) -> Origin
        ) {
            for item in items {
                entries[EntryKey(section, id(item))] = BookDifference.Entry(
                    title: title(item),
                    origin: origin(item),
                    value: item
                )
            }
        }
    }
}
