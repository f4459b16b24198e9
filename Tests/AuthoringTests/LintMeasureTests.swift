import Authoring
import Diagnostics
import Knowledge
import Testing

/// What the examples of a book and further cases show about expressions.
@Suite struct LintMeasureTests {
    /// Eight categories beside those of the small book, each with one sub-category.
    private static let categories =
        "categories:\n"
        + (1...8).map { number in
            "  - {id: c\(number), title: {ja: 例, en: x}, label: {ja: 例, en: x}, "
                + "subs: [{id: c\(number).s, title: {ja: 例, en: x}, label: {ja: 例, en: x}}]}\n"
        }.joined()

    /// Numbered examples of a sub-category that all begin with some words.
    private static func examples(_ sub: String, _ words: String, _ count: Int) -> String {
        let texts = (0..<count).map { "\(words)、\(sub)その\($0)" }.joined(separator: ", ")
        return "  - {sub: \(sub), texts: [\(texts)]}\n"
    }

    /// Six texts of each of the eight categories, and some of hiring, that say something, and 38
    /// that do not.
    private static func spread(_ words: String, hiring: Int, beside other: String) -> String {
        categories + "examples:\n"
            + (1...8).map { examples("c\($0).s", words, 6) }.joined()
            + examples("people.recruit", words, hiring)
            + examples(other, "別の話", 38)
    }

    static let all = broad + swallowed + single

    static let broad = [
        LintCase(
            "no lean to its own issue",
            [
                "3:81 warning lint.expression-broad `毎晩` in odd is too broad: it stands in 50 texts "
                    + "of 9 categories, most about c1 (6), and 4 % of them are about people, as 45 % "
                    + "of all texts are"
            ],
            "concepts:\n" + LintCase.concept("odd", "category: {people: 1}, says: [毎晩]")
                + spread("毎晩残る", hiring: 2, beside: "people.recruit")
        ),
        LintCase(
            "a lean to its own issue",
            [],
            "concepts:\n" + LintCase.concept("odd", "category: {people: 1}, says: [毎晩]")
                + spread("毎晩残る", hiring: 48, beside: "c1.s")
        ),
        LintCase(
            "a concept that speaks for no issue may be broad",
            [],
            "concepts:\n" + LintCase.concept("odd", "says: [毎晩]")
                + spread("毎晩残る", hiring: 2, beside: "people.recruit")
        ),
    ]

    static let swallowed = [
        LintCase(
            "a verb of another concept",
            [
                "3:58 warning lint.expression-swallowed `売れ残` in odd is swallowed: in all 3 texts "
                    + "that hold it a longer expression is read: `売れ残る` of two (2), `売れ残りの` of two "
                    + "(1)"
            ],
            "concepts:\n" + LintCase.concept("odd", "says: [売れ残]")
                + LintCase.concept("two", "says: [売れ残りの, {verb: 売れ残る}]") + "examples:\n"
                + examples("people.recruit", "売れ残った服", 2)
                + examples("people.recruit", "売れ残りの服", 1)
        ),
        LintCase(
            "a negated verb of another concept",
            [
                "3:58 warning lint.expression-swallowed `経験がな` in odd is swallowed: in all 3 texts "
                    + "that hold it a longer expression is read: `経験がある`, negated, of two (3)"
            ],
            "concepts:\n" + LintCase.concept("odd", "says: [経験がな]")
                + LintCase.concept("two", "says: [{verb: 経験がある, form: negated}]")
                + "examples:\n" + examples("people.recruit", "経験がない人", 3)
        ),
        LintCase(
            "too few texts to tell",
            [],
            "concepts:\n" + LintCase.concept("odd", "says: [売れ残]")
                + LintCase.concept("two", "says: [{verb: 売れ残る}]") + "examples:\n"
                + examples("people.recruit", "売れ残った服", 2)
        ),
        LintCase(
            "the longer one says the same concept",
            [],
            "concepts:\n" + LintCase.concept("odd", "says: [売れ残, {verb: 売れ残る}]")
                + "examples:\n" + examples("people.recruit", "売れ残った服", 3)
        ),
        LintCase(
            "a longer word in the same script is another word",
            [],
            "concepts:\n" + LintCase.concept("odd", "says: [フロン, 認知]")
                + LintCase.concept("two", "says: [フロント, 認知症]") + "examples:\n"
                + examples("people.recruit", "フロントに認知症の人", 3)
        ),
        LintCase(
            "inside a longer Latin word it could not stand anyway",
            [],
            "concepts:\n" + LintCase.concept("odd", "says: [gi]")
                + LintCase.concept("two", "says: [give up]") + "examples:\n"
                + examples("people.recruit", "give up", 3)
        ),
    ]

    static let single = [
        LintCase(
            "one case and no example",
            [
                "3:58 note lint.expression-single `朝市で売り` in odd stands in one of the 2 cases and "
                    + "in none of the 3 examples: it looks written for one text"
            ],
            "concepts:\n" + LintCase.concept("odd", "says: [朝市で売り, 夜市で売り, 夜市で]")
                + "examples:\n" + examples("people.recruit", "夜市で売りたい", 3)
        )
    ]

    @Test(arguments: broad + swallowed)
    func `what texts show of an expression is said at its place`(_ item: LintCase) throws {
        try item.checkReading(only: "lint.expression")
    }

    @Test(arguments: single)
    func `an expression made for one case is found when there are cases`(_ item: LintCase) throws {
        let cases = [
            LabelledText(text: "朝市で売りたい。", categories: ["sales"]),
            LabelledText(text: "夜市で売りたい。", categories: ["sales"]),
        ]
        try item.checkReading(cases, only: "lint.expression")
        #expect(Linter(day: .init(dayNumber: 0)).codes.contains(.singleTextExpression) == false)
    }

    @Test func `a file of cases is read line by line`() throws {
        let lines = """
            {"id": "1", "problem": "売れない", "gold": {"categories": ["sales", "people.recruit"]}}

            {"problem": "別の話", "categories": ["people"]}
            {"problem": "天気"}
            """
        let read = try LabelledText.read(Array(lines.utf8), file: "cases.jsonl")
        #expect(read.map(\.text) == ["売れない", "別の話", "天気"])
        #expect(read.map(\.categories) == [["sales", "people"], ["people"], []])
    }

    @Test(arguments: [
        ("{}", "a case needs the key `problem`"),
        ("{\"problem\": 1}", "a case needs the key `problem`"),
        ("problem", "this line is not JSON"),
    ])
    func `a line that is no case is named`(_ line: String, _ message: String) throws {
        let text = "{\"problem\": \"a\"}\n\(line)\n"
        let fault = #expect(throws: LabelledText.Fault.self) {
            try LabelledText.read(Array(text.utf8), file: "cases.jsonl")
        }
        #expect(fault?.place.position.line == 2 && fault?.message == message)
    }
}
