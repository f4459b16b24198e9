import Diagnostics
import Synchronization

/// What is in force, and how the last attempt to change it went.
///
/// A request takes one snapshot and keeps it to its end; a reload never blocks a request.
package final class RuleStore: Sendable {
    private struct State {
        var snapshot: Snapshot
        var lastAttempt: LoadAttempt
        var lastSuccess: Moment
        var attempts: [LoadAttempt.Outcome: Int]
    }

    private let state: Mutex<State>

    /// Puts the first book in force, with how it was loaded.
    package init(_ first: Snapshot, attempt: LoadAttempt) {
        state = Mutex(
            State(
                snapshot: first,
                lastAttempt: attempt,
                lastSuccess: attempt.at,
                attempts: [attempt.outcome: 1]
            )
        )
    }

    /// The book in force.
    package var snapshot: Snapshot { state.withLock { $0.snapshot } }

    /// The book in force and how the last attempt went, at one moment.
    package var current: (snapshot: Snapshot, lastAttempt: LoadAttempt) {
        state.withLock { ($0.snapshot, $0.lastAttempt) }
    }

    /// What is in force, in a line for whoever has started the service.
    package var summary: String {
        let (snapshot, attempt) = current
        let faults = attempt.diagnostics.count { $0.severity == .error }
        let refusal =
            attempt.outcome == .failed ? "; newer rules were refused for \(faults) faults" : ""
        return "generation \(snapshot.generation), rules \(snapshot.ruleset.prefix(12))\(refusal)"
    }

    /// When an attempt last did not fail.
    package var lastSuccess: Moment { state.withLock { $0.lastSuccess } }

    /// How many attempts had an outcome since the service started.
    package func attempts(_ outcome: LoadAttempt.Outcome) -> Int {
        state.withLock { $0.attempts[outcome, default: 0] }
    }

    /// Notes an attempt, and puts its book in force if it brought one.
    package func record(_ attempt: LoadAttempt, installing next: Snapshot? = nil) {
        state.withLock { state in
            if let next { state.snapshot = next }
            state.lastAttempt = attempt
            if attempt.outcome != .failed { state.lastSuccess = attempt.at }
            state.attempts[attempt.outcome, default: 0] += 1
        }
    }
}
