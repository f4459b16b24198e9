import Knowledge
import WireFormat

/// Writes reasons, sums and misses as far as a query wants them.
struct DetailWriter {
    let language: Language
    private let level: ExplainLevel

    init(query: Query) {
        language = query.language
        level = query.explain
    }

    /// Writes the member `because`: rule, file and line, and from `why` on the sentence; a warning
    /// always has its sentence.
    func because(_ reasons: [Reason], to writer: inout JSONWriter) {
        writer.key("because")
        writer.beginArray()
        for reason in reasons {
            writer.beginObject()
            writer.member("rule", reason.rule)
            writer.member("file", reason.origin.file)
            writer.member("line", reason.origin.line)
            if level != .none || reason.isWarning, let text = reason.text {
                writer.member("text", text[language])
            }
            writer.endObject()
        }
        writer.endArray()
    }

    /// Writes the member `parts`, the sum behind a score, for `full`.
    func parts(_ parts: [ScorePart], to writer: inout JSONWriter) {
        guard level == .full else { return }
        writer.key("parts")
        writer.beginArray()
        for part in parts {
            writer.beginObject()
            writer.member("name", part.name)
            writer.member("detail", part.detail)
            writer.key("value")
            writer.score(part.value)
            writer.member("text", part.text[language])
            writer.endObject()
        }
        writer.endArray()
    }

    /// Writes the member `settles_items`, what a question decides, from `why` on.
    func settled(_ items: [SettledItem], to writer: inout JSONWriter) {
        guard !items.isEmpty else { return }
        writer.key("settles_items")
        writer.beginArray()
        for item in items {
            writer.beginObject()
            writer.member("kind", item.kind.rawValue)
            writer.member("id", item.id)
            writer.member("name", item.name[language])
            writer.endObject()
        }
        writer.endArray()
    }

    /// Writes the member `whynot`.
    func misses(_ misses: [Miss], to writer: inout JSONWriter) {
        writer.key("whynot")
        writer.beginArray()
        for miss in misses {
            writer.beginObject()
            writer.member("kind", miss.kind.rawValue)
            writer.member("id", miss.id)
            writer.member("name", miss.name[language])
            writer.member("condition", miss.condition[language])
            writer.member("wanted", miss.wanted[language])
            writer.member("actual", miss.actual[language])
            if let change = miss.change { writer.member("change", change[language]) }
            because([miss.reason], to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}
