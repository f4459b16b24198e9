package import Knowledge

/// The names and places of the entries of two books.
package struct EntryNames: Sendable {
    private var titles: [EntryKey: Localized] = [:]
    private var oldOrigins: [EntryKey: Origin] = [:]
    private var newOrigins: [EntryKey: Origin] = [:]
    private var networks: [String: String] = [:]

    /// Takes the entries of two books; where both name one, the new name counts.
    package init(old: Book, new: Book) {
        for (book, isOld) in [(old, true), (new, false)] {
            for (key, entry) in BookDifference.Entry.all(of: book) {
                titles[key] = entry.title
                if isOld { oldOrigins[key] = entry.origin } else { newOrigins[key] = entry.origin }
            }
            for sub in book.categories.flatMap(\.subs) {
                titles[EntryKey(.categories, sub.id.text)] = sub.title
            }
            for partner in book.partners { networks[partner.id.text] = partner.network.text }
        }
    }

    /// The name of an entry, or its id when neither book has it.
    package func title(_ key: EntryKey) -> Localized { titles[key] ?? .plain(key.id) }

    /// Where an entry is written in one of the books.
    func origin(_ key: EntryKey, inOld: Bool) -> Origin? {
        inOld ? oldOrigins[key] : newOrigins[key]
    }

    /// The network of a partner.
    func network(of partner: String) -> String? { networks[partner] }

    /// The sections that the detail of a score's part may name an entry of.
    static func sections(ofPart name: String) -> [EntryKey.Section] {
        switch name {
        case "rule": [.rules, .barriers]
        case "concept": [.concepts]
        case "strength", "size": [.networks]
        case "first_contact", "unverified": [.partners]
        default: []
        }
    }
}
