import RuleLoading

extension Form {
    /// What the value is, in a few English words.
    var words: String {
        switch self {
        case .scalar(let shape): Self.words(of: shape)
        case .list(let item): "list: \(item.words)"
        case .map(let kind, let value): "mapping from \(kind.noun) to \(value.words)"
        case .record(let record): record.name
        case .either(let forms): forms.map(\.words).joined(separator: ", or ")
        }
    }

    private static func words(of shape: ValueShape) -> String {
        switch shape {
        case .text: "text"
        case .localized: "text in both languages"
        case .boolean: "true or false"
        case .date: "day, YYYY-MM-DD"
        case .integer(let range):
            range.upperBound == .max
                ? "whole number" : "whole number, \(range.lowerBound)…\(range.upperBound)"
        case .number(let range): "number, \(range.lowerBound)…\(range.upperBound)"
        case .identifier: "id"
        case .reference(let kind): kind.noun
        case .industryCode: "industry code"
        case .choice(let values): values.joined(separator: ", ")
        case .null: "null"
        case .list, .pair, .map, .fullMap, .record, .either: ""
        }
    }
}
