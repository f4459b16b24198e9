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

@Suite struct OpenAPITests {
    @Test func `the description is valid JSON whose references all resolve`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let response = try await service.ask("GET", "/v1/openapi.json")
            let document = try response.json
            #expect(document["openapi"]?.string?.hasPrefix("3.1.") == true)
            let components = try #require(document["components"])
            let references = response.text.matches(of: /"\$ref":"#\/components\/(\w+)\/(\w+)"/)
            #expect(references.count > 20)
            for (_, kind, name) in references.map(\.output) {
                #expect(components[String(kind)]?[String(name)] != nil)
            }
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

    @Test func `every call takes and gives the trace as it is described`() async throws {
        let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let document = try await service.ask("GET", "/v1/openapi.json").json
            let described = try #require(document["components"]?["headers"]?["traceparent"])
            let pattern = try Regex(#require(described["schema"]?["pattern"]?.string))
            let field = try #require(document["components"]?["parameters"]?["traceparent"])
            #expect(field["in"]?.string == "header" && field["name"]?.string == "traceparent")
            let example = try #require(field["schema"]?["example"]?.string)
            #expect(example == trace)
            for path in try #require(document["paths"]).members {
                for method in path.value.members where method.key.string != "parameters" {
                    let parameters = method.value["parameters"]?.elements.map {
                        $0["$ref"]?.string
                    }
                    #expect(parameters == ["#/components/parameters/traceparent"])
                    for response in try #require(method.value["responses"]).members {
                        let reference = response.value["headers"]?["traceparent"]?["$ref"]?.string
                        #expect(reference == "#/components/headers/traceparent")
                    }
                    for (sent, returned) in [(nil, nil), (trace, trace), ("00-x-01", nil)] {
                        let response = try await service.ask(
                            (method.key.string ?? "").uppercased(),
                            path.key.string?.replacing("{id}", with: "x") ?? "",
                            headers: sent.map { ["traceparent": $0] } ?? [:]
                        )
                        #expect(response.headers["traceparent"] == returned)
                        let isOfPattern = try returned.map { try pattern.wholeMatch(in: $0) != nil }
                        #expect(isOfPattern != false)
                    }
                }
            }
        }
    }

    @Test func `what the daemon refuses of its own accord is described`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let document = try await service.ask("GET", "/v1/openapi.json").json
            let statuses = { (path: String, method: String) in
                document["paths"]?[path]?[method]?["responses"]?.members.map { $0.key.string }
            }
            // What takes its time may take too much of it.
            #expect(statuses("/metrics", "get") == ["200", "503", "default"])
            #expect(statuses("/v1/reload", "post")?.contains("503") == true)
        }
    }
}
