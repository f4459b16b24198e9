package import Diagnostics

/// A value of a YAML document: a scalar, a list or a mapping, with its place.
///
/// A node is a handle of two words; all nodes of a document lie in one array.
package struct YAMLNode: Sendable {
    /// What a value is.
    package enum Kind: UInt8, Sendable {
        case null, boolean, integer, number, text, sequence, mapping
    }

    let document: YAMLDocument
    let index: Int

    init(document: YAMLDocument, index: Int) {
        self.document = document
        self.index = index
    }

    var record: NodeRecord { document.records[index] }

    /// What the value is; what stands in quotes or in a block is always text.
    package var kind: Kind { record.kind }

    /// Where the value starts; a value that comes from an alias starts at the alias.
    package var position: SourcePosition { record.start }

    /// Just after the end of the value.
    package var end: SourcePosition { record.end }

    /// The file and where the value starts.
    package var place: SourcePlace { SourcePlace(file: file, position: record.start) }

    /// The file that the value stands in.
    package var file: String { document.file(of: index) }

    /// A scalar as written, quotes and escapes resolved; empty for a list or a mapping.
    package var text: String {
        let record = record
        let range = Int(record.textStart)..<Int(record.textStart) + Int(record.textLength)
        return String(decoding: document.texts[range], as: UTF8.self)
    }

    /// The value of a whole number, or `nil` when it is none or does not fit 64 bits.
    package var integer: Int? { kind == .integer ? Int(text) : nil }

    /// The value of any number, or `nil` when it is none or neither finite.
    package var number: Double? {
        guard kind == .integer || kind == .number, let value = Double(text), value.isFinite
        else { return nil }
        return value
    }

    /// The value of `true` or `false`.
    package var boolean: Bool? { kind == .boolean ? record.textLength == 4 : nil }
}

extension YAMLNode {
    /// A key of a mapping with its value.
    package struct Entry: Sendable {
        /// The key, always a scalar of kind text.
        package var key: YAMLNode
        /// Its value.
        package var value: YAMLNode
    }

    /// The elements of a list in file order; empty for anything else.
    package var elements: [YAMLNode] {
        guard kind == .sequence else { return [] }
        return children
    }

    /// The entries of a mapping in file order; empty for anything else.
    ///
    /// Keys that were reported (duplicates, merge keys, keys that are no text) are left out.
    package var entries: [Entry] {
        guard kind == .mapping else { return [] }
        let children = children
        var entries: [Entry] = []
        entries.reserveCapacity(children.count / 2)
        for key in stride(from: 0, to: children.count - 1, by: 2)
        where !children[key].record.isRefused {
            entries.append(Entry(key: children[key], value: children[key + 1]))
        }
        return entries
    }

    private var children: [YAMLNode] {
        var nodes: [YAMLNode] = []
        var child = index + 1
        let end = index + Int(record.size)
        while child < end {
            nodes.append(YAMLNode(document: document, index: child))
            child += Int(document.records[child].size)
        }
        return nodes
    }
}

/// A read file: its nodes in document order, each followed by what it contains.
package final class YAMLDocument: Sendable {
    /// From which record on the nodes come from another file.
    struct Graft: Sendable {
        var start: Int
        var file: String
    }

    let file: String
    /// Where values of other files begin, in order of their records; empty for a file as read.
    let grafts: [Graft]
    let records: [NodeRecord]
    let texts: [UInt8]
    /// What is wrong without keeping the rest from being read, in file order.
    package let problems: [Diagnostic]

    init(
        file: String,
        records: [NodeRecord],
        texts: [UInt8],
        problems: [Diagnostic] = [],
        grafts: [Graft] = []
    ) {
        self.file = file
        self.grafts = grafts
        self.records = records
        self.texts = texts
        self.problems = problems
    }

    /// The outermost value; null for a file without any.
    package var root: YAMLNode { YAMLNode(document: self, index: 0) }

    /// The file that a record was read from.
    func file(of record: Int) -> String {
        var range = 0..<grafts.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if grafts[middle].start <= record {
                range = middle + 1..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return range.lowerBound == 0 ? file : grafts[range.lowerBound - 1].file
    }
}

/// One node in an array of all: 32 bytes, so that a file of a million values stays small.
struct NodeRecord: Sendable {
    var kind: YAMLNode.Kind
    /// Whether the node is a key that was reported and is not to be looked at.
    var isRefused = false
    /// How many records the node takes, itself included.
    var size: Int32 = 1
    var textStart: Int32 = 0
    var textLength: Int32 = 0
    private var startLine: Int32
    private var startColumn: Int32
    private var endLine: Int32
    private var endColumn: Int32

    init(kind: YAMLNode.Kind, start: SourcePosition, end: SourcePosition) {
        self.kind = kind
        startLine = Int32(clamping: start.line)
        startColumn = Int32(clamping: start.column)
        endLine = Int32(clamping: end.line)
        endColumn = Int32(clamping: end.column)
    }

    var start: SourcePosition {
        get { SourcePosition(line: Int(startLine), column: Int(startColumn)) }
        set {
            startLine = Int32(clamping: newValue.line)
            startColumn = Int32(clamping: newValue.column)
        }
    }

    var end: SourcePosition {
        get { SourcePosition(line: Int(endLine), column: Int(endColumn)) }
        set {
            endLine = Int32(clamping: newValue.line)
            endColumn = Int32(clamping: newValue.column)
        }
    }
}
