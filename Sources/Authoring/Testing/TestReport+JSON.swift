import Knowledge
import WireFormat

extension TestReport {
    /// The results as JSON, with what was measured beside them.
    ///
    /// `{tests, passed, failed, results: [{id, suite, file, line, column, passed, fired, misses:
    /// [{subject, wanted, got, file, line, column, why: [{text, file, line, column}]}]}],
    /// coverage, mutation}`; the last two only when measured.
    package func json(
        coverage: CoverageReport? = nil,
        mutation: MutationReport? = nil
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("tests", results.count)
        writer.member("passed", passed)
        writer.member("failed", failed)
        writer.key("results")
        writer.beginArray()
        for result in results { write(result, to: &writer) }
        writer.endArray()
        if let coverage {
            writer.key("coverage")
            coverage.write(to: &writer)
        }
        if let mutation {
            writer.key("mutation")
            mutation.write(to: &writer)
        }
        writer.endObject()
        return writer.bytes
    }

    private func write(_ result: BookTestRunner.Result, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", result.test.id.text)
        writer.member("suite", result.test.suite)
        writer.place(result.test.origin, in: folder)
        writer.member("passed", result.isPassed)
        writer.key("fired")
        writer.beginArray()
        for rule in result.fired.sorted() { writer.value(rule.text) }
        writer.endArray()
        writer.key("misses")
        writer.beginArray()
        for miss in result.misses { write(miss, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ miss: TestMiss, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("subject", miss.subject)
        writer.member("wanted", miss.wanted)
        writer.member("got", miss.got)
        writer.place(miss.origin, in: folder)
        writer.key("why")
        writer.beginArray()
        for clue in miss.why {
            writer.beginObject()
            writer.member("text", clue.words)
            if let origin = clue.origin { writer.place(origin, in: folder) }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }
}

extension JSONWriter {
    /// Writes `file`, `line` and `column` of a place.
    mutating func place(_ origin: Origin, in folder: String) {
        member("file", SourceFolder.path(origin.file, in: folder))
        member("line", origin.line)
        member("column", origin.column)
    }
}
