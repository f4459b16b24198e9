import Answering
import ArgumentParser
import Authoring
import Knowledge
import RuleEngine
import Serving

/// Runs the tests that stand beside the rules.
struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the tests that stand beside the rules.",
        discussion: """
            Exits with 0 when all pass, 1 when one fails or the coverage is too low, and 65 when \
            the folder is broken or no test was read.
            """
    )

    @OptionGroup var folder: FolderArgument
    @Option(help: "Only tests whose id or file holds this text.")
    var filter: String?
    @Option(help: "text or junit.")
    var format: TestFormat = .text
    @Flag(help: "List the rules and conditions that no test shows to matter.")
    var coverage = false
    @Option(help: "The least share of rules some test must reach, 0 to 100.")
    var minCoverage: Double?

    func validate() throws {
        if let minCoverage, !(0...100).contains(minCoverage) {
            throw ValidationError("--min-coverage is a percentage from 0 to 100")
        }
    }

    func run() throws {
        let path = folder.path
        let loaded = try RuleFolder.load(path)
        let engine = loaded.answerer.engine
        let runner = BookTestRunner(engine)
        let tests = runner.tests(matching: filter)
        guard !tests.isEmpty else {
            let count = engine.compiled.book.tests.count
            Console.remark("banso: no test to run; \(path) holds \(count) tests")
            throw ExitCode.badData
        }
        let undated = BookTestRunner.undatedTests(of: tests)
        guard undated.isEmpty else {
            Console.remark(FindingReport(undated, folder: path).text)
            throw ExitCode.badData
        }
        let report = TestReport(tests.map { runner.run($0) }, folder: path)
        switch format {
        case .text: Console.write(Array(report.text.utf8))
        case .junit: Console.write(Array(report.junit.utf8))
        }
        let isCovered = coverageIsEnough(engine, tests, path)
        if report.failed > 0 || !isCovered { throw ExitCode.no }
    }

    private func coverageIsEnough(_ engine: RuleEngine, _ tests: [BookTest], _ path: String) -> Bool
    {
        guard coverage || minCoverage != nil else { return true }
        let measured = RuleCoverage(engine.compiled, tests: tests)
        if coverage {
            let text = CoverageReport(measured, folder: path).text
            // A JUnit file on standard output stays a JUnit file.
            if format == .text { Console.write(Array(text.utf8)) } else { Console.remark(text) }
        }
        guard let minCoverage, measured.percent < minCoverage else { return true }
        Console.remark(
            "banso: tests reach \(CoverageReport.written(measured.percent)) % of the rules, "
                + "less than \(CoverageReport.written(minCoverage)) %"
        )
        return false
    }
}

/// How results of tests are written.
enum TestFormat: String, ExpressibleByArgument, CaseIterable {
    case text, junit
}
