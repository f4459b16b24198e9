import Diagnostics
import RuleLoading
import Testing

/// Values written as people write them are refused with what the language wants instead.
@Suite struct GuessTests {
    private static func suggestion(_ code: DiagnosticCode, _ keys: String) -> String? {
        let fault = FaultCase.policy(code, "", nil, keys)
        let found = RuleLoader().load(
            RulesInMemory([RuleFile(path: "a.yaml", bytes: Array(fault.text.utf8))])
        ).diagnostics.filter { $0.code == code }
        return found.first?.suggestion ?? (found.isEmpty ? "no fault" : nil)
    }

    @Test(arguments: [
        ("20人", "20"), ("２０", "20"), ("'300,000'", "300000"),
        ("300，000円", "300000"), ("30万円", "300000"), ("'1億2,000万円'", "120000000"),
        ("1億5", "100000005"),
    ])
    func `a number among other characters is told`(_ text: String, _ number: String) {
        let found = Self.suggestion(.wrongType, "max_yen: \(text)")
        #expect(found == "did you mean `\(number)`?")
    }

    @Test func `digits in quotes are no number`() {
        #expect(Self.suggestion(.wrongType, "max_yen: '20'") == "write it without quotes")
    }

    @Test(arguments: [
        "二十", "about 20", "20-30", ",20", "万円", "円", "20人20人", "99999999999999999999円",
        "9999999999999億",
    ])
    func `what may be any number is left open`(_ text: String) {
        #expect(Self.suggestion(.wrongType, "max_yen: '\(text)'") == nil)
    }

    @Test(arguments: [
        ("2026/4/1", "did you mean `2026-04-01`?"), ("2026.10.01", "did you mean `2026-10-01`?"),
        ("2026-4-1", "did you mean `2026-04-01`?"), ("2026年4月1日", "did you mean `2026-04-01`?"),
        ("令和8年10月1日", "did you mean `2026-10-01`?"), ("R8.10.1", "did you mean `2026-10-01`?"),
        ("２０２６／４／１", "did you mean `2026-04-01`?"), ("2026-11-31", "2026-11 has 30 days"),
        ("2028-02-30", "2028-02 has 29 days"),
    ])
    func `a day written otherwise is told`(_ text: String, _ suggestion: String) {
        #expect(Self.suggestion(.badDate, "windows: [{opens: \(text)}]") == suggestion)
    }

    @Test(arguments: [("はい", "true"), ("いいえ", "false"), ("Yes", "true")])
    func `a yes or no in words is told`(_ text: String, _ value: String) {
        let when = "when: {company: {sole_proprietor: \(text)}}"
        #expect(Self.suggestion(.wrongType, when) == "did you mean `\(value)`?")
    }

    @Test(arguments: [
        ("when: {company: {employees: 20}}", "write it as a mapping: {min: …, max: …}"),
        ("windows: [2026-12-15]", "write it as a mapping: {label: …, opens: …}"),
    ])
    func `a mapping that is wanted is shown with its keys`(_ keys: String, _ suggestion: String) {
        #expect(Self.suggestion(.wrongType, keys) == suggestion)
    }

    @Test(arguments: [
        "8/10/1", "2026-13-01", "2026-01-32", "2026-10", "April 1, 2026", "2026-04-01T00:00",
        "99999999999999999999-01-01",
    ])
    func `what may be any day is left open`(_ text: String) {
        #expect(Self.suggestion(.badDate, "windows: [{opens: '\(text)'}]") == nil)
    }
}
