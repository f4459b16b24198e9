import Answering
import ArgumentParser
import Authoring
import Diagnostics
import FoundationEssentials
import RuleLoading
import Serving

/// Where answers come from: rule folders in-process, or the daemon.
struct SourceOptions: ParsableArguments {
    @Option(
        help: """
            Work in-process on this rule folder instead of asking the daemon; may be repeated: a \
            later one is laid over those before it.
            """
    )
    var rules: [String] = []

    @OptionGroup var daemon: DaemonOptions

    /// The folders to work on in-process; `nil` when the daemon is to be asked.
    var stack: LayerStack? { rules.isEmpty ? nil : LayerStack(rules) }
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

/// Which rule folders an offline command works on.
struct FolderArgument: ParsableArguments {
    @Argument(
        help: """
            The rule folder (default: BANSO_RULES, the installed folder, Rules); of several, a \
            later one is laid over those before it.
            """
    )
    var folders: [String] = []

    @Option(help: "The same by an option, as the commands that ask for answers have it.")
    var rules: [String] = []

    func validate() throws {
        guard folders.isEmpty || rules.isEmpty else {
            throw ValidationError("name the rule folders as arguments or by --rules, not both")
        }
    }

    /// The folders; in a book of several, the paths of files lead there from outside.
    var stack: LayerStack {
        LayerStack(RuleFolder.paths(folders.isEmpty ? rules : folders), naming: .paths)
    }

    /// The lowest folder: argument, `BANSO_RULES`, the installed one, a checkout's.
    var path: String { stack.folders[0].path }

    /// What paths of files are to be put behind; empty when they lead there by themselves.
    var label: String { stack.isLayered ? "" : path }
}

/// Finds and loads rule folders.
enum RuleFolder {
    /// The folders named, else those of `BANSO_RULES`, joined by colons, else the installed one.
    static func paths(_ named: [String]) -> [String] {
        if !named.isEmpty { return named }
        let variable = ProcessInfo.processInfo.environment["BANSO_RULES"] ?? ""
        let folders = DefaultPaths.folders(in: variable)
        return folders.isEmpty ? [DefaultPaths.rules] : folders
    }

    /// Loads a folder or ends the command with its faults on standard error.
    static func load(_ path: String) throws -> BookLoader.Loaded { try load(LayerStack([path])) }

    /// Loads folders or ends the command with their faults on standard error.
    static func load(_ stack: LayerStack) throws -> BookLoader.Loaded {
        try requireFolders(stack)
        do throws(BookLoader.Failure) {
            return try BookLoader(stack).load()
        } catch {
            Console.remark(DiagnosticReport(stack: stack).text(error.diagnostics))
            throw ExitCode.badData
        }
    }

    /// Ends the command when a folder is not there.
    static func requireFolders(_ stack: LayerStack) throws {
        for folder in stack.folders
        where !FileManager.default.fileExists(atPath: folder.path) {
            Console.remark("banso: there is no folder \(folder.path)")
            throw ExitCode.noInput
        }
    }
}

/// Writes diagnostics with the lines they are about.
struct DiagnosticReport {
    /// The folders the diagnostics are about.
    let stack: LayerStack

    /// The report, for standard error, with paths that lead to the files from outside.
    func text(_ diagnostics: [Diagnostic]) -> String {
        var sources: [String: [UInt8]] = [:]
        for file in Set(diagnostics.flatMap { [$0.file] + $0.notes.map(\.place.file) }) {
            // A file that cannot be read has its own diagnostic; the others lose only their line.
            sources[path(of: file)] = stack.bytes(of: file)
        }
        let placed = diagnostics.map { diagnostic in
            var placed = diagnostic
            placed.place.file = path(of: diagnostic.file)
            for index in placed.notes.indices {
                placed.notes[index].place.file = path(of: placed.notes[index].place.file)
            }
            return placed
        }
        return DiagnosticRenderer(sources: sources).render(placed)
    }

    /// The file as a reader finds it: files of several folders name theirs already.
    private func path(of file: String) -> String {
        SourceFolder.path(file, in: stack.isLayered ? "" : stack.folders[0].path)
    }
}
