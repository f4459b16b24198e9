import WireFormat

/// Edits of several files, in the form that the client understands.
struct WorkspaceEdit {
    /// The edits of one file.
    private struct FileEdits {
        var uri: String
        var version: Int?
        var edits: [(range: DocumentRange, text: String)]
    }

    private let files: [FileEdits]
    private let hasVersions: Bool

    /// Takes edits by file.
    init(
        _ edits: [String: [(range: Range<Int>, text: String)]],
        in folder: RuleFolder,
        _ client: Client
    ) {
        hasVersions = client.hasDocumentChanges
        files = edits.sorted { $0.key < $1.key }.compactMap { path, edits in
            guard let file = folder.files[path] else { return nil }
            return FileEdits(
                uri: file.uri,
                version: file.version,
                edits: edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
                    .map { (file.text.range($0.range, client.encoding), $0.text) }
            )
        }
    }

    /// Writes the edit, one value.
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        if hasVersions {
            writer.key("documentChanges")
            writer.beginArray()
            for file in files { writeVersioned(file, to: &writer) }
            writer.endArray()
        } else {
            writer.key("changes")
            writer.beginObject()
            for file in files {
                writer.key(file.uri)
                write(file.edits, to: &writer)
            }
            writer.endObject()
        }
        writer.endObject()
    }

    private func writeVersioned(_ file: FileEdits, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("textDocument")
        writer.beginObject()
        writer.member("uri", file.uri)
        writer.key("version")
        if let version = file.version { writer.value(version) } else { writer.null() }
        writer.endObject()
        writer.key("edits")
        write(file.edits, to: &writer)
        writer.endObject()
    }

    private func write(_ edits: [(range: DocumentRange, text: String)], to writer: inout JSONWriter)
    {
        writer.beginArray()
        for edit in edits {
            writer.beginObject()
            writer.member("range", edit.range)
            writer.member("newText", edit.text)
            writer.endObject()
        }
        writer.endArray()
    }
}
