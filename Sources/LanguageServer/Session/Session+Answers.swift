import Diagnostics
import RuleLoading
import WireFormat

extension Session {
    /// A place in an open rule file that a request is about.
    private struct Place {
        var folder: RuleFolder
        var path: String
        var text: TextBuffer
        var offset: Int
    }

    /// Answers a request of a client with which everything is agreed.
    ///
    /// - Throws: The error to answer with.
    func answer(_ id: RequestID, _ method: String, _ params: JSONNode?) throws(ResponseError) {
        switch method {
        case "textDocument/completion": try complete(id, params)
        case "textDocument/hover": try hover(id, params)
        case "textDocument/definition": try define(id, params)
        case "textDocument/references": try refer(id, params)
        case "textDocument/prepareRename": try prepareRename(id, params)
        case "textDocument/rename": try rename(id, params)
        case "textDocument/codeAction": try fix(id, params)
        case "textDocument/documentSymbol": try outline(id, params)
        case "workspace/symbol": try find(id, params)
        default:
            throw ResponseError(.methodNotFound, "there is no method \(Diagnostic.quote(method))")
        }
    }

    /// The place of `{textDocument, position}`; `nil` in a file that is no rule file.
    private func place(_ params: JSONNode?) throws(ResponseError) -> Place? {
        guard let uri = params?["textDocument"]?["uri"]?.string else {
            throw ResponseError(.invalidParams, "textDocument.uri is missing")
        }
        guard let position = DocumentPosition(params?["position"]) else {
            throw ResponseError(.invalidParams, "position is missing or negative")
        }
        guard let file = open[uri], let text = file.folder.files[file.path]?.text else {
            return nil
        }
        return Place(
            folder: file.folder,
            path: file.path,
            text: text,
            offset: text.offset(of: position, client.encoding)
        )
    }

    // MARK: At the cursor

    private func complete(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        guard let place = try place(params),
            let completion = Completion(
                in: place.folder,
                text: place.text,
                at: place.offset,
                hasSnippets: client.hasSnippets
            )
        else { return outbox.answer(id) { $0.null() } }
        let range = place.text.range(completion.word, client.encoding)
        outbox.answer(id) { writer in
            writer.beginObject()
            writer.member("isIncomplete", false)
            writer.key("items")
            writer.beginArray()
            for (number, item) in completion.items.enumerated() {
                item.write(number, replacing: range, to: &writer)
            }
            writer.endArray()
            writer.endObject()
        }
    }

    private func hover(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        let isMarkdown = client.isMarkdown
        guard let place = try place(params),
            let hover = Hover(
                in: place.folder,
                path: place.path,
                at: place.offset,
                isMarkdown: isMarkdown
            )
        else { return outbox.answer(id) { $0.null() } }
        let range = place.text.range(hover.range, client.encoding)
        outbox.answer(id) { writer in
            writer.beginObject()
            writer.key("contents")
            writer.beginObject()
            writer.member("kind", isMarkdown ? "markdown" : "plaintext")
            writer.member("value", hover.text)
            writer.endObject()
            writer.member("range", range)
            writer.endObject()
        }
    }

    // MARK: Places of a name

    private func define(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        guard let place = try place(params), let target = target(at: place) else {
            return outbox.answer(id) { $0.null() }
        }
        let places = place.folder.table.definitions(of: target)
        write(places.map { ($0.file, $0.occurrence) }, of: place.folder, as: id)
    }

    private func refer(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        guard let place = try place(params), let target = target(at: place) else {
            return outbox.answer(id) { $0.null() }
        }
        let wantsDefinition = params?["context"]?["includeDeclaration"]?.bool ?? false
        let sites = place.folder.table.sites(of: target).filter { site in
            if case .definition = site.occurrence.role { return wantsDefinition }
            return true
        }
        write(sites.map { ($0.file, $0.occurrence) }, of: place.folder, as: id)
    }

    private func target(at place: Place) -> Target? {
        guard let index = place.folder.index(of: place.path),
            let occurrence = index.occurrence(at: place.offset)
        else { return nil }
        return place.folder.table.target(of: occurrence)
    }

    private func write(
        _ places: [(file: String, occurrence: Occurrence)],
        of folder: RuleFolder,
        as id: RequestID
    ) {
        let encoding = client.encoding
        outbox.answer(id) { writer in
            writer.beginArray()
            for place in places {
                guard let file = folder.files[place.file], file.stillHolds(place.occurrence) else {
                    continue
                }
                writer.beginObject()
                writer.member("uri", file.uri)
                writer.member("range", file.text.range(place.occurrence.range, encoding))
                writer.endObject()
            }
            writer.endArray()
        }
    }

    // MARK: Rename

    private func prepareRename(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        guard let place = try place(params) else { return outbox.answer(id) { $0.null() } }
        let occurrence = try Rename.prepare(in: place.folder, path: place.path, at: place.offset)
        let range = place.text.range(occurrence.range, client.encoding)
        outbox.answer(id) { writer in
            writer.beginObject()
            writer.member("range", range)
            writer.member("placeholder", occurrence.name)
            writer.endObject()
        }
    }

    private func rename(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        guard let name = params?["newName"]?.string else {
            throw ResponseError(.invalidParams, "newName is missing")
        }
        guard let place = try place(params) else { return outbox.answer(id) { $0.null() } }
        // Others may have changed files that are not open here.
        _ = place.folder.load()
        let rename = try Rename(
            in: place.folder,
            path: place.path,
            at: place.offset,
            to: name
        )
        let edit = WorkspaceEdit(rename.edits, in: place.folder, client)
        outbox.answer(id) { edit.write(to: &$0) }
    }

    // MARK: Quick fixes

    private func fix(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        guard let uri = params?["textDocument"]?["uri"]?.string else {
            throw ResponseError(.invalidParams, "textDocument.uri is missing")
        }
        guard let file = open[uri], let text = file.folder.files[file.path]?.text else {
            return outbox.answer(id) { $0.null() }
        }
        let problems = params?["context"]?["diagnostics"]?.elements
        let fixes = problems?.compactMap { QuickFix($0, in: text, client.encoding) } ?? []
        outbox.answer(id) { writer in
            writer.beginArray()
            for fix in fixes {
                let edits = [file.path: [(range: fix.range, text: fix.text)]]
                fix.write(WorkspaceEdit(edits, in: file.folder, client), to: &writer)
            }
            writer.endArray()
        }
    }

    // MARK: Symbols

    private func outline(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        guard let uri = params?["textDocument"]?["uri"]?.string else {
            throw ResponseError(.invalidParams, "textDocument.uri is missing")
        }
        guard let file = open[uri], let index = file.folder.index(of: file.path),
            let text = file.folder.files[file.path]?.text
        else { return outbox.answer(id) { $0.null() } }
        let symbols = Symbols(of: text, client.encoding)
        let isTree = client.hasSymbolTrees
        outbox.answer(id) { writer in
            if isTree { return symbols.writeTree(index.sections, to: &writer) }
            writer.beginArray()
            for section in index.sections {
                for entry in section.entries {
                    symbols.writeFlat(entry, uri: uri, container: section.name, to: &writer)
                }
            }
            writer.endArray()
        }
    }

    /// The most symbols of a search.
    private static let symbolLimit = 200

    private func find(_ id: RequestID, _ params: JSONNode?) throws(ResponseError) {
        guard let query = params?["query"]?.string?.lowercased() else {
            throw ResponseError(.invalidParams, "query is missing")
        }
        let encoding = client.encoding
        outbox.answer(id) { writer in
            writer.beginArray()
            var count = 0
            for folder in knownFolders {
                for entry in folder.entries(matching: query) where count < Self.symbolLimit {
                    guard let file = folder.files[entry.file] else { continue }
                    count += 1
                    Symbols(of: file.text, encoding).writeFlat(
                        entry,
                        uri: file.uri,
                        container: entry.namespace?.noun,
                        to: &writer
                    )
                }
            }
            writer.endArray()
        }
    }
}

extension RuleFolder {
    /// Entries whose id or title holds a text in lower case, in the order of files and places.
    func entries(matching query: String) -> [Entry] {
        loadOnce()
        return files.keys.sorted().flatMap { path -> [Entry] in
            let entries = index(of: path)?.sections.flatMap(\.entries) ?? []
            return entries.flatMap { [$0] + $0.children }.filter { entry in
                entry.namespace != nil
                    && (query.isEmpty
                        || "\(entry.name) \(entry.title ?? "")".lowercased()
                            .contains(query))
            }
        }
    }
}

extension Completion.Item {
    /// Writes the item; its number keeps the list in its order.
    func write(_ number: Int, replacing range: DocumentRange, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("label", label)
        writer.member("kind", kind.rawValue)
        if let detail { writer.member("detail", detail) }
        if let documentation { writer.member("documentation", documentation) }
        // Somebody who knows the title can type that.
        if kind == .reference, let detail { writer.member("filterText", "\(label) \(detail)") }
        writer.member("sortText", String(100_000 + number))
        if isSnippet { writer.member("insertTextFormat", 2) }
        writer.key("textEdit")
        writer.beginObject()
        writer.member("range", range)
        writer.member("newText", insert)
        writer.endObject()
        writer.endObject()
    }
}
