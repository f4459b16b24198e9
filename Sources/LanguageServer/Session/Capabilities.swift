import WireFormat

/// What the server can do, as it tells the client.
enum Capabilities {
    /// Writes the result of `initialize`.
    static func write(encoding: PositionEncoding, version: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("capabilities")
        writer.beginObject()
        writer.member("positionEncoding", encoding.rawValue)
        writer.key("textDocumentSync")
        writer.beginObject()
        writer.member("openClose", true)
        // Changes come as edits.
        writer.member("change", 2)
        writer.key("save")
        writer.beginObject()
        writer.member("includeText", false)
        writer.endObject()
        writer.endObject()
        writer.key("completionProvider")
        writer.beginObject()
        writer.member("triggerCharacters", [" ", "[", "{", ",", "."])
        writer.endObject()
        for name in ["hover", "definition", "references", "documentSymbol", "workspaceSymbol"] {
            writer.member("\(name)Provider", true)
        }
        writer.key("codeActionProvider")
        writer.beginObject()
        writer.member("codeActionKinds", ["quickfix"])
        writer.endObject()
        writer.key("renameProvider")
        writer.beginObject()
        writer.member("prepareProvider", true)
        writer.endObject()
        writer.key("workspace")
        writer.beginObject()
        writer.key("workspaceFolders")
        writer.beginObject()
        writer.member("supported", true)
        writer.member("changeNotifications", true)
        writer.endObject()
        writer.endObject()
        writer.endObject()
        writer.key("serverInfo")
        writer.beginObject()
        writer.member("name", "banso")
        writer.member("version", version)
        writer.endObject()
        writer.endObject()
    }

    /// Asks the client to tell of changes that others make to rule files.
    static func watchFiles(_ outbox: inout Outbox) {
        outbox.ask("client/registerCapability") { writer in
            writer.beginObject()
            writer.key("registrations")
            writer.beginArray()
            writer.beginObject()
            writer.member("id", "rule-files")
            writer.member("method", "workspace/didChangeWatchedFiles")
            writer.key("registerOptions")
            writer.beginObject()
            writer.key("watchers")
            writer.beginArray()
            writer.beginObject()
            writer.member("globPattern", "**/*.yaml")
            writer.endObject()
            writer.endArray()
            writer.endObject()
            writer.endObject()
            writer.endArray()
            writer.endObject()
        }
    }
}

extension JSONWriter {
    /// Writes a key and a list of texts.
    mutating func member(_ name: String, _ texts: [String]) {
        key(name)
        beginArray()
        for text in texts { value(text) }
        endArray()
    }
}
