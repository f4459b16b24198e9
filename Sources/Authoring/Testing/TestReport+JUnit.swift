import Knowledge

extension TestReport {
    /// The results as a JUnit file, one suite for each file of tests.
    package var junit: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"banso\" tests=\"\(results.count)\" failures=\"\(failed)\""
        text += " errors=\"0\" skipped=\"0\">\n"
        let suites = Dictionary(grouping: results, by: \.test.suite)
        for (suite, items) in suites.sorted(by: { $0.key < $1.key }) {
            let failures = items.count { !$0.isPassed }
            text += "  <testsuite name=\"\(suite.xml)\" tests=\"\(items.count)\""
            text += " failures=\"\(failures)\" errors=\"0\" skipped=\"0\">\n"
            for item in items { text += testCase(item) }
            text += "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    private func testCase(_ result: BookTestRunner.Result) -> String {
        let origin = result.test.origin
        let file = SourceFolder.path(origin.file, in: folder)
        let head =
            "    <testcase name=\"\(result.test.id.text.xml)\""
            + " classname=\"\(result.test.suite.xml)\" file=\"\(file.xml)\""
            + " line=\"\(origin.line)\""
        guard let first = result.misses.first else { return head + "/>\n" }
        let lines = result.misses.flatMap { miss in
            ["\(place(miss.origin)): \(miss.words)"] + miss.why.map { "    \(words(of: $0))" }
        }
        return head + ">\n      <failure type=\"expectation\" message=\"\(first.words.xml)\">"
            + lines.joined(separator: "\n").xml + "</failure>\n    </testcase>\n"
    }
}

extension String {
    /// The text as XML wants it; what XML cannot hold becomes U+FFFD.
    fileprivate var xml: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
