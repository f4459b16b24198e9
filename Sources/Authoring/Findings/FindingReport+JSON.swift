import Diagnostics
import WireFormat

extension FindingReport {
    /// What was read, to prove that there was something to find fault with.
    package struct Extent: Hashable, Sendable {
        /// How many rule files.
        package var files: Int
        /// How many rules; `nil` when the book cannot be read.
        package var rules: Int?
        /// How many tests; `nil` when the book cannot be read.
        package var tests: Int?

        /// Gathers the counts, each at least 0.
        package init(files: Int, rules: Int? = nil, tests: Int? = nil) {
            self.files = files
            self.rules = rules
            self.tests = tests
        }
    }

    /// How many findings there are of each severity, and of how much.
    package func summary(_ extent: Extent) -> String {
        var found = [
            counted(count(.error), "error"), counted(count(.warning), "warning"),
            counted(count(.note), "note"),
        ]
        if !silenced.isEmpty { found.append("\(silenced.count) silenced") }
        return "\(found.joined(separator: ", ")) (\(extent.words))"
    }

    /// The findings as one JSON object, with what was read; the keys are those of problems.
    ///
    /// What is silenced is counted, and listed with its reasons when it is asked for.
    package func json(_ extent: Extent, showingSilenced isShowing: Bool = false) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("folder", folder)
        writer.member("files", extent.files)
        for (key, count) in [("rules", extent.rules), ("tests", extent.tests)] {
            writer.key(key)
            if let count { writer.value(count) } else { writer.null() }
        }
        writer.member("errors", count(.error))
        writer.member("warnings", count(.warning))
        writer.member("notes", count(.note))
        writer.member("silenced", silenced.count)
        writer.key("findings")
        writer.beginArray()
        for finding in findings { write(finding, to: &writer) }
        writer.endArray()
        if isShowing {
            writer.key("silenced_findings")
            writer.beginArray()
            for item in silenced { write(item.finding, reason: item.reason, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
        return JSONWriter.pretty(writer.bytes)
    }

    private func write(_ finding: Finding, reason: String? = nil, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("severity", finding.severity.rawValue)
        writer.member("code", finding.code)
        writer.member("detail", finding.message)
        write(finding.place, to: &writer)
        if let suggestion = finding.suggestion { writer.member("suggestion", suggestion) }
        if let reason { writer.member("reason", reason) }
        if !finding.notes.isEmpty {
            writer.key("notes")
            writer.beginArray()
            for note in finding.notes {
                writer.beginObject()
                writer.member("detail", note.message)
                write(note.place, to: &writer)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }

    private func write(_ place: SourcePlace, to writer: inout JSONWriter) {
        writer.member("file", SourceFolder.path(place.file, in: folder))
        writer.member("line", place.position.line)
        writer.member("column", place.position.column)
    }
}

extension FindingReport.Extent {
    /// What was read; of a book that cannot be read nobody knows what it holds.
    fileprivate var words: String {
        guard let rules, let tests else {
            return "\(counted(files, "file")) looked at; the book cannot be read"
        }
        let read = [counted(files, "file"), counted(rules, "rule"), counted(tests, "test")]
        return read.joined(separator: ", ") + " read"
    }
}
