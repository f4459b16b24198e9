import WireFormat

extension Session {
    /// Takes a text over from the editor.
    func didOpen(_ params: JSONNode?) {
        let document = params?["textDocument"]
        guard let uri = document?["uri"]?.string, let text = document?["text"]?.string else {
            return
        }
        accept(uri, version: document?["version"]?.int, text: text)
    }

    private func accept(_ uri: String, version: Int?, text: String) {
        guard let path = FileURI.path(of: uri), path.hasSuffix(".yaml") else { return }
        guard let folder = folder(of: path, text: text.utf8),
            let name = folder.name(ofFileAt: path)
        else {
            strangers[uri] = TextBuffer(Array(text.utf8))
            return
        }
        strangers[uri] = nil
        folder.open(name, uri: uri, version: version, text: text)
        open[uri] = OpenFile(folder: folder, path: name)
        isDue = true
    }

    /// Changes a text as the editor has changed it.
    func didChange(_ params: JSONNode?) {
        let document = params?["textDocument"]
        guard let uri = document?["uri"]?.string,
            let changes = params?["contentChanges"]?.elements
        else { return }
        let version = document?["version"]?.int
        if let file = open[uri] {
            file.folder.edit(file.path, version: version) { apply(changes, to: &$0) }
            isDue = true
        } else if var text = strangers[uri] {
            apply(changes, to: &text)
            strangers[uri] = text
            accept(uri, version: version, text: String(decoding: text.bytes, as: UTF8.self))
        }
    }

    /// Applies changes one after the other, each to what the ones before it left.
    private func apply(_ changes: JSONNode.Elements, to text: inout TextBuffer) {
        for change in changes {
            guard let replacement = change["text"]?.string else { continue }
            if let range = DocumentRange(change["range"]) {
                let start = text.offset(of: range.start, client.encoding)
                let end = text.offset(of: range.end, client.encoding)
                text.replace(start..<max(start, end), with: replacement.utf8)
            } else if change["range"] == nil {
                text = TextBuffer(Array(replacement.utf8))
            }
        }
    }

    /// Gives a text back to the disk.
    func didClose(_ params: JSONNode?) {
        guard let uri = params?["textDocument"]?["uri"]?.string else { return }
        strangers[uri] = nil
        guard let file = open.removeValue(forKey: uri) else { return }
        file.folder.close(file.path)
        isDue = true
    }
}
