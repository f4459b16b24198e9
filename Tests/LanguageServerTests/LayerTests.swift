import Foundation
import LanguageServer
import Testing
import WireFormat

@Suite struct LayerTests {
    /// A local folder over the small book, opened by an editor.
    private static func edit(_ text: String) throws -> (book: EditedBook, client: ProtocolClient) {
        let book = try EditedBook()
        let local = book.root + "-local"
        try FileManager.default.createDirectory(atPath: local, withIntermediateDirectories: true)
        let options = LanguageServer.Options(
            folders: [book.root, local],
            version: "test",
            quiet: .zero
        )
        let client = try ProtocolClient(root: local, options)
        client.notify(
            "textDocument/didOpen",
            """
            {"textDocument":{"uri":"file://\(local)/a.yaml","languageId":"yaml","version":1,\
            "text":\(EditedBook.json(text))}}
            """
        )
        return (book, client)
    }

    @Test func `a local folder knows the names below it`() throws {
        let (book, client) = try Self.edit("schema: 1\nrules:\n  - when: {says: no-cash}\n")
        defer { try? FileManager.default.removeItem(atPath: book.root + "-local") }
        let uri = "file://\(book.root)-local/a.yaml"
        let problems = try client.problems(uri)
        #expect(!problems.isEmpty)
        #expect(problems.allSatisfy { $0["code"]?.string == "rule.missing-key" })
        let position = #""textDocument":{"uri":"\#(uri)"},"position":{"line":2,"character":18}"#
        let definition = try client.request("textDocument/definition", "{\(position)}")
        #expect(definition.elements.map { $0["uri"]?.string } == ["file://\(book.root)/book.yaml"])
    }

    @Test func `an entry of a layer can speak of the one below`() throws {
        let (book, client) = try Self.edit("schema: 1\npolicies:\n  - id: hiring-advice\n    \n")
        defer { try? FileManager.default.removeItem(atPath: book.root + "-local") }
        let uri = "file://\(book.root)-local/a.yaml"
        let position = #""textDocument":{"uri":"\#(uri)"},"position":{"line":3,"character":4}"#
        let items = try client.request("textDocument/completion", "{\(position)}")["items"]
        let labels = items?.elements.compactMap { $0["label"]?.string } ?? []
        #expect(Set(labels).isSuperset(of: ["override", "remove", "reason", "benefit"]))
    }
}
