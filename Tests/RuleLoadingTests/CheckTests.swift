import Diagnostics
import Knowledge
import RuleLoading
import Testing

@Suite struct CheckTests {
    @Test func `a rule that comes too late names the condition that is to blame`() throws {
        let text = """
            schema: 1
            rules:
              - id: r
                title: {ja: 例, en: x}
                when:
                  all:
                    - says: staff
                    - barrier: stuck
                then: {category: {sales: 1}}
                because: {ja: 例, en: x}
            """
        let found = RuleLoader().load(SoundBook.source(adding: text)).diagnostics
        #expect(found.map(\.code) == [.lateCategory])
        let note = try #require(found.first?.notes.first)
        #expect(note.place == SourcePlace(file: "case.yaml", line: 8, column: 11))
    }

    @Test func `a book with some of the axes lacks the others`() throws {
        let text = """
            schema: 1
            axes:
              - {id: fit, left: {ja: 例, en: x}, right: {ja: 例, en: x},
                reasons: {left: {ja: 例, en: x}, right: {ja: 例, en: x}, both: {ja: 例, en: x}}}
            """
        let result = RuleLoader().load(RulesInMemory(["a.yaml": text]))
        let first = try #require(result.diagnostics.first)
        #expect(result.diagnostics.count == 1 && first.code == .axesIncomplete)
        #expect(
            first.message
                == "all six axes are needed; subject, mode, initiative, scope, policy lacking"
        )
        #expect(first.place == SourcePlace(file: "a.yaml", line: 3, column: 10))
    }

    @Test func `the number of partners tried is a condition`() throws {
        let book = try #require(RuleLoader().load(SoundBook.source()).book)
        guard case .any(let parts) = book.rules[0].condition.test,
            case .all(let both) = parts[3].test, case .tried(let interval) = both[1].test
        else {
            Issue.record("not the condition that was written")
            return
        }
        #expect(interval == Interval(min: 2, max: nil))
    }
}
