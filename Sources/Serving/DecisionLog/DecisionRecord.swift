import Answering
import Knowledge
import UnixHTTP
import WireFormat

/// One decision as a line of the log.
struct DecisionRecord {
    let decision: Decision
    /// The query as it was sent: valid JSON, on any number of lines.
    let query: [UInt8]
    /// Who asked.
    let peer: Peer?
    /// The trace that the request belongs to.
    let trace: TraceContext?

    /// The members that may be left out; the id tells which decision the rest is about.
    static let maskable: Set<String> = [
        "determination", "outcome", "requester", "trace", "query", "results", "seconds",
    ]

    /// The record as one JSON object, in which nothing is left out yet.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 1_024 + query.count)
        writer.beginObject()
        writer.member("decision_id", decision.id)
        writer.member("time", Self.time(decision.milliseconds))
        writer.member("determination", decision.determination)
        writer.member("ruleset", decision.ruleset)
        writer.member("as_of", decision.result.asOf.iso)
        writer.member("outcome", decision.result.outcome.rawValue)
        requester(&writer)
        writer.key("query")
        writer.raw(query)
        results(&writer)
        seconds(&writer)
        writer.endObject()
        return writer.bytes
    }

    private func requester(_ writer: inout JSONWriter) {
        if let peer {
            writer.key("requester")
            writer.beginObject()
            writer.member("uid", Int(peer.uid))
            writer.member("gid", Int(peer.gid))
            writer.member("pid", Int(peer.pid))
            writer.endObject()
        }
        guard let trace else { return }
        writer.key("trace")
        writer.beginObject()
        writer.member("trace_id", trace.traceID)
        writer.member("parent_id", trace.parentID)
        writer.member("sampled", trace.isSampled)
        writer.endObject()
    }

    /// Ids and scores; the rest follows from the query, the rule set and the day.
    private func results(_ writer: inout JSONWriter) {
        let result = decision.result
        writer.key("results")
        writer.beginObject()
        list("categories", result.categories, &writer) { category, writer in
            writer.member("id", category.id.text)
            if let sub = category.sub { writer.member("sub", sub.text) }
            writer.key("score")
            writer.score(category.score)
        }
        if let framing = result.framing { writer.member("framing", framing.id.text) }
        if let approach = result.approach { writer.member("model", approach.model.text) }
        list("partners", result.partners, &writer) { partner, writer in
            writer.member("id", partner.id.text)
            writer.key("score")
            writer.score(partner.score)
        }
        list("policies", result.policies, &writer) { policy, writer in
            writer.member("id", policy.id.text)
            writer.member("status", policy.status.rawValue)
            writer.key("score")
            writer.score(policy.score)
        }
        writer.key("questions")
        writer.beginArray()
        for question in result.questions { writer.value(question.key.text) }
        writer.endArray()
        writer.endObject()
    }

    private func list<Item>(
        _ name: String,
        _ items: [Item],
        _ writer: inout JSONWriter,
        _ members: (Item, inout JSONWriter) -> Void
    ) {
        writer.key(name)
        writer.beginArray()
        for item in items {
            writer.beginObject()
            members(item, &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func seconds(_ writer: inout JSONWriter) {
        let timings = decision.timings
        writer.key("seconds")
        writer.beginObject()
        let parts = [
            ("read", timings.read), ("decide", timings.decide), ("write", timings.write),
            ("total", timings.read + timings.decide + timings.write),
        ]
        for (name, time) in parts {
            writer.key(name)
            // Microseconds are as fine as it is worth telling.
            writer.value((time.seconds * 1e6).rounded() / 1e6)
        }
        writer.endObject()
    }

    /// RFC 3339 in UTC, with milliseconds.
    static func time(_ milliseconds: UInt64) -> String {
        let total = Int(milliseconds)
        let (day, rest) = total.quotientAndRemainder(dividingBy: 86_400_000)
        let digits = { (number: Int, width: Int) in
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60].map { digits($0, 2) }
        return CalendarDate(dayNumber: day).iso + "T" + clock.joined(separator: ":") + "."
            + digits(rest % 1_000, 3) + "Z"
    }
}
