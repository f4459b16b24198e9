import Foundation
import Testing
import WireFormat

extension EndToEnd {
    /// What the daemon itself refuses, byte for byte as a client sees it.
    @Suite(.timeLimit(.minutes(2))) struct RefusalTests {
        private struct Case {
            var text: String
            var status: Int
            var code: String
            /// A field that has to be there.
            var field: String?
            /// Whether another request may follow.
            var goesOn = false

            init(_ text: String, _ status: Int, _ code: String) {
                (self.text, self.status, self.code) = (text, status, code)
            }

            func with(_ field: String) -> Case {
                var other = self
                other.field = field
                return other
            }

            var onAKeptConnection: Case {
                var other = self
                other.goesOn = true
                return other
            }
        }

        private static let post = "POST /v1/recommend HTTP/1.1\r\nHost: x\r\n"
        private static let json = "Content-Type: application/json\r\n"
        private static let many = String(repeating: "a", count: 20_000)

        private static let cases = [
            Case("GET /livez HTTP/1.1\r\n\r\n", 400, "http.malformed"),
            Case("GET /livez HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", 400, "http.malformed"),
            Case("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n", 404, "http.not-found")
                .onAKeptConnection,
            Case("GET /v1/recommend HTTP/1.1\r\nHost: x\r\n\r\n", 405, "http.method-not-allowed")
                .with("Allow: POST").onAKeptConnection,
            Case("DELETE /livez HTTP/1.1\r\nHost: x\r\n\r\n", 405, "http.method-not-allowed")
                .with("Allow: GET, HEAD").onAKeptConnection,
            Case("GET /livez HTTP/1.1\r\nHost", 408, "http.timeout"),
            Case(post + json + "Content-Length: 9\r\n\r\n{", 408, "http.timeout"),
            Case(post + json + "\r\n", 411, "http.length-required").onAKeptConnection,
            Case(
                "POST /v1/recommend:batch HTTP/1.0\r\nHost: x\r\n\r\n",
                411,
                "http.length-required"
            ),
            Case(post + json + "Content-Length: 262145\r\n\r\n", 413, "http.body-too-large"),
            Case("GET /\(many) HTTP/1.1\r\nHost: x\r\n\r\n", 414, "http.target-too-long"),
            Case(
                post + "Content-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}",
                415,
                "http.media-type"
            )
            .onAKeptConnection,
            Case(post + "Expect: more\r\nContent-Length: 2\r\n\r\n{}", 417, "http.expectation"),
            Case(
                "GET /livez HTTP/1.1\r\nHost: x\r\nA: \(many)\r\n\r\n",
                431,
                "http.header-too-large"
            ),
            Case(post + "Transfer-Encoding: gzip\r\n\r\n", 501, "http.transfer-coding"),
            Case("GET /livez HTTP/2.0\r\nHost: x\r\n\r\n", 505, "http.version"),
        ]

        @Test func `every refusal is a problem with its status, and says what HTTP asks for`()
            throws
        {
            let daemon = try RunningDaemon()
            try daemon.start(["--head-timeout", "0.5", "--body-timeout", "0.5"])
            for (number, entry) in Self.cases.enumerated() {
                let connection = try PlainConnection(daemon.socket)
                connection.send(entry.text)
                let name: Comment = "case \(number), \(entry.code)"
                if entry.goesOn {
                    connection.send("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                }
                var text = connection.readToEnd()
                if entry.goesOn {
                    let next = try #require(text.range(of: "HTTP/1.1 200 OK\r\n"), name)
                    text = String(text[..<next.lowerBound])
                }
                try Self.judge(text, entry, name)
                #expect(text.contains("\r\nConnection: close\r\n") != entry.goesOn, name)
            }
        }

        @Test func `who finds no room is told when to come again`() throws {
            let daemon = try RunningDaemon()
            try daemon.start(["--max-connections", "1"])
            // The daemon has it when it has answered.
            let first = try PlainConnection(daemon.socket)
            first.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(first.read().hasPrefix("HTTP/1.1 200 "))
            let second = try PlainConnection(daemon.socket)
            let full = Case("", 503, "http.unavailable").with("Retry-After: 1")
            try Self.judge(second.readToEnd(), full, "a connection too many")
        }

        private static func judge(_ text: String, _ entry: Case, _ name: Comment) throws {
            let parts = text.components(separatedBy: "\r\n\r\n")
            try #require(parts.count == 2, name)
            let lines = parts[0].components(separatedBy: "\r\n")
            let isOld = entry.text.contains("HTTP/1.0")
            #expect(lines[0].hasPrefix("HTTP/1.\(isOld ? 0 : 1) \(entry.status) "), name)
            #expect(lines.contains("Content-Type: application/problem+json"), name)
            if let field = entry.field { #expect(lines.contains(field), name) }
            let problem = try #require(
                ProblemBody(JSONDocument(parsing: parts[1]).root),
                name
            )
            #expect(problem.status == entry.status && problem.code == entry.code, name)
        }
    }
}
