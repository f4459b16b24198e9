import Diagnostics
package import UnixHTTP
import WireFormat

extension Response {
    /// A response that carries JSON.
    static func json(_ body: [UInt8]) -> Response {
        Response(contentType: "application/json", body: body)
    }

    /// A response that carries a problem, with its status.
    static func problem(_ problem: ProblemBody) -> Response {
        Response(
            status: problem.status,
            contentType: ProblemBody.contentType,
            body: problem.bytes
        )
    }

    /// The response for what the server itself refuses.
    package static func refusal(_ failure: HTTPFailure) -> Response {
        .problem(
            ProblemBody(
                status: failure.status,
                code: failure.code.rawValue,
                detail: failure.detail
            )
        )
    }
}

extension ProblemBody.Item {
    /// What is wrong with a rule file.
    init(_ diagnostic: Diagnostic) {
        let advice = diagnostic.suggestion.map { "; \($0)" } ?? ""
        self.init(
            code: diagnostic.code.rawValue,
            detail: diagnostic.message + advice,
            file: diagnostic.file,
            line: diagnostic.line,
            column: diagnostic.column
        )
    }
}

extension JSONWriter {
    /// Writes a list of things to say about the rule files.
    mutating func member(_ name: String, _ diagnostics: [Diagnostic]) {
        key(name)
        beginArray()
        for diagnostic in diagnostics {
            beginObject()
            member("severity", diagnostic.severity.rawValue)
            member("code", diagnostic.code.rawValue)
            member("detail", ProblemBody.Item(diagnostic).detail)
            member("file", diagnostic.file)
            member("line", diagnostic.line)
            member("column", diagnostic.column)
            endObject()
        }
        endArray()
    }
}
