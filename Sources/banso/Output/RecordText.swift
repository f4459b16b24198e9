import WireFormat

/// Writes records of the book for people.
struct RecordText {
    /// `ja` or `en`: which of two names is shown.
    let language: String

    /// A collection as a table with a heading.
    func list(_ document: JSONNode, _ collection: Endpoint.Collection) -> String {
        var columns = Self.columns(collection)
        let isLayered = document["items"]?.elements.first { _ in true }?["layers"] != nil
        if isLayered { columns.insert(Column("LAYERS", "layers"), at: columns.count - 1) }
        var rows = [columns.map { $0.heading }]
        if let items = document["items"] {
            rows += items.elements.map { item in columns.map { value(item[$0.key]) } }
        }
        return Table(rows: rows).text
    }

    /// One record: a member a line, what is nested indented below.
    func record(_ node: JSONNode, indentation: String = "") -> String {
        node.members.map { member in
            // Where the values come from is told after them.
            if indentation.isEmpty, member.key.words == "fields" { return "" }
            let name = indentation + member.key.words
            guard isNested(member.value) else { return "\(name): \(value(member.value))\n" }
            let deeper = indentation + "  "
            if member.value.kind == .object {
                return "\(name):\n" + record(member.value, indentation: deeper)
            }
            return "\(name):\n"
                + member.value.elements.map { element in
                    element.kind == .object && !isLocalized(element)
                        ? "\(deeper)-\n" + record(element, indentation: deeper + "  ")
                        : "\(deeper)- \(value(element))\n"
                }.joined()
        }.joined()
    }

    /// Where each value of a record comes from, and what it stands in the place of.
    func origins(_ node: JSONNode) -> String {
        guard let fields = node["fields"] else { return "" }
        let rows = fields.elements.map { field in
            let origin = value(field["origin"])
            var cells = [field["field"]?.words ?? "", origin]
            guard let change = field["change"]?.string else { return cells }
            let old = field["replaces"].map { " (was \(value($0)))" } ?? ""
            cells.append(change + old)
            return cells
        }
        return "\n" + Table(rows: [["FIELD", "FROM", "CHANGE"]] + rows).text
    }

    /// What layers took out of the book.
    func removals(_ list: JSONNode) -> String {
        let rows = list.elements.map { item in
            ["id", "origin", "removed", "reason"].map { value(item[$0]) }
        }
        if rows.isEmpty { return "" }
        return Table(rows: [["ID", "REMOVED BY", "WAS", "REASON"]] + rows).text
    }

    private struct Column {
        var heading: String
        var key: String

        init(_ heading: String, _ key: String) {
            self.heading = heading
            self.key = key
        }
    }

    private static func columns(_ collection: Endpoint.Collection) -> [Column] {
        let id = Column("ID", "id")
        let name = Column("NAME", "name")
        return switch collection {
        case .categories: [id, Column("SUBS", "subs"), name]
        case .partners: [id, Column("KIND", "kind"), Column("AREA", "area"), name]
        case .policies: [id, Column("KIND", "kind"), Column("STATE", "state"), name]
        case .approaches: [id, Column("FRAMING", "framing"), name]
        case .rules: [id, Column("ORIGIN", "origin"), name]
        }
    }

    /// A value on one line.
    private func value(_ node: JSONNode?) -> String {
        guard let node else { return "" }
        switch node.kind {
        case .object:
            if let text = node[language]?.string { return text }
            if let file = node["file"]?.string { return "\(file):\(node["line"]?.words ?? "")" }
            return ""
        case .array:
            let values = node.elements.map { $0.kind == .object ? $0["id"]?.words : value($0) }
            return values.contains(nil)
                ? "\(values.count)" : values.compactMap(\.self).joined(separator: " ")
        default: return node.words
        }
    }

    private func isLocalized(_ node: JSONNode) -> Bool { node[language]?.string != nil }

    /// Whether a value needs lines of its own.
    private func isNested(_ node: JSONNode) -> Bool {
        switch node.kind {
        case .object: !isLocalized(node) && node["file"] == nil
        case .array: node.elements.contains { $0.kind == .object }
        default: false
        }
    }
}

extension JSONNode {
    /// A scalar as people write it; other values as JSON.
    var words: String { string ?? (isNull ? "" : String(decoding: raw, as: UTF8.self)) }
}
