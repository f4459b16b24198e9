import Answering
import Diagnostics
package import Logging
import Synchronization

/// Loads the rules again, one attempt at a time, whatever asked for it.
///
/// The new book is built and tried out beside the one in force, away from the event loops. If it
/// cannot be used, the one in force stays.
package actor Reloader {
    private let loader: BookLoader
    private let store: RuleStore
    private let manager: any ServiceManager
    private let logger: Logger
    private nonisolated let begun = Atomic<Int>(0)
    /// The digest of the files that the last attempt was made with.
    private nonisolated let tried: Mutex<String?>

    /// Describes a reloader; nothing is loaded before it is asked to.
    package init(
        _ loader: BookLoader,
        into store: RuleStore,
        manager: any ServiceManager = NoServiceManager(),
        logger: Logger
    ) {
        self.loader = loader
        self.store = store
        self.manager = manager
        self.logger = logger
        tried = Mutex(store.snapshot.ruleset)
    }

    /// Loads the first book.
    ///
    /// - Throws: The faults of the folder, without which there is nothing to serve.
    package static func start(
        _ loader: BookLoader,
        logger: Logger
    ) throws(BookLoader.Failure) -> RuleStore {
        let clock = ContinuousClock()
        let start = clock.now
        let snapshot = try Self.load(loader, generation: 1)
        let attempt = LoadAttempt(
            .start,
            .loaded,
            duration: clock.now - start,
            diagnostics: snapshot.warnings
        )
        log(attempt, snapshot, to: logger)
        return RuleStore(snapshot, attempt: attempt)
    }

    /// Loads a book and tries it out.
    private static func load(
        _ loader: BookLoader,
        generation: Int
    ) throws(BookLoader.Failure) -> Snapshot {
        let snapshot = Snapshot(try loader.load(), generation: generation)
        if let fault = SelfTest(snapshot).fault() {
            throw BookLoader.Failure(diagnostics: snapshot.warnings + [fault])
        }
        return snapshot
    }

    /// Whether the last attempt was made with files of this digest, so that another one could only
    /// come to the same end.
    package nonisolated func hasTried(_ digest: String) -> Bool {
        tried.withLock { $0 == digest }
    }

    /// Loads the rules and puts them in force if they can be used.
    ///
    /// Callers who wait for the same attempt share it: whoever asks while one is under way gets one
    /// that begins later, and so sees all files that were written before the asking.
    package nonisolated func reload(_ trigger: LoadAttempt.Trigger) async -> LoadAttempt {
        let seen = begun.load(ordering: .acquiring)
        return await attempt(trigger, unlessBegunAfter: seen)
    }

    private func attempt(_ trigger: LoadAttempt.Trigger, unlessBegunAfter seen: Int) -> LoadAttempt
    {
        if begun.load(ordering: .acquiring) > seen { return store.current.lastAttempt }
        begun.add(1, ordering: .acquiringAndReleasing)
        manager.reloading()
        defer { manager.ready(store.summary) }
        let clock = ContinuousClock()
        let start = clock.now
        // Taken before the files are read: what is written after this is a change.
        let digest = loader.fingerprint()
        tried.withLock { $0 = digest }
        let old = store.snapshot
        if digest == old.ruleset {
            return finish(trigger, .unchanged, clock.now - start, old.warnings)
        }
        do throws(BookLoader.Failure) {
            let next = try Self.load(loader, generation: old.generation + 1)
            let isNew = next.ruleset != old.ruleset
            return finish(
                trigger,
                isNew ? .loaded : .unchanged,
                clock.now - start,
                next.warnings,
                isNew ? next : nil
            )
        } catch {
            return finish(trigger, .failed, clock.now - start, error.diagnostics)
        }
    }

    private func finish(
        _ trigger: LoadAttempt.Trigger,
        _ outcome: LoadAttempt.Outcome,
        _ duration: Duration,
        _ diagnostics: [Diagnostic],
        _ next: Snapshot? = nil
    ) -> LoadAttempt {
        let attempt = LoadAttempt(
            trigger,
            outcome,
            duration: duration,
            diagnostics: diagnostics
        )
        store.record(attempt, installing: next)
        Self.log(attempt, store.snapshot, to: logger)
        return attempt
    }

    /// The most diagnostics of one attempt that are logged; the status has them all.
    private static let loggedDiagnostics = 20

    private static func log(_ attempt: LoadAttempt, _ snapshot: Snapshot, to logger: Logger) {
        for diagnostic in attempt.diagnostics.prefix(loggedDiagnostics) {
            let line = diagnostic.line(withSeverity: false)
            logger.log(level: diagnostic.severity == .error ? .error : .warning, "\(line)")
        }
        let metadata: Logger.Metadata = [
            "generation": "\(snapshot.generation)",
            "ruleset": "\(snapshot.ruleset.prefix(12))",
            "seconds": "\(attempt.duration.seconds)",
            "trigger": "\(attempt.trigger.rawValue)",
        ]
        switch attempt.outcome {
        case .loaded: logger.notice("rules loaded", metadata: metadata)
        case .unchanged: logger.notice("rules unchanged", metadata: metadata)
        case .failed: logger.error("rules refused, the old ones stay", metadata: metadata)
        }
    }
}

extension Diagnostic {
    /// The place, the code and what is wrong, on one line.
    package func line(withSeverity: Bool) -> String {
        let label = withSeverity ? "\(severity.rawValue)[\(code.rawValue)]" : "[\(code.rawValue)]"
        return "\(file):\(line):\(column): \(label) \(message)"
    }
}

extension Duration {
    /// The whole duration in seconds.
    var seconds: Double {
        let parts = components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
