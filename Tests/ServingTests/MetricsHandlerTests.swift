import Foundation
import Serving
import Testing
import UnixHTTP

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

    @Test func `figures of the process are those of this process`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let text = try await service.ask("GET", "/metrics").text
            let figures = try ExpositionFormat(text)
            let memory = try #require(figures.value("process_resident_memory_bytes"))
            #expect((1e6...1e11).contains(memory))
            #expect(try #require(figures.value("process_virtual_memory_bytes")) >= memory)
            #expect(try #require(figures.value("process_cpu_seconds_total")) > 0)
            #expect(try #require(figures.value("process_open_fds")) >= 4)
            #expect(try #require(figures.value("process_threads")) >= 1)
            let start = try #require(figures.value("process_start_time_seconds"))
            let age = Date().timeIntervalSince1970 - start
            #expect((0...86_400).contains(age))
            let again = try await service.ask("GET", "/metrics").text
            #expect(try ExpositionFormat(again).value("process_start_time_seconds") == start)
        }
    }

    @Test func `a failed reload is told apart from the last one that succeeded`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            try book.write("schema: 2\n", to: "broken.yaml")
            #expect(try await service.ask("POST", "/v1/reload").status == 422)
            let figures = try ExpositionFormat(try await service.ask("GET", "/metrics").text)
            #expect(figures.value("banso_last_load_successful") == 0)
            #expect(figures.value("banso_load_attempts_total", ["outcome": "failed"]) == 1)
            let failure = try #require(figures.value("banso_last_load_timestamp_seconds"))
            let success = try #require(figures.value("banso_last_load_success_timestamp_seconds"))
            #expect(success == Double(service.store.lastSuccess.seconds) && success <= failure)
            #expect(try #require(figures.value("banso_last_load_duration_seconds")) > 0)
            let info = ["ruleset": service.store.snapshot.ruleset]
            #expect(figures.value("banso_ruleset_info", info) == 1)
        }
    }

    @Test func `the last success is that of the last attempt that did not fail`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let names = ["banso_last_load_timestamp_seconds", "banso_last_load_successful"]
            let first = Double(service.store.current.lastAttempt.at.seconds)
            for (outcome, second, success) in [
                (.failed, 2_000_000_000, first), (.failed, 2_000_000_060, first),
                (.unchanged, 2_000_000_120, 2_000_000_120), (.loaded, 2_000_000_180, 2_000_000_180),
                (.failed, 2_000_000_240, 2_000_000_180),
            ] as [(LoadAttempt.Outcome, Int, Double)] {
                service.store.record(
                    LoadAttempt(
                        .poll,
                        outcome,
                        at: Moment(seconds: second),
                        duration: .zero,
                        diagnostics: []
                    )
                )
                let text = try await service.ask("GET", "/metrics").text
                let figures = try ExpositionFormat(text)
                #expect(figures.value("banso_last_load_success_timestamp_seconds") == success)
                #expect(figures.value(names[0]) == Double(second))
                #expect(figures.value(names[1]) == (outcome == .failed ? 0 : 1))
            }
        }
    }

    @Test func `what a route can come to is there before it happens first`() async throws {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            let text = try await service.ask("GET", "/metrics").text
            let lines = Set(text.split(separator: "\n").map(String.init))
            for line in [
                #"banso_http_requests_total{route="/v1/recommend",status="200"} 0"#,
                #"banso_http_requests_total{route="/v1/recommend",status="422"} 0"#,
                #"banso_http_requests_total{route="/v1/reload",status="403"} 0"#,
                #"banso_http_requests_total{route="/v1/rules/{id}",status="404"} 0"#,
                #"banso_http_request_duration_seconds_count{route="/v1/recommend:batch"} 0"#,
                #"banso_http_request_duration_seconds_bucket{route="/metrics",le="+Inf"} 0"#,
                #"banso_decisions_total{route="/v1/recommend",outcome="no_match"} 0"#,
            ] {
                #expect(lines.contains(line), "\(line)")
            }
        }
    }

    /// The metrics of a service that has seen everything: answers and refusals of each kind, a batch,
    /// reloads good and bad, decisions recorded.
    private static func textAfterAllKinds() async throws -> String {
        let book = try SmallBook()
        let place = LogPlace()
        var text = ""
        try await TestService.run(book, decisions: place.settings) { service in
            for (path, body) in [
                ("/v1/recommend", #"{"problem":"求人を出しても応募がない"}"#),
                ("/v1/recommend", #"{"problem":"xyz"}"#), ("/v1/recommend", #"{"problem":3}"#),
                ("/v1/recommend", "{"), ("/v1/recommend:batch", "{\"problem\":\"資金\"}\nx\n"),
                ("/v1/reload", ""), ("/v1/status", ""), ("/nowhere", ""),
            ] {
                _ = try await service.ask("POST", path, body)
            }
            for path in ["/livez", "/v1/rules", "/v1/rules/none", "/v1/openapi.json"] {
                _ = try await service.ask("GET", path)
            }
            try book.write("schema: 2\n", to: "broken.yaml")
            _ = try await service.ask("POST", "/v1/reload")
            await service.decisions?.flush()
            text = try await service.ask("GET", "/metrics").text
        }
        return text
    }

    @Test func `the text keeps to the rules of Prometheus' format`() async throws {
        let text = try await Self.textAfterAllKinds()
        #expect(try ExpositionFormat(text).faults == [])
    }

    @Test(.enabled(if: Promtool.path != nil, "promtool is not installed"))
    func `promtool finds nothing`() async throws {
        let text = try await Self.textAfterAllKinds()
        let remarks = try Promtool.check(text)
        #expect(remarks == "")
        // It would find something: a counter by another name, and a line of nonsense.
        let renamed = text.replacing("_accepted_total", with: "_accepted")
        #expect(try Promtool.check(renamed).contains("banso_http_connections_accepted"))
        #expect(try Promtool.check(text + "banso x\n").contains("error"))
    }

    @Test(arguments: [
        ("a_total 1\n", "a_total has no TYPE before it"),
        ("# HELP a A.\n# TYPE a counter\na 1\n", "the counter a does not end in _total"),
        (
            "# HELP a_total A.\n# TYPE a_total gauge\na_total 1\n",
            "the gauge a_total ends in _total"
        ),
        ("# HELP a A.\n# TYPE a gauge\na 1\na 2\n", "a is there twice"),
        ("# HELP a A.\n# TYPE a gauge\na{b=\"c\"} 1\na{b=\"c\"} 1\n", #"a{b="c"} is there twice"#),
        ("# TYPE a gauge\na 1\n", "a has no HELP"),
        ("# HELP a A.\n# TYPE a gauge\n", "a has no sample"),
        ("# HELP a A.\n# TYPE a gauge\na{b=\"c} 1\n", "not a sample: a{b=\"c} 1"),
        ("# HELP a A.\n# TYPE a gauge\na{b=\"\\x\"} 1\n", "not a sample: a{b=\"\\x\"} 1"),
        ("# HELP a A.\n# TYPE a gauge\na one\n", "not a sample: a one"),
        ("# HELP a A.\n# TYPE a gauge\na 1", "the text does not end with a line feed"),
        ("# HELP a_ms A.\n# TYPE a_ms gauge\na_ms 1\n", "a_ms has no base unit"),
        (
            "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\n"
                + "a_sum 1\na_count 1\n", "the buckets of a fall"
        ),
        (
            "# HELP a A.\n# TYPE a histogram\na_bucket{le=\"1\"} 1\na_sum 1\na_count 1\n",
            "the buckets of a do not end in the count"
        ),
    ])
    func `a breach of the format would be seen`(_ text: String, _ fault: String) throws {
        #expect(try ExpositionFormat(text).faults.contains(fault))
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
