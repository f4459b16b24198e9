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
        Case("an empty Host", "GET /plain HTTP/1.1\r\nHost:\r\n\r\n"),
        Case("a Host with a path", "GET /plain HTTP/1.1\r\nHost: x/y\r\n\r\n"),
        Case("a Host with a user", "GET /plain HTTP/1.1\r\nHost: u@x\r\n\r\n"),
        Case("a Host with a bad port", "GET /plain HTTP/1.1\r\nHost: x:8a\r\n\r\n"),
        Case("two Hosts in one", "GET /plain HTTP/1.1\r\nHost: x, y\r\n\r\n"),
        Case("an open bracket", "GET /plain HTTP/1.1\r\nHost: [::1\r\n\r\n"),
        Case("two Hosts in HTTP/1.0", "GET /plain HTTP/1.0\r\nHost: x\r\nHost: x\r\n\r\n"),
        Case("a folded field", "GET /plain HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n"),
        Case("a field before all", "GET /plain HTTP/1.1\r\n Host: x\r\n\r\n"),
        Case("a bare line feed", "GET /plain HTTP/1.1\nHost: x\n\n"),
        Case("a line feed in a field", "GET /plain HTTP/1.1\r\nHost: x\r\nA: b\nC: d\r\n\r\n"),
        Case("a bare return", "GET /plain HTTP/1.1\r\nHost: x\r\nA: b\rC: d\r\n\r\n"),
        Case("two returns", "GET /plain HTTP/1.1\r\nHost: x\r\r\n\r\n"),
        Case("a zero byte", "GET /plain HTTP/1.1\r\nHost: x\r\nA: b\u{0}c\r\n\r\n"),
        Case("a name that is no token", "GET /plain HTTP/1.1\r\nHost: x\r\nA(b: c\r\n\r\n"),
        Case("a field without a name", "GET /plain HTTP/1.1\r\nHost: x\r\n: c\r\n\r\n"),
        Case("a tab before the colon", "GET /plain HTTP/1.1\r\nHost\t: x\r\n\r\n"),
        Case("two spaces", "GET  /plain HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a tab for a space", "GET\t/plain HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a space at the start", " GET /plain HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a space at the end", "GET /plain HTTP/1.1 \r\nHost: x\r\n\r\n"),
        Case("two empty lines before", "\r\n\r\nGET /plain HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("no version", "GET /plain\r\n\r\n"),
        Case("a version in small letters", "GET /plain http/1.1\r\nHost: x\r\n\r\n"),
        Case("a version of three parts", "GET /plain HTTP/1.1.1\r\nHost: x\r\n\r\n"),
        Case("a later version", "GET /plain HTTP/1.2\r\nHost: x\r\n\r\n", "505"),
        Case("a method that is no token", "GE[T /plain HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a fragment", "GET /plain#x HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a raw character", "GET /課題 HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a backslash", "GET /\\plain HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("half an encoding", "GET /plain%4 HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a target without slash", "GET plain HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a target that is a host", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("a target of another scheme", "GET ftp://x/plain HTTP/1.1\r\nHost: x\r\n\r\n"),
        Case("the start of TLS", "\u{16}\u{3}\u{1}\u{2}"),
        .fields("a length in hexadecimal", "Content-Length: 0x3"),
        .fields("a length with a fraction", "Content-Length: 3.0"),
        .fields("a length with a space", "Content-Length: 3 3"),
        .fields("no length", "Content-Length:"),
        .fields("a name with a space", "Content-Length : 3"),
        .fields("a folded length", "Content-Length:\r\n 3"),
        .fields("a coding and a folded one", "Transfer-Encoding:\r\n chunked"),
        .fields("a coding with a quote", "Transfer-Encoding: \"chunked\"", "501"),
        .fields("a coding with a tab inside", "Transfer-Encoding: chun\tked", "501"),
        .fields("chunked and a parameter", "Transfer-Encoding: chunked;q=1", "501"),
        .fields("a coding and a comma", "Transfer-Encoding: chunked,", "501"),
        .fields("no coding", "Transfer-Encoding:", "501"),
        .fields("a chunk with a bare line feed", "Transfer-Encoding: chunked\r\n\r\n3\nabc\r\n0"),
        .fields("a chunk with a space", "Transfer-Encoding: chunked\r\n\r\n3 \r\nabc\r\n0"),
        .fields("a chunk with 0x", "Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0"),
        .fields(
            "a long extension",
            "Transfer-Encoding: chunked\r\n\r\n3;a=\(String(repeating: "b", count: 300))\r\nabc"
        ),
        .fields(
            "many extensions",
            "Transfer-Encoding: chunked\r\n\r\n"
                + String(
                    repeating: "1;a=\(String(repeating: "b", count: 200))\r\na\r\n",
                    count: 100
                ),
            "431"
        ),
        .fields(
            "an extension without a name",
            "Transfer-Encoding: chunked\r\n\r\n3;\r\nabc\r\n0"
        ),
        .fields(
            "an extension without a value",
            "Transfer-Encoding: chunked\r\n\r\n3;a=\r\nabc\r\n0"
        ),
        .fields(
            "an extension with an open quote",
            "Transfer-Encoding: chunked\r\n\r\n3;a=\"b\r\nabc\r\n0"
        ),
        .fields(
            "an extension with an escaped quote at its end",
            "Transfer-Encoding: chunked\r\n\r\n3;a=\"b\\\"\r\nabc\r\n0"
        ),
        .fields(
            "an extension with text behind its quote",
            "Transfer-Encoding: chunked\r\n\r\n3;a=\"b\"c\r\nabc\r\n0"
        ),
        .fields(
            "a return in an extension",
            "Transfer-Encoding: chunked\r\n\r\n3;a=\rb\r\nabc\r\n0"
        ),
        .fields(
            "a broken field after the body",
            "Transfer-Encoding: chunked\r\n\r\n0\r\nBroken\r\n"
        ),
        .fields(
            "too much after the body",
            "Transfer-Encoding: chunked\r\n\r\n0\r\n"
                + String(repeating: "a: b\r\n", count: 200),
            "431"
        ),
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
            "414"
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
