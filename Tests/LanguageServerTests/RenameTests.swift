import Foundation
import Testing
import WireFormat

@Suite struct RenameTests {
    private static func rename(
        _ book: EditedBook,
        _ place: String,
        to name: String
    ) throws -> [String: [String]] {
        let result = try book.client.request(
            "textDocument/rename",
            #"{\#(place),"newName":"\#(name)"}"#
        )
        var edits: [String: [String]] = [:]
        for file in result["changes"]?.members.map(\.self) ?? [] {
            let path = String((file.key.string ?? "").dropFirst(book.root.count + 8))
            edits[path] = file.value.elements.map {
                "\($0["range"]?.rangeText ?? "") \($0["newText"]?.string ?? "")"
            }
        }
        return edits
    }

    @Test func `an id is renamed wherever it stands`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let place = try book.at("book.yaml", before: "yorozu, role", skipping: 3)
        let prepared = try book.client.request("textDocument/prepareRename", "{\(place)}")
        #expect(prepared["placeholder"]?.string == "yorozu")
        #expect(prepared["range"]?.rangeText == "37:27-37:33")
        #expect(
            try Self.rename(book, place, to: "support") == [
                "book.yaml": ["37:27-37:33 support"],
                "partners/yorozu.yaml": ["7:8-7:14 support", "17:13-17:19 support"],
            ]
        )
    }

    @Test func `a category takes its sub-categories with it`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let place = try book.at("book.yaml", before: "people\n")
        #expect(
            try Self.rename(book, place, to: "staff") == [
                "book.yaml": [
                    "4:8-4:14 staff", "8:12-8:26 staff.recruit", "24:15-24:29 staff.recruit",
                    "36:17-36:31 staff.recruit", "54:13-54:27 staff.recruit",
                ],
                "partners/yorozu.yaml": ["11:16-11:22 staff", "20:13-20:19 staff"],
            ]
        )
    }

    @Test func `what is renamed still loads`() throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let place = try book.at("book.yaml", before: "people\n")
        let result = try book.client.request("textDocument/rename", #"{\#(place),"newName":"e1"}"#)
        for file in result["changes"]?.members.map(\.self) ?? [] {
            let path = String((file.key.string ?? "").dropFirst(book.root.count + 8))
            var lines = try book.text(path).split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)
            for edit in file.value.elements.map(\.self).reversed() {
                let line = try #require(edit["range"]?["start"]?["line"]?.int)
                let start = try #require(edit["range"]?["start"]?["character"]?.int)
                let end = try #require(edit["range"]?["end"]?["character"]?.int)
                let units = Array(lines[line].utf16)
                let text = Array((edit["newText"]?.string ?? "").utf16)
                lines[line] = String(
                    decoding: units[..<start] + text + units[end...],
                    as: UTF16.self
                )
            }
            try book.write(lines.joined(separator: "\n"), to: path)
        }
        book.change("book.yaml", to: try book.text("book.yaml"))
        #expect(try book.client.problems(book.uri("book.yaml"), version: 2).isEmpty)
        let other = try EditedBook()
        for path in ["book.yaml", "partners/yorozu.yaml"] {
            try other.write(try book.text(path), to: path)
        }
        try other.open("book.yaml")
        #expect(try other.client.problems(other.uri("book.yaml")).isEmpty)
    }

    @Test(arguments: [
        ("id: ▲k1", "k2", "'k2'"), ("id: ▲k1", "405", "'405'"), ("id: '▲k1'", "405", "405"),
        ("id: \"▲k1\"", "k-2", "k-2"), ("id: &a ▲k1", "k2", "k2"),
    ])
    func `a new name is put in quotes only where it must be`(
        _ key: String,
        _ name: String,
        _ written: String
    ) throws {
        let book = try EditedBook(["case.yaml": "schema: 1\n"])
        let place = try book.open(
            "case.yaml",
            "schema: 1\nkinds: [{\(key), title: {ja: 例, en: x}}]\n"
        )
        let edits = try Self.rename(book, place, to: name)
        let expected = name == "k2" ? "k2" : written
        #expect(edits["case.yaml"]?.first?.hasSuffix(" \(expected)") == true, "\(edits)")
    }

    @Test func `an alias follows its anchor and is not renamed itself`() throws {
        let book = try EditedBook(["case.yaml": "schema: 1\n"])
        let text = """
            schema: 1
            kinds: [{id: &a ▲k1, title: {ja: 例, en: x}}]
            partners: [{kind: *a}]
            """
        let place = try book.open("case.yaml", text)
        #expect(try Self.rename(book, place, to: "k2") == ["case.yaml": ["1:16-1:18 k2"]])
    }

    @Test func `a client that wants versions gets them`() throws {
        let book = try EditedBook(
            capabilities: #"{"workspace":{"workspaceEdit":{"documentChanges":true}}}"#
        )
        try book.open("book.yaml")
        let place = try book.at("book.yaml", before: "yorozu, role")
        let result = try book.client.request("textDocument/rename", #"{\#(place),"newName":"a"}"#)
        let documents = result["documentChanges"]?.elements.map { $0["textDocument"] } ?? []
        #expect(documents.map { $0?["version"]?.int } == [1, nil])
        #expect(documents.map { $0?["version"]?.isNull } == [false, true])
    }

    @Test(arguments: [
        ("people.recruit: 4", "people", "is not lower-case words"),
        ("people.recruit: 4", "finance.hire", "begins with people."),
        ("people\n", "a.b", "is not lower-case words"), ("people\n", "finance", "exists already"),
        ("yorozu, role", "A b", "is not lower-case words"),
        ("employees\n", "x", "are set by the program"), ("schema: 1", "x", "there is no id here"),
    ])
    func `what cannot be renamed is refused with the reason`(
        _ snippet: String,
        _ name: String,
        _ reason: String
    ) throws {
        let book = try EditedBook()
        try book.open("book.yaml")
        let place = try book.at("book.yaml", before: snippet)
        let error = try book.client.refusal(
            "textDocument/rename",
            #"{\#(place),"newName":"\#(name)"}"#
        )
        #expect(
            error["message"]?.string?.contains(reason) == true,
            "\(error["message"]?.string ?? "")"
        )
    }

    @Test func `nothing is renamed while a file cannot be read`() throws {
        let book = try EditedBook(["broken.yaml": "schema: 1\nkinds: [\n"])
        try book.open("book.yaml")
        let place = try book.at("book.yaml", before: "yorozu, role")
        let error = try book.client.refusal("textDocument/rename", #"{\#(place),"newName":"a"}"#)
        #expect(error["message"]?.string == "broken.yaml cannot be read; mend it first")
    }
}
