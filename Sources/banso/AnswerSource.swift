import Answering
import ArgumentParser
import Serving
import WireFormat

/// Gets answers in-process or from the daemon.
struct AnswerSource {
    private let options: SourceOptions

    init(_ options: SourceOptions) { self.options = options }

    /// The answer to a query; a problem ends the command with its words on standard error.
    func answer(_ query: [UInt8]) async throws -> [UInt8] {
        guard let folder = options.rules else {
            Console.remark("banso: no daemon yet")
            throw ExitCode.unavailable
        }
        let answerer = try RuleFolder.load(folder).answerer
        do throws(ProblemBody) { return try answerer.answer(query) } catch {
            ProblemReport.remark(error)
            throw ExitCode.badData
        }
    }
}

/// Writes a problem for people.
enum ProblemReport {
    static func remark(_ problem: ProblemBody) {
        Console.remark("banso: \(problem.title): \(problem.detail) [\(problem.code)]")
        for item in problem.errors {
            let place = item.file.map { "\($0):\(item.line ?? 0):\(item.column ?? 0)" }
            Console.remark("  \(place ?? item.pointer ?? ""): \(item.detail) [\(item.code)]")
        }
    }
}
