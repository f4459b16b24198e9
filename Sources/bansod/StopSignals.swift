import Logging
import ServiceLifecycle
import UnixSignals

/// `SIGTERM` and `SIGINT`, trapped from the moment this is made.
///
/// The first lets the services finish what is under way, for a limited time. The second ends them
/// at once.
struct StopSignals: Sendable {
    /// What is granted for the last steps, such as writing the decision log, once nothing is waited
    /// for any more.
    private static let lastSteps = Duration.seconds(3)

    private let signals: UnixSignalsSequence
    private let logger: Logger

    /// Traps the signals.
    init(logger: Logger) async {
        signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        self.logger = logger
    }

    /// Runs services until they have ended or a second signal has come.
    ///
    /// - Parameters:
    ///   - group: The services.
    ///   - limit: How long the services may take to finish.
    /// - Throws: What a service that failed has thrown.
    func run(_ group: ServiceGroup, finishingWithin limit: Duration) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask { await stop(group, limit) }
            // Whichever is first: the services have ended, or they have to.
            try await tasks.next()
            tasks.cancelAll()
            do {
                try await tasks.waitForAll()
            } catch is CancellationError {
                // What was asked for.
            }
        }
    }

    /// Waits for the signals; returns when the services have to end at once.
    private func stop(_ group: ServiceGroup, _ limit: Duration) async {
        var isStopping = false
        for await signal in signals {
            if isStopping {
                logger.warning("stopping at once", metadata: ["signal": "\(signal)"])
                CurrentProcess.end(after: Self.lastSteps)
                return
            }
            isStopping = true
            logger.notice("stopping", metadata: ["signal": "\(signal)"])
            CurrentProcess.end(after: limit + Self.lastSteps)
            await group.triggerGracefulShutdown()
        }
    }
}
