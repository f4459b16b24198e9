import Serving
import Testing
import UnixHTTP
import WireFormat

/// What is no JSON, or no body that this service takes, seen from outside.
@Suite struct StrictInputTests {
    struct Body: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        var code: String
        var offset: Int

        init(_ name: String, _ bytes: [UInt8], _ code: String, _ offset: Int) {
            (testDescription, self.bytes, self.code, self.offset) = (name, bytes, code, offset)
        }

        init(_ name: String, _ text: String, _ code: String, _ offset: Int) {
            self.init(name, Array(text.utf8), code, offset)
        }
    }

    private static let deep =
        #"{"problem":"#
        + String(repeating: "[", count: 32) + String(repeating: "]", count: 32) + "}"

    @Test(arguments: [
        Body("a duplicate key", #"{"problem":"x","problem":"y"}"#, "json.duplicate-key", 15),
        Body("a comma too many", #"{"problem":"x",}"#, "json.unexpected-byte", 15),
        Body("a mark in front", "\u{FEFF}{}", "json.byte-order-mark", 0),
        Body("half a surrogate pair", #"{"problem":"\uD83D"}"#, "json.lone-surrogate", 12),
        Body("a comment", "{}//", "json.trailing-content", 2),
        Body("containers too deep", deep, "json.too-deep", 42),
        Body("bytes of another encoding", [0x7B, 0x22, 0x82, 0xA0, 0x22], "json.invalid-utf8", 2),
        Body("UTF-16", [0x7B, 0x00, 0x7D, 0x00], "json.unexpected-byte", 1),
        Body("UTF-16 with its mark", [0xFF, 0xFE, 0x7B, 0x00], "json.unexpected-byte", 0),
        Body("NaN", #"{"limit":NaN}"#, "json.unexpected-byte", 9),
    ])
    func `what is no JSON is refused with its place`(_ body: Body) async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let request = Request(
                method: "POST",
                path: "/v1/recommend",
                contentType: "application/json",
                body: body.bytes
            )
            let problem = try await service.client.send(request).problem
            #expect(problem.status == 400)
            #expect(problem.code == body.code)
            #expect(problem.errors.first?.offset == body.offset)
        }
    }

    @Test(
        arguments: [
            ("application/json", [:], 422), ("application/json; charset=UTF-8", [:], 422),
            ("Application/JSON ;charset=\"utf-8\"", [:], 422), (nil, [:], 422),
            ("application/json", ["Content-Encoding": "identity"], 422),
            ("application/x-www-form-urlencoded", [:], 415), ("text/plain", [:], 415),
            ("application/json; charset=shift_jis", [:], 415),
            ("application/json", ["Content-Encoding": "gzip"], 415),
        ] as [(String?, HeaderFields, Int)]
    )
    func `a body of another kind is refused`(
        _ type: String?,
        _ headers: HeaderFields,
        _ status: Int
    ) async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            for path in ["/v1/recommend", "/v1/recommend:batch"] {
                let request = Request(
                    method: "POST",
                    path: path,
                    contentType: type,
                    headers: headers,
                    body: Array("{}".utf8)
                )
                let response = try await service.client.send(request)
                let isBatch = path.hasSuffix("batch")
                #expect(response.status == (isBatch && status == 422 ? 200 : status))
                if status == 415 { #expect(try response.problem.code == "http.media-type") }
            }
        }
    }

    @Test(arguments: [
        "application/x-ndjson", "application/ndjson", "application/jsonl", "application/jsonlines",
        "application/x-jsonlines",
    ])
    func `lines are for a batch and not for a single query`(_ type: String) async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            for (path, status) in [("/v1/recommend", 415), ("/v1/recommend:batch", 200)] {
                let request = Request(
                    method: "POST",
                    path: path,
                    contentType: type,
                    body: Array(#"{"problem":"資金が足りない"}"#.utf8)
                )
                let response = try await service.client.send(request)
                #expect(response.status == status, "\(path)")
                let code = try response.json["code"]?.string
                #expect(code == (status == 415 ? "http.media-type" : nil))
            }
        }
    }

    @Test func `every refusal of the server has the title of its status`() throws {
        for code in HTTPFailure.Code.allCases {
            let refusal = Response.refusal(HTTPFailure(code, "why"))
            #expect(refusal.status == HTTPFailure(code, "why").status)
            #expect(try !refusal.problem.title.hasPrefix("Request Re"), "\(code)")
        }
    }

    @Test(arguments: [
        ("GET", "/v1/reload", 405), ("GET", "/nowhere", 404), ("POST", "/v1/status", 405),
    ])
    func `what the server itself refuses is a problem too`(
        _ method: String,
        _ path: String,
        _ status: Int
    ) async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let response = try await service.ask(method, path)
            #expect(response.status == status)
            #expect(try response.problem.code.hasPrefix("http."))
            if status == 405 { #expect(response.headers["Allow"] != nil) }
        }
    }
}
