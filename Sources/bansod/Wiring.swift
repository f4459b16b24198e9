import FoundationEssentials
import Logging
import ServiceLifecycle
import Serving
import UnixHTTP

/// Builds the daemon from its parts and runs it.
struct Wiring {
    private let configuration: ServiceConfiguration
    private let environment: [String: String]
    private let manager: any ServiceManager
    private let watchdog: Heartbeat?
    private let logger: Logger

    /// Prepares to run as configured; nothing is loaded or opened yet.
    init(_ configuration: ServiceConfiguration, environment: [String: String]) {
        self.configuration = configuration
        self.environment = environment
        let systemd = SystemdManager(environment: environment)
        manager = systemd ?? NoServiceManager()
        watchdog = systemd?.heartbeat(environment: environment, process: CurrentProcess.id)
        var logger = Logger(label: "bansod") { _ in LineLog(environment: environment) }
        logger.logLevel = configuration.logLevel
        self.logger = logger
    }

    /// Reserves the socket, loads the rules, and serves until a signal says stop.
    ///
    /// - Throws: ``Failure`` for everything that can be expected to go wrong.
    func run() async throws {
        // What was in them has been read.
        InheritedSocket.forget(InheritedSocket.variables + SystemdManager.variables)
        CurrentProcess.ignoreBrokenPipes()
        CurrentProcess.leaveNoCore()
        CurrentProcess.raiseDescriptorLimit()
        // Trapped before the rules are loaded: a signal that comes early must not be lost.
        let hangups = await Hangups()
        let stops = await StopSignals(logger: logger)
        let admins = try configuration.adminGroup.map(group)
        let listening = try listening()
        defer { listening.source.release() }
        let loader = BookLoader(
            paths: configuration.rules,
            answerCache: configuration.answerCache
        )
        let store = try open(loader)
        let reloader = Reloader(loader, into: store, manager: manager, logger: logger)
        let decisions = try decisionLog()
        let recording = decisions.map {
            ServiceGroupConfiguration.ServiceConfiguration(service: DecisionLogService($0))
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                // Told to stop from the last to the first: no more reloads, then no more requests,
                // then no more records.
                services: [recording].compactMap(\.self) + [
                    .init(
                        service: server(listening, store, reloader, decisions, admins: admins),
                        successTerminationBehavior: .gracefullyShutdownGroup
                    ),
                    .init(
                        service: ReloadService(
                            reloader,
                            hangups: hangups,
                            watch: watch(loader, reloader),
                            manager: manager
                        )
                    ),
                ],
                logger: logger
            )
        )
        do {
            try await stops.run(group, finishingWithin: configuration.limits.drain)
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

    private func watch(_ loader: BookLoader, _ reloader: Reloader) -> FolderWatch? {
        configuration.poll.map { interval in
            FolderWatch(
                every: interval,
                hint: { loader.hint() },
                fingerprint: { loader.fingerprint() },
                isKnown: { reloader.hasTried($0) }
            )
        }
    }

    private func server(
        _ listening: ServerConfiguration,
        _ store: RuleStore,
        _ reloader: Reloader,
        _ decisions: DecisionLog?,
        admins: UInt32?
    ) -> UnixHTTPServer {
        let metrics = ServiceMetrics { [manager, logger] in
            manager.ready(store.summary)
            logger.notice("ready")
        }
        let routes = RouteTable(
            store: store,
            reloader: reloader,
            access: AccessPolicy(group: admins, logger: logger),
            metrics: metrics,
            decisions: decisions,
            rules: configuration.rules.first ?? "",
            lineLimit: configuration.limits.body
        )
        return UnixHTTPServer(
            listening,
            router: routes.router,
            observer: metrics,
            logger: logger,
            failureBody: { .refusal($0) }
        )
    }

    private func group(_ text: String) throws(Failure) -> UInt32 {
        guard let group = CurrentProcess.number(ofGroup: text) else { throw .noGroup(text) }
        return group
    }

    /// Where to listen: at the socket that systemd has handed over, or at a path that is ours.
    private func listening() throws(Failure) -> ServerConfiguration {
        let group = try configuration.socketGroup.map(group)
        do throws(ServerError) {
            let inherited = try InheritedSocket.descriptor(
                environment: environment,
                process: CurrentProcess.id
            )
            let source: ServerConfiguration.Source =
                if let inherited {
                    .descriptor(inherited)
                } else {
                    .reserved(try SocketReservation(path: configuration.socket))
                }
            var listening = ServerConfiguration(source: source)
            listening.mode = configuration.socketMode
            listening.group = group
            listening.threads = configuration.threads
            listening.limits = configuration.limits
            listening.asksForGroups = configuration.adminGroup != nil
            listening.heartbeat = watchdog
            return listening
        } catch {
            throw Failure(error)
        }
    }
}
