import Answering
import ArgumentParser
import Authoring
import Knowledge
import RuleEngine
import Serving

/// Runs the tests that stand beside the rules.
struct TestRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the tests that stand beside the rules.",
        discussion: """
            Exits with 0 when all pass, 1 when one fails, the coverage is too low or too many \
            mutants survive, and 65 when the folder is broken or no test was read.

            The percentage of --min-coverage counts enabled rules: those that fire in some test \
            which has an expectation about the rule or about something it does.
            """
    )

    @OptionGroup var folder: FolderArgument
    @Option(
        help: """
            Only tests whose id or suite holds this text; or id=, suite=, rule= or tag= with a \
            pattern, in which * stands for any characters. Several must all be true.
            """
    )
    var filter: [String] = []
    @Option(name: .customLong("tag"), help: "Only tests with this tag.")
    var tags: [String] = []
    @Option(help: "text, json or junit.")
    var format: TestFormat = .text
    @Flag(help: "List the rules, conditions and gates that no test shows to matter.")
    var coverage = false
    @Option(help: "The least share of rules that fire and are asserted, 0 to 100.")
    var minCoverage: Double?
    @Flag(help: "Make small slips in the rules and list those that no test notices.")
    var mutate = false
    @Option(help: "How many slips may go unnoticed; goes with --mutate.")
    var maxSurvivors: Int?

    func validate() throws {
        if let minCoverage, !(0...100).contains(minCoverage) {
            throw ValidationError("--min-coverage is a percentage from 0 to 100")
        }
        if maxSurvivors != nil, !mutate {
            throw ValidationError("--max-survivors goes with --mutate")
        }
        _ = try testFilter()
    }

    func run() async throws {
        let compiled = try RuleFolder.load(folder.stack).answerer.engine.compiled
        let filter = try testFilter()
        let results = await BookTestRunner(RuleEngine(compiled)).run(matching: filter)
        guard !results.isEmpty else {
            let count = compiled.book.tests.count
            Console.remark("banso: no test to run; \(folder.path) holds \(counted(count, "test"))")
            throw ExitCode.badData
        }
        let report = TestReport(results, folder: folder.label)
        if report.failed > 0, mutate {
            Console.remark("banso: some tests fail; mutants are made when all pass")
        }
        let measured = await measure(compiled, results)
        write(report, measured)
        let isEnough = measured.coverage.map(isEnough) ?? true
        let isTight = (measured.mutation?.survivorCount ?? 0) <= maxSurvivors ?? .max
        if let maxSurvivors, !isTight {
            Console.remark("banso: more than \(counted(maxSurvivors, "mutant")) survived")
        }
        if report.failed > 0 || !isEnough || !isTight { throw ExitCode.no }
    }

    /// What was measured beside the results.
    private struct Measured {
        var coverage: RuleCoverage?
        var coverageReport: CoverageReport?
        var mutation: MutationReport?
    }

    private func testFilter() throws -> TestFilter {
        let terms = try filter.map { text in
            guard let term = TestFilter.term(reading: text) else {
                throw ValidationError("--filter knows id=, suite=, rule= and tag=, not \(text)")
            }
            return term
        }
        return TestFilter(terms + tags.map { .tag($0) })
    }

    private func measure(
        _ compiled: CompiledBook,
        _ results: [BookTestRunner.Result]
    ) async -> Measured {
        guard coverage || minCoverage != nil || mutate else { return Measured() }
        let tests = results.map(\.test)
        let measured = await RuleCoverage.measured(compiled, tests: tests)
        var result = Measured(coverage: measured)
        if coverage { result.coverageReport = CoverageReport(measured, folder: folder.label) }
        if mutate, results.allSatisfy(\.isPassed) {
            let run = await MutationRun(compiled, tests: tests, coverage: measured)
            result.mutation = MutationReport(run, folder: folder.label)
        }
        return result
    }

    private func write(_ report: TestReport, _ measured: Measured) {
        let extra = [measured.coverageReport?.text, measured.mutation?.text].compactMap(\.self)
        switch format {
        case .text: Console.write(Array((report.text + extra.joined()).utf8))
        case .json:
            let bytes = report.json(
                coverage: measured.coverageReport,
                mutation: measured.mutation
            )
            Console.write(bytes + [0x0A])
        case .junit:
            Console.write(Array(report.junit.utf8))
            // A JUnit file on standard output stays a JUnit file.
            for text in extra { Console.remark(text) }
        }
    }

    private func isEnough(_ coverage: RuleCoverage) -> Bool {
        guard let minCoverage, coverage.percent < minCoverage else { return true }
        Console.remark(
            "banso: \(CoverageReport.written(coverage.percent)) % of the rules fire and are "
                + "asserted, less than \(CoverageReport.written(minCoverage)) %"
        )
        return false
    }
}

/// How results of tests are written.
enum TestFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
}
