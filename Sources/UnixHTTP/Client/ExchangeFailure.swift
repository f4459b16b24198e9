import Synchronization

/// Why an exchange was broken off by our own side, for whoever sees only that it was.
final class ExchangeFailure: Sendable {
    private let failure = Mutex<ClientError?>(nil)

    /// The first reason there was.
    var first: ClientError? { failure.withLock { $0 } }

    /// Notes a reason, unless there is one.
    func set(_ error: ClientError) {
        failure.withLock { $0 = $0 ?? error }
    }
}
