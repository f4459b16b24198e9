import ServiceLifecycle
import UnixSignals

/// `SIGHUP`, trapped from the moment this is made: one that comes before anybody waits for it is kept
/// and does not end the process.
package struct Hangups: Sendable {
    let signals: UnixSignalsSequence

    /// Traps the signal.
    package init() async { signals = await UnixSignalsSequence(trapping: .sighup) }
}

/// Reloads on `SIGHUP` and, if wanted, when a folder has changed, until the service stops.
package struct ReloadService: Service {
    private let reloader: Reloader
    private let hangups: Hangups
    private let watch: FolderWatch?
    private let manager: any ServiceManager

    /// Describes the service.
    ///
    /// - Parameters:
    ///   - reloader: What loads the rules.
    ///   - hangups: The signals that cause a reload.
    ///   - watch: How the folders are looked at; `nil` means not at all.
    ///   - manager: Is told when the service stops.
    package init(
        _ reloader: Reloader,
        hangups: Hangups,
        watch: FolderWatch?,
        manager: any ServiceManager = NoServiceManager()
    ) {
        self.reloader = reloader
        self.hangups = hangups
        self.watch = watch
        self.manager = manager
    }

    /// Waits for reasons to reload.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    for await _ in hangups.signals { start(.signal) }
                }
                if let watch {
                    group.addTask { await watch.run(clock: ContinuousClock()) { start(.poll) } }
                }
            }
        }
        manager.stopping()
    }

    /// Begins a reload that nobody waits for: a service that is told to stop does not either.
    private func start(_ trigger: LoadAttempt.Trigger) {
        Task { _ = await reloader.reload(trigger) }
    }
}
