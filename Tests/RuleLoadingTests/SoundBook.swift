import Diagnostics
import Knowledge
import RuleLoading

/// A small folder without a fault that uses every section and every key of the language.
enum SoundBook {
    static let files = [
        ("reference.yaml", reference), ("issues.yaml", issues), ("partners/all.yaml", partners),
        ("policies.yaml", policies), ("approach.yaml", approach), ("tests.yaml", tests),
    ]

    static let paths = files.map(\.0).sorted()

    /// The folder, with a further file.
    static func source(adding text: String? = nil, path: String = "case.yaml") -> RulesInMemory {
        var all = files
        if let text { all.append((path, text)) }
        return RulesInMemory(all.map { RuleFile(path: $0.0, bytes: Array($0.1.utf8)) })
    }

    /// Where a snippet first stands in one of the files.
    static func origin(of snippet: String, in path: String) -> Origin {
        let text = files.first { $0.0 == path }?.1 ?? ""
        let before = text.split(separator: snippet, maxSplits: 1, omittingEmptySubsequences: false)
        let lines = (before.first ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let column = (lines.last?.unicodeScalars.count ?? 0) + 1
        return Origin(file: path, line: lines.count, column: column)
    }

    static let reference = """
        schema: 1
        industries:
          - {id: I, title: {ja: 卸売業，小売業, en: Trade}, groups: [50, 61]}
          - {id: E, title: {ja: 製造業, en: Manufacturing}, groups: [9, 32]}
        places:
          - id: 大阪府
            title: {ja: 大阪府, en: Osaka}
            region: 近畿
            neighbours: [京都府]
            municipalities: [東大阪市, 堺市]
            names: [大阪, Osaka]
          - {id: 京都府, title: {ja: 京都府, en: Kyoto}, region: 近畿}
        certifications:
          - {id: plan-keieiryoku, title: {ja: 経営力向上計画, en: Plan}}
        sizes:
          - id: sme
            title: {ja: 中小企業者, en: SME}
            either: true
            groups:
              - id: trade
                title: {ja: 卸売, en: Trade}
                industries: [i50, "51"]
                not_industries: [I56]
                employees: {max: 100}
                capital: {max: 100000000}
              - {id: other, title: {ja: その他, en: Other}, employees: {max: 300}}
            source: {url: "https://example.org/law", checked: 2026-09-20}
        questions:
          - {id: issue, kind: choice, text: {ja: どれですか, en: Which?}}
          - {id: sole_proprietor, kind: boolean, text: {ja: 個人ですか, en: Sole?}}

        """

    static let issues = """
        schema: 1
        categories:
          - id: people
            title: {ja: 人材, en: People}
            label: {ja: 人が採れない, en: Cannot hire}
            subs:
              - id: people.recruit
                title: {ja: 採用, en: Hiring}
                label: {ja: 応募がない, en: Nobody applies}
          - {id: sales, title: {ja: 販路, en: Sales}, label: {ja: 客が減った, en: Fewer buyers}}
        examples:
          - sub: people.recruit
            texts:
              - 求人を出しても応募がない
              - Nobody applies for our jobs
              - {text: 人が来ない。売上は足りている, also: [sales], not: [sales]}
              - {text: Hello, lang: ja}
          - {sub: none, texts: [今日は晴れ]}
        concepts:
          - id: shortage
            title: {ja: 不足, en: Shortage}
            kind: trouble
            says:
              - 人手不足
              - {verb: 足りる, class: ichidan, form: negated}
              - {adjective: 苦しい, form: both}
              - {english: run out of}
              - {noun: shortage}
            category: {people: 1.5, people.recruit: -5}
            except: [不足なく]
            unless: [staff]
            only_with: [staff]
            industry: [24, e09]
          - {id: staff, title: {ja: 人手, en: Staff}, kind: thing, says: [人手]}
        rules:
          - id: people.short
            title: {ja: 人が足りない, en: Short of people}
            when:
              says: {thing: staff, trouble: shortage}
              company: {employees: {min: 1, max: 300}, industry: E24}
              unknown: pass
              label: {ja: 人手不足, en: Short of staff}
            then:
              category: {people: 3}
              framing: company-specific
              approach: {subject: 2, policy: -1}
              barrier: stuck
              model: local
              partners: [{network: chamber, role: lead}, {partner: osaka-cci, role: second, weight: 2.5}]
              policies: [hojo, {policy: loan, weight: 0.5}]
              ask: [issue]
              caution: [policy-first]
              outcome: [staff-stays]
              rule_out: [sales]
            because: {ja: 足りないから, en: Because}
            source: {url: "https://example.org", checked: 2026-09-20, confidence: general-knowledge}
            review_by: 2027-04-01
            enabled: false
          - id: any
            title: {ja: 何か, en: Any}
            when:
              any:
                - says: shortage
                - all: [{asks: [staff]}, {mentions: staff}, {category: [people]}]
                - none: [{framing: company-specific}, {barrier: stuck}, {stage: handing-over}]
                - {vague: true, tried: {min: 2}}
                - company:
                    capital: {max: 10}
                    age: {min: 30}
                    prefecture: [大阪府]
                    municipality: [堺市]
                    sole_proprietor: true
                    certified: [plan-keieiryoku]
                    size: sme
            then: {framing: company-specific}
            because: {ja: 例, en: Example}

        """

    static let partners = """
        schema: 1
        kinds:
          - {id: public_agency, title: {ja: 公的機関, en: Public agency}}
        networks:
          - id: chamber
            title: {ja: 商工会議所, en: Chambers}
            kind: public_agency
            role: {ja: 窓口, en: Desk}
            strengths: {people: 0.6}
            hands_to: [chamber]
            serves: {employees: {max: 20}}
        partners:
          - id: osaka-cci
            title: {ja: 大阪商工会議所, en: Osaka CCI}
            network: chamber
            level: private
            area: [全国, 近畿, 大阪府, 東大阪市]
            topics: [people, people.recruit]
            first_contact: true
            serves: {ja: 会員, en: Members}
            role: {ja: 相談, en: Advice}
            cost: free
            url: https://example.org
            url_confidence: general-knowledge
            source: {url: "https://example.org", checked: 2026-09-20}
            note: {ja: 注, en: Note}

        """

    static let policies = """
        schema: 1
        policies:
          - id: hojo
            title: {ja: 補助金, en: Subsidy}
            kind: subsidy
            issuer: {ja: 国, en: State}
            topics: [people]
            when: {company: {size: sme}}
            requires: [{ja: 計画, en: Plan}]
            excludes: [{ja: 滞納, en: Arrears}]
            benefit: {ja: 半額, en: Half}
            max_yen: 500000
            pattern: rounds
            windows:
              - label: {ja: 第一回, en: First}
                opens: 2026-10-01
                closes: 2026-12-15
                gates: [{label: {ja: 申込, en: Apply}, date: 2026-11-30}]
            state: current
            state_note: {ja: 公募中, en: Open}
            for: group
            requires_policy: [loan]
            excludes_policy: [loan]
            combines_with: [loan]
            instead_of: [loan]
            url: https://example.org
            source: {url: "https://example.org", checked: 2026-09-20}
            note: {ja: 注, en: Note}
          - id: loan
            title: {ja: 融資, en: Loan}
            kind: loan
            issuer: {ja: 国, en: State}
            topics: []
            benefit: {ja: 低利, en: Cheap}
            pattern: always
            state: unverified
            url: https://example.org
            source: {url: "https://example.org", checked: 2026-09-20}
        combinations:
          - id: subsidy-with-loan
            policies: [hojo]
            with: [loan]
            verdict: separate-costs
            because: {ja: 同じ経費は一度だけ, en: Costs are paid once}
            source: {url: "https://example.org", checked: 2026-09-20}

        """

    static let approach = """
        schema: 1
        axes:
        \(["subject", "mode", "initiative", "fit", "scope", "policy"].map(axis).joined())
        framings:
          - {id: company-specific, title: {ja: 個社, en: Firm}, because: {ja: 例, en: x}}
        barriers:
          - id: stuck
            title: {ja: 動けない, en: Stuck}
            because: {ja: 例, en: x}
            approach: {mode: 1}
            partners: [{network: chamber, role: support}]
        models:
          - id: local
            title: {ja: 伴走, en: Local}
            framing: company-specific
            approach: {subject: 0, mode: 1, initiative: -1, fit: 2, scope: -2, policy: 0}
            kinds: [public_agency]
            because: {ja: 例, en: x}
            description: {ja: 例, en: x}
            source: {url: "https://example.org", checked: 2026-09-20}
        steps:
          - {id: understand, title: {ja: 知る, en: Know}, text: {ja: 例, en: x}}
        cautions:
          - {id: policy-first, title: {ja: 施策ありき, en: Policy first}, text: {ja: 例, en: x}}
        outcomes:
          - {id: staff-stays, circle: company, text: {ja: 定着, en: Staff stays}, category: [people]}

        """

    private static func axis(_ id: String) -> String {
        "  - {id: \(id), left: {ja: 左, en: l}, right: {ja: 右, en: r}, "
            + "reasons: {left: {ja: 左, en: l}, right: {ja: 右, en: r}, both: {ja: 中, en: b}}}\n"
    }

    static let tests = """
        schema: 1
        tests:
          - id: first
            query:
              problem: 求人を出しても応募がない
              categories: [people]
              company: {employees: 18, capital: 10000000, industry: "24", prefecture: 大阪府,
                municipality: 堺市, founded: 1968, sole_proprietor: false,
                certified: [plan-keieiryoku], corporate_number: "0123456789012"}
              history: [{partner: osaka-cci, result: declined}]
              answers: [{key: issue, value: people, offered: [people, sales]},
                {key: issue, value: null}, {key: sole_proprietor, value: true}]
              as_of: 2026-11-22
              lang: en
            expect:
              outcome: needs_info
              first: people
              categories: {include: [people], exclude: [sales]}
              framing: company-specific
              model: local
              approach: {mode: 1, subject: {min: 0}}
              partners: {include: [osaka-cci], exclude: [chamber], first: chamber}
              policies: {include: {hojo: match}, exclude: [loan]}
              questions: {include: [issue], exclude: [sole_proprietor]}
              cautions: {include: [policy-first], exclude: [policy-first]}
          - id: second
            tags: [money, edge]
            query:
              problem: 例
              company: {like: maker, unknown: [capital, certified], employees: 21, prefecture: 京都府}
              as_of: 2026-11-22
            learned: false
            expect:
              categories: {include: [people], order: [people, sales], top: 2, first: people}
              barriers: {include: [stuck], exclude: [stuck], empty: true}
              partners: {order: [chamber, osaka-cci], top: 1, empty: false}
              policies:
                include: {hojo: {status: closed, window: closed, opens: 2026-01-01, until: 2026-02-01,
                  missing: [issue]}}
                first: hojo
                order: [hojo, loan]
                top: 3
              questions: {first: issue, order: [issue, sole_proprietor], top: 2, empty: true}
              cautions: {empty: true}
              outcomes: {include: [staff-stays], exclude: [staff-stays], empty: true}
              fired: {include: [people.short], exclude: [people.short]}
          - id: third
            query: {problem: 例, company: maker, as_of: 2026-11-22}
            expect: {fired: [people.short], policies: {include: [hojo], empty: true}}
        companies:
          - id: maker
            title: {ja: 町工場, en: Workshop}
            employees: 18
            capital: 3000000
            industry: E24
            prefecture: 大阪府
            municipality: 堺市
            founded: 1968
            sole_proprietor: false
            certified: [plan-keieiryoku]
            corporate_number: "0123456789012"

        """
}
