import Foundation
import Testing
import UnixHTTP

@Suite(.timeLimit(.minutes(1))) struct ServingTests {
    @Test func `a client gets what the handler answers`() async throws {
        try await TestServer.run { server in
            let request = Request(method: "POST", path: "/echo", body: Array("hello".utf8))
            let response = try await server.client.send(request)
            #expect(response.status == 200)
            #expect(response.contentType == "x/y")
            #expect(response.text == "hello")
            let thing = try await server.client.send(Request(method: "GET", path: "/things/a%2Fb"))
            #expect(thing.text == "a/b")
            let query = Request(method: "GET", path: "/query", query: "p=1&q=a%20b+c")
            #expect(try await server.client.send(query).text == "a b c")
            let slow = try await server.client.send(Request(method: "GET", path: "/slow"))
            #expect(slow.text == "slow")
        }
    }

    @Test func `a connection serves one request after the other`() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                for path in ["/plain", "/slow", "/things/7"] {
                    try await connection.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                    let response = await connection.readMessage()
                    #expect(response.hasPrefix("HTTP/1.1 200 OK\r\n"))
                    #expect(!response.lowercased().contains("connection:"))
                }
            }
            #expect(server.observer.opened == 1)
        }
    }

    @Test func `pipelined requests are answered in order`() async throws {
        let gate = Gate()
        let count = 3_000
        try await TestServer.run(.gated(gate)) { server in
            try await RawConnection.open(server.path) { connection in
                var text = "GET /gated HTTP/1.1\r\nHost:x\r\n\r\n"
                for number in 0..<count {
                    text += "GET /things/\(number) HTTP/1.1\r\nHost:x\r\n\r\n"
                }
                try await connection.send(text)
                gate.open()
                #expect(await connection.readMessage().hasSuffix("\r\n\r\ngated"))
                for number in 0..<count {
                    let response = await connection.readMessage()
                    guard response.hasSuffix("\r\n\r\n\(number)") else {
                        Issue.record("\(number) was answered with \(response)")
                        return
                    }
                }
            }
        }
    }

    @Test(arguments: ["/plain", "/slow"])
    func `HEAD gets the header of GET and no body`(_ path: String) async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("HEAD \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                let head = await connection.readMessage(hasBody: false)
                #expect(head.contains("Content-Length: \(path.utf8.count - 1)\r\n"))
                try await connection.send("GET /plain HTTP/1.1\r\nHost: x\r\n\r\n")
                #expect(await connection.readMessage().hasSuffix("\r\n\r\nplain"))
            }
        }
    }

    @Test(arguments: [
        ("GET /plain HTTP/1.0\r\n\r\n", "HTTP/1.0 200"),
        ("GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 200"),
    ])
    func `a connection ends when the peer wants it`(_ text: String, _ start: String) async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(text)
                let response = await connection.readToEnd()
                #expect(response.hasPrefix(start))
                #expect(response.hasSuffix("\r\n\r\nplain"))
            }
        }
    }

    @Test func `a peer that has stopped sending still gets its answer`() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
                connection.endInput()
                #expect(await connection.readToEnd().hasSuffix("\r\n\r\nslow"))
            }
        }
    }

    @Test func `a peer that stops sending gets all answers to what it has sent`() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                let request = "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
                try await connection.send(request + request + request)
                connection.endInput()
                let text = await connection.readToEnd()
                #expect(text.components(separatedBy: "\r\n\r\nslow").count == 4)
            }
        }
    }

    @Test func `a target may name its host, whatever Host says`() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                for target in ["http://a.example/plain", "HTTP://[::1]:80/plain"] {
                    try await connection.send("GET \(target) HTTP/1.1\r\nHost: b\r\n\r\n")
                    #expect(await connection.readMessage().hasSuffix("\r\n\r\nplain"))
                }
            }
        }
    }

    @Test func `a response says when it was made`() async throws {
        try await TestServer.run { server in
            let response = try await server.client.send(Request(method: "GET", path: "/plain"))
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.timeZone = TimeZone(identifier: "GMT")
            format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            let date = try #require(response.headers["Date"].flatMap { format.date(from: $0) })
            // The formatter fills in what does not fit; so look at the text as well.
            #expect(response.headers["Date"] == format.string(from: date))
            #expect(abs(date.timeIntervalSinceNow) < 60)
        }
    }

    @Test(
        arguments: [
            ("GET", "/nothing", 404, "http.not-found", nil),
            ("GET", "/things/", 404, "http.not-found", nil),
            ("GET", "/things/a/b", 404, "http.not-found", nil),
            ("GET", "/echo", 405, "http.method-not-allowed", "POST"),
            ("POST", "/plain", 405, "http.method-not-allowed", "GET, HEAD"),
            ("GET", "/things/%zz", 400, "http.malformed", nil),
        ] as [(String, String, Int, String, String?)]
    )
    func `requests without a route are refused`(
        _ method: String,
        _ path: String,
        _ status: Int,
        _ code: String,
        _ allow: String?
    ) async throws {
        try await TestServer.run { server in
            let request = Request(method: method, path: path)
            let response = try await server.client.send(request)
            #expect(response.status == status)
            #expect(response.text == code)
            #expect(response.headers["Allow"] == allow)
        }
    }

    @Test func `the connection survives a refusal whose body was small`() async throws {
        try await TestServer.run { server in
            try await RawConnection.open(server.path) { connection in
                try await connection.send(
                    "POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
                        + "GET /plain HTTP/1.1\r\nHost: x\r\n\r\n"
                )
                #expect(await connection.readMessage().hasPrefix("HTTP/1.1 404"))
                #expect(await connection.readMessage().hasSuffix("\r\n\r\nplain"))
            }
        }
    }

    @Test func `an observer is told of every request`() async throws {
        let abandoned = Gate()
        var router = Router.sample
        router.add(
            "GET",
            "/never",
            .background { _ in
                await abandoned.wait()
                return Response()
            }
        )
        try await TestServer.run(router) { server in
            let echo = Request(method: "POST", path: "/echo", body: [1, 2, 3])
            _ = try await server.client.send(echo)
            _ = try await server.client.send(Request(method: "GET", path: "/things/1"))
            _ = try await server.client.send(Request(method: "GET", path: "/nothing"))
            // A client may be too impatient even to send; so each one waits longer.
            var patience = Duration.milliseconds(20)
            while server.observer.finished.count < 4 {
                let impatient = UnixHTTPClient(path: server.path, timeout: patience)
                await #expect(throws: ClientError.timedOut(path: server.path)) {
                    try await impatient.send(Request(method: "GET", path: "/never"))
                }
                patience *= 2
            }
            abandoned.open()
            let finished = server.observer.finished.prefix(4)
            #expect(finished.map(\.route) == ["/echo", "/things/{id}", nil, "/never"])
            #expect(finished.map(\.status) == [200, 200, 404, 499])
            #expect(finished.map(\.requestBytes) == [3, 0, 0, 0])
            #expect(finished.map(\.responseBytes) == [3, 1, 14, 0])
            #expect(finished.allSatisfy { $0.nanoseconds >= 0 })
        }
    }
}
