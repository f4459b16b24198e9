import YAMLTree

/// Writes scalars: without quotes where that is safe, as a block where they were one.
enum ScalarWriter {
    /// A block scalar: its mark and its lines without indentation.
    struct Block {
        var mark: String
        var lines: [String]
    }

    /// A scalar on one line.
    ///
    /// A day keeps standing without quotes where the language wants one; where it is not known what
    /// is wanted it stays as it was written.
    static func inline(
        _ scalar: ScalarText,
        in context: PlainText.Context,
        shape: LanguageShape?
    ) -> String {
        switch scalar.kind {
        case .null: return "null"
        case .text: break
        default: return scalar.text
        }
        let text = scalar.text
        guard PlainText.isSafe(text, in: context) else { return QuotedText.quoted(text) }
        let isMeant =
            PlainText.isDay(text) && (shape?.isDate ?? (scalar.style == .plain))
        return isMeant || !PlainText.isMistakable(text) ? text : QuotedText.quoted(text)
    }

    /// A key.
    static func key(_ key: ScalarText, in context: PlainText.Context) -> String {
        (key.keyAnchor.map { "&\($0) " } ?? "") + QuotedText.written(key.text, in: context)
    }

    /// The block for a text that was one, or for a text that was broken over lines and does not
    /// fit on one.
    static func block(_ scalar: ScalarText, mustWrap: Bool) -> Block? {
        switch scalar.style {
        case .literal: return literal(scalar.text)
        case .folded:
            guard !scalar.lines.isEmpty else { return literal(scalar.text) }
            guard let chomping = chomping(of: scalar.text) else { return nil }
            return Block(mark: ">" + chomping, lines: scalar.lines)
        case .plain, .quoted:
            guard mustWrap, !scalar.lines.isEmpty, scalar.kind == .text else { return nil }
            return Block(mark: ">-", lines: scalar.lines)
        }
    }

    /// The text line by line; `nil` when blank lines at its end or other characters forbid it.
    private static func literal(_ text: String) -> Block? {
        guard let chomping = chomping(of: text),
            !text.unicodeScalars.contains(where: {
                $0 != "\n" && $0 != "\t" && QuotedText.isEscaped($0)
            })
        else { return nil }
        let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let leading = lines.prefix { $0.allSatisfy { $0 == " " } }.count
        let first = lines.prefix(leading + 1)
        // Without the number a reader would take those blanks for the indentation.
        let isIndented = first.contains { $0.hasPrefix(" ") || $0.hasPrefix("\t") }
        return Block(mark: isIndented ? "|2" + chomping : "|" + chomping, lines: lines)
    }

    /// How a block says whether a line end is part of the text; `nil` for more than one of them,
    /// which only blank lines that nobody sees would tell.
    private static func chomping(of text: String) -> String? {
        var ends = 0
        for byte in text.utf8.reversed() {
            guard byte == 0x0A else { return ends > 1 ? nil : ends == 1 ? "" : "-" }
            ends += 1
        }
        return nil
    }
}
