import Authoring
import FoundationEssentials
import Knowledge
import RuleEngine
import Testing
import WireFormat

@Suite struct TestReportTests {
    private static let wrong = """
          - id: people.wrong
            query: {problem: 応募が来ない。, company: {prefecture: 大阪府}}
            expect:
              framing: wide
              partners: {exclude: [chamber-osaka]}
        framings:
          - {id: wide, title: {ja: 例, en: x}, because: {ja: 例, en: x}}
        """

    private func report() async throws -> TestReport {
        let compiled = try SmallBook.compiled(adding: SmallBook.passing + Self.wrong)
        return TestReport(await BookTestRunner(RuleEngine(compiled)).run(), folder: "Rules")
    }

    @Test func `a failure has its place, and each broken promise its own, with the reason`()
        async throws
    {
        let text = try await report().text
        #expect(
            text == """
                Rules/case.yaml:6:5: failed: people.wrong
                    Rules/case.yaml:9:16: framing: wanted wide, got none
                    Rules/case.yaml:10:28: partners: wanted not chamber-osaka, got chamber-osaka
                        why: it comes from chamber (Rules/base.yaml:15:5)
                        why: it comes from chamber-osaka (Rules/base.yaml:21:5)
                1 passed, 1 failed (2 tests in 1 file)

                """
        )
    }

    @Test func `a JUnit file has a suite for each file and a failure for each failed test`()
        async throws
    {
        let junit = try await report().junit
        #expect(
            junit == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="banso" tests="2" failures="1" errors="0" skipped="0">
                  <testsuite name="case" tests="2" failures="1" errors="0" skipped="0">
                    <testcase name="people.applicants" classname="case" file="Rules/case.yaml" line="3"/>
                    <testcase name="people.wrong" classname="case" file="Rules/case.yaml" line="6">
                      <failure type="expectation" message="framing: wanted wide, got none">Rules/case.yaml:9:16: framing: wanted wide, got none
                Rules/case.yaml:10:28: partners: wanted not chamber-osaka, got chamber-osaka
                    why: it comes from chamber (Rules/base.yaml:15:5)
                    why: it comes from chamber-osaka (Rules/base.yaml:21:5)</failure>
                    </testcase>
                  </testsuite>
                </testsuites>

                """
        )
    }

    @Test func `the JSON has every test, its rules and its misses`() async throws {
        let root = try JSONDocument(parsing: try await report().json()).root
        #expect(root["tests"]?.int == 2 && root["failed"]?.int == 1)
        let wrong = try #require(root["results"]?.elements.first { $0["passed"]?.bool == false })
        #expect(wrong["id"]?.string == "people.wrong" && wrong["suite"]?.string == "case")
        #expect(wrong["fired"]?.elements.compactMap(\.string) == ["people.no-applicants"])
        let miss = try #require(wrong["misses"]?.elements.first { _ in true })
        #expect(miss["wanted"]?.string == "wide" && miss["got"]?.string == "none")
        #expect(miss["line"]?.int == 9 && miss["file"]?.string == "Rules/case.yaml")
    }
}
