import Knowledge

/// A piece of a report for people; whoever prints it decides how columns are aligned.
package enum ReportBlock: Sendable {
    /// A title with nothing before it on its line.
    case heading(String)
    /// A line of text, indented by steps of two columns.
    case line(String, level: Int = 0)
    /// Rows of cells; the first row is a heading. Columns of numbers come padded to the right.
    case table([[String]])
    /// Space between parts.
    case gap
}

/// Numbers and names as reports write them.
enum ReportText {
    /// A share as a percentage with one decimal; 0.0% and 100.0% mean none and all.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0.0%" }
        let tenths = Int((Double(part) * 1000 / Double(whole)).rounded())
        if tenths == 0, part > 0 { return "<0.1%" }
        if tenths == 1000, part < whole { return ">99.9%" }
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// A probability as a whole percentage.
    static func percent(_ probability: Double) -> String {
        "\(Int((probability * 100).rounded()))%"
    }

    /// A table with columns of numbers, padded so that these end in one line; by default all
    /// columns but the first hold numbers.
    static func numbers(_ rows: [[String]], columns: Range<Int>? = nil) -> [[String]] {
        guard let heading = rows.first else { return rows }
        var result = rows
        for column in columns ?? 1..<max(1, heading.count) {
            let width = rows.dropFirst().map { $0[column].count }.max() ?? 0
            for row in rows.indices.dropFirst() {
                let cell = rows[row][column]
                result[row][column] = String(repeating: " ", count: width - cell.count) + cell
            }
        }
        return result
    }

    /// A text on one line, cut after a number of characters.
    static func excerpt(_ text: String, limit: Int = 60) -> String {
        let line = text.replacing("\n", with: " ")
        return line.count > limit ? line.prefix(limit) + "…" : line
    }

    /// The first names of many, and how many are left out.
    static func names(_ names: [String], limit: Int, language: Language) -> String {
        let shown = names.prefix(limit).joined(separator: language == .ja ? "、" : ", ")
        let rest = names.count - limit
        guard rest > 0 else { return shown }
        return language == .ja ? "\(shown)ほか\(rest)" : "\(shown) and \(rest) more"
    }
}

extension Localized {
    /// A text made of two pairs, such as a name and what is said of it.
    static func + (left: Localized, right: Localized) -> Localized {
        Localized(ja: left.ja + right.ja, en: left.en + right.en)
    }

    /// A text that is the same in both languages: an id or a number.
    static func plain(_ text: String) -> Localized { Localized(ja: text, en: text) }
}
