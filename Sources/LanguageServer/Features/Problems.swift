import Authoring
import Diagnostics
import WireFormat

/// What is wrong with a folder, file by file, in the protocol's words.
struct Problems {
    private var byFile: [String: [Finding]] = [:]
    private let folder: RuleFolder
    private let encoding: PositionEncoding

    /// Sorts findings by file.
    ///
    /// Notes are kept for files that are open, lest hundreds of them bury what matters. What is
    /// said of the folder as a whole goes to an open file.
    init(_ findings: [Finding], in folder: RuleFolder, _ encoding: PositionEncoding) {
        self.folder = folder
        self.encoding = encoding
        let open = folder.files.values.filter(\.isOpen).map(\.path).sorted()
        for path in open { byFile[path] = [] }
        for finding in findings {
            let isOfFolder = folder.isFolder(finding.place.file)
            guard let file = isOfFolder ? open.first : finding.place.file else { continue }
            let isOpen = folder.files[file]?.isOpen ?? false
            if finding.severity != .note || isOpen { byFile[file, default: []].append(finding) }
        }
    }

    /// The files that something is to be said about, open ones without a finding among them.
    var files: [String] { byFile.keys.sorted() }

    /// How an editor calls a file.
    func uri(of file: String) -> String { folder.uri(of: file) }

    /// Writes the findings of a file, as parameters of `textDocument/publishDiagnostics`.
    func write(_ file: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("uri", uri(of: file))
        if let version = folder.files[file]?.version { writer.member("version", version) }
        writer.key("diagnostics")
        writer.beginArray()
        for finding in byFile[file] ?? [] { write(finding, to: &writer) }
        writer.endArray()
        writer.endObject()
    }

    private func write(_ finding: Finding, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("range", range(of: finding.place))
        writer.member("severity", finding.severity.number)
        writer.member("code", finding.code)
        writer.member("source", "banso")
        let advice = finding.suggestion.map { "\n\($0)" } ?? ""
        writer.member("message", finding.message + advice)
        if !finding.notes.isEmpty {
            writer.key("relatedInformation")
            writer.beginArray()
            for note in finding.notes {
                writer.beginObject()
                writer.key("location")
                writer.beginObject()
                writer.member("uri", uri(of: note.place.file))
                writer.member("range", range(of: note.place))
                writer.endObject()
                writer.member("message", note.message)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
    }

    /// The word at a place; a loader's finding has a beginning only.
    private func range(of place: SourcePlace) -> DocumentRange {
        guard let text = folder.files[place.file]?.text else {
            let position = DocumentPosition(
                line: max(0, place.position.line - 1),
                character: max(0, place.position.column - 1)
            )
            return DocumentRange(start: position, end: position)
        }
        return text.range(text.token(at: text.offset(of: place.position)), encoding)
    }
}

extension Severity {
    /// The protocol's number for it.
    fileprivate var number: Int {
        switch self {
        case .error: 1
        case .warning: 2
        case .note: 3
        }
    }
}
