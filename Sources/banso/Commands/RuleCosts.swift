import Answering
import ArgumentParser
import Knowledge
import Portfolio
import RuleEngine
import RuleLoading
import Serving

/// Shows what each rule and concept takes while queries are answered.
struct RuleCosts: AsyncParsableCommand {
    /// What the tables are ordered by.
    enum Order: String, ExpressibleByArgument, CaseIterable {
        case time, looked, held, closely
    }

    static let configuration = CommandConfiguration(
        commandName: "cost",
        abstract: "Tell how often each rule and concept is looked at and holds, and what it takes.",
        discussion: """
            Without --queries the book's examples and the queries of its tests are answered. \
            A rule is looked at when words, issue or style bring it in, and closely when the facts \
            about the firm do not decide it at once. Counts are the same in every run on a day; \
            times are measured on one core. Exit status 65 when a line cannot be read or there was \
            no query.
            """
    )

    @OptionGroup var folder: FolderArgument
    @Option(help: "A file of queries, - for standard input; may be given several times.")
    var queries: [String] = []
    @Option(
        help: """
            The day to answer for where a query names none of its own (default: today in Japan).
            """
    )
    var asOf: CalendarDate?
    @Option(help: "How many rules and concepts the text shows (1…100000).") var top = 10
    @Option(help: "time, looked, held or closely: what comes first.") var by: Order = .time
    @Option(help: "text or json.") var format: OutputFormat = .text
    @Option(help: "The language of words, ja or en.") var lang: Language = .ja

    func validate() throws {
        if !(1...100_000).contains(top) {
            throw ValidationError("--top is a number from 1 to 100000")
        }
    }

    func run() async throws {
        let answerer = try RuleFolder.load(folder.stack).answerer
        var run = CostRun(
            ImpactSide(answerer, name: folder.path, folder: folder.label),
            today: asOf ?? WallClock.today
        )
        if queries.isEmpty { run.addCorpus() }
        for path in queries { try run.add(file: path) }
        run.progress.clear()
        for fault in run.faults { Console.remark(fault) }
        guard run.meter.queries > 0 else {
            Console.remark("banso: there was no query to answer")
            throw ExitCode.badData
        }
        let report = CostReport(run.meter, order: by, folder: folder.label)
        switch format {
        case .text: Console.write(Array(report.text(top: top, lang).utf8))
        case .json: Console.write(report.json + [0x0A])
        }
        if !run.faults.isEmpty { throw ExitCode.badData }
    }
}

/// Feeds a meter with queries, a line at a time.
private struct CostRun {
    var meter: CostMeter
    var progress = ProgressLine("queries")
    private(set) var faults: [String] = []
    private let side: ImpactSide
    private let reader: ReplayReader
    /// The day for queries that name none.
    private let today: CalendarDate

    init(_ side: ImpactSide, today: CalendarDate) {
        self.side = side
        self.today = today
        let engine = side.answerer.engine
        meter = CostMeter(engine)
        reader = ReplayReader(old: engine.compiled.book, new: engine.compiled.book)
    }

    mutating func addCorpus() {
        for item in ReplayCorpus.queries(old: side, new: side) { add(item) }
    }

    mutating func add(file path: String) throws {
        var file = try QueryFile(path)
        while let lines = try file.next() {
            for line in lines {
                let source = "\(path == "-" ? "stdin" : path):\(line.number)"
                switch line.text {
                case .tooLong: faults.append("\(source): the line is too long")
                case .text(let bytes):
                    do throws(ReplayFault) { add(try reader.query(bytes, source: source)) } catch {
                        faults.append("\(error.source): \(error.detail)")
                    }
                }
            }
        }
    }

    private mutating func add(_ item: ReplayQuery) {
        guard let query = item.new else { return }
        meter.add(query, today: today)
        progress.show(meter.queries)
    }
}
