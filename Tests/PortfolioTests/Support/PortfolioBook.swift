import Answering
import Knowledge
import Portfolio
import RuleEngine
import RuleLoading
import Synchronization
import Testing

/// A small book with two issues, three prefectures, near and far partners and policies of every
/// window, for tests to change.
enum PortfolioBook {
    /// The day the tests are about.
    static let day = CalendarDate(dayNumber: 20_779)

    /// The book with pieces of text replaced; each piece must be there.
    static func side(
        _ name: String = "old",
        replacing changes: [(String, String)] = [],
        adding more: String = ""
    ) throws -> ImpactSide {
        var text = base
        for (piece, other) in changes {
            try #require(text.contains(piece), "the book does not hold \(piece)")
            text = text.replacing(piece, with: other)
        }
        return ImpactSide(
            Answerer(try compiled(text + more), ruleset: String(repeating: "0a", count: 32)),
            name: name,
            folder: name
        )
    }

    /// Books that were loaded before: many tests ask for the same ones.
    private static let loaded = Mutex<[String: CompiledBook]>([:])

    /// A loaded and compiled text.
    private static func compiled(_ text: String) throws -> CompiledBook {
        if let book = loaded.withLock({ $0[text] }) { return book }
        let file = RuleFile(path: "book.yaml", bytes: Array(text.utf8))
        let result = RuleLoader().load(RulesInMemory([file]))
        let book = CompiledBook(try #require(result.book, "\(result.diagnostics)"))
        loaded.withLock { $0[text] = book }
        return book
    }

    /// The line, from 1, on which a piece of the unchanged book stands.
    static func line(of piece: String) throws -> Int {
        let lines = base.split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(piece) }) + 1
    }

    static let base =
        """
        schema: 1
        categories:
          - id: people
            title: {ja: 人材, en: People}
            label: {ja: 人が採れない, en: Cannot hire}
            subs:
              - {id: people.recruit, title: {ja: 採用, en: Hiring}, label: {ja: 応募, en: Nobody}}
              - {id: people.keep, title: {ja: 定着, en: Keeping}, label: {ja: 辞める, en: They leave}}
          - {id: sales, title: {ja: 販路, en: Sales}, label: {ja: 客が減った, en: Fewer buyers}}
        concepts:
          - id: no-applicants
            title: {ja: 応募がない, en: No applicants}
            kind: phrase
            says: [応募がない, nobody applies]
            category: {people.recruit: 4}
          - id: few-buyers
            title: {ja: 客が減った, en: Fewer buyers}
            kind: phrase
            says: [客が減った, fewer buyers]
            category: {sales: 4}
        rules:
          - id: people.no-applicants
            title: {ja: 応募がない, en: No applicants}
            when: {says: no-applicants}
            then: {category: {people.recruit: 3}, partners: [{network: labour, role: lead}]}
            because: {ja: 求人を見直せるため, en: The offer can be reviewed}
        sizes:
          - id: small
            title: {ja: 小規模事業者, en: Small businesses}
            either: false
            groups:
              - id: shop
                title: {ja: 商業, en: Commerce}
                industries: [I]
                employees: {max: 5}
              - {id: other, title: {ja: その他, en: Others}, industries: [], employees: {max: 20}}
            source: {url: 'https://example.org', checked: 2026-09-20}
          - id: sme
            title: {ja: 中小企業者, en: SMEs}
            either: true
            groups:
              - id: any
                title: {ja: 全業種, en: All}
                industries: []
                employees: {max: 300}
                capital: {max: 100000000}
            source: {url: 'https://example.org', checked: 2026-09-20}
        industries: [{id: I, title: {ja: 卸売・小売, en: Commerce}, groups: [50, 61]}]
        places:
          - {id: 大阪府, title: {ja: 大阪府, en: Osaka Prefecture}, region: 近畿, names: [大阪]}
          - {id: 京都府, title: {ja: 京都府, en: Kyoto Prefecture}, region: 近畿}
          - {id: 北海道, title: {ja: 北海道, en: Hokkaido}, region: 北海道}
        questions:
          - {id: employees, kind: number, text: {ja: 何人ですか, en: How many?}}
          - {id: industry, kind: text, text: {ja: 業種は, en: Which industry?}}
        kinds:
          - {id: public_agency, title: {ja: 公的機関, en: Public agency}}
          - {id: finance, title: {ja: 金融機関, en: Bank}}
        networks:
          - id: labour
            title: {ja: 労働局, en: Labour bureau}
            kind: public_agency
            role: {ja: 人のこと, en: People}
            strengths: {people: 0.9}
          - id: bank
            title: {ja: 信用金庫, en: Bank}
            kind: finance
            role: {ja: 販路, en: Sales}
            strengths: {sales: 0.8, people: 0.4}
        partners:
        \(partner("labour-osaka", "labour", "public_agency", "大阪府", "people"))
        \(partner("bank-kinki", "bank", "finance", "近畿", "people, sales"))
        policies:
        \(policy("hiring-small", "people.recruit", "when: {company: {employees: {max: 20}}}"))
        \(policy("hiring-trade", "people", "when: {company: {industry: [I]}}", kind: "loan"))
        \(policy("fair-later", "sales", "windows: [{opens: 2026-12-01, closes: 2026-12-20}]"))
        \(policy("fair-over", "sales", "windows: [{opens: 2026-01-01, closes: 2026-01-20}]"))
        \(policy("fair-rumour", "sales", "", state: "unverified"))
        examples:
          - sub: people.recruit
            texts: [求人に応募がない。, nobody applies]
          - {sub: people.keep, texts: [客が減ったわけではないが応募がない。]}
        tests:
          - id: sales.buyers
            query: {problem: 客が減った。, company: {prefecture: 京都府}, as_of: 2026-11-22}
            expect: {first: sales}

        """

    /// What a style of support needs: axes, a framing, a programme and two cautions.
    static let styles =
        """
        framings:
          - {id: company-specific, title: {ja: 個社, en: Own}, because: {ja: 個社, en: Own}}
        cautions:
          - {id: policy-first, title: {ja: 先, en: First}, text: {ja: 先に聞く, en: Ask first}}
          - {id: too-fast, title: {ja: 急ぐ, en: Fast}, text: {ja: 急がない, en: No hurry}}
        models:
          - id: near
            title: {ja: 型, en: Model}
            framing: company-specific
            approach: {subject: 0, mode: 0, initiative: 0, fit: 0, scope: 0, policy: 0}
            kinds: [public_agency]
            because: {ja: 型, en: Model}
            description: {ja: 型, en: Model}
            source: {url: 'https://example.org', checked: 2026-09-20}
        axes:

        """
        + ["subject", "mode", "initiative", "fit", "scope", "policy"].map { axis in
            """
              - id: \(axis)
                left: {ja: 左, en: left}
                right: {ja: 右, en: right}
                reasons: {left: {ja: 左, en: l}, right: {ja: 右, en: r}, both: {ja: 両, en: b}}

            """
        }.joined()

    private static func partner(
        _ id: String,
        _ network: String,
        _ kind: String,
        _ area: String,
        _ topics: String
    ) -> String {
        """
          - id: \(id)
            title: {ja: \(id)の窓口, en: \(id) desk}
            network: \(network)
            kind: \(kind)
            level: prefectural
            area: [\(area)]
            topics: [\(topics)]
            serves: {ja: 中小企業, en: SMEs}
            cost: free
            url: 'https://example.org/\(id)'
            source: {url: 'https://example.org', checked: 2026-09-20}
        """
    }

    private static func policy(
        _ id: String,
        _ topics: String,
        _ extra: String,
        kind: String = "subsidy",
        state: String = "current"
    ) -> String {
        """
          - id: \(id)
            title: {ja: \(id)の施策, en: \(id) measure}
            kind: \(kind)
            issuer: {ja: 県, en: Prefecture}
            topics: [\(topics)]
            benefit: {ja: 補助, en: Grant}
            pattern: always
            state: \(state)
            url: 'https://example.org/\(id)'
            source: {url: 'https://example.org', checked: 2026-09-20}
            \(extra)
        """
    }
}
