import Diagnostics
import Testing

@Suite struct DiagnosticRendererTests {
    private func render(_ text: String, line: Int, column: Int) -> [Substring] {
        let place = SourcePlace(file: "a.yaml", line: line, column: column)
        let renderer = DiagnosticRenderer(sources: ["a.yaml": Array(text.utf8)])
        let report = renderer.render([Diagnostic(.unknownKey, "no such key", at: place)])
        return report.split(separator: "\n", omittingEmptySubsequences: false)
    }

    @Test func `a report shows place, code, message, line, caret, suggestion and notes`() {
        let renderer = DiagnosticRenderer(sources: [
            "a.yaml": Array("schema: 1\nrulez: []\n".utf8), "b.yaml": Array("x: 1".utf8),
        ])
        let diagnostic = Diagnostic(
            .unknownSection,
            "there is no section `rulez`",
            at: SourcePlace(file: "a.yaml", line: 2, column: 1),
            suggestion: "did you mean `rules`?",
            notes: [
                Diagnostic.Note(
                    message: "first given here",
                    place: SourcePlace(file: "b.yaml", line: 1, column: 4)
                )
            ]
        )
        #expect(
            renderer.render([diagnostic]) == """
                a.yaml:2:1: error[rule.unknown-section]: there is no section `rulez`
                    rulez: []
                    ^
                    did you mean `rules`?
                b.yaml:1:4: note: first given here
                    x: 1
                       ^

                """
        )
    }

    @Test func `the caret stands below wide characters and skips combining ones`() {
        let lines = render("ja: 人手カ\u{3099}x", line: 1, column: 9)
        #expect(lines[1] == "    ja: 人手カ\u{3099}x")
        #expect(lines[2] == "    " + String(repeating: " ", count: 10) + "^")
    }

    @Test(arguments: [
        ("ﾊﾝ: x", 4, 3), ("Ａ: x", 3, 3), ("é: x", 3, 2), ("😀: x", 3, 3), ("한: x", 3, 3),
    ])
    func `each width is known`(_ line: String, _ column: Int, _ padding: Int) {
        #expect(render(line, line: 1, column: column)[2].count == 4 + padding + 1)
    }

    @Test func `a tab stays a tab below itself`() {
        #expect(render("\tx: y", line: 1, column: 5)[2] == "    \t   ^")
    }

    @Test func `lines end with LF, CR LF or CR`() {
        #expect(render("a\r\nb\rc\nd", line: 3, column: 1)[1] == "    c")
        #expect(render("a\r\nb\rc\nd", line: 4, column: 1)[1] == "    d")
    }

    @Test func `a byte order mark is not shown`() {
        #expect(render("\u{FEFF}abc", line: 1, column: 2)[1...2] == ["    abc", "     ^"])
    }

    @Test func `a long line is cut to a window around the caret`() throws {
        let lines = render(String(repeating: "a", count: 5000) + "!", line: 1, column: 5001)
        #expect(lines[1].count == 4 + 1 + 120)
        let offset = try #require(Array(lines[2]).firstIndex(of: "^"))
        #expect(Array(lines[1])[offset] == "!")
    }

    @Test func `controls of the source do not reach the terminal`() {
        #expect(render("a\u{1B}[2J", line: 1, column: 1)[1] == "    a\u{FFFD}[2J")
    }

    @Test(arguments: [0, 3, 99]) func `a line that is not there is left out`(_ line: Int) {
        #expect(render("a\nb", line: line, column: 7).count == 2)
    }

    @Test func `a column beyond the end gets its caret at the end`() {
        #expect(render("ab", line: 1, column: 50)[2] == "      ^")
    }
}
