import Foundation
import Serving
import Testing
import UnixHTTP
import WireFormat

/// A file for a decision log in the temporary folder, which goes with the test.
final class LogPlace {
    let path = NSTemporaryDirectory() + "banso-log-" + UUID().uuidString

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var settings: DecisionLogSettings { DecisionLogSettings(path: path) }

    /// Puts a named pipe in the place of the file.
    func makePipe() throws {
        let result = unsafe mkfifo(path, 0o600)
        try #require(result == 0)
    }

    var text: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

    /// The records, each of which has to be whole.
    var records: [JSONNode] {
        get throws {
            let text = try text
            try #require(text.isEmpty || text.hasSuffix("\n"))
            return try text.split(separator: "\n").map {
                try JSONDocument(parsing: String($0)).root
            }
        }
    }
}

@Suite struct DecisionLogTests {
    private static let query =
        #"""
        {"id": "a7",
         "problem": "求人を出しても\n応募がない\u009b", "as_of": "2026-11-22",
         "company": {"employees": 18, "prefecture": "大阪府", "corporate_number": "1010001000000"},
         "history": [{"partner": "yorozu-osaka", "result": "helped"}]}
        """#

    private static func settings(
        _ place: LogPlace,
        _ change: (inout DecisionLogSettings) -> Void = { _ in }
    ) -> DecisionLogSettings {
        var settings = place.settings
        change(&settings)
        return settings
    }

    @Test func `a record tells what was decided, for whom, from what and how long it took`()
        async throws
    {
        let place = LogPlace()
        let book = try SmallBook()
        try await TestService.run(book, decisions: place.settings) { service in
            let answer = try await service.ask(
                "POST",
                "/v1/recommend",
                Self.query,
                headers: [
                    "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
                ]
            ).json
            await service.decisions?.flush()
            let records = try place.records
            #expect(records.count == 1)
            let record = try #require(records.first)
            for name in ["decision_id", "determination", "ruleset", "as_of", "outcome"] {
                #expect(record[name]?.string == answer[name]?.string && record[name] != nil)
            }
            let time = try #require(record["time"]?.string)
            let strategy = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            #expect(abs(try Date(time, strategy: strategy).timeIntervalSinceNow) < 60)
            #expect(record["requester"]?["uid"]?.int == Int(getuid()))
            #expect(record["requester"]?["gid"]?.int == Int(getgid()))
            #expect(record["requester"]?["pid"]?.int == Int(getpid()))
            #expect(record["trace"]?["trace_id"]?.string == "4bf92f3577b34da6a3ce929d0e0e4736")
            #expect(record["trace"]?["parent_id"]?.string == "00f067aa0ba902b7")
            #expect(record["query"]?["company"]?["employees"]?.int == 18)
            let raw = try #require(record["query"]?["history"]?.raw)
            #expect(
                String(decoding: raw, as: UTF8.self)
                    == #"[{"partner":"yorozu-osaka","result":"helped"}]"#
            )
            for name in ["categories", "partners", "policies"] {
                let logged = try #require(record["results"]?[name]?.elements)
                let given = try #require(answer[name]?.elements)
                #expect(logged.map { $0["id"]?.string } == given.map { $0["id"]?.string })
                for (record, item) in zip(logged, given) where item["score"] != nil {
                    #expect(record["score"]?.double == item["score"]?.double)
                }
                #expect(logged.allSatisfy { $0["score"] != nil })
            }
            let seconds = try #require(record["seconds"])
            let parts = ["read", "decide", "write"].compactMap { seconds[$0]?.double }
            #expect(parts.count == 3 && parts.allSatisfy { $0 >= 0 })
            #expect(abs(parts.reduce(0, +) - (seconds["total"]?.double ?? 0)) < 3e-6)
        }
    }

    @Test func `the owner's words are not kept unless somebody asks for them`() async throws {
        let place = LogPlace()
        let book = try SmallBook()
        try await TestService.run(book, decisions: place.settings) { service in
            _ = try await service.ask("POST", "/v1/recommend", Self.query)
            await service.decisions?.flush()
            let text = try place.text
            for word in ["求人", "応募", "problem\":"] { #expect(!text.contains(word)) }
            let masked = try #require(try place.records.first?["masked"]?.elements)
            #expect(masked.map { $0.string } == ["/query/problem"])
        }
    }

    @Test func `words that are kept stand on one line and cannot steer a terminal`() async throws {
        let place = LogPlace()
        let book = try SmallBook()
        let settings = Self.settings(place) { $0.keepsText = true }
        try await TestService.run(book, decisions: settings) { service in
            // The control character as such, and not by an escape.
            let query = Self.query.replacing("\\u009b", with: "\u{9B}\u{202E}")
            _ = try await service.ask("POST", "/v1/recommend", query)
            await service.decisions?.flush()
            let text = try place.text
            #expect(text.split(separator: "\n").count == 1)
            let steering: Set<Unicode.Scalar> = ["\u{9B}", "\u{202E}"]
            #expect(text.unicodeScalars.allSatisfy { !steering.contains($0) })
            let record = try #require(try place.records.first)
            #expect(
                record["query"]?["problem"]?.string == "求人を出しても\n応募がない\u{9B}\u{202E}"
            )
            #expect(record["masked"] == nil)
        }
    }

    @Test func `what is masked is gone, and the record says so`() async throws {
        let place = LogPlace()
        let book = try SmallBook()
        let masks = try [
            "/query/company/corporate_number", "/query/history/*/partner", "/requester",
            "/results/policies/0", "/query/nothing/here",
        ].map { try #require(RecordPointer($0)) }
        let settings = Self.settings(place) { $0.masks = masks }
        try await TestService.run(book, decisions: settings) { service in
            _ = try await service.ask("POST", "/v1/recommend", Self.query)
            await service.decisions?.flush()
            let record = try #require(try place.records.first)
            #expect(
                record["masked"]?.elements.map { $0.string } == [
                    "/requester", "/query/problem", "/query/company/corporate_number",
                    "/query/history/0/partner", "/results/policies/0",
                ]
            )
            #expect(record["requester"] == nil)
            #expect(record["query"]?["company"]?["corporate_number"] == nil)
            #expect(record["query"]?["company"]?["prefecture"]?.string == "大阪府")
            let history = record["query"]?["history"]?.elements.map { $0["result"]?.string }
            #expect(history == ["helped"])
            #expect(record["results"]?["policies"]?.elements.map(\.isNull) == [true])
            #expect(try !place.text.contains("1010001000000"))
        }
    }

    @Test(arguments: [
        "", "query", "/", "/queri/problem", "/decision_id", "/masked", "/query/a~2b", "/query/a~",
    ])
    func `a pointer that leads to nothing is none`(_ text: String) {
        #expect(RecordPointer(text) == nil)
    }

    @Test func `every line of a batch is a decision, what is refused is none`() async throws {
        let place = LogPlace()
        let book = try SmallBook()
        let lines = (0..<50).map { #"{"id":"\#($0)","problem":"資金が足りない"}"# }
        try await TestService.run(book, decisions: place.settings) { service in
            _ = try await service.ask("POST", "/v1/recommend", "{")
            let body = (lines + ["{}", "{"]).joined(separator: "\n")
            let answers = try await service.ask("POST", "/v1/recommend:batch", body)
            await service.decisions?.flush()
            let ids = try answers.text.split(separator: "\n").compactMap {
                try JSONDocument(parsing: String($0)).root["decision_id"]?.string
            }
            #expect(ids.count == 50)
            #expect(try place.records.map { $0["decision_id"]?.string } == ids)
            #expect(try place.records.allSatisfy { $0["requester"]?["pid"]?.int == Int(getpid()) })
            let metrics = try await service.ask("GET", "/metrics").text
            for line in [
                #"banso_decisions_total{route="/v1/recommend",outcome="refused"} 1"#,
                #"banso_decisions_total{route="/v1/recommend:batch",outcome="answered"} 50"#,
                #"banso_decisions_total{route="/v1/recommend:batch",outcome="refused"} 2"#,
                "banso_decision_log_enabled 1", "banso_decision_log_records_total 50",
                #"banso_decision_log_dropped_total{reason="queue_full"} 0"#,
                #"banso_decision_log_dropped_total{reason="write_failed"} 0"#,
                "banso_decision_log_queue_bytes 0",
            ] {
                #expect(metrics.split(separator: "\n").contains(line[...]), "\(line)")
            }
        }
    }

    @Test func `without a log nothing is recorded, and its metrics are there all the same`()
        async throws
    {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            _ = try await service.ask("POST", "/v1/recommend", Self.query)
            let metrics = try await service.ask("GET", "/metrics").text
            #expect(metrics.contains("\nbanso_decision_log_enabled 0\n"))
            #expect(metrics.contains("\nbanso_decision_log_records_total 0\n"))
        }
    }
}
