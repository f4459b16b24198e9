import BenchmarkHarness
import Testing
import WireFormat

/// What a benchmark says about its measurements.
@Suite struct ReportTests {
    @Test(arguments: [
        ([3, 1, 2], 2, 1, 3), ([4, 1, 2, 3], 2.5, 1, 4), ([7], 7, 7, 7), ([], 0, 0, 0),
    ])
    func `a spread has the median between its ends`(
        _ values: [Double],
        _ median: Double,
        _ low: Double,
        _ high: Double
    ) {
        let spread = Spread(values)
        #expect([spread.median, spread.low, spread.high] == [median, low, high])
    }

    @Test func `a ratio is taken round by round`() {
        // The second round was slow for both; the ratio of the medians would be 2.5.
        let spread = Spread([2, 20, 5], over: [1, 10, 2])
        #expect(spread.median == 2)
        #expect(spread.high == 2.5)
    }

    @Test(arguments: [
        (0.0304, "0.0304"), (0.00123, "0.00123"), (0.5, "0.500"), (1.5, "1.50"), (12.34, "12.3"),
        (405.4, "405"), (1_234_567, "1,234,567"),
        (0, "0"), (-2.25, "-2.25"), (9.999, "10.00"), (3, "3"),
    ])
    func `a number has the digits that count`(_ value: Double, _ text: String) {
        #expect(Report.number(value) == text)
    }

    @Test func `a missed goal is said and a met one too`() throws {
        var report = Report("trial")
        report.note("two figures")
        report.add(Figure("slow", Spread(5), "×", goal: .atMost(4)))
        report.add(Figure("fast", Spread(5), "×", goal: .atLeast(4)))
        let text = report.text(.text)
        #expect(text.contains("≤ 4 MISSED"))
        #expect(text.contains("≥ 4 met"))
        let json = try JSONDocument(parsing: Array(report.text(.json).utf8)).root
        let figures = try #require(json["figures"])
        #expect(figures.elements.map { $0["met"]?.bool } == [false, true])
    }
}
