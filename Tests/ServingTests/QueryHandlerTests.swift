import Answering
import Serving
import Testing
import UnixHTTP
import WireFormat

@Suite struct QueryHandlerTests {
    private static let query =
        #"{"id":"a","problem":"求人を出しても応募がない","company":{"employees":18},"as_of":"2026-11-22"}"#

    @Test func `an answer over the socket has the bytes of one in-process`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let response = try await service.ask("POST", "/v1/recommend", Self.query)
            #expect(response.status == 200)
            #expect(response.contentType == "application/json")
            let expected = try service.store.snapshot.answerer.answer(Array(Self.query.utf8))
            #expect(withoutDecision(response.body) == withoutDecision(expected))
            #expect(try response.json["outcome"]?.string == "answered")
        }
    }

    @Test(arguments: [
        ("", 400, "json.", nil), ("{", 400, "json.", nil),
        (#"{"problem":"x","colour":1}"#, 422, "query.", "/colour"),
        (#"{}"#, 422, "query.", ""),
        (#"{"problem":"x","limit":0}"#, 422, "query.", "/limit"),
    ])
    func `what is no query is a problem that says where`(
        _ body: String,
        _ status: Int,
        _ code: String,
        _ pointer: String?
    ) async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let response = try await service.ask("POST", "/v1/recommend", body)
            let problem = try response.problem
            #expect(problem.status == status)
            #expect(problem.code.hasPrefix(code))
            if let pointer { #expect(problem.errors.first?.pointer == pointer) }
        }
    }

    @Test func `a batch answers line by line in order, whatever is wrong with some`() async throws {
        let book = try SmallBook()
        let lines = (0..<200).map { number in
            switch number % 4 {
            case 0: #"{"id":"\#(number)","problem":"資金が足りない","as_of":"2026-11-22"}"#
            case 1: #"{"id":"\#(number)","problem":"nobody applies","lang":"en"}"#
            case 2: #"{"id":"\#(number)","colour":"red"}"#
            default: #"{"id":"\#(number)","#
            }
        }
        try await TestService.run(book) { service in
            let response = try await service.ask(
                "POST",
                "/v1/recommend:batch",
                lines.joined(separator: "\n")
            )
            #expect(response.contentType == "application/x-ndjson")
            let answers = response.text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(answers.count == 201 && answers.last == "")
            for (number, answer) in answers.dropLast().enumerated() {
                let node = try JSONDocument(parsing: String(answer)).root
                let code = node["problem"]?["code"]?.string
                switch number % 4 {
                case 0, 1: #expect(node["outcome"]?.string == "answered")
                case 2: #expect(code?.hasPrefix("query.") == true)
                default: #expect(code?.hasPrefix("json.") == true)
                }
                if number % 4 != 3 { #expect(node["id"]?.string == "\(number)") }
            }
        }
    }

    @Test func `a line over the limit becomes a problem and the next is answered`() async throws {
        let book = try SmallBook()
        let long = #"{"problem":"\#(String(repeating: "x", count: 200))"}"#
        try await TestService.run(book, lineLimit: 100) { service in
            let response = try await service.ask(
                "POST",
                "/v1/recommend:batch",
                "\(long)\n\n{\"id\":\"b\",\"problem\":\"資金が足りない\"}\n"
            )
            let lines = try response.text.split(separator: "\n").map {
                try JSONDocument(parsing: String($0)).root
            }
            #expect(lines.count == 2)
            #expect(lines.first?["problem"]?["code"]?.string == "batch.line-too-long")
            #expect(lines.last?["id"]?.string == "b")
        }
    }

    @Test func `what came of queries is counted by what the answers say`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            var told: [String: Int] = [:]
            for text in ["求人を出しても応募がない", "天気", "晴れ", "資金が足りない", "雨"] {
                let answer = try await service.ask(
                    "POST",
                    "/v1/recommend",
                    #"{"problem":"\#(text)"}"#
                )
                told[try #require(try answer.json["outcome"]?.string), default: 0] += 1
            }
            #expect(told == ["answered": 2, "outside_scope": 3])
            _ = try await service.ask("POST", "/v1/recommend", "{}")
            let figures = try ExpositionFormat(try await service.ask("GET", "/metrics").text)
            for (outcome, count) in told.merging(
                ["refused": 1, "no_match": 0],
                uniquingKeysWith: +
            ) {
                let labels = ["route": "/v1/recommend", "outcome": outcome]
                #expect(figures.value("banso_decisions_total", labels) == Double(count))
            }
        }
    }

    @Test func `an empty batch has an empty answer`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let response = try await service.ask("POST", "/v1/recommend:batch")
            #expect(response.status == 200)
            #expect(response.body.isEmpty)
        }
    }
}
