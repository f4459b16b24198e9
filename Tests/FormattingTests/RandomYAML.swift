/// Numbers that are the same for the same seed.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Writes random YAML in random styles, with numbered comments wherever one may stand.
struct RandomYAML {
    private var numbers: SeededNumbers
    private(set) var text = ""
    private(set) var comments = 0
    private var anchors = 0

    private init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

    /// A file, and how many comments it holds: `# c1`, `# c2` and so on.
    static func file(seed: UInt64) -> (text: String, comments: Int) {
        var writer = RandomYAML(seed: seed)
        writer.comment(indent: 0)
        // Keys that the language does not know stay in their order.
        writer.blockMapping(indent: 0, depth: 0)
        writer.comment(indent: 0)
        let usesCRLF = writer.chance(8)
        let text = usesCRLF ? writer.text.replacing("\n", with: "\r\n") : writer.text
        return (text, writer.comments)
    }

    private static let texts = [
        "a", "yes", "求人を出しても応募がない", "2026-01-02", "a: b", "it's", "# not one", "", " lead",
        "trail ",
        "several words in a row", "- x", "[x", "1.0", "0x1F", "null", ":", "?", "what?", "a, b",
        "first\nsecond", "tab\there", "\u{2028}", "'", "\"", "\\", "x #y", "12:30", "*a", "&a", "|",
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        "高度な技術を持つ会社が、人を採れずに困っている。どうすればよいかを一緒に考えてほしい。", "{", "a]", "~", "---",
        "first\n\nthird\n", "  indented\nnot", "%x", "@x", "http://example.org/?a=b",
    ]

    private mutating func chance(_ one: Int) -> Bool {
        Int.random(in: 1...one, using: &numbers) == 1
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &numbers)]
    }

    private mutating func nextComment() -> String {
        comments += 1
        return "# c\(comments)"
    }

    private mutating func comment(indent: Int) {
        if chance(6) { text += "\n" }
        while chance(5) {
            let column = Int.random(in: 0...indent, using: &numbers)
            text += String(repeating: " ", count: column) + nextComment() + "\n"
            if chance(4) { text += "\n" }
        }
    }

    private mutating func endLine() {
        if chance(6) { text += " " + nextComment() }
        text += chance(10) ? "  \n" : "\n"
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    // MARK: Blocks

    private mutating func blockMapping(indent: Int, depth: Int) {
        let step = pick([2, 3, 4])
        for number in 0..<Int.random(in: 1...4, using: &numbers) {
            if number > 0 || !text.hasSuffix("- ") {
                comment(indent: indent)
                text += spaces(indent)
            }
            if chance(12) { text += "? " }
            let isExplicit = text.hasSuffix("? ")
            text += key(number)
            if isExplicit {
                endLine()
                text += spaces(indent)
            }
            text += ":"
            value(indent: indent, step: step, depth: depth, isInMapping: true)
        }
    }

    private mutating func key(_ number: Int) -> String {
        let name = "k\(number)"
        return pick([name, "'\(name)'", "\"\(name)\"", "\(name) 鍵", "'\(name): x'"])
    }

    private mutating func blockSequence(indent: Int, depth: Int) {
        for number in 0..<Int.random(in: 1...4, using: &numbers) {
            if number > 0 || !text.hasSuffix("- ") {
                comment(indent: indent)
                text += spaces(indent)
            }
            text += "-"
            value(indent: indent, step: 2, depth: depth, isInMapping: false)
        }
    }

    private mutating func value(indent: Int, step: Int, depth: Int, isInMapping: Bool) {
        let anchor = chance(15) ? mark() : ""
        switch depth < 4 ? Int.random(in: 0...9, using: &numbers) : 9 {
        case 0, 1:
            text += anchor
            endLine()
            blockMapping(indent: indent + step, depth: depth + 1)
        case 2, 3:
            text += anchor
            endLine()
            let isFlush = isInMapping && chance(3)
            blockSequence(indent: isFlush ? indent : indent + step, depth: depth + 1)
        case 4 where !isInMapping:
            text += " "
            blockMapping(indent: indent + 2, depth: depth + 1)
        case 5, 6:
            text += anchor + " "
            flow(indent: indent + step, depth: depth + 1)
            endLine()
        case 7: blockScalar(indent: indent + step)
        default:
            if chance(12) { return endLine() }
            text += anchor + " " + scalar(inFlow: false, indent: indent + step)
            endLine()
        }
    }

    private mutating func mark() -> String {
        anchors += 1
        return " &a\(anchors)"
    }

    private mutating func blockScalar(indent: Int) {
        text += " " + pick(["|", "|-", ">", ">-", "|+"])
        endLine()
        for number in 0..<Int.random(in: 1...3, using: &numbers) {
            if number > 0, chance(4) { text += "\n" }
            let isDeeper = number > 0 && chance(4)
            text +=
                spaces(isDeeper ? indent + 2 : indent) + pick(["text", "# text", "a: b"]) + "\n"
        }
    }

    // MARK: Brackets

    private mutating func flow(indent: Int, depth: Int) {
        let isMapping = chance(2)
        text += isMapping ? "{" : "["
        gap(indent: indent)
        let count = Int.random(in: 0...5, using: &numbers)
        for number in 0..<count {
            if isMapping { text += key(number) + ": " }
            if !isMapping, chance(12) { text += "pair: " }
            if depth < 5, chance(5) {
                flow(indent: indent, depth: depth + 1)
            } else {
                text += scalar(inFlow: true, indent: indent)
            }
            if number < count - 1 { text += ", " }
            gap(indent: indent)
        }
        text += isMapping ? "}" : "]"
    }

    private mutating func gap(indent: Int) {
        guard chance(4) else { return }
        if chance(2) { text += " " + nextComment() }
        text += "\n"
        if chance(6) { text += spaces(indent) + nextComment() + "\n" }
        text += spaces(indent)
    }

    // MARK: Scalars

    private mutating func scalar(inFlow: Bool, indent: Int) -> String {
        if chance(5) { return pick(["1", "-2.50", "true", "false", "null", "~", "010", ".inf"]) }
        let words = pick(Self.texts)
        let isSimple = words.unicodeScalars.allSatisfy { scalar in
            scalar == " " || scalar.properties.isAlphabetic || scalar == "'"
        }
        if isSimple, let first = words.first, first != " ", first != "'", words.last != " " {
            if chance(3), !inFlow { return words.replacing(" ", with: "\n" + spaces(indent + 1)) }
            if chance(2) { return words }
            if chance(8) { return "!!str \(words)" }
        }
        let isOneLine = !words.contains { "\n\t\u{2028}".contains($0) }
        if isOneLine, chance(2) { return "'" + words.replacing("'", with: "''") + "'" }
        return "\""
            + words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n").replacing("\t", with: "\\t")
            .replacing("\u{2028}", with: "\\u2028") + "\""
    }
}
