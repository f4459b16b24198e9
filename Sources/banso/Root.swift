import ArgumentParser
import Serving

/// The command line: asks the daemon, or works in-process on a rule folder with `--rules`.
@main
struct Banso: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "banso",
        abstract: "Recommends partners, policies and a style of support for a firm's issue.",
        version: Version.current,
        subcommands: [
            Recommend.self, Consult.self, Batch.self, Status.self, Reload.self, Categories.self,
            Partners.self,
            Policies.self, Approaches.self, Rules.self, Learn.self, Text.self,
            Test.self, Check.self, ExplainCode.self, Format.self, Expiring.self,
            PolicyTimeline.self,
            Schema.self, LanguageServerCommand.self, Impact.self, Coverage.self,
        ]
    )
}
