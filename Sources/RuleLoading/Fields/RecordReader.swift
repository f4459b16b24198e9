import Diagnostics
import Knowledge
import YAMLTree

/// Reads one mapping key by key, and tells which keys nobody asked for.
///
/// The calls of one record are its table of fields: name, type, whether it is required, and what it
/// says. Run without a mapping, the same calls give the table as data.
struct RecordReader {
    private struct Slot {
        var name: String
        var entry: YAMLNode.Entry
        var isUsed = false
    }

    /// Where reports and names go.
    let context: LoadingContext
    /// Where the mapping starts.
    let place: SourcePlace
    private let name: String
    /// Whether the table of fields is wanted and nothing is read.
    let isDescribing: Bool
    private let faultsBefore: Int
    private var slots: [Slot] = []
    private var table = RecordTable(fields: [], rules: [])

    /// Starts to read a mapping.
    init(of name: String, reading node: YAMLNode, into context: LoadingContext) {
        self.name = name
        self.context = context
        place = node.place
        isDescribing = false
        faultsBefore = context.faultCount
        slots = node.entries.map { Slot(name: $0.key.text, entry: $0) }
    }

    private init(describing name: String) {
        self.name = name
        context = LoadingContext()
        place = SourcePlace(file: "", line: 1, column: 1)
        isDescribing = true
        faultsBefore = 0
    }

    /// The fields that a body asks for, and what it declares of them together.
    static func describe<Value>(_ body: (inout RecordReader) -> Value?) -> RecordTable {
        var reader = RecordReader(describing: "")
        _ = body(&reader)
        return reader.table
    }

    /// Declares what must hold of several keys together; the body itself checks and reports it.
    mutating func declare(_ rule: KeyRule) {
        if isDescribing { table.rules.append(rule) }
    }

    /// Declares that at least one of the keys read so far holds something.
    mutating func declareSome(except others: [String] = []) {
        declare(.some(of: table.fields.map(\.name).filter { !others.contains($0) }))
    }

    /// The place of the mapping as the book keeps it.
    var origin: Origin { Origin(place) }

    /// Whether nothing was reported so far and every key is known; ask when all keys are read.
    var isSound: Bool {
        !isDescribing && context.faultCount == faultsBefore && slots.allSatisfy(\.isUsed)
    }

    /// The place of a key, or of the mapping when the key is absent.
    func place(of key: String) -> SourcePlace {
        slots.first { $0.name == key }?.entry.key.place ?? place
    }

    /// The place of a key in the mapping that is another key's value, or `nil` when it is absent.
    func place(of key: String, within outer: String) -> SourcePlace? {
        slots.first { $0.name == outer }?.entry.value.entries.first { $0.key.text == key }?.key
            .place
    }

    /// The place of a key's value, or of the mapping when the key is absent.
    func valuePlace(of key: String) -> SourcePlace {
        slots.first { $0.name == key }?.entry.value.place ?? place
    }

    /// A value that must be there; absence is an error.
    mutating func required<Value>(
        _ key: String,
        _ type: ValueType<Value>,
        _ doc: String
    ) -> Value? {
        describe(key, type.shape, isRequired: true, doc)
        guard let node = take(key) else {
            if !isDescribing {
                context.report(
                    .missingKey,
                    "\(withArticle(name)) needs the key `\(key)`",
                    at: place
                )
            }
            return nil
        }
        return type.read(node, context)
    }

    /// A value that may be absent.
    mutating func optional<Value>(
        _ key: String,
        _ type: ValueType<Value>,
        _ doc: String
    ) -> Value? {
        describe(key, type.shape, isRequired: false, doc)
        guard let node = take(key) else { return nil }
        return type.read(node, context)
    }

    /// A value, or the default when it is absent.
    mutating func optional<Value>(
        _ key: String,
        _ type: ValueType<Value>,
        default value: Value,
        _ doc: String
    ) -> Value {
        optional(key, type, doc) ?? value
    }

    /// Reports an error at the value of a key.
    func report(_ code: DiagnosticCode, _ message: String, atValueOf key: String) {
        guard !isDescribing else { return }
        context.report(code, message, at: valuePlace(of: key))
    }

    /// Reports an error at the mapping.
    func report(_ code: DiagnosticCode, _ message: String) {
        guard !isDescribing else { return }
        context.report(code, message, at: place)
    }

    /// The keys among those given that are there.
    func present(among keys: [String]) -> [String] {
        keys.filter { key in slots.contains { $0.name == key } }
    }

    /// Reports the keys that were not asked for.
    func reportUnknownKeys(known: () -> [String]) {
        for slot in slots where !slot.isUsed {
            context.report(
                .unknownKey,
                "\(withArticle(name)) has no key \(Diagnostic.quote(slot.name))",
                at: slot.entry.key.place,
                suggestion: NearestName.suggestion(for: slot.name, among: known())
            )
        }
    }

    private mutating func take(_ key: String) -> YAMLNode? {
        guard let index = slots.firstIndex(where: { $0.name == key }) else { return nil }
        slots[index].isUsed = true
        return slots[index].entry.value
    }

    private mutating func describe(
        _ name: String,
        _ shape: ValueShape,
        isRequired: Bool,
        _ doc: String
    ) {
        guard isDescribing else { return }
        table.fields.append(
            FieldDescription(name: name, shape: shape, isRequired: isRequired, doc: doc)
        )
    }
}
