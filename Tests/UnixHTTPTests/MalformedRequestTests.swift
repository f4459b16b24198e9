import Foundation
import Testing
import UnixHTTP

@Suite(.timeLimit(.minutes(1))) struct MalformedRequestTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var status: String

        init(_ name: String, _ text: String, _ status: String = "400") {
            (testDescription, self.text, self.status) = (name, text, status)
        }

        /// A POST with these header fields and a body of three bytes.
        static func fields(_ name: String, _ fields: String, _ status: String = "400") -> Case {
            Case(name, "POST /echo HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\nabc", status)
        }
    }

    @Test(arguments: [
        Case("no HTTP at all", "hello\r\n\r\n"),
        Case("no target", "GET HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("an unknown version", "GET /plain HTTP/2.0\r\nHost: x\r\n\r\n", "505"),
        Case("no Host", "GET /plain HTTP/1.1\r\n\r\n"),
        Case("two Hosts", "GET /plain HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
        Case("a name without a value", "GET /plain HTTP/1.1\r\nHost: x\r\nBroken\r\n\r\n"),
        Case("a space before the colon", "GET /plain HTTP/1.1\r\nHost: x\r\nA : b\r\n\r\n"),
        .fields("both framings", "Content-Length: 3\r\nTransfer-Encoding: chunked"),
        .fields("both framings, other order", "Transfer-Encoding: chunked\r\nContent-Length: 3"),
        .fields("two lengths", "Content-Length: 3\r\nContent-Length: 3"),
        .fields("two different lengths", "Content-Length: 3\r\nContent-Length: 0"),
        .fields("a list of lengths", "Content-Length: 3, 3"),
        .fields("a signed length", "Content-Length: +3"),
        .fields("a negative length", "Content-Length: -3"),
        .fields("an unknown coding", "Transfer-Encoding: gzip", "501"),
        .fields("a coding before chunked", "Transfer-Encoding: gzip, chunked", "501"),
        .fields("chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
        .fields("a chunk of no size", "Transfer-Encoding: chunked\r\n\r\nxyz"),
        .fields("a chunk of negative size", "Transfer-Encoding: chunked\r\n\r\n-1\r\nabc"),
        .fields("a chunk that is too long", "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0"),
        .fields("a chunk of vast size", "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
        Case(
            "a coding in HTTP/1.0",
            "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        ),
        Case(
            "a header without end",
            "GET /plain HTTP/1.1\r\nHost: x\r\nA: \(String(repeating: "a", count: 40_000))",
            "431"
        ),
        Case(
            "a target without end",
            "GET /\(String(repeating: "a", count: 40_000))",
            "431"
        ),
        Case(
            "many fields",
            "GET /plain HTTP/1.1\r\nHost: x\r\n\(String(repeating: "a:b\r\n", count: 200))\r\n",
            "431"
        ),
    ])
    func `what is not clearly HTTP is refused, and the connection ends`(
        _ malformed: Case
    ) async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                // The second request must never be seen: it might be the body of the first.
                try await connection.send(malformed.text)
                try? await connection.send("\r\nGET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                let response = await connection.readToEnd()
                let start = response.prefix { $0 != "\r\n" }
                #expect(
                    start.hasPrefix("HTTP/1.")
                        && start.dropFirst(8).hasPrefix(" \(malformed.status) ")
                )
                #expect(response.lowercased().contains("connection: close\r\n"))
                #expect(response.components(separatedBy: "HTTP/1").count == 2)
            }
            #expect(server.observer.finished.allSatisfy { $0.status >= 400 })
        }
    }

    @Test func `a malformed request behind a good one does not spoil it`() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\nrubbish\r\n\r\n")
                #expect(await connection.readMessage().hasSuffix("\r\n\r\nslow"))
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 400 "))
            }
        }
    }
}
