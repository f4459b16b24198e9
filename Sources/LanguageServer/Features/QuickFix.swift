import WireFormat

/// Puts the name that was probably meant in the place of one that is unknown.
struct QuickFix {
    /// The problem, as the client sent it.
    let problem: JSONNode
    /// The name that was probably meant.
    let name: String
    /// Where it goes.
    let range: DocumentRange
    /// What goes there, quotes and all.
    let text: String

    /// Finds the fix of a problem; `nil` when it has none.
    init?(_ problem: JSONNode, in text: TextBuffer, _ encoding: PositionEncoding) {
        guard problem["source"]?.equals("banso") == true,
            let message = problem["message"]?.string,
            let match = message.firstMatch(of: /did you mean `([^`]+)`\?/),
            let range = DocumentRange(problem["range"])
        else { return nil }
        self.problem = problem
        self.range = range
        name = String(match.output.1)
        let start = text.offset(of: range.start, encoding)
        let written = text.text(start..<max(start, text.offset(of: range.end, encoding)))
        let quote = written.first { $0 == "'" || $0 == "\"" }.map(String.init) ?? ""
        self.text = written.hasPrefix(quote) ? quote + name + quote : name
    }

    /// Writes it as a code action, one value.
    func write(_ edit: WorkspaceEdit, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("title", "Change to `\(name)`")
        writer.member("kind", "quickfix")
        writer.member("isPreferred", true)
        writer.key("diagnostics")
        writer.beginArray()
        writer.raw(problem.raw)
        writer.endArray()
        writer.key("edit")
        edit.write(to: &writer)
        writer.endObject()
    }
}
