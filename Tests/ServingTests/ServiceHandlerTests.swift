import Foundation
import Serving
import Testing
import UnixHTTP
import WireFormat

@Suite struct CatalogHandlerTests {
    @Test(arguments: [
        ("categories", "people"), ("partners", "yorozu-osaka"), ("policies", "hiring-advice"),
        ("rules", "people.no-applicants"),
    ])
    func `a collection lists its records, and each can be had by its id`(
        _ collection: String,
        _ id: String
    ) async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let list = try await service.ask("GET", "/v1/\(collection)").json
            let item = try #require(
                list["items"]?.elements.first { $0["id"]?.string == id }
            )
            #expect(
                list["count"]?.int == list["items"]?.elements.reduce(0) { count, _ in count + 1 }
            )
            let record = try await service.ask("GET", "/v1/\(collection)/\(id)")
            // A single record also tells where each of its values comes from.
            #expect(record.body.starts(with: item.raw.dropLast()))
            let field = try #require(record.json["fields"]?.elements.first { _ in true })
            #expect(field["field"]?.string == "id")
            #expect(field["origin"]?["line"]?.int == item["origin"]?["line"]?.int)
        }
    }

    @Test(arguments: Endpoint.Collection.allCases)
    func `an unknown id is a 404 that names it`(_ collection: Endpoint.Collection) async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let response = try await service.ask("GET", collection.item("無い/id").path)
            let problem = try response.problem
            #expect(problem.status == 404)
            #expect(problem.code == "catalog.not-found")
            #expect(problem.detail.contains("無い/id"))
        }
    }
}

@Suite struct StatusHandlerTests {
    @Test func `alive and ready are said in a word`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let alive = try await service.ask("GET", "/livez")
            #expect(alive.text == #"{"status":"alive"}"#)
            let ready = try await service.ask("GET", "/readyz")
            #expect(ready.text == #"{"status":"ready"}"#)
            let head = try await service.ask("HEAD", "/readyz")
            #expect(head.status == 200 && head.body.isEmpty)
        }
    }

    @Test func `the status tells what is in force and how it was loaded`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let status = try await service.ask("GET", "/v1/status").json
            #expect(status["ruleset"]?.string == service.store.snapshot.ruleset)
            #expect(status["generation"]?.int == 1)
            let counts = status["counts"]
            #expect(counts?["categories"]?.int == 2)
            #expect(counts?["subs"]?.int == 2)
            #expect(counts?["concepts"]?.int == 2)
            #expect(counts?["expressions"]?.int == 5)
            #expect(counts?["rules"]?.int == 1)
            #expect(counts?["partners"]?.int == 1)
            #expect(counts?["policies"]?.int == 1)
            #expect(counts?["examples"]?.int == 0)
            #expect(status["last_attempt"]?["trigger"]?.string == "start")
            #expect(status["last_attempt"]?["outcome"]?.string == "loaded")
            let time = try #require(status["loaded_at"]?.string)
            #expect(try Date(time, strategy: .iso8601).timeIntervalSinceNow < 1)
        }
    }

    @Test func `a reload with faults is a 422 with their places, and the old answers stay`()
        async throws
    {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let query = #"{"problem":"求人を出しても応募がない","as_of":"2026-11-22"}"#
            let before = try await service.ask("POST", "/v1/recommend", query)
            try book.write("schema: 1\nrules:\n  - id: 7up!\n", to: "broken.yaml")
            let problem = try await service.ask("POST", "/v1/reload").problem
            #expect(problem.status == 422)
            #expect(problem.code == "rules.refused")
            let fault = try #require(problem.errors.first)
            #expect(fault.file == "broken.yaml")
            #expect(fault.line == 3)
            #expect(fault.column != nil)
            let after = try await service.ask("POST", "/v1/recommend", query)
            #expect(withoutDecision(after.body) == withoutDecision(before.body))

            let attempt = try await service.ask("GET", "/v1/status").json["last_attempt"]
            #expect(attempt?["outcome"]?.string == "failed")
            let first = attempt?["diagnostics"].flatMap { $0.elements.first { _ in true } }
            #expect(first?["file"]?.string == "broken.yaml")
            #expect(first?["severity"]?.string == "error")
        }
    }

    @Test func `a reload answers after the swap`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            try book.replace("id: people.no-applicants", with: "id: renamed", in: "book.yaml")
            let response = try await service.ask("POST", "/v1/reload")
            #expect(response.status == 200)
            let result = try response.json
            #expect(result["outcome"]?.string == "loaded")
            #expect(result["generation"]?.int == 2)
            #expect(try await service.ask("GET", "/v1/rules/renamed").status == 200)
            let again = try await service.ask("POST", "/v1/reload").json
            #expect(again["outcome"]?.string == "unchanged")
            #expect(again["ruleset"]?.string == result["ruleset"]?.string)
        }
    }

    @Test func `what the server refuses is a problem as well`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            #expect(try await service.ask("GET", "/v2").problem.code == "http.not-found")
            let refused = try await service.ask("GET", "/v1/reload")
            #expect(try refused.problem.status == 405)
            #expect(refused.headers["Allow"] == "POST")
        }
    }
}

@Suite struct MetricsHandlerTests {
    @Test func `requests are counted by route and status`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            _ = try await service.ask("GET", "/v1/rules/a")
            _ = try await service.ask("GET", "/v1/rules/b")
            _ = try await service.ask("GET", "/nowhere")
            _ = try await service.ask("POST", "/v1/reload")
            let response = try await service.ask("GET", "/metrics")
            #expect(response.contentType == "text/plain; version=0.0.4; charset=utf-8")
            let lines = Set(response.text.split(separator: "\n").map(String.init))
            for line in [
                #"banso_http_requests_total{route="/v1/rules/{id}",status="404"} 2"#,
                #"banso_http_requests_total{route="none",status="404"} 1"#,
                #"banso_http_request_duration_seconds_count{route="/v1/rules/{id}"} 2"#,
                #"banso_load_attempts_total{outcome="loaded"} 1"#,
                #"banso_load_attempts_total{outcome="unchanged"} 1"#,
                #"banso_load_attempts_total{outcome="failed"} 0"#,
                #"banso_last_load_successful 1"#,
                #"banso_ruleset_generation 1"#,
                #"banso_ruleset_info{ruleset="\#(service.store.snapshot.ruleset)"} 1"#,
                #"banso_book_entries{kind="rules"} 1"#,
                #"banso_http_connections_accepted_total 5"#,
            ] {
                #expect(lines.contains(line))
            }
        }
    }

    @Test func `a batch is in flight until its last line is answered`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let gauge = { (text: String) in
                text.split(separator: "\n").first { $0.hasPrefix("banso_http_requests_in_flight ") }
            }
            let (lines, line) = AsyncStream.makeStream(of: [UInt8].self)
            line.yield(Array("{\"problem\":\"資金が足りない\"}\n".utf8))
            let batch = Request(method: "POST", path: "/v1/recommend:batch")
            _ = try await service.client.stream(batch, body: lines) { _ in
                let during = try await service.ask("GET", "/metrics")
                #expect(gauge(during.text) == "banso_http_requests_in_flight 2")
                line.finish()
            }
            let after = try await service.ask("GET", "/metrics")
            #expect(gauge(after.text) == "banso_http_requests_in_flight 1")
        }
    }

    @Test func `the text keeps to Prometheus' format`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            _ = try await service.ask("GET", "/livez")
            let text = try await service.ask("GET", "/metrics").text
            #expect(text.hasSuffix("\n"))
            let sample = /[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+/
            var announced: Set<Substring> = []
            for line in text.split(separator: "\n") {
                if line.hasPrefix("# TYPE ") {
                    announced.insert(line.split(separator: " ")[2])
                } else if !line.hasPrefix("# HELP ") {
                    #expect(line.wholeMatch(of: sample) != nil, "\(line)")
                    let name = line.prefix { $0 != "{" && $0 != " " }
                    let base = name.replacing(/_(bucket|sum|count)$/, with: "")
                    #expect(announced.contains(name) || announced.contains(base[...]))
                }
            }
        }
    }

    @Test func `buckets of a histogram only grow and end in the count`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            for _ in 0..<5 { _ = try await service.ask("GET", "/livez") }
            let text = try await service.ask("GET", "/metrics").text
            let counts = text.split(separator: "\n")
                .filter { $0.contains(#"_bucket{route="/livez""#) }
                .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
            #expect(counts.count == 13)
            #expect(counts == counts.sorted())
            #expect(counts.last == 5)
        }
    }
}

@Suite struct OpenAPITests {
    @Test func `the description is valid JSON whose references all resolve`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let response = try await service.ask("GET", "/v1/openapi.json")
            let document = try response.json
            #expect(document["openapi"]?.string?.hasPrefix("3.1.") == true)
            let schemas = try #require(document["components"]?["schemas"])
            let references = response.text.matches(of: /"\$ref":"#\/components\/schemas\/(\w+)"/)
            #expect(references.count > 20)
            for reference in references { #expect(schemas[String(reference.1)] != nil) }
        }
    }

    @Test func `every call of the contract is described, and every described call is answered`()
        async throws
    {
        let contract: Set<String> = [
            "post /v1/recommend", "post /v1/recommend:batch", "get /v1/status", "post /v1/reload",
            "get /livez", "get /readyz", "get /metrics", "get /v1/openapi.json",
            "get /v1/categories", "get /v1/categories/{id}", "get /v1/partners",
            "get /v1/partners/{id}", "get /v1/policies", "get /v1/policies/{id}",
            "get /v1/approaches", "get /v1/approaches/{id}", "get /v1/rules", "get /v1/rules/{id}",
        ]
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let paths = try #require(try await service.ask("GET", "/v1/openapi.json").json["paths"])
            var described: Set<String> = []
            for path in paths.members {
                for method in path.value.members where method.key.string != "parameters" {
                    let call = "\(method.key.string ?? "") \(path.key.string ?? "")"
                    described.insert(call)
                    let response = try await service.ask(
                        (method.key.string ?? "").uppercased(),
                        path.key.string?.replacing("{id}", with: "x") ?? ""
                    )
                    #expect(response.status != 405 && !response.text.contains("http.not-found"))
                }
            }
            #expect(described == contract)
        }
    }
}
