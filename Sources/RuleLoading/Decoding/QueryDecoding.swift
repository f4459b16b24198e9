import Diagnostics
import Knowledge
import YAMLTree

/// A query whose firm may still lie in another file.
struct TestQuery: Sendable {
    var query: Query
    var firm: CompanyUse
}

extension ValueType where Value == TestQuery {
    /// The query of a test.
    static var testQuery: ValueType {
        .record("query", "What is asked: words, categories or both.") { reader in
            let problem = reader.optional("problem", .text, "What the owner says.")
            let categories = reader.optional(
                "categories",
                .list(.category),
                default: [],
                "Categories already known."
            )
            let firm = reader.optional(
                "company",
                .companyUse,
                default: CompanyUse(),
                "What is known of the firm."
            )
            let history = reader.optional(
                "history",
                .list(.historyEntry),
                default: [],
                "Partners already tried."
            )
            let answers = reader.optional(
                "answers",
                .list(.answerGiven),
                default: [],
                "Questions already answered."
            )
            let asOf = reader.optional("as_of", .date, "The day to answer for.")
            let language = reader.optional(
                "lang",
                .choice(of: Language.self),
                default: .ja,
                "The language of the answer."
            )
            reader.declare(.some(of: ["problem", "categories"]))
            if problem == nil, categories.isEmpty, reader.isSound {
                reader.report(.missingKey, "a query needs `problem`, `categories` or both")
            }
            let query = Query(
                problem: problem,
                categories: categories,
                company: firm.own,
                history: history,
                answers: answers,
                asOf: asOf,
                language: language
            )
            return TestQuery(query: query, firm: firm)
        }
    }
}

extension ValueType where Value == HistoryEntry {
    fileprivate static var historyEntry: ValueType {
        .record("visit", "A partner the firm has been to.") { reader in
            let partner = reader.required("partner", .partner, "The partner.")
            let result = reader.required(
                "result",
                .choice(of: HistoryEntry.Result.self),
                "How it went."
            )
            guard let partner, let result else { return nil }
            return HistoryEntry(partner: partner, result: result)
        }
    }
}

extension ValueType where Value == AnswerGiven {
    fileprivate static var answerGiven: ValueType {
        .record("answer", "An answer to a question of an earlier answer.") { reader in
            let key = reader.required("key", .question, "The question.")
            let value = reader.required("value", .answerValue, "The answer; null: none of these.")
            let offered = reader.optional(
                "offered",
                .list(.category),
                default: [],
                "What was offered."
            )
            guard let key, let value else { return nil }
            if case .text(let text) = value { refer(to: text, for: key, reader) }
            return AnswerGiven(key: key, value: value, offered: offered)
        }
    }

    /// Holds what is answered to the names of the book, as the service holds it: what it would
    /// refuse is a test that nobody could ask.
    private static func refer(
        to name: String,
        for key: Identifier<Question>,
        _ reader: RecordReader
    ) {
        let kinds: [String: ReferenceKind] = [
            "issue": .category, "prefecture": .prefecture, "municipality": .municipality,
            "certified": .certification,
        ]
        guard let kind = kinds[key.text] else { return }
        reader.context.refer(
            to: name,
            kind,
            at: reader.valuePlace(of: "value"),
            asAnswer: true
        )
    }
}

extension ValueType where Value == AnswerValue? {
    /// A text, a whole number, true or false, or null for none of these.
    fileprivate static var answerValue: ValueType {
        let all = 0...Int.max
        return ValueType(.either([.text, .integer(all), .boolean, .null])) { node, context in
            switch node.kind {
            case .null: return .some(nil)
            case .boolean: return ValueType<Bool>.boolean.read(node, context).map { .boolean($0) }
            case .integer:
                return ValueType<Int>.integer(all).read(node, context).map { .number($0) }
            default: return ValueType<String>.text.read(node, context).map { .text($0) }
            }
        }
    }
}
