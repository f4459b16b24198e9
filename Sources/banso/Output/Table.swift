import Diagnostics

/// Columns side by side, aligned for characters of two widths.
struct Table {
    /// The cells, row by row; the first row may be a heading.
    let rows: [[String]]

    /// The rows, each ending with a line feed; the last column is not padded.
    var text: String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : DisplayWidth.padded(cell, to: widths[index])
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}
