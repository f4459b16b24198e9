import Answering
import ArgumentParser
import Diagnostics
import FoundationEssentials
import Serving

/// Where answers come from: a rule folder in-process, or the daemon.
struct SourceOptions: ParsableArguments {
    @Option(help: "Work in-process on this rule folder instead of asking the daemon.")
    var rules: String?

    @OptionGroup var daemon: DaemonOptions
}

/// Where the daemon is.
struct DaemonOptions: ParsableArguments {
    @Option(help: "The daemon's socket.")
    var socket: String?

    /// The socket: flag, `BANSO_SOCKET`, the runtime folder, `/run`.
    var path: String {
        let environment = ProcessInfo.processInfo.environment
        if let socket { return socket }
        if let path = environment["BANSO_SOCKET"], !path.isEmpty { return path }
        return DefaultPaths.socket(environment: environment)
    }
}

/// Which rule folder an offline command works on.
struct FolderArgument: ParsableArguments {
    @Argument(help: "The rule folder (default: BANSO_RULES, the installed folder, Rules).")
    var folder: String?

    /// The folder: argument, `BANSO_RULES`, the installed one, a checkout's.
    var path: String { RuleFolder.path(flag: folder) }
}

/// Finds the rule folder.
enum RuleFolder {
    static func path(flag: String?) -> String {
        if let flag { return flag }
        if let path = ProcessInfo.processInfo.environment["BANSO_RULES"], !path.isEmpty {
            return path
        }
        return DefaultPaths.rules
    }

    /// Loads a folder or ends the command with its faults on standard error.
    static func load(_ path: String) throws -> BookLoader.Loaded {
        guard FileManager.default.fileExists(atPath: path) else {
            Console.remark("banso: there is no folder \(path)")
            throw ExitCode.noInput
        }
        do throws(BookLoader.Failure) {
            return try BookLoader(path: path).load()
        } catch {
            Console.remark(DiagnosticReport(folder: path).text(error.diagnostics))
            throw ExitCode.badData
        }
    }
}

/// Writes diagnostics with the lines they are about.
struct DiagnosticReport {
    let folder: String

    func text(_ diagnostics: [Diagnostic]) -> String {
        var sources: [String: [UInt8]] = [:]
        for file in Set(diagnostics.map(\.file)) {
            // A file that cannot be read has its own diagnostic; the others lose only their line.
            sources[file] = (try? Data(contentsOf: URL(filePath: "\(folder)/\(file)"))).map(
                Array.init
            )
        }
        return DiagnosticRenderer(sources: sources).render(diagnostics)
    }
}
