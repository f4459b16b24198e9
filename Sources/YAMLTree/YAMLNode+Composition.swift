import Diagnostics

extension YAMLNode {
    /// The value of a key of a mapping, or `nil` when it is absent.
    package subscript(key: String) -> YAMLNode? { entry(key)?.value }

    /// The entry of a key of a mapping, or `nil` when it is absent.
    package func entry(_ key: String) -> Entry? { entries.first { $0.key.text == key } }

    /// A mapping at the place of this one with other entries.
    ///
    /// The entries may come from any files; each keeps its file and its position.
    package func replacingEntries(with entries: [Entry]) -> YAMLNode {
        composed(.mapping, of: entries.flatMap { [$0.key, $0.value] })
    }

    /// A list at the place of this value with other elements.
    ///
    /// The elements may come from any files; each keeps its file and its position.
    package func replacingElements(with elements: [YAMLNode]) -> YAMLNode {
        composed(.sequence, of: elements)
    }

    private func composed(_ kind: Kind, of children: [YAMLNode]) -> YAMLNode {
        var composition = Composition(NodeRecord(kind: kind, start: position, end: end), of: file)
        for child in children { composition.append(child) }
        return composition.finished
    }

    /// Whether two values say the same, wherever they stand.
    ///
    /// The order of keys counts as little as it does to whoever reads a mapping.
    package func saysTheSame(as other: YAMLNode) -> Bool {
        guard kind == other.kind else { return false }
        switch kind {
        case .sequence:
            let (left, right) = (elements, other.elements)
            return left.count == right.count
                && zip(left, right).allSatisfy { $0.saysTheSame(as: $1) }
        case .mapping:
            let left = entries
            return left.count == other.entries.count
                && left.allSatisfy { entry in
                    other[entry.key.text].map(entry.value.saysTheSame) ?? false
                }
        default: return text == other.text
        }
    }
}

/// Puts values of several documents into one.
private struct Composition {
    private let file: String
    private var records: [NodeRecord]
    private var texts: [UInt8] = []
    private var grafts: [YAMLDocument.Graft] = []

    /// Begins with the list or mapping around the values.
    init(_ container: NodeRecord, of file: String) {
        self.file = file
        records = [container]
    }

    /// Copies a value with all it contains.
    mutating func append(_ node: YAMLNode) {
        let document = node.document
        for index in node.index..<node.index + Int(node.record.size) {
            note(document.file(of: index))
            var record = document.records[index]
            let start = Int(record.textStart)
            record.textStart = Int32(texts.count)
            texts += document.texts[start..<start + Int(record.textLength)]
            records.append(record)
        }
    }

    private mutating func note(_ next: String) {
        guard next != grafts.last?.file ?? file else { return }
        grafts.append(YAMLDocument.Graft(start: records.count, file: next))
    }

    /// The container as the root of a document.
    var finished: YAMLNode {
        var records = records
        records[0].size = Int32(records.count)
        return YAMLDocument(file: file, records: records, texts: texts, grafts: grafts).root
    }
}
