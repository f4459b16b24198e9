import Testing
import WireFormat

@Suite struct CompletionTests {
    /// A place to complete at, and some of what must and must not be offered there.
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var offered: [String]
        var withheld: [String] = []
        var testDescription: String { text }
    }

    private static let rule = "schema: 1\nrules:\n  - id: r\n"

    private static let keys: [Case] = [
        Case(text: "▲", offered: ["schema", "rules", "policies"]),
        Case(
            text: "schema: 1\n▲\nrules: []\n",
            offered: ["policies"],
            withheld: ["schema", "rules"]
        ),
        Case(
            text: rule + "    ▲",
            offered: ["when", "then", "because"],
            withheld: ["id", "policies"]
        ),
        Case(text: rule + "    wh▲", offered: ["when"], withheld: ["id"]),
        Case(text: rule + "    ▲\n    when: {}\n", offered: ["then"], withheld: ["id", "when"]),
        Case(text: "schema: 1\nrules:\n  - ▲", offered: ["id", "when"], withheld: ["schema"]),
        Case(text: "schema: 1\nrules:\n- i▲", offered: ["id", "when"], withheld: ["schema"]),
        Case(text: rule + "    when:\n      ▲", offered: ["says", "company"], withheld: ["id"]),
        Case(text: rule + "    when: {▲}", offered: ["says", "any"], withheld: ["id"]),
        Case(text: rule + "    when: {says: x, ▲", offered: ["any"], withheld: ["says"]),
        Case(text: rule + "    when: {▲, says: x}", offered: ["any"], withheld: ["says"]),
        Case(text: rule + "    title: {ja: x, ▲}", offered: ["en"], withheld: ["ja"]),
        Case(
            text: rule + "    then:\n      partners:\n        - {network: yorozu, ▲",
            offered: ["role"],
            withheld: ["partner", "network"]
        ),
        Case(
            text: "schema: 1\nconcepts:\n  - says: [{noun: x, ▲",
            offered: [],
            withheld: ["verb", "class", "form"]
        ),
        Case(
            text: "schema: 1\nconcepts:\n  - says: [{verb: x, ▲",
            offered: ["class", "form"],
            withheld: ["noun"]
        ),
        Case(
            text: "schema: 1\npolicies:\n  - when: {▲",
            offered: ["company", "any"],
            withheld: ["says", "category"]
        ),
        // What is left open above does not confuse what stands below.
        Case(text: rule + "    title: {ja: 例, en: \n    ▲", offered: ["when"], withheld: ["title"]),
        Case(text: rule + "    because: {ja: \"x, en: x}\n    ▲", offered: ["when"]),
    ]

    private static let values: [Case] = [
        Case(text: rule + "    when: {says: ▲", offered: ["no-applicants", "no-cash"]),
        Case(text: rule + "    when: {says: no-▲", offered: ["no-applicants"]),
        Case(text: rule + "    when: {says: [no-cash, ▲]}", offered: ["no-applicants"]),
        Case(text: rule + "    when:\n      says: ▲", offered: ["no-cash"], withheld: ["says"]),
        Case(text: rule + "    when:\n      says:\n        - ▲", offered: ["no-cash"]),
        Case(text: rule + "    when: {says: {thing: '▲'}}", offered: ["no-cash"]),
        Case(text: rule + "    when: {stage: ▲", offered: ["running"], withheld: ["no-cash"]),
        Case(text: rule + "    when: {vague: ▲}", offered: ["true", "false"]),
        Case(text: rule + "    then: {category: {▲", offered: ["people", "people.recruit"]),
        Case(text: rule + "    then: {policies: [▲", offered: ["hiring-advice"]),
        Case(text: rule + "    then: {policies: ▲", offered: ["hiring-advice"]),
        Case(
            text: rule + "    then:\n      policies:\n        - ▲",
            offered: ["hiring-advice", "policy"]
        ),
        Case(
            text: rule + "    then: {partners: [{network: ▲",
            offered: ["yorozu"],
            withheld: ["yorozu-osaka"]
        ),
        Case(
            text: "schema: 1\ntests:\n  - expect: {partners: {include: [▲",
            offered: ["yorozu", "yorozu-osaka"]
        ),
        Case(
            text: "schema: 1\nplaces:\n  - {id: 大阪府, region: 近畿, municipalities: [堺市]}\n"
                + "partners:\n  - area: [▲]",
            offered: ["全国", "大阪府", "近畿", "堺市"]
        ),
        Case(text: "schema: 1\nquestions:\n  - id: ▲", offered: ["employees", "industry"]),
        Case(text: "schema: 1\npolicies:\n  - kind: ▲", offered: ["subsidy", "loan"]),
    ]

    private static let nothing: [Case] = [
        Case(text: rule + "    # ▲", offered: []),
        Case(text: rule + "    title: {ja: ▲", offered: []),
        Case(text: rule + "    nonsense: {▲", offered: []),
        Case(text: rule + "    url: |\n      a▲", offered: []),
    ]

    @Test(arguments: keys + values + nothing)
    func `what may stand at a place is offered there`(_ example: Case) throws {
        let labels = try Self.complete(example.text).map(\.label)
        for label in example.offered { #expect(labels.contains(label), "\(label) in \(labels)") }
        for label in example.withheld { #expect(!labels.contains(label), "\(label) in \(labels)") }
        if example.offered.isEmpty, example.withheld.isEmpty { #expect(labels == []) }
    }

    @Test func `an item takes the place of the word and says what it is`() throws {
        let text = Self.rule + "    when: {category: people.re▲"
        let items = try Self.complete(text)
        let item = try #require(items.first { $0.label == "people.recruit" }?.node)
        #expect(item["textEdit"]?["range"]?.rangeText == "3:21-3:30")
        #expect(item["textEdit"]?["newText"]?.string == "people.recruit")
        #expect(item["detail"]?.string == "sub-category: 採用 / Recruiting")
        #expect(item["documentation"]?.string == "応募がない / Nobody applies")
        #expect(item["filterText"]?.string == "people.recruit sub-category: 採用 / Recruiting")
    }

    @Test func `a key brings its colon, and a text in both languages its braces`() throws {
        let items = try Self.complete(Self.rule + "    ▲")
        func edit(_ label: String) -> String? {
            items.first { $0.label == label }?.node["textEdit"]?["newText"]?.string
        }
        #expect(edit("title") == "title: {ja: ${1}, en: ${2}}")
        #expect(edit("when") == "when:")
        #expect(edit("enabled") == "enabled: ")
        let when = try #require(items.first { $0.label == "when" }?.node)
        #expect(when["detail"]?.string == "required: condition")
        #expect(when["documentation"]?.string == "When it applies.")
        let beforeColon = try Self.complete(Self.rule + "    ▲: x")
        #expect(
            beforeColon.first { $0.label == "title" }?.node["textEdit"]?["newText"]?.string
                == "title"
        )
    }

    @Test func `a list that has no brackets yet gets them with its first name`() throws {
        let items = try Self.complete("schema: 1\npolicies:\n  - topics: ▲")
        let item = items.first { $0.label == "finance" }?.node
        #expect(item?["textEdit"]?["newText"]?.string == "[finance]")
    }

    private static func complete(_ text: String) throws -> [(label: String, node: JSONNode)] {
        let book = try EditedBook(["case.yaml": "schema: 1\n"])
        let place = try book.open("case.yaml", text)
        let result = try book.client.request("textDocument/completion", "{\(place)}")
        return result["items"]?.elements.map { ($0["label"]?.string ?? "", $0) } ?? []
    }
}
