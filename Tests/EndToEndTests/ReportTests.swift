import Foundation
import Testing

extension EndToEnd {
    /// What the commands report, in the words and with the paths that its readers need.
    @Suite struct ReportTests {
        /// A folder with a fault in `partners/yorozu.yaml`; its line is in the report.
        @Test(arguments: [
            ["recommend", "人が来ない"], ["text", "人が来ない"], ["rules", "list"],
            ["check"], ["test"], ["learn"], ["coverage"], ["expiring"],
        ])
        func `a fault is told with a path that leads to it from here`(
            _ command: [String]
        ) throws {
            let book = try RunningDaemon()
            let path = "\(book.rules)/partners/yorozu.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try Data(text.replacing("network:", with: "netwrok:").utf8)
                .write(to: URL(filePath: path))
            let result = try Program.run("banso", command + ["--rules", book.rules])
            #expect(result.status == 65)
            let report = result.output + result.errors
            let place = try #require(report.firstMatch(of: /(?m)^(\S+):(\d+):\d+: error/))
            #expect(place.1 == path, "\(report)")
            let line = try #require(Int(place.2))
            let named = text.split(separator: "\n", omittingEmptySubsequences: false)[line - 1]
            #expect(report.contains(named.replacing("network:", with: "netwrok:")))
        }

        @Test func `the day on which a window opens is told in words`() throws {
            let book = try RunningDaemon()
            try Data(Self.grant.utf8).write(to: URL(filePath: "\(book.rules)/later.yaml"))
            func answer(_ language: String) throws -> String {
                let asked = ["recommend", "求人を出しても応募がない", "--rules", book.rules]
                return try Program.run(
                    "banso",
                    asked + ["--as-of", "2026-11-25", "--lang", language]
                ).output
            }
            #expect(try answer("en").contains("opens on 2027-01-10"))
            #expect(try answer("ja").contains("2027-01-10から"))
        }

        @Test(arguments: [("1", "1.00"), ("0.05", "0.05"), ("0.3", "0.30"), ("0.999", "1.00")])
        func `the score that counts is told with two digits`(_ given: String, _ told: String) throws
        {
            let book = try RunningDaemon()
            let asked = ["coverage", book.rules, "--lang", "en", "--least-score", given]
            let result = try Program.run("banso", asked)
            #expect(result.output.contains("from a score of \(told);"), "\(result.errors)")
        }

        @Test(arguments: ["1", "1001", "9000000000000000000", "policies=2000000000"])
        func `a crowd that no book can have is refused at once`(_ crowd: String) throws {
            let book = try RunningDaemon()
            let asked = ["coverage", book.rules, "--format", "svg", "--crowded", crowd]
            #expect(try Program.run("banso", asked).status == 64)
        }

        private static let grant = """
            schema: 1
            policies:
              - id: later-grant
                title: {ja: 先の補助金, en: A later grant}
                kind: subsidy
                issuer: {ja: 県, en: The prefecture}
                topics: [people.recruit]
                benefit: {ja: 補助, en: A grant}
                pattern: rounds
                windows: [{label: {ja: 第1回, en: Round 1}, opens: 2027-01-10, closes: 2027-02-10}]
                state: current
                url: https://example.org/grant
                source: {url: 'https://example.org/grant', checked: 2026-09-20}

            """
    }
}
