import Answering
import ArgumentParser
import Authoring
import Diagnostics
import Formatting
import Knowledge
import RuleEngine
import RuleLoading
import Serving

/// What a check found in rule folders.
struct FolderLook {
    /// The loader's faults that are to be reported.
    private(set) var faults: [Diagnostic]
    /// Everything to be reported, faults included, by file, line and column.
    let open: [Finding]
    /// What comments in the files silence.
    let silenced: [Silences.Silenced]
    /// What was read.
    let extent: FindingReport.Extent

    init(_ stack: LayerStack, _ linter: Linter) {
        let files = Self.files(of: stack)
        var findings = Linter.findings(inTextOf: files)
        var codes: Set<String> = []
        var extent = FindingReport.Extent(files: files.count)
        do throws(BookLoader.Failure) {
            let loaded = try BookLoader(stack).load()
            let compiled = loaded.answerer.engine.compiled
            faults = loaded.diagnostics
            findings += linter.findings(
                in: compiled,
                weightsFile: loaded.weights.file ?? WeightsFile.name
            )
            codes = Set(linter.codes.map(\.rawValue) + DiagnosticCode.allCases.map(\.rawValue))
            extent.rules = compiled.book.rules.count
            extent.tests = compiled.book.tests.count
        } catch {
            faults = error.diagnostics
        }
        let judgement = Silences(files)
            .judge(findings + faults.map(Finding.init), lookedFor: codes)
        open = judgement.open
        silenced = judgement.silenced
        self.extent = extent
        let reported = Set(open)
        faults = faults.filter { reported.contains(Finding($0)) }
    }

    /// The rule files of all folders; what cannot be read has a fault of its own.
    static func files(of stack: LayerStack) -> [RuleFile] {
        stack.folders.enumerated().flatMap { number, folder in
            let paths = (try? folder.directory.list().paths) ?? []
            return paths.sorted().compactMap { path in
                (try? folder.directory.read(path)).map {
                    RuleFile(
                        path: stack.path(of: path, inLayer: number),
                        bytes: $0,
                        layer: number
                    )
                }
            }
        }
    }
}

/// Mends what can be mended safely in rule folders.
struct FolderFixing {
    let stack: LayerStack
    /// What stands before the names of files in reports.
    let label: String

    /// Works out the fixes and writes the files, or shows the changes.
    func run(isDry: Bool) throws {
        let fix: FolderFix
        do throws(FolderFix.Refusal) {
            // The folders below belong to others: only the one laid on top is changed.
            let top = stack.folders.count - 1
            fix = try FolderFix(FolderLook.files(of: stack), only: top, load: load)
        } catch {
            let report = FindingReport(error.errors.map(Finding.init), folder: label)
            Console.remark(report.text + "banso: nothing is written: the fixes would bring errors")
            throw ExitCode.badData
        }
        if isDry {
            for (before, after) in fix.changes { show(after, instead: before) }
        } else {
            for (before, after) in fix.changes { try write(after, instead: before) }
        }
        if !fix.fixed.isEmpty { Console.remark(FixReport(fix, folder: label).text(isDry: isDry)) }
    }

    /// Loads files that lie in memory as the folders are loaded.
    private func load(_ files: [RuleFile]) -> LoadResult {
        guard stack.isLayered else { return RuleLoader().load(RulesInMemory(files)) }
        let layers = stack.folders.enumerated().map { number, folder in
            let own = files.filter { $0.layer == number }.map { file in
                RuleFile(
                    path: String(file.path.dropFirst(folder.name.count + 1)),
                    bytes: file.bytes
                )
            }
            return RuleLayer(name: folder.name, source: RulesInMemory(own))
        }
        return RuleLoader().load(layers)
    }

    private func show(_ file: RuleFile, instead before: RuleFile) {
        let difference = LineDiff.unified(
            String(decoding: before.bytes, as: UTF8.self),
            String(decoding: file.bytes, as: UTF8.self),
            name: SourceFolder.path(file.path, in: label)
        )
        Console.write(Array(difference.utf8))
    }

    private func write(_ file: RuleFile, instead before: RuleFile) throws {
        let path = stack.path(of: file.path)
        do throws(FixWriter.Fault) {
            try FixWriter.write(file, instead: before, at: path)
        } catch .changedMeanwhile {
            Console.remark("banso: \(path) was changed meanwhile and is left as it is")
            throw ExitCode.tryAgain
        } catch .refused(let reason) {
            Console.remark("banso: \(path) cannot be written: \(reason)")
            throw ExitCode.notPermitted
        }
    }
}
