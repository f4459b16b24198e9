import Diagnostics
import Formatting
import Testing

@Suite struct FaultTests {
    @Test(arguments: [
        ("a: [1\nb: 2\n", "yaml.syntax", "a.yaml:2:2"),
        ("a: 1\na: 2\n", "yaml.duplicate-key", "a.yaml:2:1"),
        ("a: 1\n---\nb: 2\n", "yaml.multiple-documents", "a.yaml:2:1"),
        ("a: *b\n", "yaml.unknown-anchor", "a.yaml:1:4"),
        ("a:\n\t- b\n", "yaml.syntax", "a.yaml:2:1"),
        ("<<: {a: 1}\n", "yaml.merge-key", "a.yaml:1:1"),
        ("a: !b c\n", "yaml.bad-tag", "a.yaml:1:4"),
        ("yes: 1\n1: 2\n", "yaml.key-not-text", "a.yaml:2:1"),
    ])
    func `what is no YAML is reported with its place`(
        _ text: String,
        _ code: String,
        _ place: String
    ) throws {
        let fault = try #require(throws: FormatFault.self) { try formatted(text) }
        #expect(fault.code == code)
        let report = fault.text(sources: ["a.yaml": Array(text.utf8)])
        #expect(report.hasPrefix("\(place): error[\(code)]: "))
    }

    @Test func `damaged UTF-8 is reported`() throws {
        let fault = try #require(throws: FormatFault.self) {
            try RuleFormatter().format([0x61, 0x3A, 0x20, 0xFF], file: "a.yaml")
        }
        #expect(fault.code == "yaml.encoding")
    }

    @Test func `faults of the language are none of the formatter's business`() throws {
        let text = "schema: 9\n\nrules:\n  - identity: a\n"
        #expect(try formatted(text) == text)
    }

    @Test func `a fault of the formatter says so and names its code`() {
        let fault = FormatFault.meaning(.init(file: "a.yaml", line: 3, column: 5))
        #expect(fault.code == "format.meaning")
        #expect(fault.text(sources: [:]).hasPrefix("a.yaml:3:5: error[format.meaning]: formatting"))
    }
}
