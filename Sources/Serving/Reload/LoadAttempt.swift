package import Diagnostics

/// One attempt to load the rules, and what came of it.
package struct LoadAttempt: Sendable {
    /// What caused an attempt.
    package enum Trigger: String, Sendable, CaseIterable {
        /// The service starts.
        case start
        /// `SIGHUP`.
        case signal
        /// `POST /v1/reload`.
        case request
        /// The folder was seen to have changed.
        case poll
    }

    /// What came of an attempt.
    package enum Outcome: String, Sendable, CaseIterable {
        /// The book was put in force.
        case loaded
        /// The files are those of the book in force, which stays.
        case unchanged
        /// The files cannot be used; the book in force stays.
        case failed
    }

    /// What caused it.
    package let trigger: Trigger
    /// What came of it.
    package let outcome: Outcome
    /// When it ended.
    package let at: Moment
    /// How long it took.
    package let duration: Duration
    /// Everything there is to say about the files.
    package let diagnostics: [Diagnostic]

    /// Describes an attempt.
    package init(
        _ trigger: Trigger,
        _ outcome: Outcome,
        at: Moment = .now,
        duration: Duration,
        diagnostics: [Diagnostic]
    ) {
        self.trigger = trigger
        self.outcome = outcome
        self.at = at
        self.duration = duration
        self.diagnostics = diagnostics
    }
}
