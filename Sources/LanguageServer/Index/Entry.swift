import RuleLoading
import YAMLTree

/// An entry of a section, or one within such an entry that has an id of its own.
final class Entry {
    /// The file it stands in, relative to the folder.
    let file: String
    /// What the tables say of it.
    let record: RecordForm
    /// The entry as it was read.
    let node: YAMLNode
    /// Its bytes.
    let range: Range<Int>
    /// Its id; for an entry without one, its first value.
    var name = ""
    /// The bytes of the id.
    var nameRange: Range<Int>
    /// The names among which its id counts.
    var namespace: Namespace?
    /// Entries within it.
    var children: [Entry] = []

    /// Notes an entry, at first without its id.
    init(file: String, record: RecordForm, node: YAMLNode, range: Range<Int>) {
        self.file = file
        self.record = record
        self.node = node
        self.range = range
        nameRange = range.lowerBound..<range.lowerBound
    }

    /// A value of it that is a text or a text in both languages, as one line.
    func words(_ key: String) -> String? {
        node.entries.first { $0.key.text == key }?.value.words
    }

    /// What people call it.
    var title: String? {
        if let title = words("title") ?? words("text") { return title }
        guard let left = words("left"), let right = words("right") else { return nil }
        return "\(left) ⇔ \(right)"
    }
}

extension YAMLNode {
    /// A scalar, or both wordings of a text, as one line.
    var words: String? {
        switch kind {
        case .null, .sequence: return nil
        case .boolean, .integer, .number, .text: return text
        case .mapping:
            let texts = ["ja", "en"].compactMap { language in
                entries.first { $0.key.text == language }?.value.text
            }
            return texts.isEmpty ? nil : texts.joined(separator: " / ")
        }
    }
}

/// A section of a file where it is written.
struct SectionSite {
    /// Its key.
    var name: String
    /// The bytes of the key.
    var nameRange: Range<Int>
    /// The bytes of the key and all entries.
    var range: Range<Int>
    /// Its entries, in file order.
    var entries: [Entry]
}
