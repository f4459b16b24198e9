import ArgumentParser

/// An answer to a question, its value typed as the question wants it and not as it looks: the
/// industry 24 is a code.
struct GivenAnswer: ExpressibleByArgument, Sendable {
    /// What was chosen or said.
    enum Value: Equatable, Sendable {
        case text(String)
        case number(Int)
        case flag(Bool)
        /// None of what was offered.
        case none
    }

    /// The key of the question.
    var key: String
    /// The answer to it.
    var value: Value
    /// The issues that were offered.
    var offered: [String] = []

    /// Types a reply; what does not fit stays a text, for whoever answers to refuse with a reason.
    init(key: String, reply: String) {
        self.key = key
        switch key {
        case "employees", "capital", "founded":
            value = Self.number(in: reply).map(Value.number) ?? .text(reply)
        case "sole_proprietor": value = Self.flag(in: reply).map(Value.flag) ?? .text(reply)
        default: value = .text(reply)
        }
    }

    /// The answer that none of the issues offered is it.
    init(key: String, noneOf offered: [String]) {
        self.key = key
        value = .none
        self.offered = offered
    }

    /// Reads `KEY=VALUE`.
    init?(argument: String) {
        guard let mark = argument.firstIndex(of: "=") else { return nil }
        let key = String(argument[..<mark])
        let reply = String(argument[argument.index(after: mark)...])
        if key == "issue", reply.hasPrefix("none:") {
            self.init(key: key, noneOf: reply.dropFirst(5).split(separator: ",").map(String.init))
        } else if key == "certified", reply == "none" {
            self.init(key: key, noneOf: [])
        } else {
            self.init(key: key, reply: reply)
        }
    }

    /// A whole number as people write it: digits of either width, commas between, a unit behind.
    private static func number(in reply: String) -> Int? {
        let kept = reply.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
            switch scalar.value {
            case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFF10 + 0x30)
            case 0x20, 0x2C, 0x3000, 0xFF0C: nil
            default: scalar
            }
        }
        let digits = String(String.UnicodeScalarView(kept))
        let isCounted = ["人", "名", "円", "年"].contains { digits.hasSuffix($0) }
        return Int(isCounted ? digits.dropLast() : digits[...])
    }

    private static func flag(in reply: String) -> Bool? {
        switch reply.lowercased() {
        case "true", "yes", "y", "はい", "ええ", "そうです": true
        case "false", "no", "n", "いいえ", "いえ", "違います": false
        default: nil
        }
    }
}
