import Diagnostics
import YAMLTree

/// A file of the folder: its text now, and what is known of it.
struct FileState {
    /// Its path relative to the folder.
    let path: String
    /// What it holds, on disk or in the editor.
    private(set) var text: TextBuffer
    /// The editor's version of it; `nil` for a file that is not open.
    var version: Int?
    /// The URI by which the editor calls it.
    var uri: String
    /// Whether the file is open in the editor.
    var isOpen = false
    /// Whether the text cannot be parsed, so that the index is that of an earlier text.
    private(set) var isBroken = false
    private var index: FileIndex
    private var isIndexed = false

    /// Takes a file as it was read.
    init(path: String, uri: String, bytes: [UInt8]) {
        self.path = path
        self.uri = uri
        text = TextBuffer(bytes)
        index = FileIndex(empty: path)
    }

    /// Replaces the text when it differs.
    mutating func setText(_ bytes: [UInt8]) {
        guard bytes != text.bytes else { return }
        text = TextBuffer(bytes)
        isIndexed = false
    }

    /// Changes the text.
    mutating func edit(_ change: (inout TextBuffer) -> Void) {
        change(&text)
        isIndexed = false
    }

    /// The names of the file, looked up again when the text has changed.
    mutating func index(by grammar: Grammar) -> FileIndex {
        guard !isIndexed else { return index }
        isIndexed = true
        do {
            let document = try YAMLTree.parse(text.bytes, file: path)
            index = FileIndex(document, file: path, text: text, grammar: grammar)
            isBroken = false
        } catch {
            // The loader reports what is wrong; until it is mended the earlier names are used.
            isBroken = true
        }
        return index
    }

    /// Whether a name of the index still stands where it stood when the index was made.
    func stillHolds(_ occurrence: Occurrence) -> Bool {
        if !isBroken { return true }
        return occurrence.isLiteral && occurrence.range.upperBound <= text.bytes.count
            && text.text(occurrence.range) == occurrence.name
    }
}
