import Knowledge
import WireFormat

/// Writes what changed for one query as a line of JSON.
enum ChangeRecord {
    /// An object and a line feed.
    static func line(_ item: ComparedQuery) -> [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        head(item, to: &writer)
        body(item, to: &writer)
        writer.endObject()
        writer.endLine()
        return writer.bytes
    }

    /// Which query it is.
    static func head(_ item: ComparedQuery, to writer: inout JSONWriter) {
        writer.member("number", item.query.number)
        writer.member("source", item.query.source)
        let query = item.query.any
        if let id = query?.id { writer.member("id", id) }
        if let problem = query?.problem { writer.member("problem", problem) }
        if !item.category.isEmpty { writer.member("category", item.category) }
        if !item.prefecture.isEmpty { writer.member("prefecture", item.prefecture) }
        if let refusal = item.query.refusal { writer.member("refusal", refusal) }
    }

    /// How its answers differ: only what does.
    static func body(_ item: ComparedQuery, to writer: inout JSONWriter) {
        let change = item.change
        writer.key("changes")
        writer.beginArray()
        for measure in kinds(of: change) { writer.value(measure.rawValue) }
        writer.endArray()
        if let outcome = change.outcome {
            pair("outcome", outcome.before.rawValue, outcome.after.rawValue, to: &writer)
        }
        if let issue = change.firstIssue { pair("issue", issue.before, issue.after, to: &writer) }
        list("issues", change.issues, to: &writer)
        list("partners", change.partners, to: &writer)
        list("policies", change.policies, to: &writer)
        if !change.statuses.isEmpty { statuses(change.statuses, to: &writer) }
        if change.isOtherStyle {
            pair("style", item.before?.styleWords, item.after?.styleWords, to: &writer)
        }
    }

    /// The measures a change counts for, without those of single lists.
    static func kinds(of change: AnswerChange) -> [ImpactMeasure] {
        var counts = ImpactCounts()
        counts.add(change)
        let wanted: [ImpactMeasure] = [
            .lostOnly, .refused, .accepted, .outcome, .issue, .lost, .gained, .status, .reordered,
            .style,
        ]
        return wanted.filter { counts[$0] > 0 }
    }

    private static func pair(
        _ name: String,
        _ before: String?,
        _ after: String?,
        to writer: inout JSONWriter
    ) {
        writer.key(name)
        writer.beginObject()
        for (key, value) in [("old", before), ("new", after)] {
            writer.key(key)
            if let value { writer.value(value) } else { writer.null() }
        }
        writer.endObject()
    }

    private static func list(
        _ name: String,
        _ change: AnswerChange.ListChange,
        to writer: inout JSONWriter
    ) {
        if change.isNone { return }
        writer.key(name)
        writer.beginObject()
        for (key, ids) in [("lost", change.lost), ("gained", change.gained)] {
            writer.key(key)
            writer.beginArray()
            for id in ids { writer.value(id) }
            writer.endArray()
        }
        writer.member("reordered", change.isReordered)
        writer.endObject()
    }

    private static func statuses(
        _ changes: [AnswerChange.StatusChange],
        to writer: inout JSONWriter
    ) {
        writer.key("statuses")
        writer.beginArray()
        for change in changes {
            writer.beginObject()
            writer.member("policy", change.policy)
            writer.member("old", change.standing.before.text)
            writer.member("new", change.standing.after.text)
            writer.endObject()
        }
        writer.endArray()
    }
}
