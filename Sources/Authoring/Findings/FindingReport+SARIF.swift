import Diagnostics
import Knowledge
import WireFormat

extension FindingReport {
    /// The findings as a SARIF 2.1.0 log, for code hosts that show them beside the lines, said to
    /// come from a version of the program; what a comment silences is marked as suppressed there.
    package func sarif(version: String) -> [UInt8] {
        let codes = Set(findings.map(\.code) + silenced.map(\.finding.code)).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        writer.member("version", "2.1.0")
        writer.key("runs")
        writer.beginArray()
        writer.beginObject()
        writeTool(codes, version: version, to: &writer)
        writer.member("columnKind", "unicodeCodePoints")
        writer.key("results")
        writer.beginArray()
        for finding in findings { write(finding, rule: numbers[finding.code] ?? 0, to: &writer) }
        for item in silenced {
            let number = numbers[item.finding.code] ?? 0
            write(item.finding, rule: number, silencedBy: item.reason, to: &writer)
        }
        writer.endArray()
        writer.endObject()
        writer.endArray()
        writer.endObject()
        return JSONWriter.pretty(writer.bytes)
    }

    private func writeTool(_ codes: [String], version: String, to writer: inout JSONWriter) {
        writer.key("tool")
        writer.beginObject()
        writer.key("driver")
        writer.beginObject()
        writer.member("name", "banso")
        writer.member("version", version)
        writer.key("rules")
        writer.beginArray()
        for code in codes {
            writer.beginObject()
            writer.member("id", code)
            if let page = CodePage.page(of: code) {
                message("shortDescription", page.what.en, to: &writer)
                message("fullDescription", page.why.en, to: &writer)
                message("help", page.mend.en, to: &writer)
                writer.key("defaultConfiguration")
                writer.beginObject()
                writer.member("level", page.severity.rawValue)
                writer.endObject()
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.endObject()
    }

    private func write(
        _ finding: Finding,
        rule: Int,
        silencedBy reason: String? = nil,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("ruleId", finding.code)
        writer.member("ruleIndex", rule)
        writer.member("level", finding.severity.rawValue)
        let advice = finding.suggestion.map { "; \($0)" } ?? ""
        message("message", finding.message + advice, to: &writer)
        writer.key("locations")
        writer.beginArray()
        writer.beginObject()
        write(finding.place, to: &writer)
        writer.endObject()
        writer.endArray()
        writeNotes(of: finding, to: &writer)
        // The format wants the list on all results or on none; an empty one says not suppressed.
        writer.key("suppressions")
        writer.beginArray()
        if let reason {
            writer.beginObject()
            writer.member("kind", "inSource")
            writer.member("justification", reason)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func writeNotes(of finding: Finding, to writer: inout JSONWriter) {
        if finding.notes.isEmpty { return }
        writer.key("relatedLocations")
        writer.beginArray()
        for note in finding.notes {
            writer.beginObject()
            write(note.place, to: &writer)
            message("message", note.message, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(_ place: SourcePlace, to writer: inout JSONWriter) {
        writer.key("physicalLocation")
        writer.beginObject()
        writer.key("artifactLocation")
        writer.beginObject()
        writer.member("uri", Self.reference(SourceFolder.path(place.file, in: folder)))
        writer.endObject()
        writer.key("region")
        writer.beginObject()
        writer.member("startLine", place.position.line)
        writer.member("startColumn", place.position.column)
        writer.endObject()
        writer.endObject()
    }

    private func message(_ key: String, _ text: String, to writer: inout JSONWriter) {
        writer.key(key)
        writer.beginObject()
        writer.member("text", text)
        writer.endObject()
    }

    /// A path as a relative URI reference: what a URI cannot hold is percent-encoded.
    private static func reference(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF")
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += "%"
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            }
        }
        return result
    }
}
