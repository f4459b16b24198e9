package import Authoring
package import RuleLoading

/// Speaks the Language Server Protocol about rule folders, over two descriptors.
///
/// Nothing but messages is ever written to the output.
package struct LanguageServer {
    /// How a server works.
    package struct Options: Sendable {
        /// The rule folders by their paths from the root, the lowest first, to be laid over each
        /// other; none to find the folder of each file.
        package var folders: [String]
        /// The release that the client is told of.
        package var version: String
        /// For how long a client must be quiet before it is told of problems.
        package var quiet: Duration
        /// What else to say of a folder that has been loaded, beside the loader's own faults.
        package var lint: @Sendable (LoadResult) -> [Finding]

        /// Gathers the options.
        package init(
            folders: [String] = [],
            version: String,
            quiet: Duration = .milliseconds(200),
            lint: @escaping @Sendable (LoadResult) -> [Finding] = { _ in [] }
        ) {
            self.folders = folders
            self.version = version
            self.quiet = quiet
            self.lint = lint
        }
    }

    private let options: Options

    /// Prepares a server.
    package init(_ options: Options) { self.options = options }

    /// Serves one client until it says `exit` or goes away.
    ///
    /// - Parameters:
    ///   - input: A descriptor to read messages from.
    ///   - output: A descriptor to write messages to.
    /// - Returns: 0 when the client ended as the protocol wants it, 1 otherwise.
    package func run(input: Int32, output: Int32) -> Int32 {
        let session = Session(options)
        let clock = ContinuousClock()
        var due: ContinuousClock.Instant?
        while true {
            switch Descriptor(input).read(until: due, on: clock) {
            case .bytes(let bytes): session.receive(bytes)
            case .nothing: session.tellProblems()
            case .end: return 1
            }
            guard Descriptor(output).write(session.outbox.take()) else { return 1 }
            if case .ended(let status) = session.phase { return status }
            due = session.isDue ? clock.now + options.quiet : nil
        }
    }
}
