import ArgumentParser
import FoundationEssentials
import Serving

/// The daemon: loads a rule book and answers over a Unix socket until it is told to stop.
@main
struct Daemon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bansod",
        abstract: "Answers queries from a rule book over a Unix socket.",
        discussion: discussion,
        version: Version.current
    )

    @Option(help: "A rule folder; may be repeated: a later one is laid over those before it.")
    var rules: [String] = []
    @Option(help: "The socket's path.") var socket: String?
    @Option(help: "The configuration file.") var config: String?
    @Option(help: "Seconds between looks at the rule folders; 0 for never.") var poll: String?
    @Option(help: "Permissions of the socket file, octal.") var socketMode: String?
    @Option(help: "Group of the socket file.") var socketGroup: String?
    @Option(help: "Group whose members may reload.") var adminGroup: String?
    @Option(help: "The least important log messages written.") var logLevel: String?
    @Option(help: "Threads that serve connections.") var threads: String?
    @Option(help: "Connections open at one time.") var maxConnections: String?
    @Option(help: "Bytes of a query or of a line of a batch.") var maxBody: String?
    @Option(help: "Bytes of a request's line and fields.") var maxHeader: String?
    @Option(help: "Seconds a connection may wait for its next request.") var idleTimeout: String?
    @Option(help: "Seconds the head of a request may take.") var headTimeout: String?
    @Option(help: "Seconds the body of a request may take.") var bodyTimeout: String?
    @Option(help: "Seconds a peer may take nothing of its answer.") var writeTimeout: String?
    @Option(help: "Seconds a slow answer may take.") var handlerTimeout: String?
    @Option(help: "Seconds that requests may go on when stopping.") var drainTimeout: String?
    @Option(help: "Bytes of answers kept for queries asked again; 0 for none.")
    var answerCache: String?
    @Option(help: "The file that every decision is recorded in; - for standard output.")
    var decisionLog: String?
    @Option(help: "Whether records keep the owner's words: true or false.")
    var decisionLogText: String?
    @Option(help: "A JSON pointer to what is left out of records; may be repeated.")
    var decisionLogMask: [String] = []
    @Option(help: "Bytes of records that may wait to be written.") var decisionLogQueue: String?

    static func main() async {
        CurrentProcess.silenceRuntime()
        await main(nil)
    }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        do {
            try await Wiring(configuration(environment), environment: environment).run()
        } catch let failure as Failure {
            CurrentProcess.remark(failure.message)
            throw failure.code
        }
    }

    private func configuration(
        _ environment: [String: String]
    ) throws(Failure) -> ServiceConfiguration {
        let options: [Setting: String?] = [
            .socket: socket, .poll: poll, .socketMode: socketMode,
            .logLevel: logLevel, .threads: threads, .connections: maxConnections, .body: maxBody,
            .idle: idleTimeout, .drain: drainTimeout, .socketGroup: socketGroup,
            .adminGroup: adminGroup, .header: maxHeader, .head: headTimeout,
            .request: bodyTimeout, .stall: writeTimeout, .handler: handlerTimeout,
            .answerCache: answerCache, .decisionLog: decisionLog,
            .decisionLogText: decisionLogText, .decisionLogQueue: decisionLogQueue,
        ]
        var given = options.compactMapValues { $0.map { [$0] } }
        given[.rules] = rules
        given[.decisionLogMask] = decisionLogMask
        do throws(ConfigurationError) {
            return try ServiceConfiguration(
                options: given,
                file: config,
                environment: environment
            )
        } catch {
            throw Failure(error)
        }
    }

    private static var discussion: String {
        let settings = Setting.allCases.map { setting in
            "  \(setting.rawValue.padding(to: 18)) \(setting.help)"
        }
        return """
            Options beat the environment, the environment beats the configuration file, and the \
            file beats the defaults. The file holds lines of the form key = value; a line that \
            begins with # is a comment, and the keys rules and decision_log_mask may come several \
            times. It is --config, else BANSO_CONFIG, else \(DefaultPaths.configuration), which \
            need not exist. A key's variable is BANSO_ and the key in capitals.

            \(settings.joined(separator: "\n"))

            SIGHUP loads the rules again; on a fault the old ones stay. SIGTERM and SIGINT stop, \
            after what is under way; a second one stops at once.

            Exit status: 0 stopped, 64 usage, 65 faulty rules, 66 no rule folder, 70 internal, \
            75 another process has the socket or the decision log, 77 not permitted, 78 bad \
            configuration.
            """
    }
}

extension String {
    /// The text with spaces up to a width.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
