import Diagnostics
import Knowledge
import YAMLTree

extension ValueType where Value == BookTest {
    /// An entry of `tests`.
    static var testEntry: ValueType {
        .record("test", "A query and what must hold of its answer.") { reader in
            let id: Identifier<BookTest>? = reader.required("id", .identity(.test), "The id.")
            let tags = reader.optional(
                "tags",
                .list(.rowID),
                default: [],
                "Words by which tests are chosen."
            )
            let query = reader.required("query", .testQuery, "What is asked.")
            let isLearned = reader.optional(
                "learned",
                .boolean,
                default: true,
                "Whether learned weights take part in the answer."
            )
            let expected = reader.required("expect", .promises, "What must hold.")
            guard let id, let query, let expected else { return nil }
            checkDay(of: query.query, id: id.text, expected, reader)
            return BookTest(
                id: id,
                tags: tags,
                query: query.query,
                firm: query.firm,
                isLearned: isLearned,
                expected: expected,
                origin: reader.origin
            )
        }
    }

    /// Windows open and close: what is said of policies holds on a day.
    private static func checkDay(
        of query: Query,
        id: String,
        _ expected: [Promise],
        _ reader: RecordReader
    ) {
        guard query.asOf == nil,
            let first = expected.first(where: { $0.claim.list == .policies })
        else { return }
        reader.context.report(
            .undatedTest,
            "test \(id) speaks of policies, whose windows open and close, and names no day",
            at: reader.place(of: "query"),
            suggestion: "add `as_of: YYYY-MM-DD` to the query",
            notes: [
                Diagnostic.Note(
                    message: "this depends on the day",
                    place: SourcePlace(first.origin)
                )
            ]
        )
    }
}

extension ValueType where Value == [Promise] {
    /// What must hold of an answer.
    fileprivate static var promises: ValueType {
        .record("expectation", "What must hold of an answer.") { reader in
            var promises: [Promise] = []
            readIssue(&reader, into: &promises)
            readSupport(&reader, into: &promises)
            reader.declareSome()
            if promises.isEmpty, reader.isSound {
                reader.report(.emptyExpectation, "the test expects nothing")
            }
            return promises.sorted { SourcePlace($0.origin) < SourcePlace($1.origin) }
        }
    }

    private static func readIssue(_ reader: inout RecordReader, into promises: inout [Promise]) {
        func add<Given>(_ value: Given?, _ key: String, _ claim: (Given) -> Claim) {
            guard let value else { return }
            promises.append(Promise(claim(value), at: Origin(reader.valuePlace(of: key))))
        }
        let outcome = reader.optional("outcome", .choice(of: Outcome.self), "The kind of answer.")
        add(outcome, "outcome") { .outcome($0) }
        let first = reader.optional("first", .category, "The first category.")
        add(first, "first") { .first(.categories, $0.text) }
        promises += reader.optional(
            "categories",
            .selection(from: .categories, .category, isRanked: true),
            default: [],
            "The categories."
        )
        let framing = reader.optional("framing", .framing, "The framing.")
        add(framing, "framing") { .framing($0) }
        let model = reader.optional("model", .model, "The nearest programme.")
        add(model, "model") { .model($0) }
        promises += reader.optional(
            "approach",
            .expectedAxes,
            default: [],
            "Positions on axes."
        )
        promises += reader.optional(
            "barriers",
            .selection(from: .barriers, .barrier),
            default: [],
            "The barriers heard."
        )
    }

    private static func readSupport(_ reader: inout RecordReader, into promises: inout [Promise]) {
        promises += reader.optional(
            "partners",
            .selection(from: .partners, .partnerOrNetwork, isRanked: true),
            default: [],
            "The partners, by their ids or those of their networks."
        )
        promises += reader.optional(
            "policies",
            .policySelection,
            default: [],
            "The policies and their status."
        )
        promises += reader.optional(
            "questions",
            .selection(from: .questions, .question, isRanked: true),
            default: [],
            "The questions."
        )
        promises += reader.optional(
            "cautions",
            .selection(from: .cautions, .caution),
            default: [],
            "The cautions."
        )
        promises += reader.optional(
            "outcomes",
            .selection(from: .outcomes, .outcome),
            default: [],
            "The results to look for."
        )
        promises += reader.optional(
            "fired",
            .firedRules,
            default: [],
            "Rules whose condition holds."
        )
    }

    /// A list of rules, or `{include: […], exclude: […]}`.
    private static var firedRules: ValueType {
        let list = ValueType<[Placed<String>]>.list(.placed(.name(of: .rule)))
        return .mapping(
            .selection(from: .rules, .rule),
            or: list.map { names in names.map { $0.promise { .present(.rules, $0, top: nil) } } }
        )
    }

    /// `{axis: N | {min, max}}`.
    private static var expectedAxes: ValueType {
        let exact = ValueType<Int>.integer(NumberRange.axis).map { Interval(min: $0, max: $0) }
        let range = ValueType<Interval>.mapping(.interval(NumberRange.axis), or: exact)
        return ValueType<[(name: String, value: Placed<Interval>)]>.map(.axis, .placed(range)).map {
            pairs in
            pairs.map { pair in pair.value.promise { .axis(Identifier(pair.name), $0) } }
        }
    }
}
