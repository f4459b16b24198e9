import Testing

@Suite struct LayoutTests {
    @Test func `a file in its layout stays as it is`() throws {
        let text = """
            # yaml-language-server: $schema=schema/rules.json
            # Rules of an example.
            schema: 1

            rules:
              # The first.
              - id: example.one
                title: {ja: 例, en: Example}
                when: {category: sales}
                then:
                  partners:
                    - {network: chamber, role: lead}  # always
                because: {ja: 近い, en: It is near}
                review_by: 2027-03-31

              - id: example.two
                title: {ja: 例, en: Example}
                when: {vague: true}
                then: {ask: [employees]}
                because: {ja: 近い, en: It is near}
            # That is all.

            """
        #expect(try formatted(text) == text)
    }

    @Test func `keys stand in the order of the language, unknown ones behind them`() throws {
        try expectLayout(
            """
            policies:
              - zebra: 1
                kind: subsidy
                apple: 2
                title: {en: Aid, ja: 補助}
                id: aid
            schema: 1
            """,
            """
            schema: 1

            policies:
              - id: aid
                title: {ja: 補助, en: Aid}
                kind: subsidy
                zebra: 1
                apple: 2

            """
        )
    }

    @Test func `a file of its own or a mapping without a table keeps its keys`() throws {
        try expectLayout("b: 1\na: {d: 1, c: 2}\n", "b: 1\n\na: {d: 1, c: 2}\n")
        try expectLayout(
            "schema: 1\nrules: [{then: {category: {sales: 1, people: 2}}}]\n",
            "schema: 1\n\nrules:\n  - then: {category: {sales: 1, people: 2}}\n"
        )
    }

    @Test func `sections stay in the order in which they are told`() throws {
        let text = "schema: 1\n\npolicies: []\n\nrules: []\n\nconcepts: []\n"
        #expect(try formatted(text) == text)
    }

    @Test func `the parts of a condition stay in their order since they are explained in it`()
        throws
    {
        let text = """
            schema: 1

            rules:
              - when:
                  vague: true
                  company: {size: sme, employees: {max: 20}}
                  category: sales

            tests:
              - expect:
                  partners: {first: jfc, include: [chamber]}
                  first: finance

            """
        #expect(try formatted(text) == text)
    }

    @Test(arguments: [
        ("!!str &a1 \"foo\":\n  !!str bar\n&a2 baz : *a1\n", "&a1 foo: bar\n\n&a2 baz: *a1\n"),
        ("a: {&k  b: 1,  c: *k}\n", "a: {&k b: 1, c: *k}\n"),
        ("- &k   b:   1\n  c: *k\n", "- &k b: 1\n  c: *k\n"),
    ])
    func `a key keeps its anchor`(_ text: String, _ expected: String) throws {
        #expect(try formatted(text) == expected)
    }

    /// libyaml ends an anchor where its letters end: the value is `:chor value`.
    @Test func `an anchor ends before a colon`() throws {
        let text = "key: &an:chor value\n"
        let result = try formatted(text)
        #expect(try formatted(result) == result)
    }

    @Test func `keys of a file with anchors stay where they are`() throws {
        let text = """
            rules:
              - title: &title {ja: 例, en: Example}
                id: a
                because: *title

            """
        #expect(try formatted(text) == text)
    }

    @Test func `indentation is two, lists are indented, sections and entries stand apart`() throws {
        try expectLayout(
            """
            schema: 1
            kinds:
            -   id: a
                title:
                    ja: い
                    en: A
            -   id: b


                title: {ja: ろ, en: B}
            sizes: []
            """,
            """
            schema: 1

            kinds:
              - id: a
                title: {ja: い, en: A}

              - id: b

                title: {ja: ろ, en: B}

            sizes: []

            """
        )
    }

    @Test func `lists of plain values and records of plain values stand on one line`() throws {
        try expectLayout(
            """
            partners:
              - topics:
                  - sales
                  - people
                source:
                  checked: 2026-01-01
                  url: https://example.org/
            """,
            """
            partners:
              - topics: [sales, people]
                source: {url: 'https://example.org/', checked: 2026-01-01}

            """
        )
    }

    @Test func `a mapping that does not fit on a line gets a line for each key`() throws {
        let title = String(repeating: "長", count: 36)
        try expectLayout(
            "rules:\n  - title: {ja: \(title), en: Long}\n    when: {all: [{says: a}, {says: b}]}\n",
            """
            rules:
              - title: {ja: \(title), en: Long}
                when: {all: [{says: a}, {says: b}]}

            """
        )
        try expectLayout(
            "rules:\n  - title: {ja: \(title), en: Longer}\n",
            "rules:\n  - title:\n      ja: \(title)\n      en: Longer\n"
        )
    }

    @Test func `a list of records that does not fit gets a line for each`() throws {
        let says = (1...5).map { "{says: [concept-number-\($0), another]}" }
        try expectLayout(
            "rules:\n  - when: {all: [\(says.joined(separator: ", "))]}\n",
            "rules:\n  - when:\n      all:\n"
                + says.map { "        - \($0)\n" }.joined()
        )
    }

    @Test func `a long list of words is filled`() throws {
        let words = (1...30).map { "word-\($0)" }
        try expectLayout(
            "concepts:\n  - says: [\(words.joined(separator: ", "))]\n",
            """
            concepts:
              - says:
                  [word-1, word-2, word-3, word-4, word-5, word-6, word-7, word-8, word-9, word-10, word-11,
                   word-12, word-13, word-14, word-15, word-16, word-17, word-18, word-19, word-20, word-21,
                   word-22, word-23, word-24, word-25, word-26, word-27, word-28, word-29, word-30]

            """
        )
    }

    @Test func `lines of a wrapped list stay while they fit`() throws {
        let long = (1...11).map { "word-\($0)" }.joined(separator: ", ")
        let text = """
            concepts:
              - says:
                  [一, 二, 三,
                   {verb: 断る, form: negated},
                   one, two,
                   \(long)]

            """
        #expect(try formatted(text) == text)
    }

    @Test func `a line that has become too long is filled up to the next deliberate break`() throws
    {
        let words = (1...12).map { "word-\($0)" }.joined(separator: ", ")
        try expectLayout(
            "concepts:\n  - says:\n      [short,\n       \(words), one-more, and-another,\n"
                + "       next, line,\n       end]\n",
            """
            concepts:
              - says:
                  [short,
                   word-1, word-2, word-3, word-4, word-5, word-6, word-7, word-8, word-9, word-10, word-11,
                   word-12, one-more, and-another, next, line,
                   end]

            """
        )
    }

    @Test func `texts lose the quotes that nobody needs`() throws {
        try expectLayout(
            """
            a: "求人"
            b: 'yes'
            c: "2026-01-02"
            d: "10"
            e: "it's: here"
            f: 'say "no": twice'
            g: "line\\nbreak"
            h: {x: "a, b", z: 'c'}
            "i": "N"
            "no": true
            """,
            """
            a: 求人

            b: 'yes'

            c: '2026-01-02'

            d: '10'

            e: "it's: here"

            f: 'say "no": twice'

            g: "line\\nbreak"

            h: {x: 'a, b', z: c}

            i: 'N'

            'no': true

            """
        )
    }

    @Test
    func `a day goes without quotes where the language wants one, with them where it wants text`()
        throws
    {
        try expectLayout(
            "policies:\n  - windows: [{label: {ja: 2026-01-02, en: A}, opens: '2026-01-02'}]\n",
            "policies:\n  - windows: [{label: {ja: '2026-01-02', en: A}, opens: 2026-01-02}]\n"
        )
    }

    @Test func `numbers and truth stay as they are written, nothing is null`() throws {
        try expectLayout(
            "a: 010\nb: 1.50\nc: true\nd: ~\ne:\nf: [~, 1e3]\n",
            "a: 010\n\nb: 1.50\n\nc: true\n\nd: null\n\ne: null\n\nf: [null, 1e3]\n"
        )
    }

    @Test func `block texts keep their lines`() throws {
        try expectLayout(
            """
            a:
                - >-
                      one
                      two

                      three
                - |
                  x
                     y
                - |2+
                     z

            """,
            """
            a:
              - >-
                one
                two

                three
              - |
                x
                   y
              - |2
                   z

            """
        )
    }

    @Test func `a text broken over lines becomes one, or a folded block when it is too long`()
        throws
    {
        let words = Array(repeating: "word", count: 15).joined(separator: " ")
        try expectLayout(
            "a: one\n   two\nb: \"one\n  two\"\nc: \(words)\n  \(words)\n",
            "a: one two\n\nb: one two\n\nc: >-\n  \(words)\n  \(words)\n"
        )
    }

    @Test func `line ends become LF, a byte order mark and document marks go`() throws {
        try expectLayout("\u{FEFF}---\r\na: 1\r\n# c\r\nb: 2\r\n...\r\n", "a: 1\n\n# c\nb: 2\n")
    }

    @Test(arguments: ["", "\n", "# Nothing yet.\n", "null\n", "text\n", "[]\n", "{}\n"])
    func `files of little or nothing stay`(_ text: String) throws {
        #expect(try formatted(text) == (text == "\n" ? "" : text))
    }
}
