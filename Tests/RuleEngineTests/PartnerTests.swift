import Knowledge
import RuleEngine
import Testing

@Suite struct PartnerTests {
    private static let hiring = "求人を出しても応募がない"

    private func partners(_ query: Query) throws -> [RankedPartner] {
        let engine = try #require(EngineBook.engine)
        return engine.recommend(query, today: try day("2026-11-22")).partners
    }

    private func ids(_ query: Query) throws -> [String] { try partners(query).map(\.id.text) }

    @Test(arguments: [
        (Company(prefecture: "大阪府", municipality: "東大阪市"), "yorozu-higashiosaka"),
        (Company(municipality: "東大阪市"), "yorozu-higashiosaka"),
        (Company(prefecture: "大阪府", municipality: "堺市"), "yorozu-osaka"),
        (Company(prefecture: "大阪府"), "yorozu-osaka"), (Company(prefecture: "大阪"), "yorozu-osaka"),
        (Company(prefecture: "堺市"), "yorozu-osaka"), (Company(prefecture: "京都府"), "yorozu-kinki"),
        (Company(prefecture: "東京都"), "yorozu-country"), (Company(), "yorozu-country"),
    ])
    func `of a network the member nearest to the firm comes`(
        _ company: Company,
        _ expected: String
    ) throws {
        let found = try ids(Query(problem: "客が減った", company: company))
        #expect(found.filter { $0.hasPrefix("yorozu") } == [expected])
    }

    @Test func `a partner that does not serve the place never comes`() throws {
        let found = try ids(Query(problem: Self.hiring, company: Company(prefecture: "京都府")))
        #expect(found.contains("labor-all") && !found.contains("labor-tokyo"))
        let inTokyo = try ids(Query(problem: Self.hiring, company: Company(prefecture: "東京都")))
        #expect(inTokyo.contains("labor-tokyo") && !inTokyo.contains("labor-all"))
    }

    @Test func `the network that handles the issue best comes first`() throws {
        #expect(try ids(Query(problem: Self.hiring)).first == "hello-work-all")
        #expect(try ids(Query(problem: "客が減った")).first == "yorozu-country")
    }

    @Test(arguments: [1, 2, 3, 5])
    func `the second partner is of another kind however much stronger the first kind is`(
        _ limit: Int
    ) throws {
        let found = try partners(Query(problem: Self.hiring, limit: limit))
        #expect(found.count == min(limit, 4) && found.map(\.order) == Array(1...found.count))
        guard limit > 1 else { return }
        #expect(found[1].id.text == "labor-all" && found[1].isUnverified)
        #expect(found[0].score > found[1].score && !found[0].isUnverified)
        #expect(found.dropFirst().dropFirst().allSatisfy { $0.score > found[1].score })
    }

    @Test func `with one kind alone the ranking stays`() throws {
        let found = try partners(Query(problem: "客が減った"))
        #expect(found.map(\.score) == found.map(\.score).sorted(by: >))
        #expect(found.count == 2)
    }

    @Test(arguments: HistoryEntry.Result.allCases)
    func `a partner tried before does not come again unless the firm is still there`(
        _ result: HistoryEntry.Result
    ) throws {
        let entry = HistoryEntry(partner: Identifier("hello-work-all"), result: result)
        let found = try ids(Query(problem: Self.hiring, history: [entry]))
        #expect(found.contains("hello-work-all") == (result == .ongoing))
    }

    @Test func `after one member of a network another may come`() throws {
        let entry = HistoryEntry(partner: Identifier("yorozu-osaka"), result: .declined)
        let company = Company(prefecture: "大阪府")
        let found = try ids(Query(problem: "客が減った", company: company, history: [entry]))
        #expect(found.first == "yorozu-kinki")
    }

    @Test func `partners take the lead, the second opinion and support in their order`() throws {
        let roles = try partners(Query(problem: Self.hiring)).map(\.role)
        #expect(roles == [.lead, .second, .support, .support])
    }

    @Test func `a rule that proposes a partner is its reason`() throws {
        let found = try partners(Query(problem: "客が減った"))
        let yorozu = try #require(found.first { $0.id.text == "yorozu-country" })
        #expect(yorozu.because.map(\.rule) == ["people.far", "yorozu", "yorozu-country"])
        #expect(yorozu.because.first?.origin.file == "issues.yaml")
    }

    @Test func `every score is the sum of its parts`() throws {
        let company = Company(prefecture: "大阪府", municipality: "東大阪市")
        for partner in try partners(
            Query(problem: Self.hiring, company: company, explain: .full)
        ) {
            let sum = partner.parts.reduce(0) { $0 + $1.value }
            #expect(abs(min(1, sum) - partner.score) < 1e-9, "\(partner.id.text)")
        }
    }

    @Test func `of partners as good as each other the first by id comes`() throws {
        let text = EngineBook.otherPartners.replacing("chamber-all", with: "a-chamber")
        let twin = EngineBook.otherPartners.split(separator: "  - id: labor-all")[0]
            .split(separator: "partners:")[1].replacing("chamber-all", with: "b-chamber")
        let files = EngineBook.files.filter { $0.0 != "partners/other.yaml" }
        let engine = RuleEngine(
            CompiledBook(
                try book(files.map { ($0.0, $0.1) } + [("partners/other.yaml", text + twin)])
            )
        )
        let query = Query(problem: "客が減った")
        let found = engine.recommend(query, today: try day("2026-11-22")).partners.map(\.id.text)
        #expect(found.contains("a-chamber") && !found.contains("b-chamber"))
    }
}
