import Knowledge
import RuleEngine
import WireFormat

/// Writes an answer as JSON: the fields of the contract, in its order.
struct AnswerEncoder: Sendable {
    let book: Book
    let fragments: FragmentTable

    init(_ book: Book) {
        self.book = book
        fragments = FragmentTable(book)
    }

    /// What an answer carries beside the engine's result.
    struct Envelope {
        var decisionID: String
        var determination: String
        var ruleset: String
    }

    /// Writes one answer; the result is where in it the decision's id stands.
    func write(
        _ result: Recommendation,
        of query: Query,
        envelope: Envelope,
        to writer: inout JSONWriter
    ) -> Int {
        let details = DetailWriter(query: query)
        writer.beginObject()
        if let id = query.id { writer.member("id", id) }
        writer.member("decision_id", envelope.decisionID)
        // Its digits need no escapes; a quotation mark follows them.
        let idPlace = writer.bytes.count - envelope.decisionID.utf8.count - 1
        writer.member("determination", envelope.determination)
        writer.member("ruleset", envelope.ruleset)
        writer.member("as_of", result.asOf.iso)
        writer.member("outcome", result.outcome.rawValue)
        categories(result, query: query, details: details, to: &writer)
        framing(result, details: details, to: &writer)
        ApproachEncoder(fragments: fragments, details: details).write(result.approach, to: &writer)
        partners(result, details: details, to: &writer)
        policies(result, details: details, to: &writer)
        questions(result, details: details, to: &writer)
        outcomes(result, details: details, to: &writer)
        if query.explain == .whynot || query.explain == .full {
            details.misses(result.misses, to: &writer)
        }
        writer.endObject()
        return idPlace
    }

    private func categories(
        _ result: Recommendation,
        query: Query,
        details: DetailWriter,
        to writer: inout JSONWriter
    ) {
        let scalars = query.problem.map { Array($0.unicodeScalars) } ?? []
        writer.key("categories")
        writer.beginArray()
        for category in result.categories {
            writer.beginObject()
            writer.member("id", category.id.text)
            writer.key("sub")
            if let sub = category.sub { writer.value(sub.text) } else { writer.null() }
            writer.key("name")
            writer.value(fragments.name(of: category, language: query.language))
            writer.key("score")
            writer.score(category.score)
            writer.key("evidence")
            writer.beginArray()
            for item in category.evidence { evidence(item, scalars: scalars, to: &writer) }
            writer.endArray()
            details.because(category.because, to: &writer)
            details.parts(category.parts, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func evidence(
        _ item: Evidence,
        scalars: [Unicode.Scalar],
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("start", item.start)
        writer.member("end", item.end)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[item.start..<min(item.end, scalars.count)])
        writer.member("text", String(text))
        if let concept = item.concept { writer.member("concept", concept.text) }
        writer.endObject()
    }

    private func framing(
        _ result: Recommendation,
        details: DetailWriter,
        to writer: inout JSONWriter
    ) {
        writer.key("framing")
        guard let framing = result.framing else { return writer.null() }
        writer.beginObject()
        writer.member("id", framing.id.text)
        writer.member("name", fragments.title(of: framing.id)?[details.language] ?? "")
        details.because(framing.because, to: &writer)
        writer.endObject()
    }

    private func partners(
        _ result: Recommendation,
        details: DetailWriter,
        to writer: inout JSONWriter
    ) {
        writer.key("partners")
        writer.beginArray()
        for partner in result.partners {
            guard let fragment = fragments.partner(partner.id, language: details.language) else {
                continue
            }
            writer.beginObject()
            writer.raw(fragment.head)
            writer.member("status", partner.isUnverified ? "unverified" : "match")
            writer.key("score")
            writer.score(partner.score)
            writer.member("role", partner.role.label(details.language) + fragment.role)
            writer.member("order", partner.order)
            writer.raw(fragment.tail)
            details.because(partner.because, to: &writer)
            details.parts(partner.parts, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func policies(
        _ result: Recommendation,
        details: DetailWriter,
        to writer: inout JSONWriter
    ) {
        writer.key("policies")
        writer.beginArray()
        for policy in result.policies {
            guard let fragment = fragments.policy(policy.id, language: details.language) else {
                continue
            }
            writer.beginObject()
            writer.raw(fragment.head)
            writer.member("status", policy.status.rawValue)
            writer.key("missing")
            writer.beginArray()
            for key in policy.missing { writer.value(key.text) }
            writer.endArray()
            if let change = policy.change { writer.member("change", change[details.language]) }
            window(policy.window, to: &writer)
            writer.raw(fragment.tail)
            details.because(policy.because, to: &writer)
            details.parts(policy.parts, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func window(_ window: WindowState, to writer: inout JSONWriter) {
        writer.key("window")
        writer.beginObject()
        writer.member("state", window.phase.rawValue)
        if window.phase == .upcoming, let opens = window.opens {
            writer.member("opens", opens.iso)
        }
        if let until = window.until { writer.member("until", until.iso) }
        writer.endObject()
    }

    private func questions(
        _ result: Recommendation,
        details: DetailWriter,
        to writer: inout JSONWriter
    ) {
        writer.key("questions")
        writer.beginArray()
        for asked in result.questions {
            guard let question = book.questions.first(where: { $0.id == asked.key }) else {
                continue
            }
            writer.beginObject()
            writer.member("key", asked.key.text)
            writer.member("kind", question.kind.rawValue)
            writer.member("text", question.text[details.language])
            if !asked.options.isEmpty {
                writer.key("options")
                writer.beginArray()
                for option in asked.options {
                    writer.beginObject()
                    writer.member("value", option.text)
                    writer.member("label", fragments.label(of: option, language: details.language))
                    writer.endObject()
                }
                writer.endArray()
            } else if let choices = fragments.choices(of: asked.key, language: details.language) {
                writer.key("options")
                writer.raw(choices)
            }
            writer.member("settles", asked.settles)
            details.settled(asked.items, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }

    private func outcomes(
        _ result: Recommendation,
        details: DetailWriter,
        to writer: inout JSONWriter
    ) {
        writer.key("outcomes")
        writer.beginObject()
        let notes = result.outcomes.map { fragments.outcome($0.id, details.language) }
        for circle in OutcomeNote.Circle.allCases {
            writer.key(circle.rawValue)
            writer.beginArray()
            for (item, note) in zip(result.outcomes, notes) {
                guard let note, note.circle == circle else { continue }
                writer.beginObject()
                writer.raw(note.members)
                details.because(item.because, to: &writer)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }
}

extension Effect.PartnerProposal.Role {
    /// The part a partner plays, as the first words of its role.
    func label(_ language: Language) -> String {
        switch (self, language) {
        case (.lead, .ja): "主担当："
        case (.lead, .en): "Lead: "
        case (.second, .ja): "二つ目の相談先："
        case (.second, .en): "Second opinion: "
        case (.support, .ja): "補い役："
        case (.support, .en): "Support: "
        }
    }
}
