import Foundation
import Logging
import Serving
import Synchronization
import Testing
import UnixHTTP
import WireFormat

@Suite struct AccessPolicyTests {
    @Test(
        arguments: [
            (Peer(uid: 0, gid: 0, pid: 1), true), (Peer(uid: 1_000, gid: 0, pid: 1), true),
            (Peer(uid: 1_001, gid: 0, pid: 1), false), (Peer(uid: 1_001, gid: 27, pid: 1), true),
            (Peer(uid: 1_001, gid: 9, pid: 1, groups: [4, 27]), true),
            (Peer(uid: 1_001, gid: 9, pid: 1, groups: [4, 28]), false), (nil, false),
        ] as [(Peer?, Bool)]
    )
    func `root, the owner and the members of the group may`(_ peer: Peer?, _ may: Bool) {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        #expect(AccessPolicy(owner: 1_000, group: 27, logger: logger).allows(peer) == may)
        // Without a group, it is of no use to be in one.
        let isOwn = peer.map { [0, 1_000].contains($0.uid) } ?? false
        #expect(AccessPolicy(owner: 1_000, logger: logger).allows(peer) == isOwn)
    }

    @Test(.enabled(if: geteuid() != 0, "root may do everything"))
    func `who may not reload is told so and is named in the log`() async throws {
        let book = try SmallBook()
        let log = RecordingLog()
        let logger = Logger(label: "test") { _ in log }
        let access = AccessPolicy(owner: geteuid() + 1, logger: logger)
        try await TestService.run(book, access: access) { service in
            let response = try await service.ask("POST", "/v1/reload")
            #expect(response.status == 403)
            #expect(try response.problem.code == "access.denied")
            #expect(service.store.attempts(.unchanged) == 0)
            let line = try #require(log.lines.first)
            #expect(line.contains("uid=\(geteuid())") && line.contains("pid=\(getpid())"))
        }
    }
}

/// Keeps what is logged.
private struct RecordingLog: LogHandler {
    private final class Lines: Sendable {
        let state = Mutex<[String]>([])
    }

    private let kept = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    var lines: [String] { kept.state.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
        kept.state.withLock { $0.append("\(event.message) \(fields.joined(separator: " "))") }
    }
}
