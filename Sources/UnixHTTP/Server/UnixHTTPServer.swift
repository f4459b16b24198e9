package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// HTTP/1.1 over a Unix socket, as a service.
///
/// ## Stopping
///
/// Told to stop gracefully, it removes its socket file and accepts only who waits there already. Then
/// it closes the connections between two requests, after a moment for a request that may be on its
/// way, and lets the others finish theirs until the drain limit is over. Cancelled, it closes all
/// connections at once.
///
/// Background handlers are waited for in both cases, however long they take and whether or not
/// somebody still wants what they make. Their tasks are cancelled when the server is, and when
/// connections had to be cut off at the limit; it is for them to take notice.
package struct UnixHTTPServer: Service {
    private let configuration: ServerConfiguration
    private let router: Router
    private let observer: any ServerObserver
    private let failureBody: @Sendable (HTTPFailure) -> Response
    private let logger: Logger

    /// Describes a server; nothing is opened before ``run()``.
    ///
    /// A refusal gets its body from `failureBody`, but its status from the failure in any case.
    package init(
        _ configuration: ServerConfiguration,
        router: Router,
        observer: any ServerObserver = NoObserver(),
        logger: Logger,
        failureBody: @escaping @Sendable (HTTPFailure) -> Response
    ) {
        self.configuration = configuration
        self.router = router
        self.observer = observer
        self.failureBody = failureBody
        self.logger = logger
    }

    /// Serves until the service is told to stop.
    ///
    /// - Throws: ``ServerError`` if it cannot listen, or cannot go on listening.
    package func run() async throws {
        let threads = max(configuration.threads, 1)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        let result: Result<Void, any Error>
        do {
            result = .success(try await serve(on: group))
        } catch {
            result = .failure(error)
        }
        try await group.shutdownGracefully()
        try result.get()
    }

    private func serve(on group: MultiThreadedEventLoopGroup) async throws {
        let connectionLimit = Self.connectionLimit(
            configuration.limits.connections,
            // What is usual where the system does not say.
            descriptors: UnixSocket.descriptorLimit ?? 1_024
        )
        let core = ServerCore(
            router: router,
            limits: configuration.limits,
            observer: observer,
            failureBody: failureBody,
            registry: ConnectionRegistry(limit: connectionLimit),
            background: BackgroundWork(),
            asksForGroups: configuration.asksForGroups,
            logger: logger
        )
        let listener = try await Listener.open(configuration, core: core, on: group)
        logger.info(
            "listening",
            metadata: [
                "source": "\(configuration.source.name)", "connections": "\(connectionLimit)",
            ]
        )
        observer.listening()
        let heart = configuration.heartbeat.map { start($0, on: group) }
        defer { heart?.cancel() }
        var endedByItself = false
        await withDiscardingTaskGroup { tasks in
            tasks.addTask { await core.background.run() }
            endedByItself = await waitForStop(listener)
            await listener.stop()
            if await !drain(core, on: group.next()) { tasks.cancelAll() }
            core.background.close()
        }
        if endedByItself {
            throw ServerError(
                .system,
                configuration.source.name,
                "does not accept connections any more"
            )
        }
    }

    /// Lets a sign of life go through all threads.
    private func start(
        _ heartbeat: Heartbeat,
        on group: MultiThreadedEventLoopGroup
    ) -> RepeatedTask {
        let interval = TimeAmount(heartbeat.interval)
        let loops = Array(group.makeIterator())
        return loops[0].scheduleRepeatedTask(initialDelay: .zero, delay: interval) { _ in
            Self.pass(heartbeat, through: loops[...])
        }
    }

    private static func pass(_ heartbeat: Heartbeat, through loops: ArraySlice<any EventLoop>) {
        guard let next = loops.first else { return heartbeat.beat() }
        next.execute { pass(heartbeat, through: loops.dropFirst()) }
    }

    /// The connections open at one time, below what the descriptors of the process allow: the process
    /// has some twenty for itself and wants some for files, and some are for telling others that there
    /// is no room.
    ///
    /// There has to be one left at all times: the library that runs tasks (libdispatch) looks at its
    /// threads once a second, by way of a file, and ends the process when it cannot.
    package static func connectionLimit(_ wanted: Int, descriptors: Int) -> Int {
        let reserve = min(64 + ConnectionRegistry.refusedLimit, max(descriptors / 2, 48))
        return max(1, min(wanted, descriptors - reserve))
    }

    /// Waits until there is a reason to stop; `true` if it is that accepting has ended by itself.
    private func waitForStop(_ listener: Listener) async -> Bool {
        let (reasons, reason) = AsyncStream.makeStream(of: Never.self)
        return await withTaskGroup(of: Bool.self) { tasks in
            tasks.addTask {
                await withTaskCancellationOrGracefulShutdownHandler {
                    for await _ in reasons {}
                } onCancelOrGracefulShutdown: {
                    reason.finish()
                }
                return false
            }
            tasks.addTask {
                await listener.waitForEnd()
                return !Task.isCancelled
            }
            if listener.hasFile {
                tasks.addTask {
                    await listener.keep()
                    return false
                }
            }
            let endedByItself = await tasks.next() ?? false
            tasks.cancelAll()
            return endedByItself
        }
    }

    /// Lets connections finish; `false` if some had to be cut off.
    private func drain(_ core: ServerCore, on loop: any EventLoop) async -> Bool {
        let drained = loop.makePromise(of: Void.self)
        core.registry.drain(drained)
        let limit = Task.isCancelled ? TimeAmount.zero : TimeAmount(configuration.limits.drain)
        let cut = loop.scheduleTask(in: limit) { core.registry.closeAll() }
        await withTaskCancellationHandler {
            try? await drained.futureResult.get()
        } onCancel: {
            _ = core.registry.closeAll()
        }
        cut.cancel()
        guard let count = try? await cut.futureResult.get(), count > 0 else {
            logger.info("stopped")
            return true
        }
        logger.warning("stopped; connections were cut off", metadata: ["connections": "\(count)"])
        return false
    }
}

extension ServerConfiguration.Source {
    /// What it is called in a log.
    var name: String {
        switch self {
        case .path(let path): path
        case .reserved(let place): place.path
        case .descriptor(let descriptor): "descriptor \(descriptor)"
        }
    }
}
