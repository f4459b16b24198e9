import Answering
import Knowledge
import RuleEngine
import RuleLoading
import Testing
import WireFormat

/// A small book with at least one of everything that an answer names.
enum AnsweringBook {
    static let ruleset = String(repeating: "a1", count: 32)

    private static let loaded = RuleLoader().load(RulesInMemory(["book.yaml": text]))
    private static let shared = loaded.book.map { Answerer(CompiledBook($0), ruleset: ruleset) }

    static func book() throws -> Book { try #require(loaded.book, "\(loaded.diagnostics)") }

    static func answerer() throws -> Answerer {
        _ = try book()
        return try #require(shared)
    }

    /// The answer to a query in JSON.
    static func answer(_ query: String) throws -> JSONNode {
        try JSONDocument(parsing: try answerer().answer(Array(query.utf8))).root
    }

    private static let text =
        """
        schema: 1
        categories:
          - id: people
            title: {ja: 人材, en: People}
            label: {ja: 人が採れない, en: Cannot hire}
            subs: [{id: people.recruit, title: {ja: 採用, en: Hiring}, label: {ja: 応募がない, en: None apply}}]
          - id: sales
            title: {ja: 販路, en: Sales}
            label: {ja: 客が減った, en: Fewer buyers}
        concepts:
          - id: no-applicants
            title: {ja: 応募がない, en: No applicants}
            kind: phrase
            says: [求人を出しても, nobody applies]
            category: {people.recruit: 5}
          - {id: staff, title: {ja: 人手, en: Staff}, kind: thing, says: [人手], category: {people: 2}}
          - {id: shop, title: {ja: 店, en: Shop}, kind: thing, says: [お店], category: {sales: 2}}
        rules:
          - id: people.no-applicants
            title: {ja: 応募がない, en: No applicants}
            when: {says: no-applicants}
            then:
              category: {people.recruit: 1}
              approach: {subject: -1}
              barrier: stuck
              caution: [policy-first]
              partners: [{network: yorozu, role: lead}]
            because: {ja: 求人を見直せるため, en: The offer can be reviewed}
        industries: [{id: E, title: {ja: 製造業, en: Manufacturing}, groups: [9, 32]}]
        places:
          - id: 大阪府
            title: {ja: 大阪府, en: Osaka}
            region: 近畿
            municipalities: [東大阪市]
            names: [大阪]
        certifications: [{id: plan, title: {ja: 計画, en: Plan}}]
        questions:
          - {id: issue, kind: choice, text: {ja: どれですか, en: Which?}}
          - {id: employees, kind: number, text: {ja: 何人ですか, en: How many?}}
        kinds: [{id: public_agency, title: {ja: 公的機関, en: Public agency}}]
        networks:
          - id: yorozu
            title: {ja: よろず, en: Yorozu}
            kind: public_agency
            role: {ja: 何でも聞く, en: Listens}
            strengths: {people: 0.7, sales: 0.7}
        partners:
          - id: yorozu-osaka
            title: {ja: 大阪府よろず支援拠点, en: Osaka Yorozu}
            network: yorozu
            level: prefectural
            area: [全国]
            topics: [people, sales]
            serves: {ja: 中小企業, en: SMEs}
            cost: free
            url: https://example.org/yorozu
            source: {url: 'https://example.org', checked: 2026-09-20}
        policies:
          - id: hiring
            title: {ja: 採用補助金, en: Hiring grant}
            kind: subsidy
            issuer: {ja: 県, en: Prefecture}
            topics: [people]
            when: {company: {employees: {max: 20}}}
            benefit: {ja: 最大50万円, en: Up to 500000 yen}
            pattern: rounds
            windows: [{opens: 2026-10-01, closes: 2026-12-15}]
            state: current
            url: https://example.org/hiring
            source: {url: 'https://example.org/hiring', checked: 2026-09-20}
        framings: [{id: company-specific, title: {ja: 個社, en: Own}, because: {ja: 個社, en: Own}}]
        barriers: [{id: stuck, title: {ja: 止まる, en: Stuck}, because: {ja: 伴走, en: Go along}}]
        models:
          - id: near
            title: {ja: 型, en: Model}
            framing: company-specific
            approach: {subject: 0, mode: 0, initiative: 0, fit: 0, scope: 0, policy: 0}
            kinds: [public_agency]
            because: {ja: 型, en: Model}
            description: {ja: 型, en: Model}
            source: {url: 'https://example.org', checked: 2026-09-20}
        steps: [{id: start, title: {ja: 始め, en: Start}, text: {ja: 始める, en: Begin}}]
        cautions: [{id: policy-first, title: {ja: 先, en: First}, text: {ja: 先に聞く, en: Ask first}}]
        outcomes:
          - {id: trust, circle: supporter, text: {ja: 信頼, en: Trust}}
          - {id: hired, circle: company, text: {ja: 採れた, en: Hired}, category: [people]}
        axes:

        """
        + ["subject", "mode", "initiative", "fit", "scope", "policy"].map { axis in
            """
              - {id: \(axis), left: {ja: 左, en: left}, right: {ja: 右, en: right},
                 reasons: {left: {ja: 左, en: l}, right: {ja: 右, en: r}, both: {ja: 両, en: b}}}

            """
        }.joined()
}

extension JSONNode {
    /// The keys of an object in the order written.
    var keys: [String] { members.map { $0.key.string ?? "" } }

    /// The value at a path of keys and numbers, `policies/0/window/state`.
    func at(_ path: String) -> JSONNode? {
        var node: JSONNode? = self
        for step in path.split(separator: "/") {
            guard let here = node else { return nil }
            node =
                Int(step).map { Array(here.elements).dropFirst($0).first } ?? here[String(step)]
        }
        return node
    }
}
