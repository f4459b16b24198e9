import RuleLoading
import WireFormat

extension RuleSchema {
    /// Writes what must hold of the keys of a record together, beside its other members.
    mutating func writeRules(of table: RecordTable) {
        var alternatives: [[Alternative]] = []
        var dependencies: [KeyRule] = []
        for rule in table.rules {
            switch rule {
            case .some(let keys):
                alternatives.append(keys.map { Alternative(key: $0, in: table) })
            case .exactly(let count, let keys): writeExactly(count, of: keys, in: table)
            case .only, .never: dependencies.append(rule)
            }
        }
        for group in alternatives { writeSome(group, in: table) }
        writeDependencies(dependencies)
    }

    /// One way for a record to say something: a key that is there and not empty.
    private struct Alternative {
        var key: String
        /// What its value must hold so as not to be empty.
        var emptiness: Emptiness

        init(key: String, in table: RecordTable) {
            self.key = key
            let shape = table.fields.first { $0.name == key }?.shape
            emptiness = shape.map(Emptiness.init) ?? .never
        }
    }

    /// When a value that is there still says nothing.
    private indirect enum Emptiness {
        case never
        case emptyList
        case emptyMapping
        /// A mapping all of whose values may be empty.
        case ofParts([(key: String, emptiness: Emptiness)])

        init(_ shape: ValueShape) {
            switch shape {
            case .list(_, false): self = .emptyList
            case .map: self = .emptyMapping
            case .record(let record):
                let table = record.table
                // A record that must say something is held to that itself.
                let isOpen = table.rules.isEmpty && !table.fields.contains(where: \.isRequired)
                let parts = { table.fields.map { (key: $0.name, emptiness: Emptiness($0.shape)) } }
                self = isOpen ? .ofParts(parts()) : .never
            default: self = .never
            }
        }

        var isNever: Bool {
            if case .never = self { return true }
            return false
        }
    }

    private mutating func writeSome(_ alternatives: [Alternative], in table: RecordTable) {
        let isAll = Set(alternatives.map(\.key)) == Set(table.fields.map(\.name))
        if isAll, alternatives.allSatisfy(\.emptiness.isNever) {
            return writer.member("minProperties", 1)
        }
        writer.key("anyOf")
        write(anyOf: alternatives.map { ($0.key, $0.emptiness) })
    }

    private mutating func write(anyOf parts: [(key: String, emptiness: Emptiness)]) {
        writer.beginArray()
        for part in parts {
            writer.beginObject()
            writeStrings("required", [part.key])
            if !part.emptiness.isNever {
                writer.key("properties")
                writer.beginObject()
                writer.key(part.key)
                writer.beginObject()
                write(notEmpty: part.emptiness)
                writer.endObject()
                writer.endObject()
            }
            writer.endObject()
        }
        writer.endArray()
    }

    private mutating func write(notEmpty emptiness: Emptiness) {
        switch emptiness {
        case .never: return
        case .emptyList: writer.member("minItems", 1)
        case .emptyMapping: writer.member("minProperties", 1)
        case .ofParts(let parts):
            writer.key("anyOf")
            write(anyOf: parts)
        }
    }

    private mutating func writeExactly(_ count: Int, of keys: [String], in table: RecordTable) {
        if Set(keys) == Set(table.fields.map(\.name)) {
            writer.member("minProperties", count)
            writer.member("maxProperties", count)
            return
        }
        writer.key("oneOf")
        writer.beginArray()
        for chosen in Self.choices(of: count, among: keys[...]) {
            writer.beginObject()
            writeStrings("required", chosen)
            writer.endObject()
        }
        writer.endArray()
    }

    /// The ways to choose so many keys; that one of them holds and no second means: exactly so many.
    private static func choices(of count: Int, among keys: ArraySlice<String>) -> [[String]] {
        guard count > 0 else { return [[]] }
        guard let first = keys.first else { return [] }
        let rest = keys.dropFirst()
        return choices(of: count - 1, among: rest).map { [first] + $0 }
            + choices(of: count, among: rest)
    }

    private mutating func writeDependencies(_ rules: [KeyRule]) {
        guard !rules.isEmpty else { return }
        writer.key("dependencies")
        writer.beginObject()
        for rule in rules {
            switch rule {
            case .only(let key, let other): writeStrings(key, [other])
            case .never(let key, let other):
                writer.key(key)
                writer.beginObject()
                writer.key("not")
                writer.beginObject()
                writeStrings("required", [other])
                writer.endObject()
                writer.endObject()
            case .some, .exactly: continue
            }
        }
        writer.endObject()
    }
}
