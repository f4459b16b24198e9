import ArgumentParser

/// Runs the tests that stand beside the rules, or records new ones.
struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the tests that stand beside the rules, or record new ones.",
        discussion: "banso test FOLDER runs them; see banso test record --help for the other.",
        subcommands: [TestRun.self, TestRecord.self],
        defaultSubcommand: TestRun.self
    )
}
