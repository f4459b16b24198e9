import Knowledge
import Portfolio
import Testing
import WireFormat

@Suite struct ChangeReasonTests {
    /// The English words of the report on one query and a change of the book.
    private static func words(
        _ changes: [(String, String)],
        _ query: Query = Query(
            problem: "求人に応募がない。",
            company: Company(employees: 10, prefecture: "大阪府")
        )
    ) async throws -> [String] {
        var study = ImpactStudy(
            old: try PortfolioBook.side(),
            new: try PortfolioBook.side("new", replacing: changes),
            plan: ReplayPlan(today: PortfolioBook.day)
        )
        _ = await study.add([ReplayQuery(query, source: "q:1")])
        return ImpactReport(study).examples.flatMap(\.changes).flatMap { change in
            ["\(change.title.en): \(change.before.en) → \(change.after.en)"]
                + change.causes.map { cause in
                    let place = cause.origin.map { " \(cause.isInOld ? "old" : "new"):\($0.line)" }
                    return cause.text.en + (place ?? "")
                }
        }
    }

    @Test func `a removed partner is the reason for its loss, at its old line`() async throws {
        let line = try PortfolioBook.line(of: "id: labour-osaka")
        let words = try await Self.words([
            ("id: labour-osaka", "id: labour-other"),
            ("area: [大阪府]", "area: [京都府]"),
        ])
        #expect(words.contains("labour-osaka desk: no. 1 → none"))
        #expect(words.contains("the entry is gone partners labour-osaka old:\(line)"))
    }

    @Test func `a partner that falls below the limit names the rule that held it up`() async throws
    {
        var query = Query(problem: "求人に応募がない。", company: Company(prefecture: "大阪府"))
        query.limit = 1
        let line = try PortfolioBook.line(of: "id: people.no-applicants")
        let words = try await Self.words(
            [
                (
                    "partners: [{network: labour, role: lead}]",
                    "partners: [{network: bank, role: lead, weight: 3}]"
                )
            ],
            query
        )
        #expect(words.contains("labour-osaka desk: no. 1 → below the limit (no. 2)"))
        #expect(
            words.contains {
                $0.hasPrefix("rule people.no-applicants: +0.35 → –") && $0.hasSuffix("old:\(line)")
            }
        )
    }

    @Test func `a policy with another status names its entry and the change that would do`()
        async throws
    {
        let line = try PortfolioBook.line(of: "id: hiring-small")
        let words = try await Self.words([("employees: {max: 20}}}", "employees: {max: 9}}}")])
        #expect(words.contains("hiring-small measure: no. 1 match/open → no. 2 near_miss/open"))
        #expect(words.contains("the entry has changed policies hiring-small new:\(line)"))
        #expect(words.contains { $0.contains("at most 9 employees") })
    }

    @Test func `an issue that is lost names the concept that spoke for it`() async throws {
        let words = try await Self.words([("category: {people.recruit: 4}", "category: {sales: 4}")]
        )
        #expect(words.contains { $0.hasPrefix("concept no-applicants: +4.00 → –") })
    }

    @Test func `a query that the new book refuses says why`() async throws {
        let old = try PortfolioBook.side()
        let new = try PortfolioBook.side(
            "new",
            replacing: [("id: hiring-trade", "id: hiring-trades")]
        )
        let query = ReplayQuery(
            source: "q:1",
            old: Query(problem: "応募がない。"),
            new: nil,
            refusal: "no category sales"
        )
        var study = ImpactStudy(old: old, new: new, plan: ReplayPlan(today: PortfolioBook.day))
        _ = await study.add([query])
        let refused = study.tally.total[.refused]
        #expect(refused == 1)
        let examples = ImpactReport(study).examples
        let example = try #require(examples.first)
        #expect(example.changes.first?.after.en == "refused")
        #expect(example.changes.first?.causes.first?.text.en == "no category sales")
    }

    @Test func `the JSON says the same as the counts`() async throws {
        var study = ImpactStudy(
            old: try PortfolioBook.side(),
            new: try PortfolioBook.side("new", replacing: [("area: [近畿]", "area: [北海道]")]),
            plan: ReplayPlan(today: PortfolioBook.day)
        )
        let queries = ReplayCorpus.queries(old: study.old, new: study.new)
        _ = await study.add(queries)
        let gate = ImpactGate(.lostOnly, .queries(0))
        let report = ImpactReport(study, gates: [gate])
        let root = try JSONDocument(parsing: ImpactJSON(report, language: .ja).bytes).root
        #expect(root["totals"]?["queries"]?.int == 4)
        #expect(root["totals"]?["lost_only"]?.int == 1)
        let broken = try #require(root["broken_gates"]?.elements.first { _ in true })
        #expect(broken["measure"]?.string == "lost_only")
        let entry = try #require(root["by_entry"]?.elements.first { _ in true })
        #expect(entry["id"]?.string == "bank-kinki")
        #expect(entry["entry"]?.string == "changed")
        let example = try #require(root["examples"]?.elements.first { _ in true })
        #expect(example["problem"]?.string == "客が減った。")
        #expect(example["prefecture"]?.string == "京都府")
        let change = try #require(root["difference"]?["entries"]?.elements.first { _ in true })
        #expect(change["name"]?.string == "bank-kinkiの窓口")
    }
}
