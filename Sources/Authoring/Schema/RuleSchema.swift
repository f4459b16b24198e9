import RuleLoading
import WireFormat

/// The rule language as a JSON Schema, made from the very tables by which the loader reads.
///
/// It is draft 7, the newest that language servers of YAML understand as a whole. It knows shapes,
/// not names: that a concept exists only the loader can tell, and neither does it compare two values.
package struct RuleSchema {
    /// What a file is: one schema describes all of a sort, since a file may hold any section.
    package enum Kind: String, Sendable, CaseIterable {
        /// A file of a folder by itself, or of the lowest of several.
        case rule = "rule-file"
        /// A file of a folder that is laid over others.
        case layer = "layer-file"

        /// The name of the file that holds the schema.
        package var fileName: String { "\(rawValue).schema.json" }

        fileprivate var title: String {
            self == .rule ? "A rule file of Banso" : "A rule file of Banso, of a layer over others"
        }
    }

    var writer = JSONWriter()
    /// The records being written, outermost first, to notice one that contains itself.
    private var open: [String] = []
    /// Records that contain themselves, to be written once by name.
    private var recursive: [String: RecordShape] = [:]

    private init() {}

    /// The schema of a sort of file, for editors and other tools, without a line feed at its end.
    package static func json(of kind: Kind) -> [UInt8] {
        var schema = RuleSchema()
        schema.writeFile(kind)
        return JSONWriter.pretty(schema.writer.bytes)
    }

    private mutating func writeFile(_ kind: Kind) {
        writer.beginObject()
        writer.member("$schema", "http://json-schema.org/draft-07/schema#")
        writer.member("$comment", "Made by `banso schema` from the loader's tables; do not edit.")
        writer.member("title", kind.title)
        writer.member("type", "object")
        writer.key("properties")
        writer.beginObject()
        writer.key("schema")
        writer.beginObject()
        writer.member("description", "The version of the rule language.")
        writer.member("const", RuleLanguage.version)
        writer.endObject()
        for section in RuleLanguage.sections {
            writer.key(section.name)
            writeSection(section.item, kind)
        }
        writer.endObject()
        writeStrings("required", ["schema"])
        writer.member("additionalProperties", false)
        writeDefinitions()
        writer.endObject()
    }

    private mutating func writeSection(_ item: RecordShape, _ kind: Kind) {
        writer.beginObject()
        writer.member("description", item.doc)
        writer.member("type", "array")
        writer.key("items")
        writer.beginObject()
        if kind == .layer, item.fields.contains(where: { $0.name == "id" }) {
            writeLayerEntry(item)
        } else {
            writeRecord(item)
        }
        writer.endObject()
        writer.endObject()
    }

    /// Writes the records that contain themselves; each is open while its own definition is made.
    private mutating func writeDefinitions() {
        writer.key("definitions")
        writer.beginObject()
        for (name, record) in recursive.sorted(by: { $0.key < $1.key }) {
            writer.key(Self.key(name))
            writer.beginObject()
            writeRecord(record)
            writer.endObject()
        }
        writer.endObject()
    }

    /// The name of a record as it stands in a reference, where a space would need an escape.
    private static func key(_ name: String) -> String { name.replacing(" ", with: "-") }

    // MARK: Values

    /// Writes what a value may be, with what its key says.
    mutating func write(_ shape: ValueShape, doc: String? = nil) {
        writer.beginObject()
        if let doc { writer.member("description", doc) }
        switch shape {
        case .text: writeText(pattern: nil)
        case .identifier(let name): writeName(name.pattern, among: name.namespace?.closedSet)
        case .reference(let kind): writeName(kind.pattern, among: kind.closedSet)
        case .industryCode: writeIndustryCode()
        case .localized: writeLocalized()
        case .boolean: writer.member("type", "boolean")
        case .date: writeDate()
        case .integer(let range):
            writer.member("type", "integer")
            writer.member("minimum", range.lowerBound)
            writer.member("maximum", range.upperBound)
        case .number(let range):
            writer.member("type", "number")
            writer.key("minimum")
            writer.value(range.lowerBound)
            writer.key("maximum")
            writer.value(range.upperBound)
        case .choice(let values): writeStrings("enum", values)
        case .null: writer.member("type", "null")
        case .list, .pair, .map, .fullMap, .record, .either: writeContainer(shape)
        }
        writer.endObject()
    }

    private mutating func writeContainer(_ shape: ValueShape) {
        switch shape {
        case .list(let item, let isNonEmpty):
            writer.member("type", "array")
            if isNonEmpty { writer.member("minItems", 1) }
            writer.key("items")
            write(item)
        case .pair(let item):
            writer.member("type", "array")
            writer.member("minItems", 2)
            writer.member("maxItems", 2)
            writer.key("items")
            write(item)
        case .map(let kind, let value): writeMap(kind, value, required: [])
        case .fullMap(let kind, let value): writeMap(kind, value, required: kind.closedSet ?? [])
        case .either(let shapes):
            writer.key("anyOf")
            writer.beginArray()
            for item in shapes { write(item) }
            writer.endArray()
        case .record(let record):
            if open.contains(record.name) {
                recursive[record.name] = record
                // Draft 7 ignores what stands beside a reference, a description for example.
                writer.key("allOf")
                writer.beginArray()
                writer.beginObject()
                writer.member("$ref", "#/definitions/\(Self.key(record.name))")
                writer.endObject()
                writer.endArray()
            } else {
                writeRecord(record)
            }
        default: return
        }
    }

    private mutating func writeMap(_ kind: ReferenceKind, _ value: ValueShape, required: [String]) {
        writer.member("type", "object")
        writer.key("propertyNames")
        writer.beginObject()
        writeName(kind.pattern, among: kind.closedSet)
        writer.endObject()
        writer.key("additionalProperties")
        write(value)
        if !required.isEmpty { writeStrings("required", required) }
    }

    /// Writes a record with its keys; `more` writes further ones.
    mutating func writeRecord(_ record: RecordShape, more: (inout RuleSchema) -> Void = { _ in }) {
        open.append(record.name)
        writer.member("type", "object")
        writer.member("title", record.name)
        let table = record.table
        writer.key("properties")
        writer.beginObject()
        for field in table.fields {
            writer.key(field.name)
            write(field.shape, doc: field.doc)
        }
        more(&self)
        writer.endObject()
        let required = table.fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { writeStrings("required", required) }
        writer.member("additionalProperties", false)
        writeRules(of: table)
        open.removeLast()
    }

    // MARK: Scalars

    private mutating func writeText(pattern: String?) {
        writer.member("type", "string")
        // What the loader calls empty: no character above a space.
        writer.member("pattern", pattern ?? #"[^\u0000-\u0020]"#)
        if pattern == nil { writer.member("patternErrorMessage", "The text is empty.") }
    }

    private mutating func writeName(_ pattern: String?, among names: [String]?) {
        if let names { return writeStrings("enum", names) }
        writeText(pattern: pattern)
        if pattern != nil {
            writer.member(
                "patternErrorMessage",
                "Lower-case words joined by `-` and `.` are meant."
            )
        }
    }

    /// A code is a text or, when it is digits alone, a number.
    private mutating func writeIndustryCode() {
        writer.member("type", ["string", "integer"])
        writer.member("pattern", "^([A-Za-z]([0-9]{2,4})?|[0-9]{2,4})$")
        writer.member("patternErrorMessage", "An industry code such as E, E24 or 24 is meant.")
        writer.member("minimum", 1)
        writer.member("maximum", 9999)
    }

    private mutating func writeDate() {
        writer.member("type", "string")
        writer.member("format", "date")
        writer.member("pattern", DatePattern.text)
        writer.member("patternErrorMessage", "A day written YYYY-MM-DD is meant.")
    }

    private mutating func writeLocalized() {
        writer.member("type", "object")
        writer.key("properties")
        writer.beginObject()
        for (language, name) in [("ja", "Japanese"), ("en", "English")] {
            writer.key(language)
            writer.beginObject()
            writer.member("description", "The \(name) wording.")
            writeText(pattern: nil)
            writer.endObject()
        }
        writer.endObject()
        writeStrings("required", ["ja", "en"])
        writer.member("additionalProperties", false)
    }

    /// Writes a key and a list of texts.
    mutating func writeStrings(_ key: String, _ values: [String]) { writer.member(key, values) }
}

extension JSONWriter {
    /// Writes a key and a list of texts.
    mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { value(text) }
        endArray()
    }
}
