import ArgumentParser
import Diagnostics
import Formatting

/// Brings rule files into their one layout.
struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt",
        abstract: "Bring rule files into their one layout; comments are kept.",
        discussion: """
            Rewrites files in place and lists those it changed. What a file says never changes: \
            that is verified before anything is written, and a file that is no YAML is reported \
            and left as it is. With - it reads standard input and writes standard output, for \
            editors.

            Exits with 65 when a file cannot be formatted, with 1 when --check is given and a \
            file differs from its layout, and with 0 otherwise.
            """
    )

    @Argument(
        help: """
            Files and folders, or - for standard input (default: BANSO_RULES, the installed \
            folder, Rules).
            """
    )
    var paths: [String] = []
    @Flag(help: "Write nothing; list the files that differ and exit with 1 when there is one.")
    var check = false
    @Flag(help: "Write nothing; show what would change.")
    var diff = false
    @Option(help: "What standard input is called in reports.")
    var stdinName = "<stdin>"

    func validate() throws {
        if paths.contains("-"), paths.count > 1 {
            throw ValidationError("- stands alone, without other files")
        }
    }

    func run() throws {
        if paths == ["-"] { return try formatInput() }
        let targets = FormatTargets(paths: paths.isEmpty ? RuleFolder.paths([]) : paths)
        report(targets.faults, sources: [:])
        var tally = Tally()
        tally.add(targets.faults)
        for file in targets.files { format(file, &tally) }
        Console.remark(summary(tally, of: targets.files.count))
        if let exit = tally.exit(isCheck: check) { throw exit }
    }

    /// What became of the files.
    private struct Tally {
        var changed = 0
        private var failures: [ExitCode] = []

        /// How many files or folders could not be dealt with.
        var failed: Int { failures.count }

        mutating func add(_ faults: [Diagnostic]) {
            for fault in faults where fault.severity == .error {
                failures.append(fault.code == .unreadable ? .noInput : .badData)
            }
        }

        mutating func add(_ fault: FormatFault) {
            switch fault {
            case .unreadable(let diagnostics): add(Array(diagnostics.prefix(1)))
            case .meaning, .comments: failures.append(.internal)
            case .unwritable(_, _, let isForbidden):
                failures.append(isForbidden ? .notPermitted : .internal)
            }
        }

        /// How the command ends: by its first failure, or by the answer of a check.
        func exit(isCheck: Bool) -> ExitCode? {
            failures.first ?? (isCheck && changed > 0 ? .no : nil)
        }
    }

    // MARK: Files

    private func format(_ path: String, _ tally: inout Tally) {
        var sources: [String: [UInt8]] = [:]
        do throws(FormatFault) {
            let bytes = try FormatTargets.read(path)
            sources[path] = bytes
            let result = try RuleFormatter().format(bytes, file: path)
            guard result != bytes else { return }
            if !check, !diff { try FileRewriter.replace(path, with: result) }
            tally.changed += 1
            if diff { showDifference(bytes, result, path) } else { Console.writeLine(path) }
        } catch {
            report(error, sources: sources)
            tally.add(error)
        }
    }

    private func formatInput() throws {
        let bytes = try Input.bytes(of: "-")
        var tally = Tally()
        do throws(FormatFault) {
            let result = try RuleFormatter().format(bytes, file: stdinName)
            if result != bytes { tally.changed += 1 }
            if diff {
                showDifference(bytes, result, stdinName)
            } else if check {
                if result != bytes { Console.writeLine(stdinName) }
            } else {
                Console.write(result)
            }
        } catch {
            report(error, sources: [stdinName: bytes])
            tally.add(error)
        }
        if let exit = tally.exit(isCheck: check) { throw exit }
    }

    // MARK: Reports

    private func showDifference(_ old: [UInt8], _ new: [UInt8], _ name: String) {
        let text = LineDiff.unified(
            String(decoding: old, as: UTF8.self),
            String(decoding: new, as: UTF8.self),
            name: name
        )
        Console.write(Array(text.utf8))
    }

    private func report(_ faults: [Diagnostic], sources: [String: [UInt8]]) {
        guard !faults.isEmpty else { return }
        report(.unreadable(faults), sources: sources)
    }

    private func report(_ fault: FormatFault, sources: [String: [UInt8]]) {
        var text = fault.text(sources: sources)
        // A remark ends its line itself.
        if text.hasSuffix("\n") { text.removeLast() }
        Console.remark(text)
    }

    private func summary(_ tally: Tally, of files: Int) -> String {
        let verb = check || diff ? "differing" : "rewritten"
        let failed = tally.failed > 0 ? "; failed: \(tally.failed)" : ""
        return "\(verb): \(tally.changed) of \(files)\(failed)"
    }
}
