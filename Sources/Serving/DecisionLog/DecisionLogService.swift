import ServiceLifecycle
import UnixSignals

/// Looks at the file of the decision log on `SIGHUP`, and has the last records written when the
/// service stops.
///
/// In a service group it stands before the server, so that it stops after it.
package struct DecisionLogService: Service {
    private let log: DecisionLog

    /// Describes the service of a log.
    package init(_ log: DecisionLog) { self.log = log }

    /// Waits for signals until the service stops.
    package func run() async throws {
        let hangups = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            for await _ in hangups { log.reopen() }
        }
        await log.flush()
    }
}
