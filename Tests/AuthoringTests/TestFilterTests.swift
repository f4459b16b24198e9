import Authoring
import Knowledge
import RuleEngine
import Testing

@Suite struct TestFilterTests {
    private static let tests = """
        tests:
          - {id: people.applicants, tags: [edge, osaka], query: {problem: 応募が来ない。},
             expect: {first: people.recruit}}
          - {id: sales.buyers, query: {problem: お客が減った。, company: {employees: 3}},
             expect: {first: sales}}
          - {id: sales.not-people, query: {problem: お客が減った。},
             expect: {fired: {exclude: [people.no-applicants]}}}

        """

    private func found(_ terms: [String]) async throws -> [String] {
        let compiled = try SmallBook.compiled(adding: Self.tests, path: "suites/small.yaml")
        let filter = TestFilter(try terms.map { try #require(TestFilter.term(reading: $0)) })
        let results = await BookTestRunner(RuleEngine(compiled)).run(matching: filter)
        return results.map(\.test.id.text)
    }

    private static let all = ["people.applicants", "sales.buyers", "sales.not-people"]

    @Test(arguments: [
        ([], all), (["buy"], ["sales.buyers"]), (["suites/"], all), (["nowhere"], []),
        (["id=sales.*"], ["sales.buyers", "sales.not-people"]), (["id=sales"], []),
        (["id=*.*s"], ["people.applicants", "sales.buyers"]),
        (["suite=suites/small"], all), (["suite=*/small"], all), (["suite=small"], []),
        (["tag=edge"], ["people.applicants"]), (["tag=e*", "tag=osaka"], ["people.applicants"]),
        (["tag=edge", "id=sales.*"], []),
    ])
    func `all terms must be true of a test`(_ terms: [String], _ wanted: [String]) async throws {
        #expect(try await found(terms) == wanted)
    }

    @Test func `a rule chooses the tests in which it fires and those that speak of it`()
        async throws
    {
        #expect(
            try await found(["rule=people.*"]) == ["people.applicants", "sales.not-people"]
        )
        #expect(try await found(["rule=sales.few"]) == ["sales.buyers"])
    }

    @Test func `an unknown key is refused`() {
        #expect(TestFilter.term(reading: "rul=x") == nil)
        #expect(TestFilter.term(reading: "plain") == .anywhere("plain"))
    }
}
