import Knowledge

/// Writes what came of a run of tests.
package struct TestReport: Sendable {
    private let results: [BookTestRunner.Result]
    private let folder: String

    /// Takes the results in the order they are shown.
    ///
    /// The folder stands before the name of each file; empty for none.
    package init(_ results: [BookTestRunner.Result], folder: String) {
        self.results = results
        self.folder = folder
    }

    /// How many tests passed.
    package var passed: Int { results.count { $0.isPassed } }
    /// How many tests failed.
    package var failed: Int { results.count - passed }

    /// Every failed test with its place, what it wanted and what it got, then the sum.
    package var text: String {
        var lines: [String] = []
        for result in results where !result.isPassed {
            let origin = result.test.origin
            let place = "\(SourceFolder.path(origin.file, in: folder)):\(origin.line)"
            lines.append("\(place):\(origin.column): failed: \(result.test.id.text)")
            lines += result.misses.map { "    \($0.words)" }
        }
        let files = Set(results.map(\.test.origin.file)).count
        let read = "\(counted(results.count, "test")) in \(counted(files, "file"))"
        lines.append("\(passed) passed, \(failed) failed (\(read))")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The results as a JUnit file, one suite for each file of tests.
    package var junit: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"banso\" tests=\"\(results.count)\" failures=\"\(failed)\">\n"
        let files = Dictionary(grouping: results, by: \.test.origin.file)
        for (file, items) in files.sorted(by: { $0.key < $1.key }) {
            let failures = items.count { !$0.isPassed }
            text += "  <testsuite name=\"\(escaped(file))\" tests=\"\(items.count)\""
            text += " failures=\"\(failures)\">\n"
            for item in items { text += testCase(item) }
            text += "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    private func testCase(_ result: BookTestRunner.Result) -> String {
        let origin = result.test.origin
        let file = SourceFolder.path(origin.file, in: folder)
        let head =
            "    <testcase name=\"\(escaped(result.test.id.text))\""
            + " classname=\"\(escaped(origin.file))\" file=\"\(escaped(file))\""
            + " line=\"\(origin.line)\""
        guard let first = result.misses.first else { return head + "/>\n" }
        let words = result.misses.map(\.words).joined(separator: "\n")
        return head + ">\n      <failure message=\"\(escaped(first.words))\">\(escaped(words))"
            + "</failure>\n    </testcase>\n"
    }

    /// A text as XML wants it; what XML cannot hold becomes U+FFFD.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
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
