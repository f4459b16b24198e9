import Answering
import Knowledge
import Portfolio
import RuleEngine
import Testing

@Suite struct BookDifferenceTests {
    private static func difference(_ changes: [(String, String)]) throws -> BookDifference {
        BookDifference(
            old: try PortfolioBook.side().answerer.engine.compiled,
            new: try PortfolioBook.side("new", replacing: changes).answerer.engine.compiled
        )
    }

    @Test func `moving an entry is no change`() throws {
        let difference = try Self.difference([("concepts:\n", "\n\nconcepts:\n")])
        #expect(difference.changes.map(\.key) == [])
        #expect(difference.examples == 0)
        #expect(!difference.isLearnedOtherwise)
    }

    @Test func `a change in any part of an entry is seen`() throws {
        let slips: [(String, String, EntryKey)] = [
            ("fewer buyers]", "few buyers]", EntryKey(.concepts, "few-buyers")),
            ("{sales: 0.8", "{sales: 0.7", EntryKey(.networks, "bank")),
            ("area: [近畿]", "area: [全国]", EntryKey(.partners, "bank-kinki")),
            ("names: [大阪]", "names: [おおさか]", EntryKey(.places, "大阪府")),
            ("closes: 2026-12-20", "closes: 2026-12-21", EntryKey(.policies, "fair-later")),
            ("role: lead}", "role: second}", EntryKey(.rules, "people.no-applicants")),
            ("employees: {max: 300}", "employees: {max: 299}", EntryKey(.sizes, "sme")),
        ]
        let changes = try Self.difference(slips.map { ($0.0, $0.1) }).changes
        #expect(changes.map(\.key) == slips.map(\.2))
        #expect(changes.allSatisfy { $0.kind == .changed })
    }

    @Test func `entries that come and go are told with their places`() throws {
        let difference = try Self.difference([
            ("id: fair-over", "id: fair-soon"), ("nobody applies]\n  - {sub", "a, b]\n  - {sub"),
        ])
        #expect(difference.changes.map(\.key.id) == ["fair-over", "fair-soon"])
        #expect(difference.changes.map(\.kind) == [.removed, .added])
        let line = try PortfolioBook.line(of: "id: fair-over")
        #expect(difference.changes.map(\.origin.line) == [line, line])
        #expect(difference.examples == 1)
    }
}
