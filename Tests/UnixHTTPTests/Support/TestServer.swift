import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import UnixHTTP

/// A server on a socket in a directory of its own, running while a test does.
struct TestServer: Sendable {
    let path: String
    let observer: RecordingObserver
    let group: ServiceGroup

    var client: UnixHTTPClient { UnixHTTPClient(path: path) }

    /// Tells the server to stop; returns before it has.
    func stop() async { await group.triggerGracefulShutdown() }

    /// Runs a server with some routes around `body`, and stops it gracefully.
    static func run(
        _ router: Router = .sample,
        _ settings: ServerConfiguration = ServerConfiguration(source: .path("")),
        at path: String? = nil,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        try await TemporaryDirectory.with { directory in
            let path = path ?? directory + "/s"
            var configuration = settings
            if configuration.source == .path("") { configuration.source = .path(path) }
            let observer = RecordingObserver()
            let group = group(router, configuration, observer)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { observer.stopped() }
                    try await group.run()
                }
                // Without this, a server that cannot start would be waited for.
                if await observer.isListening() {
                    try await body(TestServer(path: path, observer: observer, group: group))
                    await group.triggerGracefulShutdown()
                }
                try await tasks.waitForAll()
            }
        }
    }

    private static func group(
        _ router: Router,
        _ configuration: ServerConfiguration,
        _ observer: RecordingObserver
    ) -> ServiceGroup {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = UnixHTTPServer(
            configuration,
            router: router,
            observer: observer,
            logger: logger
        ) { failure in
            Response(
                status: failure.status,
                contentType: "text/plain",
                body: Array(failure.code.rawValue.utf8)
            )
        }
        return ServiceGroup(
            configuration: .init(
                services: [.init(service: server, successTerminationBehavior: .ignore)],
                logger: logger
            )
        )
    }
}

extension ServerConfiguration {
    /// The usual settings but for one, on the socket of the test.
    static func with<Value>(
        _ setting: WritableKeyPath<ServerConfiguration, Value>,
        _ value: Value
    ) -> ServerConfiguration {
        var configuration = ServerConfiguration(source: .path(""))
        configuration[keyPath: setting] = value
        return configuration
    }
}

extension Router {
    /// Routes that say what they were asked.
    static var sample: Router {
        var router = Router()
        router.add("GET", "/plain", .immediate { _ in .text("plain") })
        router.add("POST", "/echo", .immediate { Response(contentType: "x/y", body: $0.body) })
        router.add("GET", "/things/{id}", .immediate { .text($0.parameter ?? "none") })
        router.add("GET", "/query", .immediate { .text($0.queryItem("q") ?? "none") })
        router.add("GET", "/slow", .background { _ in .text("slow") })
        router.add("POST", "/slow", .background { Response(body: $0.body) })
        return router
    }

    /// The sample routes and one that says when it has begun and waits for a gate.
    static func gated(_ gate: Gate, begun: Gate? = nil) -> Router {
        var router = Router.sample
        router.add(
            "GET",
            "/gated",
            .background { _ in
                begun?.open()
                await gate.wait()
                return .text("gated")
            }
        )
        return router
    }

    /// The sample routes and one during which nothing happens on the loop, as in a process that is
    /// stopped.
    static func standstill(
        begun: Gate,
        _ wait: @escaping @Sendable () -> Void
    ) -> Router {
        var router = Router.sample
        router.add(
            "GET",
            "/standstill",
            .immediate { _ in
                begun.open()
                wait()
                return .text("over")
            }
        )
        return router
    }
}

extension Response {
    /// A response of plain text.
    static func text(_ text: String) -> Response {
        Response(contentType: "text/plain", body: Array(text.utf8))
    }

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Remembers what a server has reported.
final class RecordingObserver: ServerObserver {
    private struct Counts {
        var opened = 0
        var closed = 0
        var refused = 0
        var finished: [FinishedRequest] = []
    }

    private let counts = Mutex(Counts())
    private let starts: AsyncStream<Bool>
    private let start: AsyncStream<Bool>.Continuation

    init() { (starts, start) = AsyncStream.makeStream(of: Bool.self) }

    var opened: Int { counts.withLock(\.opened) }
    var closed: Int { counts.withLock(\.closed) }
    var refused: Int { counts.withLock(\.refused) }
    var finished: [FinishedRequest] { counts.withLock(\.finished) }

    func listening() { start.yield(true) }
    func stopped() { start.finish() }
    func connectionOpened() { counts.withLock { $0.opened += 1 } }
    func connectionClosed() { counts.withLock { $0.closed += 1 } }
    func connectionRefused() { counts.withLock { $0.refused += 1 } }
    func requestFinished(_ request: FinishedRequest) {
        counts.withLock { $0.finished.append(request) }
    }

    /// Waits until the server listens; `false` if it has stopped instead.
    func isListening() async -> Bool {
        for await _ in starts { return true }
        return false
    }
}

/// Directories that are gone after the test.
enum TemporaryDirectory {
    static func with(_ body: (String) async throws -> Void) async throws {
        // Short, for the path of a socket has no more than 107 bytes.
        let path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString.prefix(13)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }
}

/// Something that one side waits for and the other side makes happen, once.
struct Gate: Sendable {
    private let events: AsyncStream<Never>
    private let event: AsyncStream<Never>.Continuation

    init() { (events, event) = AsyncStream.makeStream(of: Never.self) }

    func open() { event.finish() }
    func wait() async { for await _ in events {} }
}
