import WireFormat

/// The entries of a file as an outline.
struct Symbols {
    private let text: TextBuffer
    private let encoding: PositionEncoding

    /// The protocol's numbers for sorts of symbols.
    private enum Kind: Int {
        case module = 2
        case property = 7
        case object = 19
    }

    /// Prepares to write symbols of a file.
    init(of text: TextBuffer, _ encoding: PositionEncoding) {
        self.text = text
        self.encoding = encoding
    }

    /// Writes sections, their entries and what is within those, one value.
    func writeTree(_ sections: [SectionSite], to writer: inout JSONWriter) {
        writer.beginArray()
        for section in sections {
            write(section.name, nil, .module, section.range, section.nameRange, &writer) { writer in
                for entry in section.entries { write(entry, .object, &writer) }
            }
        }
        writer.endArray()
    }

    private func write(_ entry: Entry, _ kind: Kind, _ writer: inout JSONWriter) {
        write(entry.name, entry.title, kind, entry.range, entry.nameRange, &writer) { writer in
            for child in entry.children { write(child, .property, &writer) }
        }
    }

    private func write(
        _ name: String,
        _ detail: String?,
        _ kind: Kind,
        _ range: Range<Int>,
        _ nameRange: Range<Int>,
        _ writer: inout JSONWriter,
        children: (inout JSONWriter) -> Void
    ) {
        writer.beginObject()
        // A symbol without a name is refused by editors.
        writer.member("name", name.isEmpty ? "?" : name)
        if let detail { writer.member("detail", detail) }
        writer.member("kind", kind.rawValue)
        let end = max(range.upperBound, nameRange.upperBound)
        writer.member("range", text.range(range.lowerBound..<end, encoding))
        writer.member("selectionRange", text.range(nameRange, encoding))
        writer.key("children")
        writer.beginArray()
        children(&writer)
        writer.endArray()
        writer.endObject()
    }

    /// Writes one entry as part of a flat list, with its file.
    func writeFlat(_ entry: Entry, uri: String, container: String?, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("name", entry.title.map { "\(entry.name) \($0)" } ?? entry.name)
        writer.member("kind", Kind.object.rawValue)
        writer.key("location")
        writer.beginObject()
        writer.member("uri", uri)
        writer.member("range", text.range(entry.nameRange, encoding))
        writer.endObject()
        if let container { writer.member("containerName", container) }
        writer.endObject()
    }
}
