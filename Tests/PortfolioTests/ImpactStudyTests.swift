import Knowledge
import Portfolio
import Testing

@Suite struct ImpactStudyTests {
    private static let hiring = Query(
        problem: "求人に応募がない。",
        company: Company(employees: 10, prefecture: "大阪府")
    )

    /// What one query shows of a change of the book.
    private static func change(
        _ changes: [(String, String)],
        _ query: Query = hiring
    ) throws -> AnswerChange {
        let study = ImpactStudy(
            old: try PortfolioBook.side(),
            new: try PortfolioBook.side("new", replacing: changes),
            plan: ReplayPlan(today: PortfolioBook.day)
        )
        return study.compare(ReplayQuery(query, source: "q:1")).change
    }

    @Test func `the same book answers the same`() throws {
        #expect(try Self.change([]).isNone)
    }

    @Test func `what only moves in the file or changes a score makes no difference`() throws {
        #expect(try Self.change([("schema: 1", "schema: 1\n")]).isNone)
        #expect(try Self.change([("people.recruit: 3}", "people.recruit: 2.9}")]).isNone)
    }

    @Test func `a partner that is gone is lost, and the next one is no longer second`() throws {
        let change = try Self.change([("area: [大阪府]", "area: [京都府]")])
        #expect(change.partners.lost == ["labour-osaka"])
        #expect(change.partners.gained == [])
        #expect(!change.partners.isReordered)
        #expect(!change.losesAllPartners)
    }

    @Test func `whoever had one partner and has none has lost the only one`() throws {
        let alone = Query(problem: "客が減った。", company: Company(prefecture: "京都府"))
        let change = try Self.change([("area: [近畿]", "area: [北海道]")], alone)
        #expect(change.partners.lost == ["bank-kinki"])
        #expect(change.losesAllPartners)
    }

    @Test func `a policy keeps its place and changes its status`() throws {
        let change = try Self.change([("employees: {max: 20}}}", "employees: {max: 9}}}")])
        #expect(change.policies.lost == [])
        #expect(change.statuses.map(\.policy) == ["hiring-small"])
        #expect(change.statuses.first?.standing.before.text == "match/open")
        #expect(change.statuses.first?.standing.after.text == "near_miss/open")
    }

    @Test func `partners that change places are reordered, not lost`() throws {
        let change = try Self.change(
            [
                ("strengths: {people: 0.9}", "strengths: {people: 0.2}"),
                ("[{network: labour, role: lead}]", "[{network: bank, role: lead, weight: 3}]"),
            ]
        )
        #expect(change.partners.isReordered)
        #expect(change.partners.lost == [])
    }

    @Test func `another first issue and another kind of answer are told`() throws {
        let change = try Self.change([("says: [応募がない, nobody applies]", "says: [応募が少ない]")])
        #expect(change.firstIssue?.before == "people")
        #expect(change.firstIssue?.after == nil)
        #expect(change.outcome?.before == .answered)
        #expect(change.outcome?.after == .outsideScope)
        #expect(change.losesAllPartners)
    }

    @Test func `another style is told`() throws {
        let rule = "partners: [{network: labour, role: lead}]}"
        let old = try PortfolioBook.side(
            replacing: [(rule, "caution: [policy-first], \(rule)")],
            adding: PortfolioBook.styles
        )
        let new = try PortfolioBook.side(
            replacing: [(rule, "caution: [too-fast], \(rule)")],
            adding: PortfolioBook.styles
        )
        let study = ImpactStudy(old: old, new: new, plan: ReplayPlan(today: PortfolioBook.day))
        let change = study.compare(ReplayQuery(Self.hiring, source: "q:1")).change
        let isOtherStyle = change.isOtherStyle
        let isNone = change.partners.lost.isEmpty && change.statuses.isEmpty
        #expect(isOtherStyle)
        #expect(isNone)
    }

    // MARK: Many queries

    private static func study(
        _ queries: [ReplayQuery],
        cut size: Int,
        examples: Int = 3,
        plan: ReplayPlan = ReplayPlan(today: PortfolioBook.day)
    ) async throws -> (study: ImpactStudy, lines: String) {
        var study = ImpactStudy(
            old: try PortfolioBook.side(),
            new: try PortfolioBook.side(
                "new",
                replacing: [
                    ("area: [大阪府]", "area: [京都府]"),
                    ("employees: {max: 20}}}", "employees: {max: 9}}}"),
                ]
            ),
            plan: plan,
            examples: examples
        )
        var lines: [UInt8] = []
        for start in stride(from: 0, to: queries.count, by: size) {
            let part = queries[start..<min(start + size, queries.count)]
            lines += await study.add(Array(part), record: true)
        }
        return (study, String(decoding: lines, as: UTF8.self))
    }

    private static let mixed = (0..<150).map { number in
        let place = ["大阪府", "京都府", nil][number % 3]
        let company = Company(employees: number % 30, prefecture: place)
        let text = number % 5 == 0 ? "客が減った。" : "応募がない。"
        return ReplayQuery(Query(problem: text, company: company), source: "q:\(number + 1)")
    }

    @Test func `however the queries are cut, the result is the same`() async throws {
        let whole = try await Self.study(Self.mixed, cut: 150)
        let lines = whole.lines
        let total = whole.study.tally.total
        let report = "\(ImpactText(ImpactReport(whole.study), language: .en).blocks)"
        for size in [1, 7, 64] {
            let parts = try await Self.study(Self.mixed, cut: size)
            let counts = parts.study.tally.total
            let text = "\(ImpactText(ImpactReport(parts.study), language: .en).blocks)"
            #expect(parts.lines == lines)
            #expect(counts == total)
            #expect(text == report)
        }
    }

    @Test func `every query counts once in each grouping`() async throws {
        let tally = try await Self.study(Self.mixed, cut: 40).study.tally
        #expect(tally.total[.queries] == 150)
        #expect(tally.total[.same] + tally.total[.changed] == 150)
        for table in [tally.byCategory, tally.byPrefecture] {
            #expect(table.values.reduce(0) { $0 + $1[.queries] } == 150)
            #expect(table.values.reduce(0) { $0 + $1[.lost] } == tally.total[.lost])
        }
        #expect(Set(tally.byPrefecture.keys) == ["大阪府", "京都府", ""])
        #expect(tally.byPrefecture["大阪府"]?[.queries] == 50)
    }

    @Test func `changes come as lines in the order of the queries`() async throws {
        let result = try await Self.study(Self.mixed, cut: 33)
        let lines = result.lines.split(separator: "\n")
        let changed = result.study.tally.total[.changed]
        #expect(lines.count == changed)
        let numbers = lines.compactMap { line in
            line.firstMatch(of: /"number":([0-9]+)/).flatMap { Int($0.output.1) }
        }
        #expect(numbers.count == lines.count)
        #expect(numbers == numbers.sorted())
    }

    @Test func `changes that are alike share one example with their number`() async throws {
        let worst = try await Self.study(Self.mixed, cut: 20, examples: 100).study.tally.worst.items
        #expect(Set(worst.map(\.item.change)).count == worst.count)
        let changed = try await Self.study(Self.mixed, cut: 150).study.tally.total[.changed]
        #expect(worst.reduce(0) { $0 + $1.alike } == changed)
        let few = try await Self.study(Self.mixed, cut: 20, examples: 2).study.tally.worst.items
        #expect(few.map(\.alike) == worst.prefix(2).map(\.alike))
        #expect(few.map(\.item.query.number) == worst.prefix(2).map(\.item.query.number))
    }

    @Test func `a query without a place is asked in each prefecture`() async throws {
        let plan = ReplayPlan(today: PortfolioBook.day, prefectures: ["大阪府", "京都府"])
        let tally = try await Self.study(Array(Self.mixed.prefix(3)), cut: 3, plan: plan)
            .study.tally
        #expect(tally.total[.queries] == 4)
        #expect(tally.byPrefecture["大阪府"]?[.queries] == 2)
        #expect(tally.byPrefecture["京都府"]?[.queries] == 2)
    }

    @Test func `a day and a limit take the place of the queries' own`() async throws {
        let query = Query(
            problem: "応募がない。",
            company: Company(prefecture: "大阪府"),
            asOf: PortfolioBook.day,
            limit: 5
        )
        let later = PortfolioBook.day.adding(days: 30)
        let plan = ReplayPlan(asOf: later, today: PortfolioBook.day, limit: 1)
        let study = try await Self.study([ReplayQuery(query, source: "q:1")], cut: 1, plan: plan)
        let day = ImpactReport(study.study).days
        #expect(day == later...later)
        let replayed = try #require(study.study.tally.worst.items.first?.item.query.old)
        #expect(replayed.limit == 1)
        #expect(replayed.asOf == later)
    }

    // MARK: Gates

    @Test(arguments: [
        ("0", 0, true), ("0", 1, false), ("2", 2, true), ("2", 3, false), ("10%", 2, true),
        ("10%", 3, false), ("0.5%", 0, true), ("0.5%", 1, false),
    ])
    func `a gate lets through as many as it says`(
        _ text: String,
        _ changed: Int,
        _ passes: Bool
    ) async throws {
        let allowance = try #require(ImpactGate.Allowance(text))
        let same = Query(problem: "客が減った。")
        let other = Query(problem: "応募がない。", company: Company(prefecture: "大阪府"))
        let queries = (0..<20).map {
            ReplayQuery($0 < changed ? other : same, source: "q:\($0)")
        }
        let study = try await Self.study(queries, cut: 20).study
        let counted = study.tally.total[.changed]
        #expect(counted == changed)
        let broken = ImpactReport(study, gates: [ImpactGate(.changed, allowance)]).broken
        #expect(broken.isEmpty == passes)
    }

    @Test(arguments: ["", "-1", "1.5", "101%", "-1%", "%", "a", "5 %", "nan%"])
    func `what is no allowance is refused`(_ text: String) {
        #expect(ImpactGate.Allowance(text) == nil)
    }
}
