import YAMLTree

/// A key of a mapping to be written, with its value.
struct YAMLEntry {
    /// The key, as it is to be read.
    var key: String
    /// Its value.
    var value: YAMLText

    init(_ key: String, _ value: YAMLText) {
        self.key = key
        self.value = value
    }

    /// The key in quotes where it would be read as something else, as an entry called `on` is.
    fileprivate var written: String { QuotedText.written(key, in: .flow) }
}

/// A value to be written as YAML.
indirect enum YAMLText {
    /// A number, a day or a word of the language.
    case plain(String)
    /// A text, in quotes where it would be read as something else.
    case text(String)
    case list([YAMLText])
    case mapping([YAMLEntry])

    /// The most columns of a line on which a list or a mapping is written whole.
    static let width = 100

    /// `[a, b]` or `{a: b}`, on one line.
    var flow: String {
        switch self {
        case .plain(let text): text
        case .text(let text): QuotedText.written(text, in: .flow)
        case .list(let items): "[\(items.map(\.flow).joined(separator: ", "))]"
        case .mapping(let pairs):
            "{\(pairs.map { "\($0.written): \($0.value.flow)" }.joined(separator: ", "))}"
        }
    }

    /// The lines of a mapping's pairs, indented; what fits stands on one line.
    static func lines(_ pairs: [YAMLEntry], indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return pairs.flatMap { pair -> [String] in
            let (key, value) = (pair.written, pair.value)
            switch value {
            case .plain(let text): return ["\(margin)\(key): \(text)"]
            case .text(let text):
                return ["\(margin)\(key): \(QuotedText.written(text, in: .block))"]
            case .list(let items):
                let line = "\(margin)\(key): \(value.flow)"
                if line.count <= width { return [line] }
                return ["\(margin)\(key):"] + items.map { "\(margin)  - \($0.flow)" }
            case .mapping(let inner):
                let line = "\(margin)\(key): \(value.flow)"
                if line.count <= width { return [line] }
                return ["\(margin)\(key):"] + lines(inner, indent: indent + 2)
            }
        }
    }
}
