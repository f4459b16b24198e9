import FoundationEssentials
import Logging
import ServiceLifecycle
import Serving
import UnixHTTP
import UnixSignals

/// Builds the daemon from its parts and runs it.
struct Wiring {
    private let configuration: ServiceConfiguration
    private let environment: [String: String]
    private let manager: any ServiceManager
    private let logger: Logger

    /// Prepares to run as configured; nothing is loaded or opened yet.
    init(_ configuration: ServiceConfiguration, environment: [String: String]) {
        self.configuration = configuration
        self.environment = environment
        manager = SystemdManager(environment: environment) ?? NoServiceManager()
        var logger = Logger(label: "bansod") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = configuration.logLevel
        self.logger = logger
    }

    /// Loads the rules, opens the socket and serves until a signal says stop.
    ///
    /// - Throws: ``Failure`` for everything that can be expected to go wrong.
    func run() async throws {
        CurrentProcess.ignoreBrokenPipes()
        // Trapped before the rules are loaded: a SIGHUP that comes early must not end the daemon.
        let hangups = await Hangups()
        let loader = BookLoader(paths: configuration.rules)
        let store = try open(loader)
        let reloader = Reloader(loader, into: store, manager: manager, logger: logger)
        let watch = configuration.poll.map { interval in
            FolderWatch(every: interval, from: store.snapshot.ruleset) {
                loader.fingerprint()
            }
        }
        let decisions = try decisionLog()
        let recording = decisions.map {
            ServiceGroupConfiguration.ServiceConfiguration(service: DecisionLogService($0))
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                // Told to stop from the last to the first: no more reloads, then no more requests,
                // then no more records.
                services: [recording].compactMap(\.self) + [
                    .init(service: try server(store, reloader, decisions)),
                    .init(
                        service: ReloadService(
                            reloader,
                            hangups: hangups,
                            watch: watch,
                            manager: manager
                        )
                    ),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch let error as ServerError {
            throw Failure(error)
        }
    }

    private func open(_ loader: BookLoader) throws(Failure) -> RuleStore {
        for folder in configuration.rules {
            guard FileManager.default.fileExists(atPath: folder) else { throw .noFolder(folder) }
        }
        do throws(BookLoader.Failure) {
            return try Reloader.start(loader, logger: logger)
        } catch {
            throw Failure(error, folders: configuration.rules)
        }
    }

    /// Opens the decision log, if there is to be one.
    private func decisionLog() throws(Failure) -> DecisionLog? {
        guard let settings = configuration.decisionLog else { return nil }
        do throws(DecisionLogFault) {
            return try DecisionLog(settings, logger: logger)
        } catch {
            throw Failure(error, path: settings.path)
        }
    }

    private func server(
        _ store: RuleStore,
        _ reloader: Reloader,
        _ decisions: DecisionLog?
    ) throws(Failure) -> UnixHTTPServer {
        let metrics = ServiceMetrics { [manager, logger] in
            logger.notice("ready")
            manager.ready()
        }
        let routes = RouteTable(
            store: store,
            reloader: reloader,
            metrics: metrics,
            decisions: decisions,
            rules: configuration.rules.first ?? "",
            lineLimit: configuration.limits.body
        )
        return UnixHTTPServer(
            try listening(),
            router: routes.router,
            observer: metrics,
            logger: logger,
            failureBody: { .refusal($0) }
        )
    }

    /// Where to listen: at the socket that systemd has handed over, or at a path.
    private func listening() throws(Failure) -> ServerConfiguration {
        let inherited: Int32?
        do throws(ServerError) {
            inherited = try InheritedSocket.descriptor(
                environment: environment,
                process: CurrentProcess.id
            )
        } catch {
            throw Failure(error)
        }
        let source = inherited.map(ServerConfiguration.Source.descriptor)
        var listening = ServerConfiguration(source: source ?? .path(configuration.socket))
        listening.mode = configuration.socketMode
        listening.threads = configuration.threads
        listening.limits = configuration.limits
        return listening
    }
}
