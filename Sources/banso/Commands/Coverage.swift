import Answering
import ArgumentParser
import Diagnostics
import Knowledge
import Portfolio
import RuleEngine
import Serving

/// Shows which firms a book helps with what, and which it leaves alone.
struct Coverage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Count partners and policies for every issue, prefecture and size of firm.",
        discussion: """
            Each combination is a query to the engine that names its issue and says nothing more. \
            With --fail-if-empty the exit status is 1 when a combination gets no partner or no \
            policy, or nothing of what --measure names. For the coverage of rules by tests see \
            banso test --coverage.
            """
    )

    @OptionGroup var folder: FolderArgument
    @Flag(help: "Take sub-categories as issues.")
    var sub = false
    @Option(help: "Only this category or sub-category; may be given several times.")
    var category: [String] = []
    @Option(help: "Only this prefecture, or none for no place; may be given several times.")
    var prefecture: [String] = []
    @Option(
        help: """
            micro, small, medium, large, any, a size of the book or a number of employees; may be \
            given several times (default: the first four).
            """
    )
    var size: [String] = []
    @Option(help: "The industry of every firm: a JSIC code such as E or E24 (default: not known).")
    var industry: String?
    @Option(
        help: """
            Count only this kind of partner (public_agency) or policy (subsidy); may be given \
            several times.
            """
    )
    var kind: [String] = []
    @Option(help: "Show only partners, local or policies; may be given several times.")
    var measure: [GridMeasure] = []
    @Option(
        help: """
            From how many on a combination is crowded, 2 to 1000: N for all, or MEASURE=N; may be \
            given several times (default: partners=9, local=6, policies=15).
            """
    )
    var crowded: [CrowdLimit] = []
    @Option(help: "The score from which a partner counts, 0…1.")
    var leastScore = GridPlan.usualScore
    @Flag(help: "Count policies whose state is not verified too.")
    var unverified = false
    @Option(help: "The day on which windows are looked at (default: today in Japan).")
    var asOf: CalendarDate?
    @Flag(help: "Exit with 1 when a combination gets nothing.")
    var failIfEmpty = false
    @Option(help: "text, json, html or svg.")
    var format: GridFormat = .text
    @Option(help: "A file to write to instead of standard output.")
    var output: String?
    @Option(help: "The language of words and names, ja or en.")
    var lang: Language = .ja

    func validate() throws {
        if !(0...1).contains(leastScore) {
            throw ValidationError("--least-score is a number from 0 to 1")
        }
    }

    func run() async throws {
        let answerer = try RuleFolder.load(folder.stack).answerer
        let plan = try plan(answerer.engine.compiled.book)
        let shown = plan.measures.filter { measure.isEmpty || measure.contains($0) }
        guard !shown.isEmpty else {
            throw UsageFault.ended("--kind leaves nothing of what --measure wants")
        }
        let file = try ReplacedFile(output ?? "-")
        var progress = ProgressLine("combinations")
        let grid = await CoverageGrid.measured(
            answerer.engine,
            ruleset: answerer.ruleset,
            plan: plan
        ) { done, total in progress.show(done, of: total) }
        progress.clear()
        try file.replace(with: written(grid, shown))
        // Nobody near is no reason to fail unless somebody asks for that.
        let judged = measure.isEmpty ? shown.filter { $0 != .local } : shown
        if failIfEmpty, grid.isEmptySomewhere(judged) {
            for measure in judged {
                let gaps = grid.positions(.gap, measure).count
                if gaps > 0 { Console.remark("banso: \(gaps) combinations get no \(measure.noun)") }
            }
            throw ExitCode.no
        }
    }

    private func written(_ grid: CoverageGrid, _ measures: [GridMeasure]) -> [UInt8] {
        switch format {
        case .text: Array(GridText(grid, measures: measures, language: lang).blocks.text.utf8)
        case .json: GridJSON(grid, measures: measures, language: lang).bytes + [0x0A]
        case .html: Array(GridHTML(grid, measures: measures, language: lang).text.utf8)
        case .svg: Array(GridSVG(grid, measures: measures, language: lang).text.utf8)
        }
    }

    private func plan(_ book: Book) throws -> GridPlan {
        var plan = GridPlan(book, day: asOf ?? WallClock.today, subcategories: sub)
        let categories =
            book.categories.map(\.id.text)
            + book.categories.flatMap(\.subs).map(\.id.text)
        try refuse(plan.keep(categories: category, of: book), "category", among: categories)
        let places = book.places.map(\.id)
        try refuse(plan.keep(prefectures: prefecture, of: book), "prefecture", among: places)
        let kinds = book.kinds.map(\.id.text) + Policy.Kind.allCases.map(\.rawValue)
        try refuse(plan.keep(kinds: kind, of: book), "kind of partner or policy", among: kinds)
        if !size.isEmpty {
            plan.sizes = try size.map { name in
                if let size = FirmSize.named(name, in: book) { return size }
                throw UsageFault.ended("no size is called \(Diagnostic.quote(name))")
            }
        }
        if let industry {
            guard let code = IndustryCode(reading: industry, industries: book.industries) else {
                throw UsageFault.ended("no industry \(Diagnostic.quote(industry)); E or E24")
            }
            plan.industry = code
        }
        for limit in crowded {
            for measure in limit.measures { plan.crowds[measure] = limit.count }
        }
        plan.leastScore = leastScore
        plan.countsUnverified = unverified
        return plan
    }

    private func refuse(_ unknown: [String], _ noun: String, among known: [String]) throws {
        guard let name = unknown.first else { return }
        let suggestion = NearestName.suggestion(for: name, among: known).map { "; \($0)" } ?? ""
        throw UsageFault.ended("no \(noun) is called \(Diagnostic.quote(name))\(suggestion)")
    }
}

/// How a grid is written.
enum GridFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, html, svg
}

extension GridMeasure: ExpressibleByArgument {
    fileprivate var noun: String {
        switch self {
        case .partners: "partner"
        case .local: "local partner"
        case .policies: "policy that is open or will be"
        }
    }
}

/// From how many on a measure is crowded: `12`, or `policies=20`.
struct CrowdLimit: ExpressibleByArgument {
    let measures: [GridMeasure]
    let count: Int
    /// No book has more partners or policies for one firm; every count below it has a colour.
    private static let counts = 2...1000

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard let text = parts.last, let count = Int(text), Self.counts.contains(count)
        else { return nil }
        self.count = count
        if parts.count == 1 {
            measures = GridMeasure.allCases
        } else if let measure = GridMeasure(rawValue: parts[0]) {
            measures = [measure]
        } else {
            return nil
        }
    }
}
