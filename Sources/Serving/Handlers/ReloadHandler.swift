import Diagnostics
import UnixHTTP
import WireFormat

/// Loads the rules again and waits for what comes of it.
struct ReloadHandler: Sendable {
    let store: RuleStore
    let reloader: Reloader
    let access: AccessPolicy

    /// 200 when the folder's rules are in force, 422 when they cannot be, 403 for who must not ask.
    @concurrent func reload(_ request: Request) async -> Response {
        if let refusal = access.refusal(of: request) { return refusal }
        let attempt = await reloader.reload(.request)
        guard attempt.outcome != .failed else { return .problem(Self.problem(attempt)) }
        let snapshot = store.snapshot
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("outcome", attempt.outcome.rawValue)
        writer.member("ruleset", snapshot.ruleset)
        writer.member("generation", snapshot.generation)
        writer.member("loaded_at", snapshot.loadedAt.text)
        writer.member("diagnostics", attempt.diagnostics)
        writer.endObject()
        return .json(writer.bytes)
    }

    private static func problem(_ attempt: LoadAttempt) -> ProblemBody {
        let errors = attempt.diagnostics.filter { $0.severity == .error }
        return ProblemBody(
            status: 422,
            code: "rules.refused",
            title: "Rules refused",
            detail: "the rules have \(errors.count) faults; the old ones stay in force",
            errors: errors.map { ProblemBody.Item($0) }
        )
    }
}
