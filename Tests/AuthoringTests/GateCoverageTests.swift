import Authoring
import Knowledge
import RuleEngine
import Testing

/// Which gates of policies and partners tests show to matter.
@Suite struct GateCoverageTests {
    private static let policy = SmallBook.grant(
        when: "{employees: {max: 20}, prefecture: [大阪府]}",
        opens: "2026-01-10"
    )

    private func gates(_ queries: [String], of subject: String) throws -> [String] {
        let tests = queries.enumerated().map { number, query in
            "  - {id: t\(number), query: {\(query)}, expect: {outcome: answered}}\n"
        }
        let text = Self.policy + "tests:\n" + tests.joined()
        let compiled = try SmallBook.compiled(adding: text)
        let coverage = RuleCoverage(compiled, tests: compiled.book.tests)
        return coverage.gates.filter { $0.subject == subject }.map { gate in
            "\(gate.words): \(gate.letIn ? "in" : "-") \(gate.keptOut ? "out" : "-")"
        }
    }

    private func query(_ company: String, _ day: String = "2026-02-01") -> String {
        "problem: 応募が来ない。, company: {\(company)}, as_of: \(day)"
    }

    @Test func `a gate is covered where it alone lets in and alone keeps out`() throws {
        let found = try gates(
            [
                query("employees: 20, prefecture: 大阪府"), query("employees: 21, prefecture: 大阪府"),
                query("employees: 21, prefecture: 京都府"),
            ],
            of: "policy grant"
        )
        #expect(
            found.prefix(2) == ["employees at most 20: in out", "prefecture 大阪府: in -"]
        )
    }

    @Test func `a policy of another issue, or one that waits for a fact, decides nothing`() throws {
        let found = try gates(
            [
                "problem: お客が減った。, company: {employees: 20, prefecture: 大阪府}, as_of: 2026-02-01",
                query("employees: 20"),
            ],
            of: "policy grant"
        )
        // The second has the prefecture unknown, so the size alone lets nobody in.
        #expect(found.prefix(2) == ["employees at most 20: - -", "prefecture 大阪府: - -"])
    }

    @Test(arguments: [
        ("2026-01-09", ["-", "out"], ["-", "-"]), ("2026-01-10", ["in", "-"], ["in", "-"]),
        ("2026-03-31", ["in", "-"], ["in", "-"]), ("2026-04-01", ["-", "-"], ["-", "out"]),
    ])
    func `a window opens and closes on its days`(
        _ day: String,
        _ opens: [String],
        _ closes: [String]
    ) throws {
        let found = try gates(
            [query("employees: 20, prefecture: 大阪府", day)],
            of: "policy grant"
        )
        #expect(
            found.suffix(2) == [
                "window opens 2026-01-10: \(opens.joined(separator: " "))",
                "window closes 2026-03-31: \(closes.joined(separator: " "))",
            ]
        )
    }

    @Test func `an area lets a firm in and keeps one out, and an unknown place does neither`()
        throws
    {
        func area(_ companies: [String]) throws -> [String] {
            try gates(companies.map { query($0) }, of: "partner chamber-osaka")
        }
        #expect(try area(["employees: 20"]) == ["area 大阪府: - -"])
        #expect(try area(["prefecture: 大阪府"]) == ["area 大阪府: in -"])
        #expect(try area(["municipality: 東大阪市", "prefecture: 京都府"]) == ["area 大阪府: in out"])
    }
}
