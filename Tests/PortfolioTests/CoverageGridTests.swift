import Answering
import Knowledge
import Portfolio
import RuleEngine
import Testing
import WireFormat

@Suite struct CoverageGridTests {
    /// The grid of the small book, its plan changed first.
    static func grid(
        sub: Bool = false,
        _ change: (inout GridPlan, Book) -> Void = { _, _ in }
    ) async throws -> CoverageGrid {
        let answerer = try PortfolioBook.side().answerer
        let book = answerer.engine.compiled.book
        var plan = GridPlan(book, day: PortfolioBook.day, subcategories: sub)
        change(&plan, book)
        return await CoverageGrid.measured(answerer.engine, ruleset: answerer.ruleset, plan: plan)
    }

    private static func position(
        _ grid: CoverageGrid,
        _ issue: String,
        _ prefecture: String?,
        _ size: String
    ) throws -> CoverageGrid.Position {
        let plan = grid.plan
        return CoverageGrid.Position(
            issue: try #require(plan.issues.firstIndex { $0.reference.text == issue }),
            place: try #require(plan.places.firstIndex { $0.prefecture == prefecture }),
            size: try #require(plan.sizes.firstIndex { $0.id == size })
        )
    }

    @Test func `the sizes lie at the limits of the book's tables`() throws {
        let book = try PortfolioBook.side().answerer.engine.compiled.book
        let sizes = FirmSize.standard(book)
        #expect(sizes.map(\.id) == ["micro", "small", "medium", "large"])
        #expect(sizes.map(\.employees) == [5, 20, 300, 301])
        #expect(sizes.map(\.capital) == [nil, nil, nil, 100_000_001])
        #expect(FirmSize.named("any", in: book)?.employees == nil)
        #expect(FirmSize.named("37", in: book)?.employees == 37)
        #expect(FirmSize.named("sme", in: book)?.capital == 100_000_000)
        #expect(FirmSize.named("giant", in: book) == nil)
        #expect(FirmSize.named("-3", in: book) == nil)
        #expect(FirmSize.standard(Book()).map(\.employees) == [5, 20, 50, 2_001])
    }

    @Test func `every combination is there, prefectures from north to south`() async throws {
        let grid = try await Self.grid()
        #expect(grid.plan.issues.map(\.reference.text) == ["people", "sales"])
        #expect(grid.plan.places.map(\.prefecture) == ["北海道", "京都府", "大阪府", nil])
        #expect(grid.positions.count == 2 * 4 * 4)
        #expect(Set(grid.positions).count == 32)
        let subs = try await Self.grid(sub: true)
        #expect(
            subs.plan.issues.map(\.reference.text) == ["people.keep", "people.recruit", "sales"]
                || subs.plan.issues.map(\.reference.text)
                    == ["people.recruit", "people.keep", "sales"]
        )
    }

    @Test(arguments: [
        ("people", "大阪府", 2, 1), ("people", "京都府", 1, 0), ("people", "北海道", 0, 0),
        ("sales", "大阪府", 1, 0), ("sales", "北海道", 0, 0),
    ])
    func `partners are those that the engine would offer there`(
        _ issue: String,
        _ prefecture: String,
        _ partners: Int,
        _ local: Int
    ) async throws {
        let grid = try await Self.grid()
        let position = try Self.position(grid, issue, prefecture, "small")
        #expect(grid.count(.partners, at: position) == partners)
        #expect(grid.count(.local, at: position) == local)
    }

    @Test func `nobody is local to an unknown place, and that is no gap`() async throws {
        let grid = try await Self.grid()
        let position = try Self.position(grid, "people", nil, "small")
        #expect(grid.count(.local, at: position) == nil)
        #expect(grid.level(.local, at: position) == nil)
        #expect(grid.count(.partners, at: position) == 0)
        #expect(grid.level(.partners, at: position) == .gap)
    }

    @Test func `policies count when they fit or may fit and can be applied for`() async throws {
        let grid = try await Self.grid()
        // One for up to 20 employees, one for an industry that is not known.
        let small = try Self.position(grid, "people", "大阪府", "small")
        #expect(grid.count(.policies, at: small) == 2)
        #expect(grid[small].undecided == 1)
        let large = try Self.position(grid, "people", "大阪府", "large")
        #expect(grid.count(.policies, at: large) == 1)
        #expect(grid.level(.policies, at: large) == .fragile)
        #expect(grid[large].sole[.policies] == "hiring-trade")
        // One opens later, one is over, one is a rumour.
        let sales = try Self.position(grid, "sales", "大阪府", "small")
        #expect(grid[sales].upcoming == 1)
        #expect(grid[sales].unverified == 1)
        #expect(grid.count(.policies, at: sales) == 1)
        let rumours = try await Self.grid { plan, _ in plan.countsUnverified = true }
        #expect(rumours.count(.policies, at: sales) == 2)
    }

    @Test func `windows are looked at on the day asked for`() async throws {
        for (day, open, upcoming) in [
            ("2026-11-30", 0, 1), ("2026-12-01", 1, 0), ("2026-12-20", 1, 0), ("2026-12-21", 0, 0),
        ] {
            let date = try #require(CalendarDate(iso: day))
            let grid = try await Self.grid { plan, _ in plan.day = date }
            let cell = grid[try Self.position(grid, "sales", "大阪府", "small")]
            #expect(cell.open == open, "\(day)")
            #expect(cell.upcoming == upcoming, "\(day)")
        }
    }

    @Test func `kinds leave only what they name`() async throws {
        let grid = try await Self.grid { plan, book in
            #expect(plan.keep(kinds: ["finance", "loan", "love"], of: book) == ["love"])
        }
        let position = try Self.position(grid, "people", "大阪府", "small")
        #expect(grid.count(.partners, at: position) == 1)
        #expect(grid.count(.policies, at: position) == 1)
        #expect(grid[position].sole == [.partners: "bank-kinki", .policies: "hiring-trade"])
        let loans = try await Self.grid { plan, book in
            _ = plan.keep(kinds: ["loan"], of: book)
        }
        #expect(loans.plan.measures == [.policies])
    }

    @Test func `categories and prefectures can be chosen in any of their names`() async throws {
        let grid = try await Self.grid { plan, book in
            // What is named twice is one row.
            let names = ["people.keep", "job", "people.keep"]
            #expect(plan.keep(categories: names, of: book) == ["job"])
            #expect(plan.keep(prefectures: ["大阪", "none", "大坂"], of: book) == ["大坂"])
        }
        #expect(grid.plan.issues.map(\.reference.text) == ["people.keep"])
        #expect(grid.plan.places.map(\.prefecture) == ["大阪府", nil])
    }

    @Test func `an industry decides what hangs on it`() async throws {
        let grid = try await Self.grid { plan, _ in plan.industry = IndustryCode("I") }
        let position = try Self.position(grid, "people", "大阪府", "small")
        #expect(grid[position].undecided == 0)
        #expect(grid.count(.policies, at: position) == 2)
    }

    @Test func `the levels begin where they say`() async throws {
        let grid = try await Self.grid { plan, _ in plan.crowds[.partners] = 2 }
        let levels = try ["北海道", "京都府", "大阪府"].map { prefecture in
            grid.level(.partners, at: try Self.position(grid, "people", prefecture, "micro"))
        }
        #expect(levels == [.gap, .fragile, .crowded])
        let fair = try await Self.grid()
        let position = try Self.position(fair, "people", "大阪府", "micro")
        #expect(fair.level(.partners, at: position) == .fair)
        #expect(grid.isEmptySomewhere([.partners]))
        let osaka = try await Self.grid { plan, book in
            _ = plan.keep(prefectures: ["大阪府"], of: book)
        }
        #expect(!osaka.isEmptySomewhere([.partners, .policies]))
        #expect(osaka.isEmptySomewhere([.local]))
    }
}
