import Authoring
import Knowledge
import RuleEngine
import Testing

@Suite struct TestReportTests {
    private func report() throws -> TestReport {
        let text =
            SmallBook.passing
                + """
                  - id: people.wrong
                    query: {problem: 応募が来ない。}
                    expect: {first: sales, framing: "a<b"}
                framings:
                  - {id: "a<b", title: {ja: 例, en: x}, because: {ja: 例, en: x}}
                """.replacing("a<b", with: "wide")
        let runner = BookTestRunner(RuleEngine(try SmallBook.compiled(adding: text)))
        return TestReport(runner.tests().map { runner.run($0) }, folder: "Rules")
    }

    @Test func `a failure has its place, its id and each broken promise`() throws {
        #expect(
            try report().text == """
                Rules/case.yaml:6:5: failed: people.wrong
                    first: wanted sales, got people.recruit, people
                    framing: wanted wide, got none
                1 passed, 1 failed (2 tests in 1 file)

                """
        )
    }

    @Test func `a JUnit file has a suite for each file and a failure for each failed test`() throws
    {
        #expect(
            try report().junit == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="banso" tests="2" failures="1">
                  <testsuite name="case.yaml" tests="2" failures="1">
                    <testcase name="people.applicants" classname="case.yaml" file="Rules/case.yaml" line="3"/>
                    <testcase name="people.wrong" classname="case.yaml" file="Rules/case.yaml" line="6">
                      <failure message="first: wanted sales, got people.recruit, people">first: wanted sales, got people.recruit, people
                framing: wanted wide, got none</failure>
                    </testcase>
                  </testsuite>
                </testsuites>

                """
        )
    }
}
