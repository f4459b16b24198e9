/// What the decision log is to do.
package struct DecisionLogSettings: Sendable, Equatable {
    /// The file it is appended to; `-` is standard output.
    package var path: String
    /// Whether the owner's words are kept, `/query/problem`.
    package var keepsText = false
    /// What is left out of each record.
    package var masks: [RecordPointer] = []
    /// The most bytes that may wait to be written.
    package var queueBytes = Self.defaultQueueBytes

    /// What may wait when nobody says so: some thousand records.
    package static let defaultQueueBytes = 8 << 20

    /// Names the file.
    package init(path: String) { self.path = path }

    /// What is left out of each record, the owner's words among it unless they are asked for.
    var allMasks: [RecordPointer] {
        keepsText ? masks : [RecordPointer.problem] + masks.filter { $0 != .problem }
    }
}

/// A place in a record of the decision log: an RFC 6901 pointer, in which `*` stands for every
/// element of a list.
package struct RecordPointer: Hashable, Sendable {
    /// The names on the way, decoded; at least one.
    let tokens: [String]

    /// The owner's words.
    static let problem = RecordPointer(tokens: ["query", "problem"])

    private init(tokens: [String]) { self.tokens = tokens }

    /// Reads a pointer; `nil` when it is none, or leads to nothing that a record has.
    package init?(_ text: String) {
        guard text.hasPrefix("/") else { return nil }
        var tokens: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let token = Self.decoded(part) else { return nil }
            tokens.append(token)
        }
        guard let first = tokens.first, DecisionRecord.maskable.contains(first) else { return nil }
        self.init(tokens: tokens)
    }

    /// The name that a part of a pointer stands for.
    private static func decoded(_ part: Substring) -> String? {
        var token = ""
        var rest = part.makeIterator()
        while let character = rest.next() {
            guard character == "~" else {
                token.append(character)
                continue
            }
            switch rest.next() {
            case "0": token.append("~")
            case "1": token.append("/")
            default: return nil
            }
        }
        return token
    }
}
