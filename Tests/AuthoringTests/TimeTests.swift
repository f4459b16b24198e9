import Authoring
import Knowledge
import Testing

@Suite struct TimeTests {
    private let text = """
        policies:
          - id: grant
            title: {ja: 補助金, en: Grant}
            kind: subsidy
            issuer: {ja: 市, en: City}
            topics: [sales]
            benefit: {ja: 例, en: x}
            pattern: rounds
            state: current
            url: 'https://u'
            source: {url: 'https://u', checked: 2026-09-01}
            windows:
              - label: {ja: 第1回, en: Round 1}
                opens: 2026-10-01
                closes: 2026-12-01
                gates: [{label: {ja: 確認書, en: Certificate}, date: 2026-11-25}]
              - label: {ja: 第2回, en: Round 2}
                opens: 2027-02-01
              - label: {ja: 第3回, en: Round 3}
            combines_with: [over]
          - id: over
            title: {ja: 終了, en: Over}
            kind: subsidy
            issuer: {ja: 市, en: City}
            topics: [sales]
            benefit: {ja: 例, en: x}
            pattern: rounds
            state: closed
            url: 'https://u'
            source: {url: 'https://u', checked: 2026-09-01}
            windows: [{closes: 2026-11-30}]
        rules:
          - id: r
            title: {ja: 規則, en: Rule}
            when: {says: buyers}
            then: {category: {sales: 1}}
            because: {ja: 例, en: x}
            review_by: 2026-12-24
          - id: off
            title: {ja: 規則, en: Rule}
            when: {says: buyers}
            then: {category: {sales: 1}}
            because: {ja: 例, en: x}
            review_by: 2026-12-24
            enabled: false
        """

    private func day(_ iso: String) throws -> CalendarDate {
        try #require(CalendarDate(iso: iso))
    }

    @Test func `what ends within the days comes in order, and what is over does not`() throws {
        let book = try SmallBook.book(adding: text)
        let found = Deadline.upcoming(in: book, from: try day("2026-11-24"), within: 30)
        #expect(
            found.map { "\($0.date.iso) \($0.kind.rawValue) \($0.id) \($0.title.en)" } == [
                "2026-11-25 gate grant Grant: Certificate",
                "2026-12-01 window grant Grant: Round 1",
                "2026-12-24 review r Rule",
            ]
        )
        #expect(found.map(\.origin.line) == [14, 14, 34])
    }

    @Test func `the last day counts and the day after does not`() throws {
        let book = try SmallBook.book(adding: text)
        let last = Deadline.upcoming(in: book, from: try day("2026-12-01"), within: 0)
        #expect(last.map(\.kind) == [.window])
        #expect(Deadline.upcoming(in: book, from: try day("2026-12-02"), within: 0).isEmpty)
    }

    @Test func `a source is due on its hundred and eightieth day`() throws {
        let book = try SmallBook.book(adding: text)
        let found = Deadline.upcoming(in: book, from: try day("2027-02-28"), within: 0)
        #expect(found.map(\.kind) == [.source] && found.map(\.id) == ["grant"])
    }

    @Test func `every entry with a source is due`() throws {
        let more = """
            sizes:
              - id: tiny
                title: {ja: 小, en: Tiny}
                groups: [{id: all, title: {ja: 全て, en: All}, employees: {max: 5}}]
                source: {url: 'https://u', checked: 2026-09-01}
            """
        let sourced = text.replacing(
            "    review_by: 2026-12-24\n  - id: off",
            with: "    source: {url: 'https://u', checked: 2026-09-01}\n  - id: off"
        )
        let book = try SmallBook.book(adding: sourced + "\n" + more)
        let found = Deadline.upcoming(in: book, from: try day("2027-02-28"), within: 0)
        #expect(found.map(\.id) == ["grant", "r", "tiny"])
        #expect(found.map(\.title.en) == ["Grant", "Rule", "Tiny"])
    }

    @Test func `a timeline has all dates in order, with the day asked for among them`() throws {
        let book = try SmallBook.book(adding: text)
        let policy = try #require(book.policies.first { $0.id.text == "grant" })
        let timeline = Timeline(policy, on: try day("2026-11-24"))
        #expect(
            timeline.text(in: .en) == """
                Grant (grant)
                subsidy, City, pattern: rounds, state: current

                  2026-09-01  source read
                  2026-10-01  opens        Round 1
                > 2026-11-24  today        open until 2026-12-01
                  2026-11-25  due before   Certificate
                  2026-12-01  closes       Round 1
                  2027-02-01  opens        Round 2
                  no date     Round 3
                combines with: over

                """
        )
    }

    @Test(arguments: [
        ("2026-09-30", "opens on 2026-10-01"), ("2026-10-01", "open until 2026-12-01"),
        ("2026-12-01", "open until 2026-12-01"), ("2026-12-02", "opens on 2027-02-01"),
        ("2027-02-01", "open"),
    ])
    func `the day asked for says whether a window is open`(_ iso: String, _ words: String) throws {
        let book = try SmallBook.book(adding: text)
        let policy = try #require(book.policies.first { $0.id.text == "grant" })
        let today = Timeline(policy, on: try day(iso)).events.first { $0.kind == .today }
        #expect(today?.label?.en == words)
    }

    @Test(arguments: [
        ("state: current", "over", "2026-11-24", "closed"),
        (
            "state: unverified", "grant", "2026-11-24",
            "unverified (by its dates open until 2026-12-01)"
        ),
        (
            "state: unverified", "grant", "2026-09-30",
            "unverified (by its dates opens on 2026-10-01)"
        ),
        ("state: closed", "grant", "2026-11-24", "closed"),
    ])
    func `what is over or not verified is not shown as open`(
        _ state: String,
        _ id: String,
        _ iso: String,
        _ words: String
    ) throws {
        let book = try SmallBook.book(adding: text.replacing("state: current", with: state))
        let policy = try #require(book.policies.first { $0.id.text == id })
        let today = Timeline(policy, on: try day(iso)).events.first { $0.kind == .today }
        #expect(today?.label?.en == words)
    }
}
