package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// HTTP/1.1 over a Unix socket, as a service.
///
/// ## Stopping
///
/// Told to stop gracefully, it removes its socket file and accepts nothing more, closes the
/// connections between two requests, and lets the others finish theirs until the drain limit is
/// over. Cancelled, it closes all connections at once. Background handlers are waited for in both
/// cases; after the limit their tasks are cancelled.
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
    /// - Throws: ``ServerError`` if it cannot listen.
    package func run() async throws {
        let socket = try SocketFile.open(configuration.source, mode: configuration.mode)
        let threads = max(configuration.threads, 1)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        let result: Result<Void, any Error>
        do {
            result = .success(try await serve(socket, on: group))
        } catch {
            result = .failure(error)
        }
        socket.remove()
        try await group.shutdownGracefully()
        try result.get()
    }

    private func serve(_ socket: SocketFile, on group: MultiThreadedEventLoopGroup) async throws {
        let core = ServerCore(
            router: router,
            limits: configuration.limits,
            observer: observer,
            failureBody: failureBody,
            registry: ConnectionRegistry(limit: configuration.limits.connections),
            background: BackgroundWork(),
            asksForGroups: configuration.asksForGroups,
            logger: logger
        )
        let listener = try await ServerBootstrap(group: group)
            .childChannelInitializer { core.initialize($0) }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .withBoundSocket(socket.descriptor)
            .get()
        if socket.replacedStale { logger.notice("replaced a dead socket") }
        logger.info("listening", metadata: ["source": "\(configuration.source)"])
        observer.listening()
        await withDiscardingTaskGroup { tasks in
            tasks.addTask { await core.background.run() }
            await waitForStop(listener)
            try? await listener.close()
            socket.remove()
            if await !drain(core, on: group.next()) { tasks.cancelAll() }
            core.background.close()
        }
    }

    /// Waits until there is a reason to stop: asked to, cancelled, or the listener is gone.
    private func waitForStop(_ listener: any Channel) async {
        let (reasons, reason) = AsyncStream.makeStream(of: Never.self)
        listener.closeFuture.whenComplete { _ in reason.finish() }
        await withTaskCancellationOrGracefulShutdownHandler {
            for await _ in reasons {}
        } onCancelOrGracefulShutdown: {
            reason.finish()
        }
    }

    /// Lets connections finish; `false` if some had to be cut off.
    private func drain(_ core: ServerCore, on loop: any EventLoop) async -> Bool {
        let drained = loop.makePromise(of: Void.self)
        core.registry.drain(drained)
        let limit = Task.isCancelled ? TimeAmount.zero : TimeAmount(configuration.limits.drain)
        let cut = loop.scheduleTask(in: limit) { core.registry.closeAll() }
        try? await drained.futureResult.get()
        cut.cancel()
        guard let count = try? await cut.futureResult.get(), count > 0 else {
            logger.info("stopped")
            return true
        }
        logger.warning("stopped; connections were cut off", metadata: ["connections": "\(count)"])
        return false
    }
}
