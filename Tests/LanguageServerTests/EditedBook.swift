import Foundation
import Testing
import WireFormat

/// A copy of the small book in a folder of the test's own, and an editor that has it open.
///
/// A place in a text is marked with `▲`, which is taken out before the text is sent.
final class EditedBook {
    /// The folder.
    let root: String
    /// The editor.
    let client: ProtocolClient
    private var versions: [String: Int] = [:]

    /// Copies the book, adds files, and starts an editor.
    init(
        _ files: [String: String] = [:],
        capabilities: String = ProtocolClient.capabilities
    ) throws {
        root =
            FileManager.default.temporaryDirectory
            .appending(path: "banso-lsp-\(UUID().uuidString.prefix(8))")
            .resolvingSymlinksInPath().path
        let fixture = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Fixtures/small-book").path
        try FileManager.default.copyItem(atPath: fixture, toPath: root)
        client = try ProtocolClient(root: root, capabilities: capabilities)
        for (path, text) in files { try write(text, to: path) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Puts a file into the folder.
    func write(_ text: String, to path: String) throws {
        let url = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
    }

    /// The text of a file of the folder.
    func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// The URI of a file of the folder.
    func uri(_ path: String) -> String { "file://\(root)/\(path)" }

    /// Opens a file in the editor, with a text of the editor's own if one is given; gives the
    /// place of the mark.
    @discardableResult
    func open(_ path: String, _ text: String? = nil) throws -> String {
        let (plain, position) = Self.unmarked(try text ?? self.text(path))
        versions[path] = 1
        client.notify(
            "textDocument/didOpen",
            """
            {"textDocument":{"uri":"\(uri(path))","languageId":"yaml","version":1,\
            "text":\(Self.json(plain))}}
            """
        )
        return at(path, position)
    }

    /// Replaces the whole text in the editor; gives the place of the mark.
    @discardableResult
    func change(_ path: String, to text: String) -> String {
        let (plain, position) = Self.unmarked(text)
        change(path, #"{"text":\#(Self.json(plain))}"#)
        return at(path, position)
    }

    /// Sends a change as the protocol writes it; gives the version.
    @discardableResult
    func change(_ path: String, _ change: String) -> Int {
        let version = versions[path, default: 0] + 1
        versions[path] = version
        client.notify(
            "textDocument/didChange",
            """
            {"textDocument":{"uri":"\(uri(path))","version":\(version)},\
            "contentChanges":[\(change)]}
            """
        )
        return version
    }

    /// Parameters that name a place of a file.
    func at(_ path: String, _ position: (line: Int, character: Int)) -> String {
        """
        "textDocument":{"uri":"\(uri(path))"},\
        "position":{"line":\(position.line),"character":\(position.character)}
        """
    }

    /// The place, in UTF-16, of the start of a snippet in a file on disk.
    func at(_ path: String, before snippet: String, skipping count: Int = 0) throws -> String {
        let text = try text(path)
        let range = try #require(text.range(of: snippet))
        let start = text.index(range.lowerBound, offsetBy: count)
        return at(path, Self.position(of: start, in: text))
    }

    /// A JSON string.
    static func json(_ text: String) -> String {
        var writer = JSONWriter()
        writer.value(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// A text without its mark, and the place of the mark in UTF-16.
    static func unmarked(_ text: String) -> (text: String, position: (line: Int, character: Int)) {
        let mark = text.firstIndex(of: "▲") ?? text.endIndex
        return (text.replacing("▲", with: ""), position(of: mark, in: text))
    }

    private static func position(
        of index: String.Index,
        in text: String
    ) -> (line: Int, character: Int) {
        let lines = text[..<index].split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.count - 1, lines.last?.utf16.count ?? 0)
    }
}
