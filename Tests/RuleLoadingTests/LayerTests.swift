import Diagnostics
import Knowledge
import RuleLoading
import Testing

@Suite struct LayerTests {
    private static let reason = "reason: {ja: 終わった, en: It ended}"

    private static func book(_ text: String) throws -> Book {
        let result = LayeredBook.load(text)
        return try #require(result.book, "\(result.diagnostics)")
    }

    private static func policy(_ id: String, in book: Book) throws -> Policy {
        try #require(book.policies.first { $0.id.text == id })
    }

    @Test func `a layer adds entries to those below`() throws {
        let book = try Self.book(
            "cautions:\n  - {id: new, title: {ja: 例, en: x}, text: {ja: 例, en: x}}\n"
        )
        #expect(book.cautions.map(\.id.text) == ["new", "policy-first"])
        #expect(book.cautions[0].origin == Origin(file: "local/a.yaml", line: 3, column: 5))
        #expect(book.cautions[1].origin.file == "Rules/approach.yaml")
    }

    @Test func `a field is replaced, and the others stay as they are`() throws {
        let book = try Self.book(
            "policies:\n  - {id: hojo, override: {max_yen: replace}, max_yen: 7}\n"
        )
        let policy = try Self.policy("hojo", in: book)
        #expect(policy.maximumYen == 7)
        #expect(policy.benefit.ja == "半額")
        #expect(policy.origin.file == "Rules/policies.yaml")
    }

    @Test func `a field that is not there below is given`() throws {
        let book = try Self.book(
            "policies:\n  - {id: loan, override: {max_yen: replace}, max_yen: 7}\n"
        )
        #expect(try Self.policy("loan", in: book).maximumYen == 7)
    }

    @Test func `a list grows at its end, and so does a single value that could be a list`() throws {
        let book = try Self.book(
            """
            policies:
              - {id: hojo, override: {topics: append}, topics: [sales]}
            rules:
              - id: people.short
                override: {when.company.industry: append, then.partners: append}
                when: {company: {industry: [E09]}}
                then: {partners: [{network: chamber, role: support}]}
            """
        )
        #expect(try Self.policy("hojo", in: book).topics.map(\.text) == ["people", "sales"])
        let rule = try #require(book.rules.first { $0.id.text == "people.short" })
        #expect(rule.effect.partners.map(\.role) == [.lead, .second, .support])
        #expect("\(rule.condition)".contains("E09"))
    }

    @Test func `a mapping grows by keys`() throws {
        let book = try Self.book(
            """
            concepts:
              - {id: shortage, override: {category: append}, category: {sales: 2}}
            """
        )
        let concept = try #require(book.concepts.first { $0.id.text == "shortage" })
        #expect(concept.categories.map(\.category.text) == ["people", "people.recruit", "sales"])
    }

    @Test func `a path goes to keys with dots`() throws {
        let book = try Self.book(
            """
            concepts:
              - id: shortage
                override: {category.people.recruit: replace, category.people: remove}
                category: {people.recruit: 3}
            """
        )
        let concept = try #require(book.concepts.first { $0.id.text == "shortage" })
        #expect(concept.categories.map(\.category.text) == ["people.recruit"])
        #expect(concept.categories.map(\.weight) == [3])
    }

    @Test func `a field is taken away`() throws {
        let book = try Self.book(
            "policies:\n  - {id: hojo, override: {max_yen: remove, when: remove}}\n"
        )
        let policy = try Self.policy("hojo", in: book)
        #expect(policy.maximumYen == nil && policy.gate == nil)
    }

    @Test func `a whole entry is replaced and then stands in the layer`() throws {
        let book = try Self.book(
            "steps:\n  - {id: understand, override: replace, title: {ja: 別, en: y}, "
                + "text: {ja: 別, en: y}}\n"
        )
        #expect(book.steps.map(\.title.ja) == ["別"])
        #expect(book.steps[0].origin == Origin(file: "local/a.yaml", line: 3, column: 5))
    }

    @Test func `a removed entry is gone, and the book knows why`() throws {
        let book = try Self.book("steps:\n  - {id: understand, remove: true, \(Self.reason)}\n")
        #expect(book.steps.isEmpty)
        let removal = try #require(book.provenance.removals.first)
        #expect(removal.section == "steps" && removal.id == "understand")
        #expect(removal.reason.en == "It ended")
        #expect(removal.origin == Origin(file: "local/a.yaml", line: 3, column: 5))
        #expect(removal.removed.file == "Rules/approach.yaml")
    }

    @Test func `what uses a removed entry may go by the same layer`() throws {
        let book = try Self.book(
            """
            policies:
              - {id: hojo, remove: true, \(Self.reason)}
            combinations:
              - {id: subsidy-with-loan, remove: true, \(Self.reason)}
            rules:
              - id: people.short
                override: {then.policies: replace}
                then: {policies: [loan]}
            """
        )
        #expect(book.policies.map(\.id.text) == ["loan"])
    }

    @Test func `the examples of a removed category go with it, and that is said`() throws {
        let text = """
            categories:
              - {id: sales, remove: true, \(Self.reason)}
              - {id: people, override: {subs: remove}}
            rules:
              - {id: people.short, remove: true, \(Self.reason)}
            concepts:
              - {id: shortage, override: {category.people.recruit: remove}}
            partners:
              - {id: osaka-cci, override: {topics: replace}, topics: [people]}
            """
        let result = LayeredBook.load(text)
        let book = try #require(result.book, "\(result.diagnostics)")
        #expect(book.examples.map(\.text) == ["今日は晴れ"])
        let note = try #require(result.diagnostics.first)
        #expect(result.diagnostics.count == 1)
        #expect(note.code == .examplesLeftOut && note.severity == .note)
        #expect(note.message == "4 examples of people.recruit, sales left out")
    }

    @Test func `an example that names a removed category beside its own keeps its own`() throws {
        let result = LayeredBook.load(
            """
            categories:
              - {id: sales, remove: true, \(Self.reason)}
            rules:
              - {id: people.short, override: {then.rule_out: remove}}
            """
        )
        let book = try #require(result.book, "\(result.diagnostics)")
        let example = try #require(book.examples.first { $0.text.hasPrefix("人が来ない") })
        #expect(example.also.isEmpty && example.negated.isEmpty)
        #expect(example.origin.file == "Rules/issues.yaml")
        #expect(book.examples.count == 5)
    }

    @Test func `a third layer sees what the second made of the first`() throws {
        let second = LayeredBook.layer(
            "region",
            [
                "a.yaml": """
                schema: 1
                policies:
                  - {id: hojo, override: {max_yen: replace, topics: append}, max_yen: 7, topics: [sales]}
                steps:
                  - {id: understand, remove: true, \(Self.reason)}
                cautions:
                  - {id: new, title: {ja: 例, en: x}, text: {ja: 例, en: x}}
                """
            ]
        )
        let third = LayeredBook.layer(
            "city",
            [
                "a.yaml": """
                schema: 1
                policies:
                  - {id: hojo, override: {max_yen: replace}, max_yen: 9}
                steps:
                  - {id: understand, title: {ja: 再, en: z}, text: {ja: 再, en: z}}
                cautions:
                  - {id: new, override: {text: replace}, text: {ja: 市, en: City}}
                """
            ]
        )
        let result = RuleLoader().load([LayeredBook.sound, second, third])
        let book = try #require(result.book, "\(result.diagnostics)")
        let policy = try Self.policy("hojo", in: book)
        #expect(policy.maximumYen == 9 && policy.topics.count == 2)
        #expect(book.steps.map(\.title.ja) == ["再"])
        #expect(book.provenance.removals.isEmpty)
        #expect(book.cautions.first { $0.id.text == "new" }?.text.en == "City")
        #expect(book.provenance.layers.map(\.name) == ["Rules", "region", "city"])
        #expect(book.provenance.layers.map(\.changed) == [0, 1, 2])
        #expect(book.provenance.layers.map(\.removed) == [0, 1, 0])
    }

    @Test(arguments: [
        ("steps:\n  - {id: understand, override: {title: replace}, title: {ja: 例, en: x}}", true),
        ("steps:\n  - {id: understand, remove: true, reason: {ja: 例, en: x}}", false),
    ])
    func `a third layer cannot change what the second removed`(
        _ text: String,
        _ isError: Bool
    ) throws {
        let removal = "schema: 1\nsteps:\n  - {id: understand, remove: true, \(Self.reason)}"
        let result = RuleLoader().load([
            LayeredBook.sound, LayeredBook.layer("region", ["b.yaml": removal]),
            LayeredBook.layer("city", ["a.yaml": "schema: 1\n" + text]),
        ])
        let fault = try #require(result.diagnostics.first)
        #expect(result.diagnostics.count == 1)
        #expect(fault.code == (isError ? .unknownTarget : .staleRemoval))
        #expect(fault.message == "the step `understand` was removed by a layer below")
        #expect(fault.file == "city/a.yaml")
        #expect(fault.notes.map(\.place.file) == ["region/b.yaml"])
    }

    @Test(arguments: ["override: replace", "remove: true"])
    func `the lowest layer has nothing to override or remove`(_ words: String) throws {
        let text = "schema: 1\nsteps:\n  - {id: x, \(words)}"
        let result = RuleLoader().load(RulesInMemory(["a.yaml": text]))
        let fault = try #require(result.diagnostics.first)
        #expect(result.diagnostics.count == 1)
        #expect(fault.code == .nothingBelow)
        #expect(LayeredBook.words(fault.place) == "a.yaml:3:13")
        let word = words.prefix { $0 != ":" }
        #expect(
            fault.message
                == "`\(word)` is for a layer above others; this folder is the lowest"
        )
    }

    @Test func `the order of a layer's files does not matter`() throws {
        let change = "schema: 1\nsteps:\n  - {id: understand, override: {title: replace}, "
        let first = change + "title: {ja: 例, en: x}}"
        let other = "schema: 1\nsteps:\n  - {id: understand, remove: true, \(Self.reason)}"
        for texts in [["a.yaml": first, "b.yaml": other], ["a.yaml": other, "b.yaml": first]] {
            let files = texts.map { RuleFile(path: $0.key, bytes: Array($0.value.utf8)) }
            let layer = RuleLayer(name: "local", source: RulesInMemory(files))
            let result = RuleLoader().load([LayeredBook.sound, layer])
            #expect(result.diagnostics.map(\.code) == [.duplicateID])
            #expect(result.diagnostics.map(\.file) == ["local/b.yaml"])
        }
    }

    @Test func `a file below that cannot be parsed makes no override look wrong`() {
        let broken = LayeredBook.layer("Rules", ["x.yaml": "schema: 1\nsteps:\n  - id: lost\n  {"])
        let above = LayeredBook.layer(
            "local",
            ["a.yaml": "schema: 1\nsteps:\n  - {id: lost, override: {title: replace}, title: x}"]
        )
        let result = RuleLoader().load([broken, above])
        #expect(result.diagnostics.map(\.code) == [.syntax])
    }

    @Test func `a layer without any file is none too many, but the lowest needs one`() {
        let empty = RuleLayer(name: "local", source: RulesInMemory([RuleFile]()))
        #expect(RuleLoader().load([LayeredBook.sound, empty]).diagnostics.isEmpty)
        let fault = RuleLoader().load([empty, LayeredBook.sound]).diagnostics.first
        #expect(fault?.code == .noFiles && fault?.file == "local")
    }

    @Test func `a fault of a lower layer's file is told by the name of its layer`() {
        let result = RuleLoader().load([
            LayeredBook.layer("Rules", ["x/y.yaml": "schema: 2\n"]),
            LayeredBook.layer("local", ["a.yaml": "schema: 1\n- x"]),
        ])
        #expect(result.diagnostics.map(\.file) == ["Rules/x/y.yaml", "local/a.yaml"])
        #expect(result.inputs.map(\.path) == ["Rules/x/y.yaml", "local/a.yaml"])
        #expect(result.inputs.map(\.layer) == [0, 1])
    }
}
