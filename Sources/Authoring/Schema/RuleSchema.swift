import RuleLoading
import WireFormat

/// The rule language as a JSON Schema, made from the very tables by which the loader reads.
///
/// It knows shapes, not names: that a concept exists only the loader can tell.
package struct RuleSchema {
    private var writer = JSONWriter()
    /// The records being written, outermost first, to notice one that contains itself.
    private var open: [String] = []
    /// Records that contain themselves, to be written once by name.
    private var recursive: [String: RecordShape] = [:]

    private init() {}

    /// The schema of a rule file, draft 2020-12, for editors and other tools.
    package static var json: [UInt8] {
        var schema = RuleSchema()
        schema.writeFile()
        return JSONWriter.pretty(schema.writer.bytes)
    }

    private mutating func writeFile() {
        writer.beginObject()
        writer.member("$schema", "https://json-schema.org/draft/2020-12/schema")
        writer.member("title", "A rule file of Banso")
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
            write(.list(.record(section.item), isNonEmpty: false))
        }
        writer.endObject()
        writeStrings("required", ["schema"])
        writer.member("additionalProperties", false)
        writeDefinitions()
        writer.endObject()
    }

    private mutating func writeDefinitions() {
        writer.key("$defs")
        writer.beginObject()
        for (name, record) in recursive.sorted(by: { $0.key < $1.key }) {
            writer.key(name)
            write(.record(record))
        }
        writer.endObject()
    }

    private mutating func write(_ shape: ValueShape, doc: String? = nil) {
        if case .record(let record) = shape, open.contains(record.name) {
            recursive[record.name] = record
        }
        writer.beginObject()
        if let doc { writer.member("description", doc) }
        switch shape {
        case .text, .identifier, .industryCode, .reference: writeText()
        case .localized: writeLocalized()
        case .boolean: writer.member("type", "boolean")
        case .date:
            writeText()
            writer.member("format", "date")
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
        case .list, .map, .record, .either: writeContainer(shape)
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
        case .map(_, let value):
            writer.member("type", "object")
            writer.key("additionalProperties")
            write(value)
        case .either(let shapes):
            writer.key("anyOf")
            writer.beginArray()
            for item in shapes { write(item) }
            writer.endArray()
        case .record(let record):
            if open.contains(record.name) {
                writer.member("$ref", "#/$defs/\(record.name)")
            } else {
                writeRecord(record)
            }
        default: return
        }
    }

    private mutating func writeRecord(_ record: RecordShape) {
        open.append(record.name)
        writer.member("type", "object")
        writer.member("title", record.name)
        let fields = record.fields
        writer.key("properties")
        writer.beginObject()
        for field in fields {
            writer.key(field.name)
            write(field.shape, doc: field.doc)
        }
        writer.endObject()
        let required = fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { writeStrings("required", required) }
        writer.member("additionalProperties", false)
        open.removeLast()
    }

    private mutating func writeText() {
        writer.member("type", "string")
        writer.member("minLength", 1)
    }

    private mutating func writeLocalized() {
        writer.member("type", "object")
        writer.key("properties")
        writer.beginObject()
        for language in ["ja", "en"] {
            writer.key(language)
            writer.beginObject()
            writeText()
            writer.endObject()
        }
        writer.endObject()
        writeStrings("required", ["ja", "en"])
        writer.member("additionalProperties", false)
    }

    private mutating func writeStrings(_ key: String, _ values: [String]) {
        writer.key(key)
        writer.beginArray()
        for value in values { writer.value(value) }
        writer.endArray()
    }
}
