import Diagnostics
import Knowledge
import RuleLoading
import Testing

@Suite struct FaultTests {
    @Test(arguments: ShapeFaults.all)
    func `a fault of shape is reported once, at its place, in its words`(
        _ fault: FaultCase
    ) throws { try fault.check() }

    @Test(arguments: MeaningFaults.all)
    func `a fault of meaning is reported once, at its place, in its words`(
        _ fault: FaultCase
    ) throws { try fault.check() }

    @Test(arguments: ReferenceFaults.all)
    func `a dangling name is reported once, at its place, in its words`(
        _ fault: FaultCase
    ) throws { try fault.check() }

    @Test func `every code of the stage has a case`() {
        let cases = ShapeFaults.all + MeaningFaults.all + ReferenceFaults.all
        let all = DiagnosticCode.allCases.filter { $0.rawValue.hasPrefix("rule.") }
        #expect(Set(all) == Set(cases.map(\.code)))
    }

    @Test func `a second definition names the first, in whichever file it is`() throws {
        let text =
            "schema: 1\nconcepts: [{id: staff, title: {ja: 例, en: x}, kind: thing, says: [例]}]"
        let after = RuleLoader().load(SoundBook.source(adding: text, path: "z.yaml")).diagnostics
        #expect(after.map(\.file) == ["z.yaml"])
        let first = SoundBook.origin(of: "staff, title", in: "issues.yaml")
        let place = SourcePlace(file: first.file, line: first.line, column: first.column)
        #expect(after.first?.notes.map(\.place) == [place])
        let before = RuleLoader().load(SoundBook.source(adding: text, path: "a.yaml")).diagnostics
        #expect(before.map(\.file) == ["issues.yaml"])
        #expect(before.first?.notes.map(\.place.file) == ["a.yaml"])
    }

    @Test(arguments: [
        ("prefecture", "大阪"), ("prefecture", "Osaka"), ("prefecture", "堺市"),
        ("municipality", "堺市"), ("certified", "plan-keieiryoku"), ("certified", "null"),
        ("issue", "people.recruit"), ("issue", "null"), ("employees", "18"),
    ])
    func `an answer in a test may be what the service takes`(_ key: String, _ value: String) {
        let text = FaultCase.answer(.badID, "", nil, key, value).text
        #expect(RuleLoader().load(SoundBook.source(adding: text)).diagnostics == [])
    }

    @Test func `all faults of a folder are found in one run`() {
        let first = """
            schema: 1
            rulez: []
            categories:
              - {id: X, title: {ja: 例}, label: 例}
            tests:
              - {id: t, query: {problem: 例, compny: {}}, expect: {outcome: maybe, model: lokal}}
            """
        let second = "schema: 2\n"
        let third = "schema: 1\na: {b\n"
        let source = RulesInMemory(["b.yaml": first, "c.yaml": second, "a.yaml": third])
        let found = RuleLoader().load(source).diagnostics
        #expect(
            found.map(\.code) == [
                .syntax, .unknownSection, .badID, .missingLanguage, .wrongType, .unknownKey,
                .unknownValue, .unknownModel, .schemaVersion,
            ]
        )
        #expect(found.map(\.file) == ["a.yaml"] + Array(repeating: "b.yaml", count: 7) + ["c.yaml"])
    }

    @Test func `a file that cannot be parsed does not make its names look unknown`() {
        let broken = """
            schema: 1
            networks:
              - {id: lost, title: {ja: 例, en: x}}
              - id: "also-lost"
              - {oops
            """
        let using = """
            schema: 1
            rules:
              - id: r
                title: {ja: 例, en: x}
                when: {stage: running}
                then: {partners: [{network: lost, role: lead}, {network: also-lost, role: lead},
                  {network: nowhere, role: lead}]}
                because: {ja: 例, en: x}
            """
        let found = RuleLoader().load(RulesInMemory(["a.yaml": broken, "b.yaml": using]))
            .diagnostics
        #expect(found.map(\.code) == [.syntax, .unknownNetwork])
        #expect(found.last?.message == "no network has the id `nowhere`")
    }

    @Test func `what a name that is not there should be is looked for often but not without end`() {
        let uses = (0..<3000).map { "shortagf\($0 % 1500)" }.joined(separator: ", ")
        let text = """
            schema: 1
            rules:
              - id: r
                title: {ja: 例, en: x}
                when: {says: [\(uses)]}
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
            """
        let found = RuleLoader().load(SoundBook.source(adding: text)).diagnostics
        #expect(found.count == 3000)
    }
}
