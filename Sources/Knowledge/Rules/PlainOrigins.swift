/// Where the fields of entries come from that one file makes up: nearly all of a book.
///
/// A large book has a million of them, so they lie side by side as numbers.
package struct PlainOrigins: Sendable {
    fileprivate struct Field: Sendable {
        var name: Int32
        var line: UInt32
        var column: UInt32
    }

    fileprivate struct Entry: Sendable {
        var section: String
        var id: String
        var file: Int32
        var firstField: UInt32

        static func < (left: Self, right: Self) -> Bool {
            (left.section, left.id, left.firstField) < (right.section, right.id, right.firstField)
        }
    }

    private let files: [String]
    private let names: [String]
    private let entries: [Entry]
    private let fields: [Field]
    /// The numbers of the entries in the order of sections and ids.
    private let order: [UInt32]

    /// Takes over what was gathered.
    package init(_ draft: Draft = Draft()) {
        let gathered = draft.entries
        files = draft.files.values
        names = draft.names.values
        entries = gathered
        fields = draft.fields
        order = gathered.indices.sorted { gathered[$0] < gathered[$1] }.map { UInt32($0) }
    }

    /// Where an entry comes from, the first of its id; `nil` when there is none.
    package func origin(of id: String, in section: String) -> EntryOrigin? {
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            let entry = entries[Int(order[middle])]
            if (entry.section, entry.id) < (section, id) { low = middle + 1 } else { high = middle }
        }
        guard low < order.count else { return nil }
        let number = Int(order[low])
        let entry = entries[number]
        guard (entry.section, entry.id) == (section, id) else { return nil }
        let next = number + 1
        let end = next < entries.count ? Int(entries[next].firstField) : fields.count
        let file = files[Int(entry.file)]
        return EntryOrigin(
            section: section,
            id: id,
            fields: fields[Int(entry.firstField)..<end].map { field in
                FieldOrigin(
                    field: names[Int(field.name)],
                    origin: Origin(file: file, line: Int(field.line), column: Int(field.column))
                )
            }
        )
    }
}

extension PlainOrigins {
    /// What is gathered while a book is read.
    package struct Draft {
        fileprivate var files = NumberedValues<String>()
        fileprivate var names = NumberedValues<String>()
        fileprivate var entries: [Entry] = []
        fileprivate var fields: [Field] = []

        /// Begins with nothing.
        package init() {}

        /// Adds an entry.
        ///
        /// - Parameters:
        ///   - id: The id of the entry.
        ///   - section: The section, such as `policies`.
        ///   - file: The file that it stands in.
        ///   - given: Its fields with the lines and columns of their values, in the order of the
        ///     file.
        package mutating func add(
            _ id: String,
            in section: String,
            file: String,
            fields given: some Sequence<(name: String, line: Int, column: Int)>
        ) {
            entries.append(
                Entry(
                    section: section,
                    id: id,
                    file: files.number(of: file),
                    firstField: UInt32(fields.count)
                )
            )
            for field in given {
                fields.append(
                    Field(
                        name: names.number(of: field.name),
                        line: UInt32(clamping: field.line),
                        column: UInt32(clamping: field.column)
                    )
                )
            }
        }
    }
}
