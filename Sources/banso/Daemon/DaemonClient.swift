import ArgumentParser
import Serving
import UnixHTTP
import WireFormat

/// Asks the daemon; what goes wrong ends the command with a remark and the exit code for it.
struct DaemonClient {
    private let path: String
    private let client: UnixHTTPClient

    /// Prepares to ask the daemon at a socket; an answer may take as long as `timeout`.
    init(_ options: DaemonOptions, timeout: Duration = .seconds(30)) {
        path = options.path
        client = UnixHTTPClient(path: path, timeout: timeout)
    }

    /// The body of a successful response; a problem ends the command.
    func ask(_ endpoint: Endpoint, json body: [UInt8] = []) async throws -> [UInt8] {
        try await reply(to: endpoint, json: body).unwrapped()
    }

    /// The body of a successful response, or the problem that the daemon tells.
    func reply(
        to endpoint: Endpoint,
        json body: [UInt8] = []
    ) async throws -> Result<[UInt8], ProblemBody> {
        let request = Request(
            method: endpoint.method,
            path: endpoint.path,
            contentType: body.isEmpty ? nil : "application/json",
            body: body
        )
        let response: Response
        do throws(ClientError) { response = try await client.send(request) } catch {
            throw ended(by: error)
        }
        return try success(response).map(\.body)
    }

    /// Sends parts of NDJSON and hands over the answers while they arrive.
    func stream<Parts: AsyncSequence & Sendable>(
        _ endpoint: Endpoint,
        lines: Parts,
        receive: ([UInt8]) async throws -> Void
    ) async throws where Parts.Element == [UInt8] {
        let request = Request(
            method: endpoint.method,
            path: endpoint.path,
            contentType: "application/x-ndjson"
        )
        let response: Response
        do throws(ClientError) {
            response = try await client.stream(request, body: lines, receive: receive)
        } catch {
            throw ended(by: error)
        }
        _ = try success(response).unwrapped()
    }

    private func success(_ response: Response) throws(ExitCode) -> Result<Response, ProblemBody> {
        if response.isSuccess { return .success(response) }
        guard let document = try? JSONDocument(parsing: response.body),
            let problem = ProblemBody(document.root)
        else {
            Console.remark("banso: \(path) answers with status \(response.status)")
            throw .internal
        }
        return .failure(problem)
    }

    private func ended(by error: ClientError) -> ExitCode {
        Console.remark("banso: \(error)")
        switch error {
        case .unreachable(_, .busy), .timedOut: return .tryAgain
        case .unreachable, .closedEarly, .badResponse: return .unavailable
        case .permissionDenied: return .notPermitted
        case .responseTooLarge, .interrupted: return .internal
        }
    }
}

/// Writes a problem for people.
enum ProblemReport {
    /// Writes a problem and gives the exit code that goes with it.
    static func ended(by problem: ProblemBody) -> ExitCode {
        remark(problem)
        switch problem.status {
        case 404: return .noInput
        case 503: return .tryAgain
        case 500...: return .internal
        default: return .badData
        }
    }

    private static func remark(_ problem: ProblemBody) {
        Console.remark("banso: \(problem.title): \(problem.detail) [\(problem.code)]")
        for item in problem.errors {
            let place = item.file.map { "\($0):\(item.line ?? 0):\(item.column ?? 0)" }
            Console.remark("  \(place ?? item.pointer ?? ""): \(item.detail) [\(item.code)]")
        }
    }
}
