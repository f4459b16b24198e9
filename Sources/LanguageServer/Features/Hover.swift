import RuleLoading
import YAMLTree

/// Tells what a name or a key stands for.
struct Hover {
    /// What to show.
    private(set) var text = ""
    /// The bytes it is about.
    let range: Range<Int>

    private let isMarkdown: Bool

    /// Finds what there is to say at a byte; `nil` when there is nothing.
    init?(in folder: RuleFolder, path: String, at offset: Int, isMarkdown: Bool) {
        self.isMarkdown = isMarkdown
        guard let index = folder.index(of: path) else { return nil }
        if let occurrence = index.occurrence(at: offset),
            let target = folder.table.target(of: occurrence)
        {
            range = occurrence.range
            let places = folder.table.definitions(of: target)
            guard !places.isEmpty else { return nil }
            describe(target, places)
        } else if let key = index.key(at: offset) {
            range = key.range
            let need = key.field.isRequired ? "required" : "optional"
            text = "\(strong(key.field.name)) (\(key.record), \(need))\n\n\(clean(key.field.doc))"
            let words = key.field.form.words
            if !words.isEmpty { text += "\n\n\(clean(words))" }
        } else {
            return nil
        }
    }

    private mutating func describe(_ target: Target, _ places: [NameTable.Definition]) {
        guard let first = places.first else { return }
        var parts = ["\(strong(target.name)) (\(target.namespace.noun))"]
        if let entry = first.entry {
            if entry.name == target.name {
                parts += lines(of: entry)
            } else if let title = entry.title {
                parts.append(clean("\(entry.name): \(title)"))
            }
        }
        let files = places.count == 1 ? first.file : "\(first.file) and \(places.count - 1) more"
        parts.append(clean(files))
        text = parts.joined(separator: "\n\n")
    }

    /// The title, then what else there is, most telling first.
    private func lines(of entry: Entry) -> [String] {
        var lines: [String] = []
        if let title = entry.title { lines.append(clean(title)) }
        lines += Self.sentences.compactMap { key in
            guard let words = entry.words(key), words != entry.title else { return nil }
            return "\(clean(key)): \(clean(words))"
        }
        let facts = Self.facts.compactMap { key in
            Self.value(entry.node, key).map { "\(key): \($0)" }
        }
        if !facts.isEmpty { lines.append(clean(facts.joined(separator: ", "))) }
        lines += windows(of: entry.node)
        if let source = Self.value(entry.node, "source") { lines.append(clean(source)) }
        return lines
    }

    private static let sentences = [
        "label", "because", "role", "serves", "benefit", "state_note", "description", "note",
    ]
    private static let facts = [
        "kind", "network", "level", "area", "region", "cost", "pattern", "state", "max_yen",
        "groups", "framing", "review_by", "enabled", "says", "url",
    ]
    /// How many values of a list are shown.
    private static let listLimit = 8

    private static func value(_ node: YAMLNode, _ key: String) -> String? {
        guard let value = node.entries.first(where: { $0.key.text == key })?.value else {
            return nil
        }
        switch value.kind {
        case .sequence:
            let words = value.elements.prefix(listLimit).compactMap(listed)
            let rest = value.elements.count > listLimit ? "、…" : ""
            return words.isEmpty ? nil : words.joined(separator: "、") + rest
        case .mapping where key == "source": return source(value)
        case .mapping: return nil
        default: return value.words
        }
    }

    private static func listed(_ node: YAMLNode) -> String? {
        node.kind == .mapping ? node.entries.first?.value.text : node.words
    }

    private static func source(_ node: YAMLNode) -> String? {
        func text(_ key: String) -> String? {
            node.entries.first { $0.key.text == key }?.value.text
        }
        guard let url = text("url"), let checked = text("checked") else { return nil }
        let confidence = text("confidence").map { ", \($0)" } ?? ""
        return "source: \(url) (read \(checked)\(confidence))"
    }

    private func windows(of node: YAMLNode) -> [String] {
        let windows = node.entries.first { $0.key.text == "windows" }?.value.elements ?? []
        return windows.map { window in
            func text(_ key: String) -> String {
                window.entries.first { $0.key.text == key }?.value.words ?? ""
            }
            let label = text("label")
            let days = "\(text("opens"))…\(text("closes"))"
            return clean("window: \(days)\(label.isEmpty ? "" : " \(label)")")
        }
    }

    // MARK: Markdown

    private func strong(_ text: String) -> String { isMarkdown ? "**\(clean(text))**" : text }

    /// Keeps a file's text from being read as markup.
    private func clean(_ text: String) -> String {
        guard isMarkdown else { return text }
        var result = ""
        for character in text {
            if "\\`*_[]<>#|~".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
