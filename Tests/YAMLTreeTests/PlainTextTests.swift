import Testing
import YAMLTree

@Suite struct PlainTextTests {
    @Test(arguments: [
        "yes", "No", "on", "OFF", "y", "N", "true", "~", "null", "010", "0x1F", "0o17", "1_000",
        "12:30", "12:30:45.5", "1.", ".5", "-3", "+3.5e10", "1e5", "-.inf", ".NaN", "2026-11-22",
        "2026-1-2", "2026-11-22 10:00:00", "2026-11-22T10:00:00Z", "=", "<<", "1234567890123",
    ])
    func `some reader takes this for something else than a text`(_ text: String) {
        #expect(PlainText.isMistakable(text))
    }

    @Test(arguments: [
        "yesterday", "None", "E24", "06-1234-5678", "2026-27", "1.2.3", "12:345", "3人", "0xZZ",
        "2026-11-22の会", "1e", "-", ".", "v1", "新しい", "http://example.org", "20-year-old",
    ])
    func `every reader takes this for a text`(_ text: String) {
        #expect(!PlainText.isMistakable(text))
    }

    @Test(arguments: [
        ("a: b", false, false), ("a #b", false, false), ("a#b", true, true), ("a:b", true, false),
        ("a, b", true, false), ("what?", true, false), ("- a", false, false), ("-a", true, true),
        ("", false, false), (" a", false, false), ("a ", false, false), ("a:", false, false),
        ("*a", false, false), ("&a", false, false), ("'a'", false, false), ("[a", false, false),
        ("a]", true, false), ("---", false, false), ("...", false, false), ("%", false, false),
        ("求人。応募がない", true, true), ("\u{3000}字下げ", false, false), ("a\tb", false, false),
        ("it's", true, true), ("say \"no\"", true, true), ("@home", false, false),
    ])
    func `a text goes without quotes where its characters allow that`(
        _ text: String,
        _ inBlock: Bool,
        _ inFlow: Bool
    ) {
        #expect(PlainText.isSafe(text, in: .block) == inBlock)
        #expect(PlainText.isSafe(text, in: .flow) == inFlow)
    }

    @Test(arguments: ["行\u{2028}行", "次\u{85}行", "\u{FEFF}印", "一\n二"])
    func `what a file may hold only as an escape is written as one`(_ text: String) {
        let written = QuotedText.written(text, in: .block)
        #expect(written.hasPrefix("\"") && written.hasSuffix("\""))
        #expect(written.unicodeScalars.allSatisfy { !QuotedText.isEscaped($0) })
    }
}
