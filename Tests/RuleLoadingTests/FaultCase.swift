import Diagnostics
import RuleLoading
import Testing

/// A file beside the sound ones with one fault, whose place is marked with `▲`.
struct FaultCase: Sendable, CustomTestStringConvertible {
    var code: DiagnosticCode
    var message: String
    var suggestion: String?
    var text: String
    var testDescription: String { "\(code.rawValue): \(message)" }

    init(_ code: DiagnosticCode, _ message: String, _ suggestion: String? = nil, in text: String) {
        self.code = code
        self.message = message
        self.suggestion = suggestion
        self.text = text
    }

    /// A fault in the one entry of a section.
    init(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        _ section: String,
        _ entry: String
    ) {
        self.init(code, message, suggestion, in: "schema: 1\n\(section):\n  - \(entry)\n")
    }

    /// A fault in the condition of a rule.
    static func when(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        _ condition: String
    ) -> FaultCase {
        rule(code, message, suggestion, when: condition, then: "{framing: company-specific}")
    }

    /// A fault in the effect of a rule.
    static func then(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        _ effect: String
    ) -> FaultCase {
        rule(code, message, suggestion, when: "{says: staff}", then: effect)
    }

    private static func rule(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String?,
        when condition: String,
        then effect: String
    ) -> FaultCase {
        let entry =
            "{id: r, title: {ja: 例, en: x}, because: {ja: 例, en: x},\n"
            + "    when: \(condition),\n    then: \(effect)}"
        return FaultCase(code, message, suggestion, "rules", entry)
    }

    /// A fault in a policy, given by the keys that differ from a sound one.
    static func policy(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        _ keys: String
    ) -> FaultCase {
        let entry =
            "{id: p, title: {ja: 例, en: x}, kind: loan, issuer: {ja: 例, en: x}, topics: [],\n"
            + "    benefit: {ja: 例, en: x}, pattern: always, state: current, url: 'https://u',\n"
            + "    source: {url: 'https://u', checked: 2026-01-01},\n    \(keys)}"
        return FaultCase(code, message, suggestion, "policies", entry)
    }

    /// A fault in a combination, given by the policies it names.
    static func combination(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        _ keys: String
    ) -> FaultCase {
        let entry =
            "{id: c, \(keys), verdict: allowed, because: {ja: 例, en: x},\n"
            + "    source: {url: 'https://u', checked: 2026-01-01}}"
        return FaultCase(code, message, suggestion, "combinations", entry)
    }

    /// A fault in a partner, given by the keys that differ from a sound one.
    static func partner(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        network: String = "chamber",
        area: String = "[全国]",
        _ keys: String
    ) -> FaultCase {
        let entry =
            "{id: p, title: {ja: 例, en: x}, level: national, topics: [], cost: free, url: 'https://u',\n"
            + "    serves: {ja: 例, en: x}, source: {url: 'https://u', checked: 2026-01-01},\n"
            + "    network: \(network), area: \(area)\(keys)}"
        return FaultCase(code, message, suggestion, "partners", entry)
    }

    /// A fault in a concept, given by the keys that differ from a sound one.
    static func concept(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        says: String = "[例]",
        _ keys: String = ""
    ) -> FaultCase {
        let entry = "{id: c, title: {ja: 例, en: x}, kind: thing,\n    says: \(says)\(keys)}"
        return FaultCase(code, message, suggestion, "concepts", entry)
    }

    /// A fault in a test, given by its query and expectation.
    static func test(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        query: String = "{problem: 例}",
        expect: String = "{outcome: answered}"
    ) -> FaultCase {
        let entry = "{id: t,\n    query: \(query),\n    expect: \(expect)}"
        return FaultCase(code, message, suggestion, "tests", entry)
    }

    /// A fault in the answer that a test gives to a question.
    static func answer(
        _ code: DiagnosticCode,
        _ message: String,
        _ suggestion: String? = nil,
        _ key: String,
        _ value: String
    ) -> FaultCase {
        // The sound files ask for the issue and no place.
        let question = key == "issue" ? "" : "{id: \(key), kind: text, text: {ja: 例, en: x}}"
        let text = """
            schema: 1
            questions: [\(question)]
            tests:
              - {id: t, query: {problem: 例, answers: [{key: \(key), value: \(value)}]},
                 expect: {outcome: answered}}

            """
        return FaultCase(code, message, suggestion, in: text)
    }

    /// Loads the file beside the sound ones and compares the one diagnostic.
    func check() throws {
        let source = SoundBook.source(adding: text.replacing("▲", with: ""), path: "z-case.yaml")
        let result = RuleLoader().load(source)
        #expect((result.book == nil) == (result.diagnostics.first?.severity == .error))
        #expect(result.diagnostics.count == 1, "\(result.diagnostics)")
        let first = try #require(result.diagnostics.first)
        #expect(first.code == code && first.severity == code.usualSeverity)
        #expect(first.message == message)
        #expect(first.suggestion == suggestion)
        #expect(first.place == SourcePlace(file: "z-case.yaml", position: position))
    }

    private var position: SourcePosition {
        var position = SourcePosition(line: 1, column: 1)
        for scalar in text.unicodeScalars {
            if scalar == "▲" { break }
            position.column += 1
            if scalar == "\n" { position = SourcePosition(line: position.line + 1, column: 1) }
        }
        return position
    }
}
