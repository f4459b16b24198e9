import Knowledge

/// A value of the book as text, places left out: equal texts mean that an entry says the same,
/// wherever it stands.
///
/// It goes through stored properties, so that a property added to an entry is compared without
/// anybody having to remember it here.
enum Fingerprint {
    /// The text of a value.
    static func text(of value: Any) -> String {
        var text = ""
        append(value, to: &text)
        return text
    }

    private static func append(_ value: Any, to text: inout String) {
        switch value {
        case is Origin: return
        case let string as String: text += "\u{22}\(string)\u{22}"
        case let number as Int: text += "\(number)"
        case let number as Double: text += "\(number)"
        case let flag as Bool: text += "\(flag)"
        default: appendParts(of: value, to: &text)
        }
    }

    private static func appendParts(of value: Any, to text: inout String) {
        let mirror = Mirror(reflecting: value)
        if mirror.children.isEmpty {
            text += "\(value)"
            return
        }
        text += "("
        if mirror.displayStyle == .set || mirror.displayStyle == .dictionary {
            // Their order differs from run to run.
            text += mirror.children.map { Self.text(of: $0.value) }.sorted().joined(separator: ",")
        } else {
            for child in mirror.children {
                text += child.label ?? ""
                text += ":"
                append(child.value, to: &text)
                text += ","
            }
        }
        text += ")"
    }
}
