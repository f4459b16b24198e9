import Testing
import TextAnalysis

/// A text and its clauses, each with the link to the next.
struct CutCase: Sendable, CustomTestStringConvertible {
    var input: String
    var clauses: [String]
    var links: [Connective]
    var testDescription: String { input }

    init(_ input: String, _ clauses: [String], _ links: [Connective]) {
        self.input = input
        self.clauses = clauses
        self.links = links
    }
}

@Suite struct SegmentationTests {
    private static let analyzer = TextAnalyzer()

    @Test(arguments: [
        CutCase("資金は足りているが人がいない。", ["資金は足りているが", "人がいない"], [.contrast, .none]),
        CutCase("支払いが遅れる。", ["支払いが遅れる"], [.none]), CutCase("違いが分からない", ["違いが分からない"], [.none]),
        CutCase("息子が継ぎたがらない", ["息子が継ぎたがらない"], [.none]),
        CutCase("忙しいのに利益が残らない", ["忙しいのに", "利益が残らない"], [.contrast, .none]),
        CutCase("求人を出しても応募がない", ["求人を出しても", "応募がない"], [.concession, .none]),
        CutCase("人が辞めたので回らない", ["人が辞めたので", "回らない"], [.cause, .none]),
        CutCase("材料が上がったから苦しい", ["材料が上がったから", "苦しい"], [.cause, .none]),
        CutCase("銀行から借りた", ["銀行から借りた"], [.none]),
        CutCase("人もいないしお金もない", ["人もいないし", "お金もない"], [.sequence, .none]),
        CutCase("売上が落ちたら困る", ["売上が落ちたら", "困る"], [.condition, .none]),
        CutCase("払わなければならない", ["払わなければならない"], [.none]),
        CutCase("どうすればいいですか", ["どうすればいいですか"], [.none]),
        CutCase("客が減り、売上が落ちた", ["客が減り、", "売上が落ちた"], [.sequence, .none]),
        CutCase("見積もり、請求、入金の管理", ["見積もり、請求、入金の管理"], [.none]),
        CutCase("人が足りず、断っている", ["人が足りず、", "断っている"], [.sequence, .none]),
        CutCase("注文はある。ただ人がいない。", ["注文はある", "ただ人がいない"], [.contrast, .none]),
        CutCase("注文はある。けど、人がいない。", ["注文はある", "けど、人がいない"], [.contrast, .none]),
        CutCase("物価高だ。だから値上げしたい", ["物価高だ", "だから値上げしたい"], [.cause, .none]),
        CutCase("増やしたので困る", ["増やしたので", "困る"], [.cause, .none]),
        CutCase("困っているのですが、どこに相談すればいいですか", ["困っているのですが、", "どこに相談すればいいですか"], [.preamble, .none]),
        CutCase("デモが来たらタラを出す", ["でもが来たら", "たらを出す"], [.condition, .none]),
        CutCase("足りてるけど不安や", ["足りてるけど", "不安や"], [.contrast, .none]),
        CutCase("注文は来るものの人がいない", ["注文は来るものの", "人がいない"], [.contrast, .none]),
        CutCase("例えば人手です", ["例えば人手です"], [.none]),
        CutCase("お金は足りてるんやが、人がおらん", ["お金は足りてるんやが、", "人がおらん"], [.contrast, .none]),
        CutCase(
            "We have money but we can't hire.",
            ["we have money ", "but we can't hire"],
            [.contrast, .none]
        ),
        CutCase(
            "We closed because sales fell.",
            ["we closed ", "because sales fell"],
            [.cause, .none]
        ),
        CutCase("If he stops, we stop.", ["if he stops、", "we stop"], [.condition, .none]),
        CutCase(
            "Although sales are fine, we lose money.",
            ["although sales are fine、", "we lose money"],
            [.contrast, .none]
        ),
        CutCase(
            "Sales are fine. However, nobody applies.",
            ["sales are fine", "however、nobody applies"],
            [.contrast, .none]
        ),
        CutCase(
            "Costs went up, so we raised prices.",
            ["costs went up、", "so we raised prices"],
            [.cause, .none]
        ),
    ])
    func `clauses end where a predicate and a connective meet`(_ cut: CutCase) {
        let analysis = Self.analyzer.analyze(cut.input)
        #expect(analysis.clauses.map { analysis.text.string(in: $0.range) } == cut.clauses)
        #expect(analysis.clauses.map(\.connective) == cut.links)
    }

    @Test(arguments: [
        ("人がいない。お金もない！どうする？", [false, false, true]), ("人がいない\nどうしたらいいか", [false, true]),
        ("できますか", [true]), ("できるかな。無理です", [true, false]),
        ("We are small. Can you help?", [false, true]), ("売上3.5億です", [false]),
    ])
    func `sentences end at marks and line breaks and know a question`(
        _ input: String,
        _ questions: [Bool]
    ) {
        #expect(Self.analyzer.analyze(input).sentences.map(\.isQuestion) == questions)
    }

    @Test(arguments: [
        "問題は人です", "ただ足りないのは販路です", "困っているのは後継者です", "お金はある。悩みは人や", "The problem is hiring.",
        "What we need is a buyer.",
    ])
    func `a clause that names the point is marked`(_ input: String) {
        #expect(Self.analyzer.analyze(input).clauses.last?.isFocus == true)
    }

    @Test(arguments: [
        "", "。。", "   ", "「」", "、、", "？", "が、", "でも。", "けど、けど、けど", "but but but", ";;;", "ー", "の",
    ])
    func `odd texts are read without losing a place`(_ input: String) {
        let analysis = Self.analyzer.analyze(input)
        var last = 0
        for clause in analysis.clauses {
            #expect(clause.range.lowerBound >= last)
            #expect(!clause.range.isEmpty)
            #expect(clause.range.contains(clause.body) || clause.body == clause.range.upperBound)
            last = clause.range.upperBound
        }
        #expect(last <= analysis.text.count)
    }
}
