import Answering
import ArgumentParser
import Dispatch
import Logging
import Serving
import UnixHTTP
import WireFormat

/// Serves a folder that is larger than the daemon reads, with the daemon's own parts.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", shouldDisplay: false)

    @Option var rules: String
    @Option var socket: String
    @Option var answerCache = 1 << 25

    func run() throws {
        let answerer = Answerer(
            try Folder.compiled(rules),
            ruleset: String(repeating: "0", count: 64)
        )
        let cache = answerCache > 0 ? AnswerCache(limit: answerCache) : nil
        var router = Router()
        router.add(
            "POST",
            "/v1/recommend",
            .immediate { request in
                do throws(ProblemBody) {
                    let body: [UInt8]
                    if let cache {
                        body = try cache.decide(request.body, by: answerer).body
                    } else {
                        body = try answerer.answer(request.body)
                    }
                    return Response(status: 200, contentType: "application/json", body: body)
                } catch {
                    return Response(status: error.status)
                }
            }
        )
        let server = UnixHTTPServer(
            ServerConfiguration(source: .path(socket)),
            router: router,
            logger: Logger(label: "bench"),
            failureBody: { Response(status: $0.status) }
        )
        let end = DispatchSemaphore(value: 0)
        Task {
            defer { end.signal() }
            do { try await server.run() } catch { remark("bench: \(error)") }
        }
        end.wait()
    }
}
