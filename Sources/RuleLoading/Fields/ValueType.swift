import Diagnostics
import Knowledge
import YAMLTree

/// How one type of value is described and read; both from one definition, so that neither can say
/// what the other does not.
struct ValueType<Value>: Sendable {
    /// What the value may be.
    let shape: ValueShape
    /// Reads a value, or reports what is wrong and gives `nil`.
    let read: @Sendable (YAMLNode, LoadingContext) -> Value?

    init(
        _ shape: ValueShape,
        read: @escaping @Sendable (YAMLNode, LoadingContext) -> Value?
    ) {
        self.shape = shape
        self.read = read
    }

    /// The same values, turned into others.
    func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> ValueType<Other> {
        ValueType<Other>(shape) { [read] node, context in read(node, context).map(transform) }
    }
}

extension ValueType {
    /// A mapping with the keys that `body` reads.
    ///
    /// The body is run without a mapping to describe the keys; it must read all of them whatever
    /// their values are.
    static func record(
        _ name: String,
        _ doc: String,
        _ body: @escaping @Sendable (inout RecordReader) -> Value?
    ) -> ValueType {
        let shape = RecordShape(name: name, doc: doc) { RecordReader.describe(body) }
        return ValueType(.record(shape)) { node, context in
            guard node.kind == .mapping else {
                context.mismatch(
                    node,
                    expected: "a mapping that describes \(withArticle(name))",
                    suggestion: form(of: shape)
                )
                return nil
            }
            var reader = RecordReader(of: name, reading: node, into: context)
            let value = body(&reader)
            reader.reportUnknownKeys { shape.fields.map(\.name) }
            return value
        }
    }

    /// How a mapping is written: with the keys that must be there, else with those that come first.
    private static func form(of shape: RecordShape) -> String {
        let fields = shape.fields
        let required = fields.filter(\.isRequired)
        let shown = required.isEmpty ? Array(fields.prefix(2)) : required
        return "write it as a mapping: {\(shown.map { "\($0.name): …" }.joined(separator: ", "))}"
    }

    /// A list.
    static func list<Element>(
        _ element: ValueType<Element>,
        isNonEmpty: Bool = false
    ) -> ValueType where Value == [Element] {
        ValueType(.list(element.shape, isNonEmpty: isNonEmpty)) { node, context in
            guard node.kind == .sequence else {
                context.mismatch(node, expected: "a list", suggestion: "write it as a list: […]")
                return nil
            }
            let elements = node.elements
            if isNonEmpty, elements.isEmpty {
                context.report(.emptyList, "the list is empty", at: node.place)
            }
            var values: [Element] = []
            values.reserveCapacity(elements.count)
            for node in elements {
                if let value = element.read(node, context) { values.append(value) }
            }
            return values
        }
    }

    /// One value, or a list of at least one.
    static func oneOrMore<Element>(
        _ element: ValueType<Element>
    ) -> ValueType where Value == [Element] {
        let list = ValueType.list(element, isNonEmpty: true)
        return ValueType(.either([element.shape, list.shape])) { node, context in
            node.kind == .sequence
                ? list.read(node, context) : element.read(node, context).map { [$0] }
        }
    }

    /// A mapping, read one way, or anything else, read another.
    static func mapping(_ mapping: ValueType, or other: ValueType) -> ValueType {
        ValueType(.either([other.shape, mapping.shape])) { node, context in
            (node.kind == .mapping ? mapping : other).read(node, context)
        }
    }

    /// A mapping from names of entries to values, in the order of the names.
    static func map<Element>(
        _ kind: ReferenceKind,
        _ element: ValueType<Element>
    ) -> ValueType where Value == [(name: String, value: Element)] {
        ValueType(.map(kind, element.shape)) { node, context in
            guard node.kind == .mapping else {
                context.mismatch(node, expected: "a mapping from \(kind.noun) to value")
                return nil
            }
            var pairs: [(name: String, value: Element)] = []
            for entry in node.entries {
                let name = entry.key.text
                context.refer(to: name, kind, at: entry.key.place)
                if let value = element.read(entry.value, context) { pairs.append((name, value)) }
            }
            return pairs.sorted { $0.name < $1.name }
        }
    }
}
