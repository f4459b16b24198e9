import ArgumentParser

/// The command line: asks the daemon, or works in-process on a rule folder with `--rules`.
@main
struct Banso: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "banso",
        abstract: "Recommends partners, policies and a style of support for a firm's issue.",
        version: "0.1.0",
        subcommands: [Recommend.self, Batch.self, Learn.self, Text.self]
    )
}
