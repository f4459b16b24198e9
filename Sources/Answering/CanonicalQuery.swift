import Knowledge
import WireFormat

/// Writes a query with its members in one order, so that equal queries have equal bytes.
enum CanonicalQuery {
    /// Writes the members of a query, its id left out.
    static func write(_ query: Query, to writer: inout JSONWriter) {
        if let problem = query.problem { writer.member("problem", problem) }
        strings("categories", query.categories.map(\.text), to: &writer)
        writer.key("company")
        company(query.company, to: &writer)
        writer.key("history")
        writer.beginArray()
        for entry in query.history {
            writer.beginObject()
            writer.member("partner", entry.partner.text)
            writer.member("result", entry.result.rawValue)
            writer.endObject()
        }
        writer.endArray()
        writer.key("answers")
        writer.beginArray()
        for answer in query.answers { self.answer(answer, to: &writer) }
        writer.endArray()
        strings("want", query.parts.map(\.rawValue), to: &writer)
        writer.member("limit", query.limit)
        writer.member("explain", query.explain.rawValue)
        writer.member("lang", query.language.rawValue)
    }

    private static func company(_ company: Company, to writer: inout JSONWriter) {
        writer.beginObject()
        if let value = company.employees { writer.member("employees", value) }
        if let value = company.capital { writer.member("capital", value) }
        if let value = company.industry { writer.member("industry", value.text) }
        if let value = company.prefecture { writer.member("prefecture", value) }
        if let value = company.municipality { writer.member("municipality", value) }
        if let value = company.founded { writer.member("founded", value) }
        if let value = company.isSoleProprietor { writer.member("sole_proprietor", value) }
        if let value = company.certifications {
            strings("certified", value.map(\.text), to: &writer)
        }
        writer.endObject()
    }

    private static func answer(_ answer: AnswerGiven, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("key", answer.key.text)
        writer.key("value")
        switch answer.value {
        case .text(let text): writer.value(text)
        case .number(let number): writer.value(number)
        case .boolean(let flag): writer.value(flag)
        case nil: writer.null()
        }
        strings("offered", answer.offered.map(\.text), to: &writer)
        writer.endObject()
    }

    private static func strings(
        _ key: String,
        _ values: [String],
        to writer: inout JSONWriter
    ) {
        writer.key(key)
        writer.beginArray()
        for value in values { writer.value(value) }
        writer.endArray()
    }
}
