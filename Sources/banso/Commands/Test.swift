import ArgumentParser

/// Runs the tests that stand beside the rules, or records new ones.
struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the tests that stand beside the rules, or record new ones.",
        discussion: """
            banso test FOLDER runs them; banso test run --help lists its options and \
            banso test record --help those of the other.
            """,
        subcommands: [TestRun.self, TestRecord.self],
        defaultSubcommand: TestRun.self
    )
}
