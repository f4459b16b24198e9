import Knowledge
import RuleEngine
import RuleLoading
import Testing

/// A small book that loads, for tests to add to.
enum SmallBook {
    /// Loads the small book with further files; records an issue when it has a fault.
    static func compiled(adding text: String = "", path: String = "case.yaml") throws
        -> CompiledBook
    {
        CompiledBook(try book(adding: text, path: path))
    }

    /// The small book with a further file.
    static func book(adding text: String = "", path: String = "case.yaml") throws -> Book {
        var files = [RuleFile(path: "base.yaml", bytes: Array(base.utf8))]
        if !text.isEmpty {
            files.append(RuleFile(path: path, bytes: Array("schema: 1\n\(text)".utf8)))
        }
        let result = RuleLoader().load(RulesInMemory(files))
        return try #require(result.book, "\(result.diagnostics)")
    }

    /// A subsidy for hiring, under `policies`, with one window that closes on 2026-03-31.
    static func grant(when condition: String, opens: String) -> String {
        """
        policies:
          - id: grant
            title: {ja: 例, en: x}
            kind: subsidy
            issuer: {ja: 例, en: x}
            topics: [people]
            when: {company: \(condition)}
            benefit: {ja: 例, en: x}
            pattern: rounds
            windows: [{opens: \(opens), closes: 2026-03-31}]
            state: current
            url: 'https://u'
            source: {url: 'https://u', checked: 2026-01-01}

        """
    }

    static let base = """
        schema: 1
        categories:
          - id: people
            title: {ja: 人材, en: People}
            label: {ja: 人が採れない, en: Cannot hire}
            subs:
              - {id: people.recruit, title: {ja: 採用, en: Hiring}, label: {ja: 応募, en: Nobody}}
          - {id: sales, title: {ja: 販路, en: Sales}, label: {ja: 客が減った, en: Fewer buyers}}
        places:
          - {id: 大阪府, title: {ja: 大阪府, en: Osaka}, region: 近畿, municipalities: [東大阪市]}
          - {id: 京都府, title: {ja: 京都府, en: Kyoto}, region: 近畿}
        kinds:
          - {id: public_agency, title: {ja: 公的, en: Public}}
        networks:
          - id: chamber
            title: {ja: 商工会議所, en: Chamber}
            kind: public_agency
            role: {ja: 相談, en: Advice}
            strengths: {people: 0.6, sales: 0.9}
        partners:
          - id: chamber-osaka
            title: {ja: 大阪商工会議所, en: Osaka Chamber}
            network: chamber
            level: prefectural
            area: [大阪府]
            topics: [people, sales]
            serves: {ja: 会社, en: Firms}
            cost: free
            url: "https://example.org/chamber"
            source: {url: "https://example.org/chamber", checked: 2026-01-01}
        concepts:
          - id: applicants
            title: {ja: 応募, en: Applicants}
            kind: thing
            says: [応募, applicants]
          - id: shortage
            title: {ja: 足りない, en: Shortage}
            kind: trouble
            says: [{verb: 足りる, form: negated}, {verb: 来る, form: negated}]
          - id: buyers
            title: {ja: 客, en: Buyers}
            kind: thing
            says: [お客, buyers]
        rules:
          - id: people.no-applicants
            title: {ja: 応募がない, en: Nobody applies}
            when: {says: {thing: applicants, trouble: shortage}}
            then: {category: {people.recruit: 4}, rule_out: [sales]}
            because: {ja: 応募がない, en: Nobody applies}
          - id: sales.few
            title: {ja: 客, en: Buyers}
            when:
              all:
                - says: buyers
                - company: {employees: {max: 20}}
            then: {category: {sales: 4}}
            because: {ja: 客, en: Buyers}

        """

    /// A test of the base book that passes.
    static let passing = """
        tests:
          - id: people.applicants
            query: {problem: 応募が来ない。}
            expect: {outcome: answered, first: people.recruit, categories: {exclude: [sales]}}

        """
}
