import Diagnostics
import WireFormat

/// Whether policies go together, pair by pair, from their records.
struct CombinationAnswer {
    /// What is known of a pair.
    private struct Pair {
        var first: JSONNode
        var second: JSONNode
        /// The entry of the first policy's combinations; `nil` when the book says nothing.
        var fact: JSONNode?

        var verdict: String { fact?["verdict"]?.string ?? "unknown" }
    }

    /// The verdicts, the gravest first: the answer to several pairs is the gravest of theirs.
    private static let verdicts = ["excluded", "unknown", "separate-costs", "allowed"]

    private let policies: [JSONNode]
    private let pairs: [Pair]

    /// Looks up every pair of the policies.
    init(_ policies: [JSONNode]) {
        self.policies = policies
        var pairs: [Pair] = []
        for (number, first) in policies.enumerated() {
            for second in policies[(number + 1)...] {
                let fact = first["combinations"]?.elements.first {
                    $0["policy"]?.string == second["id"]?.string
                }
                pairs.append(Pair(first: first, second: second, fact: fact))
            }
        }
        self.pairs = pairs
    }

    /// Whether some pair shuts each other out.
    var isExcluded: Bool { verdict == "excluded" }

    private var verdict: String {
        Self.verdicts.first { verdict in pairs.contains { $0.verdict == verdict } } ?? "unknown"
    }

    /// The answer as data; names and reasons in a language, `ja` or `en`.
    func json(_ language: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("verdict", verdict)
        writer.key("policies")
        writer.beginArray()
        for policy in policies {
            writer.beginObject()
            writer.member("id", policy["id"]?.string ?? "")
            writer.member("name", policy["name"]?[language]?.string ?? "")
            writer.endObject()
        }
        writer.endArray()
        writer.key("pairs")
        writer.beginArray()
        for pair in pairs { write(pair, language, to: &writer) }
        writer.endArray()
        writer.endObject()
        return JSONWriter.pretty(writer.bytes)
    }

    private func write(_ pair: Pair, _ language: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("first", pair.first["id"]?.string ?? "")
        writer.member("second", pair.second["id"]?.string ?? "")
        writer.member("verdict", pair.verdict)
        if let fact = pair.fact {
            writer.member("said_by", fact["said_by"]?.string ?? "")
            writer.member("because", fact["because"]?[language]?.string ?? "")
            for name in ["source", "origin"] {
                guard let value = fact[name] else { continue }
                writer.key(name)
                writer.raw(value.raw)
            }
        }
        writer.endObject()
    }

    /// The answer for people: a line a pair, with why, where that was read and when.
    func text(isEnglish: Bool) -> String {
        let words = CombinationWords(isEnglish: isEnglish)
        let language = isEnglish ? "en" : "ja"
        var lines: [String] = []
        for pair in pairs {
            let names = [pair.first, pair.second].map { $0["name"]?[language]?.string ?? "" }
            lines.append(words.pair(names[0], names[1]))
            lines.append("  → " + (words.verdicts[pair.verdict] ?? pair.verdict))
            guard let fact = pair.fact else {
                lines += wrapped(words.unknownAdvice)
                continue
            }
            lines += wrapped(words.why + (fact["because"]?[language]?.string ?? ""))
            let source = fact["source"]
            let isSeen = source?["confidence"]?.string == "seen"
            lines.append(
                "    \(source?["url"]?.string ?? "") (\(words.checked) "
                    + "\(source?["checked"]?.string ?? "")\(isSeen ? "" : words.unverified))"
            )
            let origin = fact["origin"]
            lines.append(
                "    [\(fact["said_by"]?.string ?? ""), "
                    + "\(origin?["file"]?.string ?? ""):\(origin?["line"]?.int ?? 0)]"
            )
        }
        if pairs.count > 1 {
            lines.append(words.together + (words.verdicts[verdict] ?? verdict))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func wrapped(_ text: String) -> [String] {
        DisplayWidth.wrapped(text, to: 84).map { "    " + $0 }
    }
}

/// The fixed words of the answer in one language.
private struct CombinationWords {
    let isEnglish: Bool

    var verdicts: [String: String] {
        isEnglish
            ? [
                "allowed": "yes, they can be used together",
                "separate-costs": "only for different costs: never for the same",
                "excluded": "no, only one of the two",
                "unknown": "not known",
            ]
            : [
                "allowed": "併用できます",
                "separate-costs": "同じ経費・対象には併用できません（分ければ使えます）",
                "excluded": "併用できません（どちらか一方）",
                "unknown": "分かりません",
            ]
    }

    var why: String { isEnglish ? "because: " : "理由：" }
    var checked: String { isEnglish ? "read" : "確認日" }
    var unverified: String { isEnglish ? ", not verified" : "、未確認" }
    var together: String { isEnglish ? "All together: " : "全部まとめて：" }

    var unknownAdvice: String {
        isEnglish
            ? "The book says nothing of this pair; ask the offices of both."
            : "この組み合わせについては何も書かれていません。両方の窓口に確かめてください。"
    }

    func pair(_ first: String, _ second: String) -> String {
        isEnglish ? "\(first)  +  \(second)" : "「\(first)」と「\(second)」"
    }
}
