/// Small parts of SVG and HTML.
enum Markup {
    /// A text in which nothing is markup.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "<>&\"".utf8.contains($0) }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }

    /// A text element with a class.
    static func text(_ text: String, class name: String, x: Int, y: Int) -> String {
        "<text class=\"\(name)\" x=\"\(x)\" y=\"\(y)\">\(escaped(text))</text>\n"
    }

    /// About how wide a text is, in halves of a wide character.
    static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }
}

/// The colours, chosen so that they are told apart without seeing red and green: orange for what
/// is missing, blues from light to dark for what is there, and every cell says its number.
enum HeatStyle {
    /// The rules of both drawings and pages.
    static let css = """
        text{font-family:system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP","Yu Gothic",Meiryo,sans-serif;font-size:11px;fill:#1b1f24}
        .h1{font-size:17px;font-weight:700}.h2{font-size:14px;font-weight:700}.rg{text-anchor:middle;fill:#57606a}.pv{text-anchor:middle}.is{text-anchor:end}
        g>text{font-size:9px;text-anchor:middle}
        .na rect{fill:none}.na text{fill:#6e7781}
        .gap rect{fill:#d55e00}.gap text{fill:#fff;font-weight:700}
        .one rect{fill:#f5b942}.one text{fill:#1b1f24;font-weight:700}
        .f0 rect{fill:#dceaf7}.f1 rect{fill:#a6cbea}.f2 rect{fill:#6aa7da}.f0 text,.f1 text,.f2 text{fill:#1b1f24}
        .full rect{fill:#1b3a6b}.full text{fill:#fff;font-weight:700}
        .bg{fill:#fff}
        @media (prefers-color-scheme:dark){
        text{fill:#e6edf3}.rg{fill:#9aa4ae}.bg{fill:#0d1117}.na text{fill:#9aa4ae}
        .f0 rect{fill:#1c3047}.f1 rect{fill:#28527f}.f2 rect{fill:#3f7fbd}.f0 text,.f1 text,.f2 text{fill:#fff}
        .full rect{fill:#cfe4f8}.full text,.one text{fill:#10151b}.gap text{fill:#fff}
        }
        """
}
