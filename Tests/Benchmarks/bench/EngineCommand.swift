import Answering
import ArgumentParser
import BenchmarkBooks
import BenchmarkHarness
import Knowledge
import RuleEngine

/// What deciding costs: the engine alone, from a decoded query to the answer as data.
struct EngineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Processor time and allocations of the engine for one query."
    )

    @OptionGroup var options: MeasuringOptions
    @Option(parsing: .upToNextOption, help: "Sizes of generated books of decisions.")
    var sizes = [200, 1000, 2000, 20_000, 200_000, 1_000_000]
    @Option(parsing: .upToNextOption, help: "Sizes of national books: the shipped one and more.")
    var national = [1000, 20_000]
    @Option(help: "Generated queries.") var queries = 100
    @Flag(help: "List the functions that allocate for real texts.") var sites = false

    /// What is meant by a text of about 200 characters.
    private static let longTexts = 150...250

    func run() throws {
        var report = Report("engine")
        report.note(
            "engine only: decoded query to answer as data; one thread; rounds: \(options.rounds)"
        )
        try shipped(&report)
        try growth(.decisions, sizes, &report)
        try growth(.national, national, &report)
        options.show(report)
    }

    private func shipped(_ report: inout Report) throws {
        let compiled = try Folder.compiled(options.rules)
        let plain = try Folder.compiled(options.rules, weights: false)
        let lines = try RealTexts(options.cases).lines
        report.note("real texts: \(lines.count), \(RealTexts.lengths) characters")
        let long = try RealTexts(options.cases, lengths: Self.longTexts).lines
        let subjects = [
            try Subject("shipped book, learned weights", compiled, lines: lines),
            try Subject("shipped book, rules alone", plain, lines: lines),
            try Subject("shipped, learned, texts of \(Self.longTexts)", compiled, lines: long),
        ]
        let results = measure(subjects, &report)
        report.add(results, per: "query")
        if let last = results.last {
            report.add(
                Figure(
                    "texts of about 200 characters",
                    Spread(last.cpu.map { $0 / 1000 }),
                    "µs CPU",
                    goal: .atMost(300)
                )
            )
        }
        addAllocations(subjects, to: &report)
        if sites, let subject = subjects.first { try list(subject) }
    }

    private func growth(
        _ shape: BookPlan.Shape,
        _ sizes: [Int],
        _ report: inout Report
    ) throws {
        var subjects: [Subject] = []
        for size in sizes {
            let subject = try subject(BookPlan(shape, rules: size), report: &report)
            subjects.append(subject)
        }
        let results = measure(subjects, &report)
        report.add(results, per: "query")
        addAllocations(subjects, to: &report)
        if let small = sizes.firstIndex(of: 1000), let large = sizes.firstIndex(of: 1_000_000) {
            report.add(
                Figure(
                    "\(shape.rawValue): 1M rules / 1k rules",
                    Spread(results[large].cpu, over: results[small].cpu),
                    "×",
                    goal: .atMost(4)
                )
            )
        }
    }

    private func subject(_ plan: BookPlan, report: inout Report) throws -> Subject {
        remark("making a book of \(plan.ruleCount) rules (\(plan.shape.rawValue))")
        let base = try BaseBook(options.rules, for: plan)
        let book = try base.typed()
        let learned = plan.shape == .national ? try Folder.learned(options.rules) : nil
        let (cost, compiled) = Cost.of { CompiledBook(book, learned: learned) }
        report.note(
            "\(plan.shape.rawValue) \(plan.ruleCount): \(book.concepts.count) concepts, "
                + "\(book.policies.count) policies, \(book.partners.count) partners; compiled in "
                + "\(Report.number(cost.cpu / 1e9)) s CPU"
        )
        let problems = try RealTexts(options.cases).problems
        let lines = (0..<queries).map { number in
            let planned = plan.query(number)
            guard plan.shape == .national else {
                return QueryLine(planned, category: base.askedCategory).bytes
            }
            // What is generated alone would lie outside the scope of the shipped book.
            var line = QueryLine(planned, category: nil)
            line.problem = problems[number % problems.count] + planned.text.prefix(60)
            return line.bytes
        }
        return try Subject(
            "\(plan.shape.rawValue), \(plan.ruleCount) rules",
            compiled,
            lines: lines
        )
    }

    private func measure(_ subjects: [Subject], _ report: inout Report) -> [Rounds.Result] {
        for subject in subjects {
            report.note("\(subject.name): \(subject.answered) of \(subject.queries.count) answered")
        }
        return Rounds(count: options.rounds).measure(
            subjects.map { subject in Rounds.Contestant(subject.name, pass: subject.pass) }
        )
    }

    private func addAllocations(_ subjects: [Subject], to report: inout Report) {
        guard AllocationCount.isAvailable else { return }
        for subject in subjects {
            let count = AllocationCount.perUnit(of: subject.pass)
            report.add(
                Figure("\(subject.name): allocations", Spread(count.number), "/query")
            )
            report.add(Figure("\(subject.name): allocated", Spread(count.bytes), "bytes/query"))
        }
    }

    private func list(_ subject: Subject) throws {
        // A mangled name begins with the module of the function, whoever specialised it.
        let own = ["RuleEngine", "TextAnalysis", "Knowledge"].map { "$s\($0.count)\($0)" }
        let sites = try AllocationSites(of: subject.pass) { name in
            own.contains(where: name.hasPrefix)
        }
        remark("allocations a query by the project's function nearest to them (swift demangle):")
        for site in sites.sites.prefix(40) {
            remark("  \(Report.number(site.number))  \(site.name)")
        }
    }
}
