import Answering
import ArgumentParser
import Authoring
import FoundationEssentials
import Knowledge
import LanguageServer
import RuleLoading
import Serving

#if canImport(Glibc)
import Glibc
#endif

/// Serves an editor.
struct LanguageServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp",
        abstract: "Serve an editor: problems, completion, definitions, renaming, as one types.",
        discussion: """
            Speaks the Language Server Protocol over standard input and output; an editor starts it. \
            Without a folder it finds the rule folder of each file that is opened.
            """
    )

    @Argument(
        help: """
            The rule folder (default: that of each file); of several, a later one is laid over \
            those before it.
            """
    )
    var folders: [String] = []

    @Option(help: "The day on which windows and sources are judged (default: today in Japan).")
    var asOf: CalendarDate?

    // Some editors add it to every server they start.
    @Flag(help: .hidden)
    var stdio = false

    func run() throws {
        if !folders.isEmpty { try RuleFolder.requireFolders(LayerStack(folders)) }
        // An editor that has gone away is noticed by what cannot be written.
        signal(SIGPIPE, SIG_IGN)
        let server = LanguageServer(
            LanguageServer.Options(
                folders: folders.map(Self.absolute),
                version: Version.current,
                lint: { [asOf] in Linter(day: asOf ?? WallClock.today).quickFindings(in: $0) }
            )
        )
        let status = server.run(input: 0, output: 1)
        if status != 0 { throw ExitCode(status) }
    }

    /// The path from the root, as it stands in URIs.
    private static func absolute(_ path: String) -> String {
        let full = URL(filePath: path).standardizedFileURL.path
        return full.count > 1 && full.hasSuffix("/") ? String(full.dropLast()) : full
    }
}
