import ServiceLifecycle
import UnixSignals

/// `SIGHUP`, trapped from the moment this is made: one that comes before anybody waits for it is kept
/// and does not end the process.
package struct Hangups: Sendable {
    let signals: UnixSignalsSequence

    /// Traps the signal.
    package init() async { signals = await UnixSignalsSequence(trapping: .sighup) }
}

/// Reloads on `SIGHUP` and, if wanted, when the folder has changed, until the service stops.
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
    ///   - watch: How the folder is looked at; `nil` means not at all.
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
                    for await _ in hangups.signals { _ = await reloader.reload(.signal) }
                }
                if let watch {
                    group.addTask {
                        await watch.run(clock: ContinuousClock()) {
                            _ = await reloader.reload(.poll)
                        }
                    }
                }
            }
        }
        manager.stopping()
    }
}

/// Looks at a rule folder from time to time.
package struct FolderWatch: Sendable {
    private let interval: Duration
    private let start: String
    private let fingerprint: @Sendable () -> String?

    /// Describes a watch.
    ///
    /// - Parameters:
    ///   - interval: The time between two looks.
    ///   - start: The fingerprint of the files that are known already.
    ///   - fingerprint: Takes the present one; `nil` while that is not possible.
    package init(
        every interval: Duration,
        from start: String,
        fingerprint: @escaping @Sendable () -> String?
    ) {
        self.interval = interval
        self.start = start
        self.fingerprint = fingerprint
    }

    /// Tells of every change until the task is cancelled.
    ///
    /// A folder that cannot be read just now, as in the middle of a deployment, is no change.
    @concurrent package func run(
        clock: some Clock<Duration>,
        onChange: @Sendable () async -> Void
    ) async {
        var last = start
        while (try? await clock.sleep(for: interval)) != nil {
            guard let now = fingerprint(), now != last else { continue }
            last = now
            await onChange()
        }
    }
}
