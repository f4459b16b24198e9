import Knowledge
import RuleLoading
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
        writer.member("layers", snapshot)
        writer.member("weights", snapshot.weights)
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

extension JSONWriter {
    /// The folders of a book, the lowest first, with what each does to those below it.
    fileprivate mutating func member(_ name: String, _ snapshot: Snapshot) {
        key(name)
        beginArray()
        for (folder, layer) in zip(snapshot.folders, snapshot.layers) {
            beginObject()
            member("name", folder.name)
            member("path", folder.path)
            member("files", layer.files)
            member("added", layer.added)
            member("changed", layer.changed)
            member("removed", layer.removed)
            endObject()
        }
        endArray()
    }

    /// What came of the learned weights.
    fileprivate mutating func member(_ name: String, _ weights: WeightsReport) {
        key(name)
        beginObject()
        member("state", weights.state.rawValue)
        if let file = weights.file { member("file", file) }
        if !weights.unknown.isEmpty {
            key("unknown")
            beginArray()
            for id in weights.unknown { value(id) }
            endArray()
        }
        endObject()
    }
}
