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
}

/// A value to be written as YAML.
indirect enum YAMLText {
    /// A text, a number or a word as it is to be read.
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
        case .text(let text): Self.quoted(text, inFlow: true)
        case .list(let items): "[\(items.map(\.flow).joined(separator: ", "))]"
        case .mapping(let pairs):
            "{\(pairs.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", "))}"
        }
    }

    /// The lines of a mapping's pairs, indented; what fits stands on one line.
    static func lines(_ pairs: [YAMLEntry], indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        return pairs.flatMap { pair -> [String] in
            let (key, value) = (pair.key, pair.value)
            switch value {
            case .plain(let text): return ["\(margin)\(key): \(text)"]
            case .text(let text): return ["\(margin)\(key): \(quoted(text, inFlow: false))"]
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

    /// A text so that it is read back as the same text.
    private static func quoted(_ text: String, inFlow: Bool) -> String {
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return doubleQuoted(text)
        }
        if isPlain(text, inFlow: inFlow) { return text }
        return "'\(text.replacing("'", with: "''"))'"
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case let other where other.value < 0x20 || other.value == 0x7F:
                let digits = String(other.value, radix: 16, uppercase: true)
                result += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
        guard let first = text.first, let last = text.last, first != " ", last != " ", last != ":"
        else { return false }
        if "-?:,[]{}#&*!|>'\"%@`=~".contains(first) { return false }
        if text.contains(": ") || text.contains(" #") { return false }
        if inFlow, text.contains(where: { ",[]{}:".contains($0) }) { return false }
        let word = text.lowercased()
        if ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(word) {
            return false
        }
        // What begins like a number is in quotes, whether or not it is one.
        return !(first.isASCII && (first.isNumber || first == "+" || first == "."))
    }
}
