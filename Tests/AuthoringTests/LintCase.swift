import Authoring
import Diagnostics
import Knowledge
import Testing

/// Lines of a file beside the small book, and the findings about them.
struct LintCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What follows `schema: 1`, so that its first line is line 2.
    var text: String
    /// The findings wanted, each as `LINE:COLUMN SEVERITY CODE MESSAGE`.
    var words: [String]

    init(_ name: String, _ words: [String], _ text: String) {
        testDescription = name
        self.words = words
        self.text = text
    }

    /// Holds what the book alone tells about `case.yaml` on 2026-11-24 against the words.
    func check() throws {
        let day = try #require(CalendarDate(iso: "2026-11-24"))
        expect(Linter(day: day).findings(in: try SmallBook.book(adding: text)))
    }

    /// Holds what is found about `case.yaml` when tests are run and texts are read against the
    /// words, as far as its code begins with a part.
    func checkReading(_ cases: [LabelledText] = [], only part: String) throws {
        let day = try #require(CalendarDate(iso: "2026-11-24"))
        let linter = Linter(day: day, cases: cases)
        let found = linter.findings(in: try SmallBook.compiled(adding: text))
        expect(found.filter { $0.code.hasPrefix(part) })
    }

    private func expect(_ found: [Finding]) {
        #expect(found.filter { $0.place.file == "case.yaml" }.map(Self.words) == words)
    }

    /// The codes that the case is about.
    var codes: Set<String> {
        Set(words.compactMap { $0.split(separator: " ").dropFirst(2).first.map(String.init) })
    }

    /// A finding on one line.
    static func words(_ finding: Finding) -> String {
        let position = finding.place.position
        return "\(position.line):\(position.column) \(finding.severity.rawValue) "
            + "\(finding.code) \(finding.message)"
    }

    /// A rule on one line.
    static func rule(_ id: String, when condition: String, then effect: String) -> String {
        "  - {id: \(id), title: {ja: 例, en: x}, when: \(condition), then: \(effect), "
            + "because: {ja: 例, en: x}}\n"
    }

    /// A concept on one line; `says` stands at column 55 when the id has three letters.
    static func concept(_ id: String, _ keys: String) -> String {
        "  - {id: \(id), title: {ja: 例, en: x}, kind: sense, \(keys)}\n"
    }

    /// The keys of a policy but its id, gate and windows.
    static func policy(
        topics: String = "sales",
        _ keys: String,
        checked: String = "2026-11-01"
    ) -> String {
        "title: {ja: 例, en: x}, kind: loan, issuer: {ja: 例, en: x}, topics: [\(topics)], "
            + "benefit: {ja: 例, en: x}, url: 'https://u', source: {url: 'https://u', checked: \(checked)}, \(keys)"
    }
}
