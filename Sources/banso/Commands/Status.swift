import ArgumentParser
import WireFormat

/// Shows what the daemon has loaded.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the daemon's rule set and how the last attempt to load one went."
    )

    @OptionGroup var daemon: DaemonOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() async throws {
        let body = try await DaemonClient(daemon).ask(.status)
        switch format {
        case .json: Console.write(body + [0x0A])
        case .text:
            Console.write(Array(ServiceText.status(try JSONDocument(parsing: body).root).utf8))
        }
    }
}

/// Makes the daemon load its rules again.
struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load the daemon's rules again; on a fault the old ones stay."
    )

    /// A large book may take its time; the daemon answers only after the swap.
    private static let patience = Duration.seconds(600)

    @OptionGroup var daemon: DaemonOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() async throws {
        let body = try await DaemonClient(daemon, timeout: Self.patience).ask(.reload)
        switch format {
        case .json: Console.write(body + [0x0A])
        case .text:
            Console.write(Array(ServiceText.reload(try JSONDocument(parsing: body).root).utf8))
        }
    }
}
