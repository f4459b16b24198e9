/// Where the fields of entries come from that one file makes up: nearly all of a book.
///
/// A large book has a million of them, so they lie side by side as numbers.
package struct PlainOrigins: Sendable {
    private struct Field: Sendable {
        var name: UInt32
        var line: UInt32
        var column: UInt32
    }

    private struct Entry: Sendable {
        var file: UInt32
        var firstField: UInt32
    }

    private var files: [String] = []
    private var fileNumbers: [String: UInt32] = [:]
    private var names: [String] = []
    private var nameNumbers: [String: UInt32] = [:]
    private var entries: [Entry] = []
    private var fields: [Field] = []
    /// The numbers of the entries, by section and id.
    private var numbers: [String: [String: Int32]] = [:]

    /// Begins with none.
    package init() {}

    /// Adds an entry, unless there is one of the same id.
    ///
    /// - Parameters:
    ///   - id: The id of the entry.
    ///   - section: The section, such as `policies`.
    ///   - file: The file that it stands in.
    ///   - given: Its fields with the lines and columns of their values, in the order of the file.
    package mutating func add(
        _ id: String,
        in section: String,
        file: String,
        fields given: some Sequence<(name: String, line: Int, column: Int)>
    ) {
        let number = Int32(entries.count)
        guard numbers[section, default: [:]].insert(number, for: id) else { return }
        entries.append(
            Entry(
                file: Self.number(of: file, in: &fileNumbers, &files),
                firstField: UInt32(fields.count)
            )
        )
        for field in given {
            fields.append(
                Field(
                    name: Self.number(of: field.name, in: &nameNumbers, &names),
                    line: UInt32(clamping: field.line),
                    column: UInt32(clamping: field.column)
                )
            )
        }
    }

    /// Where an entry comes from; `nil` when it was not added.
    package func origin(of id: String, in section: String) -> EntryOrigin? {
        guard let number = numbers[section]?[id] else { return nil }
        let entry = entries[Int(number)]
        let next = Int(number) + 1
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

    private static func number(
        of name: String,
        in numbers: inout [String: UInt32],
        _ names: inout [String]
    ) -> UInt32 {
        if let known = numbers[name] { return known }
        let number = UInt32(names.count)
        numbers[name] = number
        names.append(name)
        return number
    }
}

extension [String: Int32] {
    /// Adds a number for an id; `false` when the id has one.
    fileprivate mutating func insert(_ number: Int32, for id: String) -> Bool {
        if self[id] != nil { return false }
        self[id] = number
        return true
    }
}
