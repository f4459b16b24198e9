import Foundation
import Testing
import WireFormat

extension EndToEnd {
    /// The commands of those who own the rules: combinations, costs, pages of codes, reasons.
    @Suite struct AuthorCommandTests {
        private static let more = """
            schema: 1
            policies:
            \(["wage-grant", "tool-grant"].map { id in
                """
                  - id: \(id)
                    title: {ja: \(id), en: \(id)}
                    kind: subsidy
                    issuer: {ja: 県, en: The prefecture}
                    topics: [people.recruit]
                    benefit: {ja: 補助, en: A grant}
                    pattern: always
                    state: current
                    url: https://example.org/grant
                    source: {url: 'https://example.org/grant', checked: 2026-09-20}
                """
            }.joined(separator: "\n"))
            combinations:
              - id: one-grant
                policies: [wage-grant, tool-grant]
                verdict: excluded
                because: {ja: 県の補助は一つまでだから, en: The prefecture gives one grant}
                source: {url: 'https://example.org/faq', checked: 2026-09-01}

            """

        /// A daemon, not started, whose book has two grants that exclude each other.
        private func daemonWithGrants() throws -> RunningDaemon {
            let daemon = try RunningDaemon()
            try Data(Self.more.utf8).write(to: URL(filePath: daemon.rules + "/grants.yaml"))
            return daemon
        }

        @Test func `whether policies go together is told alike by the daemon and in-process`()
            throws
        {
            let daemon = try daemonWithGrants()
            try daemon.start()
            for language in ["ja", "en"] {
                let asked = ["policies", "combine", "wage-grant", "tool-grant", "--lang", language]
                let local = try Program.run("banso", asked + ["--rules", daemon.rules])
                let remote = try Program.run("banso", asked + ["--socket", daemon.socket])
                #expect(local.status == 1 && remote.status == 1)
                #expect(local.output == remote.output)
                #expect(local.output.contains("https://example.org/faq"))
                #expect(local.output.contains("2026-09-01"))
                let words = language == "ja" ? "県の補助は一つまで" : "The prefecture gives one grant"
                #expect(local.output.contains(words))
            }
        }

        @Test func `what is not known is said as not known`() throws {
            let daemon = try daemonWithGrants()
            let asked = [
                "policies", "combine", "hiring-advice", "wage-grant", "--rules", daemon.rules,
            ]
            let text = try Program.run("banso", asked)
            #expect(text.status == 0 && text.output.contains("→ 分かりません"))
            let json = try Program.run("banso", asked + ["--format", "json"])
            let root = try JSONDocument(parsing: json.output).root
            #expect(root["verdict"]?.string == "unknown")
            let three = try Program.run("banso", asked + ["tool-grant", "--format", "json"])
            let all = try JSONDocument(parsing: three.output).root
            #expect(three.status == 1 && all["verdict"]?.string == "excluded")
            let verdicts = all["pairs"]?.elements.map { $0["verdict"]?.string }
            #expect(verdicts == ["unknown", "unknown", "excluded"])
            #expect(
                try Program.run("banso", asked.dropLast() + [daemon.rules, "none"]).status == 66
            )
            #expect(try Program.run("banso", ["policies", "combine", "wage-grant"]).status == 64)
        }

        @Test func `an answer does not put policies side by side that exclude each other`() throws {
            let daemon = try daemonWithGrants()
            let asked = ["recommend", "求人を出しても応募がない", "--rules", daemon.rules]
            let text = try Program.run("banso", asked)
            #expect(text.output.contains("「tool-grant」とは一緒に使えません：県の補助は一つまでだから"))
            let json = try Program.run("banso", asked + ["--format", "json"])
            let policies = try JSONDocument(parsing: json.output).root["policies"]
            let reasons = policies?.elements.flatMap { policy in
                (policy["because"]?.elements.map { $0 } ?? []).filter { $0["text"] != nil }
            }
            #expect(reasons?.map { $0["rule"]?.string } == ["one-grant"])
        }

        @Test func `costs count every rule and concept over the queries given`() throws {
            let daemon = try daemonWithGrants()
            let queries = """
                {"problem": "求人を出しても応募がない"}
                {"problem": "資金が足りない"}

                """
            let asked = ["rules", "cost", daemon.rules, "--queries", "-"]
            let json = try Program.run("banso", asked + ["--format", "json"], input: queries)
            #expect(json.status == 0)
            let root = try JSONDocument(parsing: json.output).root
            #expect(root["queries"]?.int == 2)
            let rule = root["rules"]?.elements.first { _ in true }
            #expect(rule?["id"]?.string == "people.no-applicants")
            #expect(rule?["looked"]?.int == 1 && rule?["held"]?.int == 1)
            let concepts = root["concepts"]?.elements.map { $0["id"]?.string ?? "" }
            #expect(Set(concepts ?? []) == ["no-applicants", "no-cash"])
            let text = try Program.run("banso", asked + ["--lang", "en"], input: queries)
            #expect(text.output.hasPrefix("2 queries, "))
            #expect(text.output.contains("people.no-applicants  1       1"))
            let broken = try Program.run("banso", asked, input: "{\n")
            #expect(broken.status == 65)
        }

        @Test func `costs are those of the day asked for, unless a query names its own`() throws {
            let books = try RunningDaemon()
            // Whatever its birthday, a firm founded in 2017 is ten years old from 2028 on.
            try books.replace(
                "when: {says: no-applicants}",
                with: "when: {says: no-applicants, company: {age: {min: 10}}}"
            )
            let firm = #""problem": "求人を出しても応募がない", "company": {"founded": 2017}"#
            func held(_ query: String, _ options: [String] = []) throws -> Int? {
                let asked = ["rules", "cost", books.rules, "--queries", "-", "--format", "json"]
                let result = try Program.run("banso", asked + options, input: query)
                let rules = try JSONDocument(parsing: result.output).root["rules"]
                return rules?.elements.map { $0["held"]?.int }.first ?? nil
            }
            #expect(try held("{\(firm)}", ["--as-of", "2026-12-31"]) == 0)
            #expect(try held("{\(firm)}", ["--as-of", "2028-01-01"]) == 1)
            let dated = "{\(firm), \"as_of\": \"2026-12-31\"}"
            #expect(try held(dated, ["--as-of", "2028-01-01"]) == 0)
        }

        @Test(arguments: ["format.comments", "lint.source-old", "rule.unpaired-policy"])
        func `a code has its page in both languages`(_ code: String) throws {
            let english = try Program.run("banso", ["explain", code])
            #expect(english.status == 0 && english.output.contains("\nMend  "))
            let japanese = try Program.run("banso", ["explain", code, "--lang", "ja"])
            #expect(japanese.status == 0 && japanese.output.contains("\n直し方  "))
        }
    }
}
