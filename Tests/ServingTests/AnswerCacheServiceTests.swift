import Serving
import Testing
import UnixHTTP
import WireFormat

@Suite struct AnswerCacheServiceTests {
    private static let query = #"{"problem": "求人を出しても応募がない", "company": {"employees": 18}}"#

    private func metric(_ name: String, of service: TestService) async throws -> String? {
        let response = try await service.ask("GET", "/metrics")
        let lines = String(decoding: response.body, as: UTF8.self).split(separator: "\n")
        return lines.first { $0.hasPrefix(name + " ") }.map { String($0.dropFirst(name.count + 1)) }
    }

    @Test func `answers given again are counted and recorded like others`() async throws {
        let place = LogPlace()
        let book = try SmallBook()
        let loader = BookLoader(paths: [book.path], answerCache: 1 << 20)
        try await TestService.run(book, loader: loader, decisions: place.settings) { service in
            for _ in 0..<5 {
                let response = try await service.ask("POST", "/v1/recommend", Self.query)
                #expect(response.status == 200)
            }
            #expect(try await metric("banso_answer_cache_hits_total", of: service) == "3")
            #expect(try await metric("banso_answer_cache_answers", of: service) == "1")
            await service.decisions?.flush()
            let records = try place.records
            #expect(records.count == 5)
            let told = ["determination", "ruleset", "as_of", "outcome", "results", "query"]
            let ids = Set(records.compactMap { $0["decision_id"]?.string })
            #expect(ids.count == 5)
            for record in records {
                for name in told {
                    #expect(record[name].map { "\($0)" } == records[0][name].map { "\($0)" })
                }
            }
        }
    }

    @Test func `a batch takes answers from it, and other rules bring others`() async throws {
        let book = try SmallBook()
        let loader = BookLoader(paths: [book.path], answerCache: 1 << 20)
        try await TestService.run(book, loader: loader) { service in
            let batch = String(repeating: Self.query + "\n", count: 6)
            func rulesets() async throws -> [String] {
                let response = try await service.ask("POST", "/v1/recommend:batch", batch)
                return try response.body.split(separator: 0x0A).map {
                    try JSONDocument(parsing: Array($0)).root["ruleset"]?.string ?? ""
                }
            }
            let before = try await rulesets()
            #expect(before.count == 6 && Set(before).count == 1)
            #expect(try await metric("banso_answer_cache_hits_total", of: service) == "4")
            try book.replace(
                "応募がない, en: Nobody",
                with: "人が来ない, en: Nobody",
                in: "book.yaml"
            )
            #expect(try await service.ask("POST", "/v1/reload").status == 200)
            #expect(try await metric("banso_answer_cache_answers", of: service) == "0")
            let after = try await rulesets()
            #expect(Set(after).count == 1 && after[0] != before[0])
            #expect(try await metric("banso_answer_cache_hits_total", of: service) == "8")
        }
    }

    @Test func `without room nothing is kept, and the metrics are there all the same`() async throws
    {
        let book = try SmallBook()
        try await TestService.run(book) { service in
            for _ in 0..<4 { _ = try await service.ask("POST", "/v1/recommend", Self.query) }
            #expect(try await metric("banso_answer_cache_hits_total", of: service) == "0")
            #expect(try await metric("banso_answer_cache_bytes", of: service) == "0")
        }
    }
}
