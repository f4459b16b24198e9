import UnixHTTP
import WireFormat

/// Tells how the service is doing.
struct HealthHandler: Sendable {
    let store: RuleStore
    /// The rule folder.
    let rules: String

    /// The process answers.
    func liveness(_ request: Request) -> Response { Self.simple("alive") }

    /// A rule set is in force; there is none only before the socket exists.
    func readiness(_ request: Request) -> Response { Self.simple("ready") }

    private static func simple(_ word: String) -> Response {
        var writer = JSONWriter(capacity: 32)
        writer.beginObject()
        writer.member("status", word)
        writer.endObject()
        return .json(writer.bytes)
    }

    /// The rule set in force and how the last attempt to change it went.
    func status(_ request: Request) -> Response {
        let (snapshot, attempt) = store.current
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        writer.member("version", Version.current)
        writer.member("rules", rules)
        writer.member("ruleset", snapshot.ruleset)
        writer.member("generation", snapshot.generation)
        writer.member("loaded_at", snapshot.loadedAt.text)
        writer.key("counts")
        writer.beginObject()
        for count in snapshot.counts { writer.member(count.name, count.value) }
        writer.endObject()
        writer.key("last_attempt")
        writer.beginObject()
        writer.member("trigger", attempt.trigger.rawValue)
        writer.member("outcome", attempt.outcome.rawValue)
        writer.member("at", attempt.at.text)
        writer.key("seconds")
        writer.score(attempt.duration.seconds)
        writer.member("diagnostics", attempt.diagnostics)
        writer.endObject()
        writer.endObject()
        return .json(writer.bytes)
    }
}
