import Answering
package import Knowledge
import WireFormat

/// Writes an impact report for machines.
package struct ImpactJSON {
    private let report: ImpactReport
    private let language: Language

    /// Prepares to write a report; the language is that of names and reasons.
    package init(_ report: ImpactReport, language: Language) {
        self.report = report
        self.language = language
    }

    /// One object, indented, without a line feed at its end.
    package var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 16_384)
        writer.beginObject()
        side("old", report.old, to: &writer)
        side("new", report.new, to: &writer)
        days(to: &writer)
        writer.member("skipped", report.faultCount)
        difference(to: &writer)
        writer.key("totals")
        counts(report.tally.total, ImpactMeasure.allCases, to: &writer)
        groups("by_category", report.categories, to: &writer)
        groups("by_prefecture", report.prefectures, to: &writer)
        entries(to: &writer)
        statuses(to: &writer)
        examples(to: &writer)
        gates(to: &writer)
        writer.endObject()
        return JSONWriter.pretty(writer.bytes)
    }

    /// The day, or the first and the last where queries name different ones.
    private func days(to writer: inout JSONWriter) {
        guard let days = report.days else { return }
        if days.lowerBound == days.upperBound {
            writer.member("as_of", days.lowerBound.iso)
        } else {
            writer.member("as_of_first", days.lowerBound.iso)
            writer.member("as_of_last", days.upperBound.iso)
        }
    }

    private func side(_ name: String, _ side: ImpactSide, to writer: inout JSONWriter) {
        writer.key(name)
        writer.beginObject()
        writer.member("folder", side.name)
        writer.member("ruleset", side.answerer.ruleset)
        writer.endObject()
    }

    private func difference(to writer: inout JSONWriter) {
        writer.key("difference")
        writer.beginObject()
        writer.key("entries")
        writer.beginArray()
        for change in report.difference.changes {
            writer.beginObject()
            writer.member("kind", change.kind.rawValue)
            key(change.key, to: &writer)
            writer.member("file", change.origin.file)
            writer.member("line", change.origin.line)
            writer.endObject()
        }
        writer.endArray()
        writer.member("examples", report.difference.examples)
        writer.member("learned", report.difference.isLearnedOtherwise)
        writer.endObject()
    }

    private func key(_ key: EntryKey, to writer: inout JSONWriter) {
        writer.member("section", key.section.rawValue)
        writer.member("id", key.id)
        writer.member("name", report.names.title(key)[language])
    }

    private func counts(
        _ counts: ImpactCounts,
        _ measures: [ImpactMeasure],
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        for measure in measures { writer.member(measure.rawValue, counts[measure]) }
        writer.endObject()
    }

    private func groups(
        _ name: String,
        _ groups: [ImpactReport.Group],
        to writer: inout JSONWriter
    ) {
        writer.key(name)
        writer.beginArray()
        for group in groups {
            writer.beginObject()
            writer.key("id")
            if group.id.isEmpty { writer.null() } else { writer.value(group.id) }
            writer.member("name", group.title[language])
            writer.key("counts")
            counts(group.counts, ImpactMeasure.allCases, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func entries(to writer: inout JSONWriter) {
        writer.key("by_entry")
        writer.beginArray()
        for row in report.entries {
            writer.beginObject()
            key(row.key, to: &writer)
            if let kind = row.kind { writer.member("entry", kind.rawValue) }
            writer.member("lost", row.counts.lost)
            writer.member("gained", row.counts.gained)
            writer.member("status", row.counts.restated)
            writer.endObject()
        }
        writer.endArray()
    }

    private func statuses(to writer: inout JSONWriter) {
        writer.key("statuses")
        writer.beginArray()
        for (change, count) in report.statuses {
            writer.beginObject()
            writer.member("policy", change.policy)
            writer.member("old", change.standing.before.text)
            writer.member("new", change.standing.after.text)
            writer.member("queries", count)
            writer.endObject()
        }
        writer.endArray()
    }

    private func examples(to writer: inout JSONWriter) {
        writer.key("examples")
        writer.beginArray()
        for example in report.examples {
            writer.beginObject()
            ChangeRecord.head(example.item, to: &writer)
            writer.member("alike", example.alike)
            ChangeRecord.body(example.item, to: &writer)
            writer.key("why")
            writer.beginArray()
            for change in example.changes { explanation(change, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    private func explanation(_ change: ItemChange, to writer: inout JSONWriter) {
        writer.beginObject()
        if let key = change.key {
            self.key(key, to: &writer)
        } else {
            writer.member("name", change.title[language])
        }
        writer.member("old", change.before[language])
        writer.member("new", change.after[language])
        writer.key("causes")
        writer.beginArray()
        for cause in change.causes {
            writer.beginObject()
            writer.member("text", cause.text[language])
            if let origin = cause.origin {
                writer.member("book", cause.isInOld ? "old" : "new")
                writer.member("file", origin.file)
                writer.member("line", origin.line)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private func gates(to writer: inout JSONWriter) {
        writer.key("broken_gates")
        writer.beginArray()
        for gate in report.broken {
            writer.beginObject()
            writer.member("measure", gate.measure.rawValue)
            writer.member("allowed", gate.allowance.text)
            writer.member("count", report.tally.total[gate.measure])
            writer.endObject()
        }
        writer.endArray()
    }
}
