import Knowledge
import WireFormat

/// A consultation text with what an adviser found in it.
struct QualityCase {
    var id: String
    /// Cases from one source move together when intervals are drawn.
    var group: String
    var query: Query
    /// The issues, the primary one first; empty for a text outside the scope.
    var categories: [String]
    /// The networks an adviser would name.
    var partners: [String]
    /// The issues the owner rules out.
    var ruledOut: [String]

    /// Reads a file of cases, one JSON object a line.
    static func read(_ bytes: [UInt8]) throws -> [QualityCase] {
        var cases: [QualityCase] = []
        for line in bytes.split(separator: 0x0A) where !line.isEmpty {
            let node = try JSONDocument(parsing: Array(line)).root
            cases.append(QualityCase(node))
        }
        return cases
    }

    private init(_ node: JSONNode) {
        id = node["id"]?.string ?? ""
        group = node["group"]?.string ?? id
        query = Query()
        query.problem = node["problem"]?.string
        query.asOf = CalendarDate(iso: "2026-11-22")
        query.limit = 5
        if let company = node["company"], company.kind == .object {
            query.company.employees = company["employees"]?.int
            query.company.prefecture = company["prefecture"]?.string
            if let letter = company["industry"]?.string?.first {
                query.company.industry = IndustryCode(String(letter))
            }
        }
        let gold = node["gold"]
        categories = Self.strings(gold?["categories"])
        partners = Self.strings(gold?["partners"])
        ruledOut = Self.strings(gold?["negated"])
    }

    private static func strings(_ node: JSONNode?) -> [String] {
        guard let node, node.kind == .array else { return [] }
        return node.elements.compactMap(\.string)
    }
}
