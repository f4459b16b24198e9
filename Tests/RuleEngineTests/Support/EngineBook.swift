import Knowledge
import RuleEngine

/// A book large enough to choose from: issues, partners near and far, policies of every status.
enum EngineBook {
    static let files = [
        ("issues.yaml", issues), ("reference.yaml", reference), ("approach.yaml", approach),
        ("partners/public.yaml", publicPartners), ("partners/other.yaml", otherPartners),
        ("policies.yaml", policies),
    ]

    static let engine = try? RuleEngine(CompiledBook(book(files.map { (path: $0.0, text: $0.1) })))

    static let issues = """
        schema: 1
        categories:
          - id: people
            title: {ja: 人材, en: People}
            label: {ja: 人が採れない, en: Cannot hire}
            subs:
              - {id: people.recruit, title: {ja: 採用, en: Hiring}, label: {ja: 採用, en: Hiring}}
              - {id: people.retain, title: {ja: 定着, en: Staying}, label: {ja: 定着, en: Staying}}
          - id: sales
            title: {ja: 販路, en: Sales}
            label: {ja: 客が減った, en: Fewer buyers}
            subs: [{id: sales.new, title: {ja: 開拓, en: New}, label: {ja: 開拓, en: New}}]
          - id: management
            title: {ja: 経営, en: Management}
            label: {ja: 分からない, en: Unclear}
            subs:
              - {id: management.unclear, title: {ja: 漠然, en: Vague}, label: {ja: 漠然, en: Vague}}
              - {id: management.plan, title: {ja: 計画, en: Plan}, label: {ja: 計画, en: Plan}}
        concepts:
          - id: no-applicants
            title: {ja: 応募がない, en: No applicants}
            kind: phrase
            says: [求人を出しても, {verb: 応募がある, form: negated}, nobody applies]
            category: {people.recruit: 5}
          - id: leaving
            title: {ja: 離職, en: Leaving}
            kind: trouble
            says: [すぐ辞める]
            category: {people.retain: 5}
          - id: few-buyers
            title: {ja: 客が減る, en: Fewer buyers}
            kind: trouble
            says: [客が減っ]
            category: {sales.new: 5}
          - {id: staff, title: {ja: 人手, en: Staff}, kind: thing, says: [人手], category: {people: 2}}
          - {id: shop, title: {ja: 店, en: Shop}, kind: thing, says: [お店], category: {sales: 2}}
          - id: unsure
            title: {ja: 漠然, en: Unsure}
            kind: phrase
            says: [何から手を付ければ]
            category: {management.unclear: 5}
        rules:
          - id: people.no-applicants
            title: {ja: 応募がない, en: No applicants}
            when: {says: no-applicants}
            then: {category: {people.recruit: 1}, approach: {subject: -1}, outcome: [hired]}
            because: {ja: 求人を見直せるため, en: The offer can be reviewed}
          - id: people.small
            title: {ja: 小さな会社の採用, en: Hiring in a small firm}
            when: {says: no-applicants, company: {employees: {max: 5}}}
            then: {approach: {subject: 2}, caution: [policy-first]}
            because: {ja: 社長が一人で採るため, en: The owner hires alone}
          - id: people.far
            title: {ja: 販路の支援, en: Advice on sales}
            when: {category: sales}
            then: {partners: [{network: yorozu, role: second, weight: 3}]}
            because: {ja: 販路は現場で見るため, en: Sales are seen on site}
          - id: people.stuck
            title: {ja: 何度も相談, en: Went round}
            when: {tried: {min: 2}}
            then: {barrier: stuck, framing: own}
            because: {ja: 進んでいないため, en: Nothing moved}
          - id: style.stuck
            title: {ja: 止まっている, en: Stuck}
            when: {barrier: stuck}
            then: {caution: [referral-chain]}
            because: {ja: たらい回しになるため, en: The firm is passed on}

        """

    static let reference = """
        schema: 1
        industries:
          - {id: E, title: {ja: 製造業, en: Manufacturing}, groups: [9, 32]}
          - {id: I, title: {ja: 卸売業・小売業, en: Trade}, groups: [50, 61]}
        places:
          - id: 大阪府
            title: {ja: 大阪府, en: Osaka}
            region: 近畿
            municipalities: [東大阪市, 堺市]
            names: [大阪, Osaka]
          - {id: 京都府, title: {ja: 京都府, en: Kyoto}, region: 近畿}
          - {id: 東京都, title: {ja: 東京都, en: Tokyo}, region: 関東}
        questions:
          - {id: issue, kind: choice, text: {ja: どれですか, en: Which?}}
          - {id: employees, kind: number, text: {ja: 何人ですか, en: How many?}}
          - {id: industry, kind: text, text: {ja: 業種は, en: Trade?}}
          - {id: prefecture, kind: text, text: {ja: どこですか, en: Where?}}

        """

    static let approach =
        """
        schema: 1
        axes:

        """
        + ["subject", "mode", "initiative", "fit", "scope", "policy"].map { axis in
            """
              - {id: \(axis), left: {ja: 左, en: l}, right: {ja: 右, en: r},
                 reasons: {left: {ja: 左, en: l}, right: {ja: 右, en: r}, both: {ja: 両, en: b}}}

            """
        }.joined() + """
            framings: [{id: own, title: {ja: 個社, en: Own}, because: {ja: 個社, en: Own}}]
            barriers:
              - id: stuck
                title: {ja: 止まる, en: Stuck}
                because: {ja: 伴走する, en: Go along}
                approach: {mode: 2}
            models:
              - id: near
                title: {ja: 近, en: Near}
                framing: own
                approach: {subject: 0, mode: 0, initiative: 0, fit: 0, scope: 0, policy: 0}
                kinds: [public_agency]
                because: {ja: 近, en: Near}
                description: {ja: 近, en: Near}
                source: {url: 'https://example.org', checked: 2026-09-20}
            steps: [{id: start, title: {ja: 始め, en: Start}, text: {ja: 始め, en: Start}}]
            cautions:
              - {id: policy-first, title: {ja: 先に, en: First}, text: {ja: 先に, en: First}}
              - {id: referral-chain, title: {ja: 回し, en: Round}, text: {ja: 回し, en: Round}}
            outcomes:
              - {id: hired, circle: company, text: {ja: 採れた, en: Hired}, category: [people.recruit]}
              - {id: sold, circle: company, text: {ja: 売れた, en: Sold}, category: [sales]}
              - {id: trust, circle: supporter, text: {ja: 信頼, en: Trust}}

            """

    static let publicPartners =
        """
        schema: 1
        kinds:
          - {id: public_agency, title: {ja: 公的機関, en: Public agency}}
          - {id: specialist, title: {ja: 専門家, en: Specialist}}
        networks:
          - id: yorozu
            title: {ja: よろず, en: Yorozu}
            kind: public_agency
            role: {ja: 何でも聞く, en: Listens}
            strengths: {people: 0.7, sales: 0.7, management: 0.8}
          - id: hello-work
            title: {ja: ハローワーク, en: Hello Work}
            kind: public_agency
            role: {ja: 人を紹介する, en: Finds people}
            strengths: {people.recruit: 1}
        partners:

        """
        + partner("yorozu-osaka", "yorozu", "大阪府", "people, sales, management", first: true)
        + partner("yorozu-country", "yorozu", "全国", "people, sales, management", first: true)
        + partner("yorozu-higashiosaka", "yorozu", "東大阪市", "people, sales, management")
        + partner("yorozu-kinki", "yorozu", "近畿", "people, sales, management")
        + partner("hello-work-all", "hello-work", "全国", "people.recruit")

    static let otherPartners =
        """
        schema: 1
        networks:
          - id: chamber
            title: {ja: 会議所, en: Chamber}
            kind: public_agency
            role: {ja: 近くで支える, en: Is near}
            strengths: {people: 0.6, sales: 0.6}
          - id: labor
            title: {ja: 社労士, en: Labour adviser}
            kind: specialist
            role: {ja: 制度を整える, en: Sets rules}
            strengths: {people: 0.3}
        partners:

        """
        + partner("chamber-all", "chamber", "全国", "people, sales")
        + partner("labor-all", "labor", "全国", "people", confidence: "general-knowledge")
        + partner("labor-tokyo", "labor", "東京都", "people")

    private static func partner(
        _ id: String,
        _ network: String,
        _ area: String,
        _ topics: String,
        first: Bool = false,
        confidence: String = "seen"
    ) -> String {
        """
          - id: \(id)
            title: {ja: \(id), en: \(id)}
            network: \(network)
            level: \(area == "全国" ? "national" : "prefectural")
            area: [\(area)]
            topics: [\(topics)]
            first_contact: \(first)
            serves: {ja: 中小企業, en: SMEs}
            cost: free
            url: https://example.org/\(id)
            source: {url: 'https://example.org', checked: 2026-09-20, confidence: \(confidence)}

        """
    }

    static let policies =
        "schema: 1\npolicies:\n"
        + policy("hiring-small", "when: {company: {employees: {max: 20}}}")
        + policy("hiring-anyone")
        + policy("hiring-osaka", "when: {company: {prefecture: [大阪府]}}")
        + policy("hiring-both", "when: {company: {employees: {max: 20}, industry: [I]}}")
        + policy("hiring-trade", "when: {company: {industry: [E24]}}")
        + policy("hiring-over", state: "closed")
        + policy("hiring-round", "windows: [{opens: 2026-12-01, closes: 2026-12-20}]")
        + policy("hiring-open", "windows: [{opens: 2026-10-01, closes: 2026-12-20}]")
        + policy("hiring-town", "for: municipality")
        + policy("sales-fair", topics: "sales")
        + policy("plan-advice", topics: "management")

    static func policy(
        _ id: String,
        _ extra: String = "",
        topics: String = "people.recruit",
        state: String = "current"
    ) -> String {
        """
          - id: \(id)
            title: {ja: \(id), en: \(id)}
            kind: subsidy
            issuer: {ja: 県, en: Prefecture}
            topics: [\(topics)]
            benefit: {ja: 補助, en: Grant}
            pattern: always
            state: \(state)
            url: https://example.org/\(id)
            source: {url: 'https://example.org', checked: 2026-09-20}
            \(extra)

        """
    }
}
