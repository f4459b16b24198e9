import Answering
import ArgumentParser
import FoundationEssentials
import Knowledge
import Portfolio
import RuleEngine
import RuleLoading
import Serving

/// Shows what a change of the rules does before it is live.
struct Impact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay queries over two rule folders and tell what changes.",
        discussion: """
            Without --queries the books' own examples and the queries of their tests are replayed. \
            A file of queries holds one JSON object a line: a request as for batch, a record of \
            the decision log, or a labelled case. Folders laid over each other are joined by \
            colons. Exits with 0, with 1 when a --max option is exceeded, and with 65 when a \
            folder is broken, a line cannot be replayed or there was none.
            """
    )

    @Argument(help: "The rule folder in force.")
    var old: String
    @Argument(help: "The rule folder that may follow it.")
    var new: String
    @Option(help: "A file of queries, - for standard input; may be given several times.")
    var queries: [String] = []
    @Flag(help: "Replay the books' own examples and tests beside --queries.")
    var corpus = false
    @Option(
        help: """
            Ask queries without a place once in each of these prefectures, or in all; may be given \
            several times.
            """
    )
    var prefecture: [String] = []
    @Option(help: "The day to answer for, in place of the queries' own.")
    var asOf: CalendarDate?
    @Option(help: "How many items a list may have, in place of the queries' own limits (1…100).")
    var limit: Int?
    @Option(help: "How many of the worst changes are shown with reasons (0…1000).")
    var examples = 10
    @Option(help: "A file for every query that changed, one JSON object a line; - is the output.")
    var changes: String?
    @Flag(help: "Leave out lines that cannot be replayed instead of exiting with 65.")
    var skipInvalid = false
    @OptionGroup var gates: GateOptions
    @Option(help: "text or json.")
    var format: OutputFormat = .text
    @Option(help: "The language of words and names, ja or en.")
    var lang: Language = .ja

    func validate() throws {
        if let limit, !(1...100).contains(limit) {
            throw ValidationError("--limit is a number from 1 to 100")
        }
        if !(0...1000).contains(examples) {
            throw ValidationError("--examples is a number from 0 to 1000")
        }
        if queries.count(where: { $0 == "-" }) > 1 {
            throw ValidationError("standard input can be read once")
        }
    }

    func run() async throws {
        let before = try Self.side(old)
        let after = try Self.side(new)
        let plan = ReplayPlan(
            asOf: asOf,
            today: WallClock.today,
            limit: limit,
            prefectures: try prefectures(of: [after, before])
        )
        let study = ImpactStudy(old: before, new: after, plan: plan, examples: examples)
        var replay = ReplayRun(study, changes: try changes.map { try ReplacedFile($0) })
        if queries.isEmpty || corpus { try await replay.addCorpus() }
        for path in queries { try await replay.add(file: path) }
        replay.progress.clear()
        try finish(replay)
    }

    private func finish(_ replay: ReplayRun) throws {
        for fault in replay.faults { Console.remark("\(fault.source): \(fault.detail)") }
        let unlisted = replay.faultCount - replay.faults.count
        if unlisted > 0 { Console.remark("banso: \(unlisted) more lines cannot be replayed") }
        guard replay.study.tally.total[.queries] > 0 else {
            Console.remark("banso: there was no query to replay")
            throw ExitCode.badData
        }
        try replay.keepChanges()
        let report = ImpactReport(
            replay.study,
            gates: gates.gates,
            faults: replay.faults,
            faultCount: replay.faultCount
        )
        if changes != "-" {
            switch format {
            case .text:
                Console.write(Array(ImpactText(report, language: lang).blocks.text.utf8))
            case .json: Console.write(ImpactJSON(report, language: lang).bytes + [0x0A])
            }
        }
        for gate in report.broken {
            Console.remark("banso: \(gate.complaint(report.tally.total)[lang])")
        }
        if replay.faultCount > 0, !skipInvalid { throw ExitCode.badData }
        if !report.broken.isEmpty { throw ExitCode.no }
    }

    /// Loads a folder, or folders joined by colons that are laid over each other.
    private static func side(_ name: String) throws -> ImpactSide {
        let isFolder = FileManager.default.fileExists(atPath: name)
        let stack = LayerStack(
            isFolder ? [name] : DefaultPaths.folders(in: name),
            naming: .paths
        )
        return ImpactSide(
            try RuleFolder.load(stack).answerer,
            name: name,
            folder: stack.isLayered ? "" : stack.folders[0].name
        )
    }

    private func prefectures(of sides: [ImpactSide]) throws -> [String] {
        let named = prefecture.flatMap { $0.split(separator: ",").map(String.init) }
        let books = sides.map(\.answerer.engine.compiled.book)
        if named.contains("all") { return books.first?.places.map(\.id) ?? [] }
        let names = PrefectureNames(books)
        return try named.map { name in
            if let id = names.prefecture(named: name) { return id }
            throw UsageFault.ended("no prefecture is called \(name)")
        }
    }
}

/// How much a change may do.
struct GateOptions: ParsableArguments {
    @Option(help: "The most queries, N or N%, that may lose their last partner.")
    var maxLostOnly: ImpactGate.Allowance?
    @Option(help: "The most queries, N or N%, that may be answered otherwise in any way.")
    var maxChanged: ImpactGate.Allowance?
    @Option(help: "The most queries, N or N%, that may lose an issue, partner or policy.")
    var maxLost: ImpactGate.Allowance?
    @Option(help: "The most queries, N or N%, for which a policy's status may change.")
    var maxStatus: ImpactGate.Allowance?
    @Option(help: "The most queries, N or N%, that may get another first issue.")
    var maxIssue: ImpactGate.Allowance?
    @Option(help: "The most queries, N or N%, that may get another kind of answer.")
    var maxOutcome: ImpactGate.Allowance?
    @Option(help: "The most queries, N or N%, that the new book may refuse.")
    var maxRefused: ImpactGate.Allowance?

    var gates: [ImpactGate] {
        let limits: [(ImpactMeasure, ImpactGate.Allowance?)] = [
            (.lostOnly, maxLostOnly), (.changed, maxChanged), (.lost, maxLost),
            (.status, maxStatus), (.issue, maxIssue), (.outcome, maxOutcome),
            (.refused, maxRefused),
        ]
        return limits.compactMap { measure, limit in limit.map { ImpactGate(measure, $0) } }
    }
}

extension ImpactGate.Allowance: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}

/// Feeds a study with queries, a portion at a time.
private struct ReplayRun {
    /// The queries of one portion.
    private static let portion = 512
    /// The most lines that are listed as faulty.
    private static let faultLimit = 10

    private(set) var study: ImpactStudy
    private(set) var faults: [ReplayFault] = []
    private(set) var faultCount = 0
    var progress = ProgressLine("queries")
    private let changes: ReplacedFile?
    private let reader: ReplayReader

    init(_ study: ImpactStudy, changes: ReplacedFile?) {
        self.study = study
        self.changes = changes
        reader = ReplayReader(
            old: study.old.answerer.engine.compiled.book,
            new: study.new.answerer.engine.compiled.book
        )
    }

    mutating func addCorpus() async throws {
        let queries = ReplayCorpus.queries(old: study.old, new: study.new)
        for start in stride(from: 0, to: queries.count, by: Self.portion) {
            try await add(Array(queries[start..<min(start + Self.portion, queries.count)]))
        }
    }

    mutating func add(file path: String) async throws {
        var file = try QueryFile(path)
        while let lines = try file.next() {
            for start in stride(from: 0, to: lines.count, by: Self.portion) {
                let part = lines[start..<min(start + Self.portion, lines.count)]
                let queries = part.compactMap { query($0, path: path) }
                try await add(queries)
            }
        }
    }

    /// Puts the file of changes in its place: with the report, and not before there is one.
    func keepChanges() throws { try changes?.finish() }

    private mutating func add(_ queries: [ReplayQuery]) async throws {
        let lines = await study.add(queries, record: changes != nil)
        try changes?.append(lines)
        progress.show(study.tally.total[.queries])
    }

    private mutating func query(_ line: QueryFile.Line, path: String) -> ReplayQuery? {
        let source = "\(path == "-" ? "stdin" : path):\(line.number)"
        do throws(ReplayFault) {
            switch line.text {
            case .text(let bytes): return try reader.query(bytes, source: source)
            case .tooLong: throw ReplayFault(source: source, detail: "the line is too long")
            }
        } catch {
            faultCount += 1
            if faults.count < Self.faultLimit { faults.append(error) }
            return nil
        }
    }
}
