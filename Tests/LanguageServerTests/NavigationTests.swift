import Testing
import WireFormat

@Suite struct NavigationTests {
    private static func places(_ result: JSONNode, in book: EditedBook) -> [String] {
        result.elements.map { place in
            let uri = place["uri"]?.string ?? ""
            return "\(uri.dropFirst(book.root.count + 8)) \(place["range"]?.rangeText ?? "")"
        }
    }

    @Test func `the definition of an id is found in whichever file it is`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let place = try book.at("book.yaml", before: "yorozu, role", skipping: 2)
        let result = try book.client.request("textDocument/definition", "{\(place)}")
        #expect(Self.places(result, in: book) == ["partners/yorozu.yaml 7:8-7:14"])
    }

    @Test func `references are those to the same entry, the definition when wanted`() throws {
        let book = try EditedBook()
        try book.open("partners/yorozu.yaml")
        let place = try book.at("partners/yorozu.yaml", before: "yorozu\n")
        let all = try book.client.request(
            "textDocument/references",
            #"{\#(place),"context":{"includeDeclaration":true}}"#
        )
        #expect(
            Self.places(all, in: book) == [
                "book.yaml 37:27-37:33", "partners/yorozu.yaml 7:8-7:14",
                "partners/yorozu.yaml 17:13-17:19",
            ]
        )
        let uses = try book.client.request(
            "textDocument/references",
            #"{\#(place),"context":{"includeDeclaration":false}}"#
        )
        #expect(uses.elements.map(\.self).count == 2)
    }

    @Test func `an industry code leads to its division`() throws {
        let text = """
            schema: 1
            industries: [{id: E, title: {ja: 製造業, en: Manufacturing}, groups: [9, 32]}]
            policies: [{when: {company: {industry: [E24, 24, "0▲9"]}}}]
            """
        let book = try EditedBook(["case.yaml": "schema: 1\n"])
        let place = try book.open("case.yaml", text)
        let definition = try book.client.request("textDocument/definition", "{\(place)}")
        #expect(Self.places(definition, in: book) == ["case.yaml 1:18-1:19"])
        let uses = try book.client.request("textDocument/references", "{\(place)}")
        #expect(uses.elements.map(\.self).count == 3)
        let hover = try book.client.request("textDocument/hover", "{\(place)}")
        #expect(hover["contents"]?["value"]?.string?.contains("製造業 / Manufacturing") == true)
    }

    @Test func `hovering over a partner tells title, facts, source and day`() throws {
        let text = "schema: 1\ntests: [{expect: {partners: {first: ▲yorozu-osaka}}}]\n"
        let book = try EditedBook(["case.yaml": "schema: 1\n"])
        let place = try book.open("case.yaml", text)
        let hover = try book.client.request("textDocument/hover", "{\(place)}")
        #expect(
            hover["contents"]?["value"]?.string == """
                **yorozu-osaka** (partner)

                大阪府よろず支援拠点 / Osaka Yorozu Support Center

                serves: 中小企業 / SMEs

                kind: public\\_agency, network: yorozu, level: national, area: 全国, cost: free, \
                url: https://example.org/yorozu

                source: https://example.org/yorozu (read 2026-09-20)

                partners/yorozu.yaml
                """
        )
        #expect(hover["range"]?.rangeText == "1:36-1:48")
    }

    @Test func `hovering over a rule tells its reason, over a key what it is for`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let rule = try book.client.request(
            "textDocument/hover",
            "{\(try book.at("book.yaml", before: "people.no-applicants"))}"
        )
        #expect(
            rule["contents"]?["value"]?.string?.contains(
                "because: 求人の出し方から見直せるため / How the job is offered can be reviewed first"
            ) == true
        )
        let key = try book.client.request(
            "textDocument/hover",
            "{\(try book.at("book.yaml", before: "role: lead"))}"
        )
        #expect(
            key["contents"]?["value"]?.string
                == "**role** (proposal, required)\n\nIts part.\n\nlead, second, support"
        )
    }

    @Test func `the outline has sections, entries and sub-categories`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let result = try book.client.request(
            "textDocument/documentSymbol",
            #"{"textDocument":{"uri":"\#(book.uri("book.yaml"))"}}"#
        )
        let sections = result.elements.map(\.self)
        #expect(
            sections.map { $0["name"]?.string }
                == ["categories", "concepts", "rules", "questions", "policies"]
        )
        let categories = sections[0]["children"]?.elements.map(\.self) ?? []
        #expect(categories.map { $0["name"]?.string } == ["people", "finance"])
        #expect(categories[0]["detail"]?.string == "人材 / People")
        #expect(categories[0]["range"]?.rangeText == "4:4-10:46")
        #expect(categories[0]["selectionRange"]?.rangeText == "4:8-4:14")
        #expect(
            categories[0]["children"]?.elements.map { $0["name"]?.string } == ["people.recruit"]
        )
    }

    @Test func `entries are found by id and by title, in every file`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        for query in ["yorozu", "よろず"] {
            let result = try book.client.request("workspace/symbol", #"{"query":"\#(query)"}"#)
            #expect(
                result.elements.map { $0["name"]?.string } == [
                    "yorozu よろず支援拠点 / Yorozu Support Centers",
                    "yorozu-osaka 大阪府よろず支援拠点 / Osaka Yorozu Support Center",
                ]
            )
        }
    }

    @Test func `in a file that cannot be parsed, names that still stand there are found`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let place = try book.at("book.yaml", before: "yorozu, role")
        _ = try book.client.request("textDocument/definition", "{\(place)}")
        book.change("book.yaml", to: try book.text("book.yaml") + "  - {id: [\n")
        let result = try book.client.request("textDocument/definition", "{\(place)}")
        #expect(Self.places(result, in: book) == ["partners/yorozu.yaml 7:8-7:14"])
        book.change("book.yaml", to: "# first\n" + (try book.text("book.yaml")) + "  - {id: [\n")
        let uses = try book.client.request(
            "textDocument/references",
            #"{\#(place),"context":{"includeDeclaration":true}}"#
        )
        #expect(!Self.places(uses, in: book).contains("book.yaml 37:27-37:33"))
    }
}
