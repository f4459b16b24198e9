import Knowledge
import RuleEngine
import RuleLoading
import Testing

extension Origin {
    /// A place for what no test looks up.
    static let nowhere = Origin(file: "test.yaml", line: 1, column: 1)
}

extension Localized {
    /// The same text in both languages.
    static func same(_ text: String) -> Localized { Localized(ja: text, en: text) }
}

extension Source {
    /// A source that was read.
    static let seen = Source(
        url: "https://example.org",
        checked: CalendarDate(dayNumber: 20_000),
        confidence: .seen
    )
}

extension Condition {
    /// A condition without a label.
    static func of(_ test: Test, unknown: Unknown = .hold) -> Condition {
        Condition(test: test, label: nil, unknown: unknown, origin: .nowhere)
    }
}

/// A day written as in the rule files.
func day(_ iso: String) throws -> CalendarDate { try #require(CalendarDate(iso: iso)) }

/// A book made from rule files in memory, which must be without fault.
func book(_ files: [(path: String, text: String)]) throws -> Book {
    let result = RuleLoader().load(
        RulesInMemory(files.map { RuleFile(path: $0.path, bytes: Array($0.text.utf8)) })
    )
    return try #require(result.book, "\(result.diagnostics)")
}

/// A book made from one rule file.
func book(_ text: String) throws -> Book { try book([("book.yaml", text)]) }
