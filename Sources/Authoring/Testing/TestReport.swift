import Knowledge

/// Writes what came of a run of tests.
package struct TestReport: Sendable {
    let results: [BookTestRunner.Result]
    let folder: String

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

    /// Every failed test with its place; below it every broken promise with its own place, what
    /// was wanted, what came and why; then the sum.
    package var text: String {
        var lines: [String] = []
        for result in results where !result.isPassed {
            lines.append("\(place(result.test.origin)): failed: \(result.test.id.text)")
            for miss in result.misses {
                lines.append("    \(place(miss.origin)): \(miss.words)")
                lines += miss.why.map { "        \(words(of: $0))" }
            }
        }
        lines.append(summary)
        return lines.joined(separator: "\n") + "\n"
    }

    /// `3 passed, 1 failed (4 tests in 2 files)`.
    package var summary: String {
        let files = Set(results.map(\.test.origin.file)).count
        let read = "\(counted(results.count, "test")) in \(counted(files, "file"))"
        return "\(passed) passed, \(failed) failed (\(read))"
    }

    func place(_ origin: Origin) -> String {
        "\(SourceFolder.path(origin.file, in: folder)):\(origin.line):\(origin.column)"
    }

    func words(of clue: TestMiss.Clue) -> String {
        "why: \(clue.words)" + (clue.origin.map { " (\(place($0)))" } ?? "")
    }
}
