import Answering
import ArgumentParser
import Authoring
import Diagnostics
import Knowledge
import RuleEngine
import RuleLoading
import Serving

/// Looks for faults in a rule folder, and for what its author should know.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find faults and oversights in a rule folder.",
        discussion: """
            Exits with 65 when there is an error, with 1 when --strict is given and there is a \
            warning, and with 0 otherwise. banso explain CODE tells what a code means. A comment \
            `# banso: allow CODE because REASON` on the line of an entry or above it, or at the \
            head of a file, silences a warning or a note.
            """
    )

    @OptionGroup var folder: FolderArgument
    @Option(help: "text, json or sarif.")
    var format: CheckFormat = .text
    @Option(help: "The day on which windows and sources are judged (default: today in Japan).")
    var asOf: CalendarDate?
    @Option(help: "Show only what matters this much: note, warning or error.")
    var level: Severity = .note
    @Flag(help: "Exit with 1 when there is a warning.")
    var strict = false
    @Option(
        help: """
            A file of labelled texts, one JSON object a line, on which expressions are measured \
            beside the book's examples; may be given several times.
            """
    )
    var cases: [String] = []
    @Flag(help: "List what comments in the files silence, with the reasons.")
    var showSilenced = false
    @Flag(help: "Mend what can be mended safely, then check what is left.")
    var fix = false
    @Flag(help: "With --fix: show the changes as a diff and write nothing.")
    var dryRun = false

    func validate() throws {
        if dryRun, !fix { throw ValidationError("--dry-run goes with --fix") }
    }

    func run() throws {
        let stack = folder.stack
        try RuleFolder.requireFolders(stack)
        let texts = try readCases()
        if fix {
            try FolderFixing(stack: stack, label: folder.label).run(isDry: dryRun)
            if dryRun { return }
        }
        let look = FolderLook(stack, Linter(day: asOf ?? WallClock.today, cases: texts))
        let all = report(look) { _ in true }
        let shown = report(look) { isShown($0.severity) }
        switch format {
        case .text: Console.write(Array(text(look, summary: all.summary(look.extent)).utf8))
        case .json:
            Console.write(shown.json(look.extent, showingSilenced: showSilenced) + [0x0A])
        case .sarif: Console.write(shown.sarif(version: Version.current) + [0x0A])
        }
        if all.count(.error) > 0 { throw ExitCode.badData }
        if strict, all.count(.warning) > 0 { throw ExitCode.no }
    }

    private func report(_ look: FolderLook, where isWanted: (Finding) -> Bool) -> FindingReport {
        FindingReport(
            look.open.filter(isWanted),
            silenced: look.silenced.filter { isWanted($0.finding) },
            folder: folder.label
        )
    }

    private func text(_ look: FolderLook, summary: String) -> String {
        let faults = look.faults.filter { isShown($0.severity) }
        let known = Set(look.faults.map(Finding.init))
        let rest = report(look) { isShown($0.severity) && !known.contains($0) }
        return DiagnosticReport(stack: folder.stack).text(faults) + rest.text
            + (showSilenced ? rest.silencedText : "") + summary + "\n"
    }

    private func isShown(_ severity: Severity) -> Bool {
        switch level {
        case .error: severity == .error
        case .warning: severity != .note
        case .note: true
        }
    }

    private func readCases() throws -> [LabelledText] {
        try cases.flatMap { path in
            let bytes = try Input.bytes(of: path)
            do throws(LabelledText.Fault) {
                return try LabelledText.read(bytes, file: path)
            } catch {
                Console.remark("\(path):\(error.place.position.line): \(error.message)")
                throw ExitCode.badData
            }
        }
    }
}

/// How findings are written.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
}

extension Severity: ExpressibleByArgument {}

extension CalendarDate: ExpressibleByArgument {
    /// Reads `YYYY-MM-DD`.
    package init?(argument: String) { self.init(iso: argument) }
}

/// Tells what a code means.
struct ExplainCode: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell what a code of check means, why it matters and how to mend it.",
        discussion: "Without a code it lists all of them."
    )

    @Argument(help: "A code such as rule.unknown-network.")
    var code: String?

    @Option(help: "The language of the page, ja or en.")
    var lang: Language = .en

    func run() throws {
        guard let code else {
            let rows = CodePage.all.map { [$0.code, $0.severity.rawValue, $0.what[lang]] }
            return Console.write(Array(Table(rows: rows).text.utf8))
        }
        guard let page = CodePage.page(of: code) else {
            let suggestion = CodePage.suggestion(for: code).map { "; \($0)" } ?? ""
            throw UsageFault.ended("there is no code \(Diagnostic.quote(code))\(suggestion)")
        }
        Console.write(Array(page.text(in: lang).utf8))
    }
}
