import Portfolio

extension [ReportBlock] {
    /// The report as lines, its columns aligned for characters of two widths.
    var text: String { map(\.lines).joined() }
}

extension ReportBlock {
    fileprivate var lines: String {
        switch self {
        case .heading(let text): text + "\n"
        case .line(let text, let level): String(repeating: "  ", count: level) + text + "\n"
        case .table(let rows):
            Table(rows: rows).text.split(separator: "\n").map { "  \($0)\n" }.joined()
        case .gap: "\n"
        }
    }
}
