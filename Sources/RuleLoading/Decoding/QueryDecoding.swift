import Diagnostics
import Knowledge
import YAMLTree

extension ValueType where Value == Query {
    /// The query of a test.
    static var query: ValueType {
        .record("query", "What is asked: words, categories or both.") { reader in
            let problem = reader.optional("problem", .text, "What the owner says.")
            let categories = reader.optional(
                "categories",
                .list(.category),
                default: [],
                "Categories already known."
            )
            let company = reader.optional(
                "company",
                .company,
                default: Company(),
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
            if problem == nil, categories.isEmpty, reader.isSound {
                reader.report(.missingKey, "a query needs `problem`, `categories` or both")
            }
            return Query(
                problem: problem,
                categories: categories,
                company: company,
                history: history,
                answers: answers,
                asOf: asOf,
                language: language
            )
        }
    }
}

extension ValueType where Value == Company {
    fileprivate static var company: ValueType {
        .record("firm", "What is known of a firm; what is absent is not known.") { reader in
            Company(
                employees: reader.optional(
                    "employees",
                    .integer(NumberRange.employees),
                    "Regular employees."
                ),
                capital: reader.optional("capital", .integer(NumberRange.yen), "In yen."),
                industry: reader.optional("industry", .industryCode, "Its industry."),
                prefecture: reader.optional(
                    "prefecture",
                    .name(of: .prefecture),
                    "Its prefecture."
                ),
                municipality: reader.optional(
                    "municipality",
                    .name(of: .municipality),
                    "Its city, town or village."
                ),
                founded: reader.optional(
                    "founded",
                    .integer(NumberRange.year),
                    "The year it was founded."
                ),
                isSoleProprietor: reader.optional(
                    "sole_proprietor",
                    .boolean,
                    "Whether it is a sole proprietor."
                ),
                certifications: reader.optional(
                    "certified",
                    .list(.certification),
                    "What it holds."
                ),
                corporateNumber: reader.optional(
                    "corporate_number",
                    .text,
                    "The 13-digit corporate number, in quotes."
                )
            )
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
            return AnswerGiven(key: key, value: value, offered: offered)
        }
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
