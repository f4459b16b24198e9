import Knowledge
import TestSupport
import Testing
import TextAnalysis

@testable import RuleEngine

@Suite struct ConceptReaderTests {
    private static func concept(_ id: String, _ rest: String) -> String {
        "  - {id: \(id), title: {ja: 語, en: w}, kind: phrase, \(rest)}"
    }

    private static func engine(_ concepts: [String]) throws -> RuleEngine {
        let lines = (["schema: 1", "concepts:"] + concepts).joined(separator: "\n")
        return RuleEngine(CompiledBook(try book(lines)))
    }

    /// What a text says: concepts with the part of the text as sent, in text order.
    private static func said(
        _ text: String,
        _ engine: RuleEngine,
        industry: String? = nil
    ) -> [String] {
        let company = Company(industry: industry.map { IndustryCode($0) })
        let reading = engine.read(text, company: company)
        let scalars = Array(text.unicodeScalars)
        return reading.mentions.map { mention in
            let range = reading.text.originalRange(of: mention.start..<mention.end)
            let part = String(String.UnicodeScalarView(scalars[range]))
            return "\(engine.compiled.book.concepts[mention.concept].id.text):\(part)"
        }
    }

    // MARK: - Longest form

    @Test func `at a place the longest form wins and inner forms stand for themselves`() throws {
        let engine = try Self.engine([
            Self.concept("job", "says: [求人]"), Self.concept("ad", "says: [求人広告, 広告]"),
            Self.concept("paper", "says: [求人広告]"),
        ])
        #expect(
            Self.said("求人広告を出した", engine) == ["ad:求人広告", "paper:求人広告", "ad:広告"]
        )
        #expect(Self.said("求人と広告", engine) == ["job:求人", "ad:広告"])
        #expect(Self.said("求", engine) == [] && Self.said("", engine) == [])
    }

    /// The slow way: at every place the longest of the words that stand there.
    @Test func `forms of chance are found as by looking for each at every place`() throws {
        var random = SeededGenerator(seed: 5)
        let alphabet = Array("金型銀行員税")
        for _ in 0..<5 {
            let words = Set((0..<20).map { _ in String(random.some(1...4, of: alphabet)) }).sorted()
            let engine = try Self.engine(
                words.enumerated().map { Self.concept("c\($0)", "says: [\($1)]") }
            )
            for _ in 0..<60 {
                let text = random.some(0...14, of: alphabet)
                let expected = text.indices.compactMap { start -> String? in
                    let here = words.indices.filter { text[start...].starts(with: words[$0]) }
                    let longest = here.max { words[$0].count < words[$1].count }
                    return longest.map { "c\($0):\(words[$0])" }
                }
                #expect(Self.said(String(text), engine) == expected)
            }
        }
    }

    // MARK: - Polarity

    private static let enough = try? engine([
        concept("short", "says: [{verb: 足りる, form: negated}]"),
        concept("enough", "says: [{verb: 足りる}]"),
        concept("poor", "says: [{adjective: 苦しい}]"),
        concept("any", "says: [{verb: 間に合う, form: both}]"),
    ])

    @Test(arguments: [
        ("人手が足りない", "short"), ("人手が足りません", "short"), ("人手が足りなくて", "short"),
        ("人手が足りていない", "short"), ("人手が足りず", "short"), ("人手が足りなかった", "short"),
        ("人手が足りひん", "short"), ("人手が足りへん", "short"), ("人手が足りまへん", "short"),
        ("人手が足りる", "enough"), ("人手が足りた", "enough"), ("人手が足ります", "enough"),
        ("資金繰りが苦しい", "poor"), ("資金繰りが苦しくて", "poor"), ("資金繰りが苦しかった", "poor"),
        ("資金繰りは苦しくない", nil), ("資金繰りは苦しくなかった", nil),
        ("納期に間に合わない", "any"), ("納期に間に合う", "any"), ("納期に間に合わへん", "any"),
    ])
    func `a form counts on its own side of the verb`(_ text: String, _ concept: String?) throws {
        let engine = try #require(Self.enough)
        let found = Set(Self.said(text, engine).map { String($0.prefix { $0 != ":" }) })
        #expect(found == Set([concept].compactMap { $0 }))
    }

    // MARK: - Edges

    private static let latin = try? engine([concept("ai", "says: [AI]")])

    @Test(arguments: [
        ("AIを入れたい", true), ("ＡＩを入れたい", true), ("our AI.", true), ("ai", true),
        ("(AI)", true), ("AI-driven", true), ("MAIN", false), ("aid", false), ("said", false),
        ("AI2", false), ("OpenAI", false), ("生成AIは", true),
    ])
    func `Latin words match as words`(_ text: String, _ isFound: Bool) throws {
        let engine = try #require(Self.latin)
        #expect(Self.said(text, engine).isEmpty != isFound)
    }

    private static let net = try? engine([concept("net", "says: [ネット]")])

    @Test(arguments: [
        ("ネットで売る", true), ("インターネットで売る", true), ("ネットワークが切れた", true),
        ("ﾈｯﾄで売る", true), ("キャビネットワゴン", false), ("ねっとで売る", true),
        ("キャビネット・ワゴン", true),
    ])
    func `katakana words match at an edge of their run`(_ text: String, _ isFound: Bool) throws {
        let engine = try #require(Self.net)
        #expect(Self.said(text, engine).isEmpty != isFound)
    }

    private static let out = try? engine([concept("out", "says: [{english: run out of}]")])

    @Test(arguments: [
        ("we ran out of cash", true), ("We are running out of money.", true),
        ("it runs out of steam", true), ("brand outlet", false), ("a labour shortage", false),
    ])
    func `English phrases are inflected at their first word`(_ text: String, _ isFound: Bool) throws
    {
        let engine = try #require(Self.out)
        #expect(Self.said(text, engine).isEmpty != isFound)
    }

    @Test func `English nouns have a plural`() throws {
        let engine = try Self.engine([
            Self.concept("n", "says: [{noun: shortage}, {noun: company}]")
        ])
        #expect(
            Self.said("Shortages at two companies, one shortage", engine)
                == ["n:Shortages", "n:companies", "n:shortage"]
        )
    }

    // MARK: - Senses

    private static let money = try? engine([concept("m", "says: [金が, 金型], except: [金型, 純金が]")])

    @Test(arguments: [
        ("金が要る", ["m:金が"]), ("金型が要る", []), ("金型の金が要る", ["m:金が"]),
        ("金が金型より", ["m:金が"]), ("純金が要る", []),
    ])
    func `a form does not count inside a longer word it is not meant in`(
        _ text: String,
        _ expected: [String]
    ) throws {
        let engine = try #require(Self.money)
        #expect(Self.said(text, engine) == expected)
    }

    @Test func `a concept is robbed of its meaning within the sentence only`() throws {
        let engine = try Self.engine([
            Self.concept("line", "says: [ライン], unless: [chat]"),
            Self.concept("chat", "says: [友だち追加]"),
        ])
        #expect(Self.said("ラインで友だち追加してもらう", engine) == ["chat:友だち追加"])
        #expect(Self.said("友だち追加はする。ラインが止まる", engine) == ["chat:友だち追加", "line:ライン"])
    }

    @Test func `a concept that needs company counts when the text has it anywhere`() throws {
        let engine = try Self.engine([
            Self.concept("line", "says: [ライン], only_with: [factory, plant]"),
            Self.concept("factory", "says: [工場]"), Self.concept("plant", "says: [設備]"),
        ])
        #expect(Self.said("ラインが止まる", engine) == [])
        #expect(Self.said("ラインが止まる。設備が古い", engine) == ["line:ライン", "plant:設備"])
    }

    private static let line = try? engine([concept("line", "says: [ライン], industry: [E24]")])

    @Test(arguments: [(nil, true), ("E", true), ("E24", true), ("E25", false), ("I", false)])
    func `a sense of some industries counts while the firm may be in one`(
        _ industry: String?,
        _ isFound: Bool
    ) throws {
        let engine = try #require(Self.line)
        #expect(Self.said("ラインが止まる", engine, industry: industry).isEmpty != isFound)
    }

    // MARK: - Places

    private static let printer = try? engine([concept("p", "says: [プリンター, printer]")])

    @Test(arguments: [
        ("😀ﾌﾟﾘﾝﾀｰが壊れた", "p:ﾌﾟﾘﾝﾀｰ"), ("㈱😀😀のプリンタ", "p:プリンタ"), ("「プリンター」", "p:プリンター"),
        ("👨‍👩‍👧ﾌﾟﾘﾝﾀ", "p:ﾌﾟﾘﾝﾀ"), ("Ｐｒｉｎｔｅｒ", "p:Ｐｒｉｎｔｅｒ"), ("e\u{301}te\u{301} printer", "p:printer"),
        ("1,000台のプリンター", "p:プリンター"),
    ])
    func `the place is that in the text as sent`(_ text: String, _ expected: String) throws {
        let engine = try #require(Self.printer)
        #expect(Self.said(text, engine) == [expected])
    }

    @Test func `an expression may hold rare characters`() throws {
        let engine = try Self.engine([
            Self.concept("smile", "says: [😀, 𠀋二]"), Self.concept("cry", "says: [😭]"),
        ])
        #expect(Self.said("😭と😀と𠀋二", engine) == ["cry:😭", "smile:😀", "smile:𠀋二"])
        #expect(Self.said("😂と𠀌二", engine) == [])
    }

    // MARK: - Standing

    @Test func `a need, what is ruled out and the trouble of others are told apart`() throws {
        let engine = try Self.engine([Self.concept("hire", "says: [採用]")])
        func standing(_ text: String) -> Mention.Standing? {
            engine.read(text).mentions.first?.standing
        }
        #expect(standing("採用に困っている")?.isDisjoint(with: [.ruledOut, .others]) == true)
        #expect(standing("採用は問題ない。")?.contains(.ruledOut) == true)
        #expect(standing("知り合いの会社が採用に困っている。")?.contains(.others) == true)
        #expect(standing("採用の方法を教えてほしい。")?.contains(.asked) == true)
    }
}
