import Authoring
import Diagnostics
import Foundation
import LanguageServer
import RuleLoading
import Testing
import WireFormat

@Suite struct ProblemsTests {
    @Test func `a sound file has no problems, and a fault appears where it is typed`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        #expect(try book.client.problems(book.uri("book.yaml"), version: 1).isEmpty)
        let text = try book.text("book.yaml")
        book.change(
            "book.yaml",
            to: text.replacing("network: yorozu, role", with: "network: yorozo, role")
        )
        let problems = try book.client.problems(book.uri("book.yaml"), version: 2)
        let problem = try #require(problems.first)
        #expect(problems.count == 1)
        #expect(problem["code"]?.string == "rule.unknown-network")
        #expect(problem["severity"]?.int == 1)
        #expect(problem["source"]?.string == "banso")
        #expect(
            problem["message"]?.string == "no network has the id `yorozo`\ndid you mean `yorozu`?"
        )
        #expect(problem["range"]?.rangeText == "37:27-37:33")
        book.change("book.yaml", to: text)
        #expect(try book.client.problems(book.uri("book.yaml"), version: 3).isEmpty)
    }

    /// The first action that is offered for a problem of the book.
    private static func action(for problem: JSONNode, in book: EditedBook) throws -> JSONNode {
        let raw = String(decoding: problem.raw, as: UTF8.self)
        let range = String(decoding: problem["range"]?.raw ?? [], as: UTF8.self)
        let actions = try book.client.request(
            "textDocument/codeAction",
            """
            {"textDocument":{"uri":"\(book.uri("book.yaml"))"},"range":\(range),\
            "context":{"diagnostics":[\(raw)]}}
            """
        )
        return try #require(actions.elements.map(\.self).first)
    }

    @Test(arguments: [("yorozo", "yorozu"), ("'yorozo'", "'yorozu'")])
    func `a slip of the pen is mended by what was probably meant`(
        _ slip: String,
        _ mended: String
    ) throws {
        let book = try EditedBook()
        let text = try book.text("book.yaml").replacing(
            "network: yorozu,",
            with: "network: \(slip),"
        )
        try book.open("book.yaml", text)
        let problem = try #require(try book.client.problems(book.uri("book.yaml")).first)
        let action = try Self.action(for: problem, in: book)
        #expect(action["title"]?.string == "Change to `yorozu`")
        #expect(action["kind"]?.string == "quickfix")
        let edit = action["edit"]?["changes"]?[book.uri("book.yaml")]?.elements.map(\.self).first
        #expect(edit?["newText"]?.string == mended)
        #expect(edit?["range"]?.rangeText == problem["range"]?.rangeText)
    }

    @Test(arguments: [
        ("employees: {max: '300,000'}", "300000"), (#"employees: {max: "20人"}"#, "20"),
        ("employees: {max: ２０}", "20"), ("employees: {max: '20'}", "20"),
        ("employees:\n          max: 300,000 # a comma", "300000"),
        ("sole_proprietor: 'はい'", "true"),
    ])
    func `a value in other words is mended to one that the loader takes`(
        _ slip: String,
        _ mended: String
    ) throws {
        let book = try EditedBook()
        let text = try book.text("book.yaml").replacing("employees: {max: 20}", with: slip)
        try book.open("book.yaml", text)
        let problem = try #require(try book.client.problems(book.uri("book.yaml")).first)
        #expect(problem["code"]?.string == "rule.wrong-type")
        let action = try Self.action(for: problem, in: book)
        let edits = action["edit"]?["changes"]?[book.uri("book.yaml")]
        let edit = try #require(edits?.elements.map(\.self).first)
        #expect(edit["newText"]?.string == mended)
        let change = String(decoding: edit.raw, as: UTF8.self)
            .replacing(#""newText":"#, with: #""text":"#)
        let version = book.change("book.yaml", change)
        #expect(try book.client.problems(book.uri("book.yaml"), version: version).isEmpty)
    }

    @Test func `a change in one file shows in the others, open or not`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let text = try book.text("partners/yorozu.yaml")
        try book.open("partners/yorozu.yaml")
        book.change(
            "partners/yorozu.yaml",
            to: text.replacing("- id: yorozu\n", with: "- id: moved\n")
        )
        let here = try book.client.problems(book.uri("partners/yorozu.yaml"), version: 2)
        #expect(here.map { $0["code"]?.string } == ["rule.unknown-network"])
        book.client.notify(
            "textDocument/didClose",
            #"{"textDocument":{"uri":"\#(book.uri("book.yaml"))"}}"#
        )
        let there = try book.client.next { message in
            message["params"]?["uri"]?.string == book.uri("book.yaml")
                && message["params"]?["diagnostics"]?.elements.first { _ in true } != nil
        }
        let codes = there["params"]?["diagnostics"]?.elements.map { $0["code"]?.string }
        #expect(codes == ["rule.unknown-network"])
    }

    @Test func `text that cannot be parsed says so, and its names are still known`() throws {
        let book = try EditedBook()
        try book.open("partners/yorozu.yaml")
        #expect(try book.client.problems(book.uri("partners/yorozu.yaml")).isEmpty)
        let text = try book.text("partners/yorozu.yaml")
        book.change("partners/yorozu.yaml", to: text + "  - {id: [\n")
        let problems = try book.client.problems(book.uri("partners/yorozu.yaml"), version: 2)
        #expect(problems.map { $0["code"]?.string } == ["yaml.syntax"])
    }

    @Test func `positions count UTF-16 code units, also behind surrogates`() throws {
        let text = "schema: 1\nkinds: [{id: a, title: {ja: 😀例, en: x}, colour: x}]\n"
        let book = try EditedBook(["case.yaml": text])
        try book.open("case.yaml")
        let problem = try #require(try book.client.problems(book.uri("case.yaml")).first)
        let column = "kinds: [{id: a, title: {ja: 😀例, en: x}, ".utf16.count
        #expect(problem["range"]?.rangeText == "1:\(column)-1:\(column + 6)")
    }

    @Test func `positions count bytes for a client that wants that`() throws {
        let text = "schema: 1\nkinds: [{id: a, title: {ja: 😀例, en: x}, colour: x}]\n"
        let book = try EditedBook(
            ["case.yaml": text],
            capabilities: #"{"general":{"positionEncodings":["utf-8"]}}"#
        )
        try book.open("case.yaml")
        let problem = try #require(try book.client.problems(book.uri("case.yaml")).first)
        let column = "kinds: [{id: a, title: {ja: 😀例, en: x}, ".utf8.count
        #expect(problem["range"]?.rangeText == "1:\(column)-1:\(column + 6)")
    }

    @Test func `edits are applied one after the other at UTF-16 positions`() throws {
        let book = try EditedBook(["case.yaml": "schema: 1\n"])
        try book.open("case.yaml", "schema: 1\nkinds: [{id: a, title: {ja: 😀例, en: x}}]\n")
        #expect(try book.client.problems(book.uri("case.yaml"), version: 1).isEmpty)
        // Behind 例, then a line of its own at the end, then into the middle of the pair.
        let range = { (line: Int, start: Int, end: Int) in
            #"{"start":{"line":\#(line),"character":\#(start)},"end":{"line":\#(line),"character":\#(end)}}"#
        }
        let behind = "kinds: [{id: a, title: {ja: 😀例".utf16.count
        let version = book.change(
            "case.yaml",
            #"{"range":\#(range(1, behind - 1, behind)),"text":"字"},"#
                + #"{"range":\#(range(9, 9, 99)),"text":"rulez: []\n"},"#
                + #"{"range":\#(range(1, behind - 2, behind - 2)),"text":"え"}"#
        )
        let problems = try book.client.problems(book.uri("case.yaml"), version: version)
        #expect(problems.map { $0["range"]?.rangeText } == ["2:0-2:5"])
        let hover = try book.client.request(
            "textDocument/hover",
            "{\(book.at("case.yaml", (1, 13)))}"
        )
        #expect(hover["contents"]?["value"]?.string?.contains("え😀字 / x") == true)
    }

    @Test func `what a lint finds is told beside the loader's faults`() throws {
        let options = LanguageServer.Options(version: "test", quiet: .zero) { result in
            result.book == nil
                ? [] : [.sample(in: "book.yaml"), .sample(in: "partners/yorozu.yaml")]
        }
        let book = try EditedBook()
        let client = try ProtocolClient(root: book.root, options)
        client.notify(
            "textDocument/didOpen",
            """
            {"textDocument":{"uri":"\(book.uri("book.yaml"))","languageId":"yaml","version":1,\
            "text":\(EditedBook.json(try book.text("book.yaml")))}}
            """
        )
        let problems = try client.problems(book.uri("book.yaml"))
        #expect(problems.map { $0["severity"]?.int } == [3])
        // A note on a file that is not open is not told.
        client.notify("textDocument/didSave", "{}")
        #expect(try client.request("shutdown", "null").isNull)
    }

    @Test func `a file of another language is left alone until it becomes a rule file`() throws {
        let book = try EditedBook()
        let folder = book.root + "-elsewhere"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let uri = "file://\(folder)/a.yaml"
        book.client.notify(
            "textDocument/didOpen",
            #"{"textDocument":{"uri":"\#(uri)","version":1,"text":"on: push\n"}}"#
        )
        let position = #""textDocument":{"uri":"\#(uri)"},"position":{"line":0,"character":0}"#
        #expect(try book.client.request("textDocument/hover", "{\(position)}").isNull)
        book.client.notify(
            "textDocument/didChange",
            #"{"textDocument":{"uri":"\#(uri)","version":2},"contentChanges":[{"text":"schema: 1\nrulez: []\n"}]}"#
        )
        let problems = try book.client.problems(uri, version: 2)
        #expect(problems.map { $0["code"]?.string } == ["rule.unknown-section"])
    }
}

extension Finding {
    /// A note about the first line of a file.
    fileprivate static func sample(in file: String) -> Finding {
        var finding = Finding(
            Diagnostic(.fileExtension, "a note", at: SourcePlace(file: file, line: 1, column: 1))
        )
        finding.severity = .note
        return finding
    }
}
