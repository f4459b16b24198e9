import Answering
import ArgumentParser
import Authoring
import Diagnostics
import FoundationEssentials
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
            warning, and with 0 otherwise. banso explain-code CODE tells what a code means.
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

    func run() throws {
        let path = folder.path
        let (faults, findings, extent) = try look(at: path)
        let shown = FindingReport(findings.filter { isShown($0.severity) }, folder: path)
        let all = FindingReport(faults.map(Finding.init) + findings, folder: path)
        let report = FindingReport(all.findings.filter { isShown($0.severity) }, folder: path)
        switch format {
        case .text:
            let text = faultText(faults.filter { isShown($0.severity) }, in: path) + shown.text
            Console.write(Array((text + all.summary(extent) + "\n").utf8))
        case .json: Console.write(report.json(extent) + [0x0A])
        case .sarif: Console.write(report.sarif(version: Version.current) + [0x0A])
        }
        if all.count(.error) > 0 { throw ExitCode.badData }
        if strict, all.count(.warning) > 0 { throw ExitCode.no }
    }

    private func isShown(_ severity: Severity) -> Bool {
        switch level {
        case .error: severity == .error
        case .warning: severity != .note
        case .note: true
        }
    }

    /// Faults with the lines they are about, and with paths that lead there from outside.
    private func faultText(_ faults: [Diagnostic], in path: String) -> String {
        let placed = faults.map { fault in
            var placed = fault
            placed.place.file = SourceFolder.path(fault.file, in: path)
            for index in placed.notes.indices {
                placed.notes[index].place.file = SourceFolder.path(
                    placed.notes[index].place.file,
                    in: path
                )
            }
            return placed
        }
        var sources: [String: [UInt8]] = [:]
        for file in Set(placed.map(\.file)) {
            // A file that cannot be read has its own fault; the others lose only their line.
            sources[file] = (try? Data(contentsOf: URL(filePath: file))).map(Array.init)
        }
        return DiagnosticRenderer(sources: sources).render(placed)
    }

    private func look(
        at path: String
    ) throws -> (faults: [Diagnostic], findings: [Finding], extent: FindingReport.Extent) {
        guard FileManager.default.fileExists(atPath: path) else {
            Console.remark("banso: there is no folder \(path)")
            throw ExitCode.noInput
        }
        // A folder that cannot be listed has its own fault among the diagnostics.
        let files = (try? RuleDirectory(path: path).list().paths.count) ?? 0
        do throws(BookLoader.Failure) {
            let loaded = try BookLoader(path: path).load()
            let compiled = loaded.answerer.engine.compiled
            let extent = FindingReport.Extent(
                files: files,
                rules: compiled.book.rules.count,
                tests: compiled.book.tests.count
            )
            let linter = Linter(day: asOf ?? WallClock.today)
            return (loaded.diagnostics, linter.findings(in: compiled), extent)
        } catch {
            return (error.diagnostics, [], .init(files: files, rules: 0, tests: 0))
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
        abstract: "Tell what a code of check means, why it matters and how to mend it.",
        discussion: "Without a code it lists all of them."
    )

    @Argument(help: "A code such as rule.unknown-network.")
    var code: String?

    func run() throws {
        guard let code else {
            let rows = CodePage.all.map { [$0.code, $0.severity.rawValue, $0.what] }
            return Console.write(Array(Table(rows: rows).text.utf8))
        }
        guard let page = CodePage.page(of: code) else {
            let suggestion = CodePage.suggestion(for: code).map { "; \($0)" } ?? ""
            throw ValidationError("there is no code \(Diagnostic.quote(code))\(suggestion)")
        }
        Console.write(Array(page.text.utf8))
    }
}
