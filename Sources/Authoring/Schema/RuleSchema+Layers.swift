import RuleLoading
import WireFormat

extension RuleSchema {
    /// Writes what an entry of a layer may be: a removal, changes of single fields, or a whole entry,
    /// which is new or stands in the place of one below.
    mutating func writeLayerEntry(_ record: RecordShape) {
        writer.key("if")
        writer.beginObject()
        writeStrings("required", ["remove"])
        writer.endObject()
        writer.key("then")
        writeRemoval(of: record)
        writer.key("else")
        writer.beginObject()
        writer.key("if")
        writeIsChange()
        writer.key("then")
        writeChange(of: record)
        writer.key("else")
        writer.beginObject()
        writeRecord(record) { schema in
            schema.writer.key("override")
            schema.writer.beginObject()
            schema.writer.member("description", "The entry stands in the place of the one below.")
            schema.writer.member("const", RuleLanguage.wholeOverride)
            schema.writer.endObject()
        }
        writer.endObject()
        writer.endObject()
    }

    private mutating func writeRemoval(of record: RecordShape) {
        writer.beginObject()
        writer.member("type", "object")
        writer.member("title", "removal")
        writer.key("properties")
        writer.beginObject()
        writeID(of: record)
        writer.key("remove")
        writer.beginObject()
        writer.member("description", "The entry of the same id below is taken out of the book.")
        writer.member("const", true)
        writer.endObject()
        writer.key("reason")
        write(.localized, doc: "Why it is taken out.")
        writer.endObject()
        writeStrings("required", ["id", "remove", "reason"])
        writer.member("additionalProperties", false)
        writer.endObject()
    }

    private mutating func writeIsChange() {
        writer.beginObject()
        writeStrings("required", ["override"])
        writer.key("properties")
        writer.beginObject()
        writer.key("override")
        writer.beginObject()
        writer.member("type", "object")
        writer.endObject()
        writer.endObject()
        writer.endObject()
    }

    private mutating func writeChange(of record: RecordShape) {
        let fields = record.fields.filter { $0.name != "id" }
        writer.beginObject()
        writer.member("type", "object")
        writer.member("title", "override")
        writer.key("properties")
        writer.beginObject()
        writeID(of: record)
        for field in fields {
            writer.key(field.name)
            if field.shape.isPartial {
                writer.beginObject()
                writer.member("description", field.doc)
                writer.endObject()
            } else {
                write(field.shape, doc: field.doc)
            }
        }
        writer.key("override")
        writeVerbs(of: fields.map(\.name))
        writer.endObject()
        writeStrings("required", ["id", "override"])
        writer.member("additionalProperties", false)
        writer.endObject()
    }

    /// What becomes of each field; a path leads to fields within fields.
    private mutating func writeVerbs(of fields: [String]) {
        writer.beginObject()
        writer.member("description", "What becomes of each field; `then.partners` is one within.")
        writer.member("type", "object")
        writer.member("minProperties", 1)
        writer.key("propertyNames")
        writer.beginObject()
        writer.member("pattern", "^(\(fields.joined(separator: "|")))([.][^.]+)*$")
        writer.endObject()
        writer.key("additionalProperties")
        writer.beginObject()
        writeStrings("enum", RuleLanguage.overrideVerbs)
        writer.endObject()
        writer.endObject()
    }

    private mutating func writeID(of record: RecordShape) {
        guard let id = record.fields.first(where: { $0.name == "id" }) else { return }
        writer.key("id")
        write(id.shape, doc: id.doc)
    }
}

extension ValueShape {
    /// Whether a change may give a part of such a value, which then lacks what the whole needs.
    fileprivate var isPartial: Bool {
        switch self {
        case .record, .map, .fullMap, .localized: true
        case .either(let shapes): shapes.contains(where: \.isPartial)
        default: false
        }
    }
}
