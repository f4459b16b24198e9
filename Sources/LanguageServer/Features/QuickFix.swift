import Diagnostics
import WireFormat

/// Puts what was probably meant in the place of what the loader does not take: a name that is
/// unknown, a number written otherwise.
struct QuickFix {
    /// The problem, as the client sent it.
    let problem: JSONNode
    /// What was probably meant.
    let value: String
    /// The bytes it takes the place of.
    let range: Range<Int>
    /// What goes there, quotes and all.
    let text: String

    /// Finds the fix of a problem; `nil` when it has none.
    init?(_ problem: JSONNode, in text: TextBuffer, _ encoding: PositionEncoding) {
        guard problem["source"]?.equals("banso") == true, let message = problem["message"]?.string,
            let place = DocumentRange(problem["range"])
        else { return nil }
        self.problem = problem
        range = text.scalar(at: text.offset(of: place.start, encoding))
        let written = text.text(range)
        let quote = written.first { $0 == "'" || $0 == "\"" }.map(String.init) ?? ""
        let isQuoted = !quote.isEmpty && written.hasPrefix(quote)
        if let match = message.firstMatch(of: /did you mean `([^`]+)`\?/) {
            value = String(match.output.1)
        } else if isQuoted, message.hasSuffix("\nwrite it without quotes") {
            value = String(written.dropFirst().dropLast())
        } else {
            return nil
        }
        // In quotes a number, or true, would be the text that it is not to be.
        let wantsText = problem["code"]?.equals(DiagnosticCode.wrongType.rawValue) != true
        self.text = isQuoted && wantsText ? quote + value + quote : value
    }

    /// Writes it as a code action, one value.
    func write(_ edit: WorkspaceEdit, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("title", "Change to `\(value)`")
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
