import ArgumentParser

/// Measures the parts of the product and writes down ratios.
///
/// Nothing here is asynchronous: programs that are started from a task would be started with the
/// signals blocked that are to end them.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure Banso: one command for each part.",
        discussion: """
            Build with -c release. Contestants take turns, five rounds; a figure is the median of \
            the rounds with the least and the greatest beside it, a ratio is taken round by round. \
            Processor time is what counts on a machine that does other work as well.
            """,
        subcommands: [
            EngineCommand.self, TextCommand.self, LoadCommand.self, SocketCommand.self,
            BatchCommand.self, PeersCommand.self, GenerateCommand.self, FloorCommand.self,
            ServeCommand.self, ResidentCommand.self,
        ]
    )
}
