import Foundation
import Logging
import Serving
import Testing
import UnixHTTP
import WireFormat

/// The whole service on a socket of its own, running while a test does.
struct TestService: Sendable {
    let store: RuleStore
    let client: UnixHTTPClient
    /// Where decisions are recorded, when the test wants it.
    let decisions: DecisionLog?

    /// Runs the service on a book, or on what a loader reads, around `body`.
    static func run(
        _ book: borrowing SmallBook,
        loader: BookLoader? = nil,
        decisions settings: DecisionLogSettings? = nil,
        recording log: DecisionLog? = nil,
        access: AccessPolicy? = nil,
        lineLimit: Int = 1 << 20,
        _ body: (TestService) async throws -> Void
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let loader = loader ?? book.loader
        let store = try Reloader.start(loader, logger: logger)
        let reloader = Reloader(loader, into: store, logger: logger)
        let decisions = try log ?? settings.map { try DecisionLog($0, logger: logger) }
        let socket = book.path + ".sock"
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let metrics = ServiceMetrics { start.yield() }
        let routes = RouteTable(
            store: store,
            reloader: reloader,
            access: access ?? AccessPolicy(logger: logger),
            metrics: metrics,
            decisions: decisions,
            rules: book.path,
            lineLimit: lineLimit
        )
        let server = UnixHTTPServer(
            ServerConfiguration(source: .path(socket)),
            router: routes.router,
            observer: metrics,
            logger: logger,
            failureBody: { .refusal($0) }
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // Without this, a server that cannot start would be waited for.
                defer { start.finish() }
                try await server.run()
            }
            for await _ in started {
                let client = UnixHTTPClient(path: socket)
                try await body(TestService(store: store, client: client, decisions: decisions))
                group.cancelAll()
                break
            }
            try await group.waitForAll()
        }
    }

    /// Sends a request.
    func ask(
        _ method: String,
        _ path: String,
        _ body: String = "",
        headers: HeaderFields = [:]
    ) async throws -> Response {
        try await client.send(
            Request(
                method: method,
                path: path,
                contentType: body.isEmpty ? nil : "application/json",
                headers: headers,
                body: Array(body.utf8)
            )
        )
    }
}

extension Response {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON.
    var json: JSONNode {
        get throws { try JSONDocument(parsing: body).root }
    }

    /// The body as a problem whose status is the response's.
    var problem: ProblemBody {
        get throws {
            #expect(contentType == ProblemBody.contentType)
            let problem = try #require(ProblemBody(json))
            #expect(problem.status == status)
            return problem
        }
    }
}

/// An answer without its `decision_id`, the one member that differs between equal queries.
func withoutDecision(_ answer: some Sequence<UInt8>) -> String {
    String(decoding: Array(answer), as: UTF8.self)
        .replacing(/"decision_id":"[^"]*",/, with: "")
}
